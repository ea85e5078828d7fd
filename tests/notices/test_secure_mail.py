"""A mail server that wants a secured line and a password: the letter goes by it, or not at all."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import SecretStr

from app.notices.letters.posting import NotTaken, Post
from app.notices.letters.writing import message_of
from app.notices.models import Letter
from tests.notices.letterbox import letterbox

NAME, PASSWORD = "opora", "a password of the mail server"
NEW_YEAR = datetime(2022, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """The path of a certificate of 127.0.0.1 with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    whose = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    built = built.add_extension(x509.BasicConstraints(True, None), True).add_extension(whose, False)
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    own = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(built.sign(key, hashes.SHA256()).public_bytes(own[0]) + key.private_bytes(*own))
    return path


@pytest.fixture
def secured(certificate):
    """How a server of ours speaks TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusted(certificate, monkeypatch):
    """This machine trusts the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def lets_in(_server, _session, _envelope, _mechanism, data) -> AuthResult:
    known = (data.login, data.password) == (NAME.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)  # the server itself answers


def sent(app, box, security: str, user: str = "", password: str = "") -> None:
    settings = app.config["SETTINGS"].model_copy(
        update={
            "mail_server": box.address,
            "mail_security": security,
            "mail_user": user,
            "mail_password": SecretStr(password),
        }
    )
    words = {"subject": "Письмо", "plain": "Слова", "html": "<p>Слова</p>", "message_id": "<1@opora>", "answers": ""}
    with app.app_context():
        message = message_of(Letter(address="school@example.org", made_at=NEW_YEAR, **words), settings.mail_from)
    with Post(settings) as post:
        post.send(message)


def test_a_letter_goes_by_starttls_with_a_password(app, secured, trusted):
    wanted = {"authenticator": lets_in, "auth_required": True, "require_starttls": True}
    with letterbox(tls_context=secured, **wanted) as box:
        sent(app, box, "starttls", NAME, PASSWORD)
        assert box.talks == [(True, True)]


def test_a_letter_goes_by_tls_from_the_first_byte(app, secured, trusted):
    with letterbox(ssl_context=secured) as box:
        sent(app, box, "tls")
        assert [secure for secure, _ in box.talks] == [True]


def test_a_wrong_password_is_named_and_nothing_goes(app, secured, trusted):
    wanted = {"authenticator": lets_in, "auth_required": True, "require_starttls": True}
    with letterbox(tls_context=secured, **wanted) as box:
        with pytest.raises(NotTaken, match="535"):
            sent(app, box, "starttls", NAME, "wrong")
        assert box.talks == []


def test_nothing_goes_in_the_clear_where_a_secured_line_was_asked_for(app):
    with letterbox() as box:
        with pytest.raises(NotTaken):
            sent(app, box, "starttls")
        assert box.talks == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_not_spoken_to(security, app, secured):
    context = {"tls_context" if security == "starttls" else "ssl_context": secured}
    with letterbox(**context) as box:
        with pytest.raises(NotTaken, match="CertVerification"):
            sent(app, box, security)
        assert box.talks == []
