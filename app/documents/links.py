"""A link instead of a file: what may be a link, where it really leads, and its digest. Never fetched."""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from app.refusals import Refusal, Refused

LONGEST = 2000
UNREAD = Refusal("link", "Это не похоже на ссылку. Откройте страницу в браузере и скопируйте её адрес целиком.")
ADDRESS = re.compile(r"(https?://\S*[^\s.,;:!?)»])")
CYRILLIC, LATIN = re.compile("[а-яё]", re.I), re.compile("[a-z]", re.I)


@dataclass(frozen=True)
class Link:
    """An address on the open web, as it was typed."""

    url: str

    @property
    def sha256(self) -> str:
        """Of the UTF-8 text: it proves which address was shown, not what stood there."""
        return hashlib.sha256(self.url.encode()).hexdigest()

    @property
    def host(self) -> str:
        """Where a browser really goes: the host in ASCII, punycode and all (P8)."""
        host = urlsplit(self.url).hostname or ""
        return ".".join(_ascii(label) for label in host.split("."))

    @property
    def decoded_host(self) -> str:
        """The same host as people read it: «школа.рф» for xn--80aa…"""
        return ".".join(_readable(label) for label in self.host.split("."))

    @property
    def is_mixed(self) -> bool:
        """True when a part of the host mixes Cyrillic with Latin letters: one may pass for another site."""
        parts = self.decoded_host.split(".")
        return any(CYRILLIC.search(part) and LATIN.search(part) for part in parts)

    @property
    def name(self) -> str:
        """Host and path, for a list."""
        return (self.decoded_host + unquote(urlsplit(self.url).path).rstrip("/"))[:200]


def read_link(typed: str) -> Link:
    """The link: only http and https, with a host, without a password in it; raises Refused for anything else."""
    url = typed.strip()
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise Refused(UNREAD) from None
    if parts.scheme.lower() not in ("http", "https"):
        said = "Ссылка должна начинаться с https:// или http://. Скопируйте её из строки браузера."
        raise Refused.because("scheme", said)
    if not host or len(url) > LONGEST or re.search(r"[\s\x00-\x1f\x7f\\]", url):
        raise Refused(UNREAD)
    if "@" in parts.netloc:
        said = "В ссылке перед именем сайта стоит имя или пароль. Уберите всё до знака @."
        raise Refused.because("userinfo", said)
    if "." not in host or not all(map(_ascii, host.rstrip(".").split("."))):
        raise Refused(UNREAD)
    return Link(url)


def pieces(text: str) -> list[str | Link]:
    """A text with the addresses in it as links; what only looks like an address stays text."""
    return [_link_or_text(part) if at % 2 else part for at, part in enumerate(ADDRESS.split(text)) if part]


def _link_or_text(text: str) -> Link | str:
    try:
        return read_link(text)
    except Refused:
        return text


def _ascii(label: str) -> str:
    try:
        return label.encode("idna").decode()
    except UnicodeError:
        return ""


def _readable(label: str) -> str:
    try:
        return label.encode().decode("idna")
    except UnicodeError:
        return label
