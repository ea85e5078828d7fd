"""Every setting of the house, typed, read from OPORA_* of the environment; a bad one refuses to start."""

from email.utils import parseaddr
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import click
from limits import parse_many
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

HERE = Path(__file__).resolve().parent.parent
# Beside the code of a checkout; of a house that was installed, in the folder that it is started in.
INSTANCE = (HERE if (HERE / "pyproject.toml").exists() else Path.cwd()) / "instance"

BARE = (
    "Внимание: OPORA_SECURE_COOKIES=0. Cookie входа пойдут и без шифрования: так можно только за своим столом. "
    "За прокси с TLS поставьте 1."
)
NOWHERE = (
    "Внимание: OPORA_PUBLIC_URL не задан. Ссылки приглашений строятся по имени, которое назвал браузер. "
    "Задайте адрес дома, например https://opora.region.example."
)


class BadSetting(click.ClickException):
    """What is wrong with the environment, a line each; no value is shown, for some are secret."""


class Settings(BaseSettings):
    """What an operator may set. Each name below is OPORA_NAME in the environment."""

    model_config = SettingsConfigDict(env_prefix="OPORA_", extra="ignore", hide_input_in_errors=True)

    demo: bool = Field(False, description="A demo with its own clock, or a real house; must be what the data are")
    public_url: str = Field("", description="Where people find the house, https://…: links are built from it alone")
    secret_key: SecretStr | None = Field(
        None, min_length=32, description="Signs sessions, 32 letters or more; embedded default is kept in instance/"
    )
    database: str = Field(f"sqlite:///{INSTANCE / 'opora.db'}", description="SQLAlchemy address of the database")
    archive: str = Field(f"file:{INSTANCE / 'archive'}", description="file:PATH or s3://bucket/prefix")
    s3_endpoint: str | None = Field(None, description="Address of the S3-compatible server")
    s3_access_key: str | None = Field(None, description="Name of the key to the bucket")
    s3_secret_key: SecretStr | None = Field(None, description="Secret of the key to the bucket")
    s3_region: str = Field("us-east-1", description="Region of the bucket")
    queue: str = Field(str(INSTANCE / "queue.db"), description="File of the job queue, or redis://… for many machines")
    parts: str = Field(str(INSTANCE / "parts"), description="Folder of files that still come in parts; one for all")
    training: str = Field(
        str(INSTANCE / "training"), description="Folder of the training house, on one machine; empty: there is none"
    )
    antivirus: str = Field("", description="host:port of clamd; empty: files are not looked at for viruses")
    recognition: bool = Field(True, description="Words of scans and photographs, when Tesseract with Russian is there")
    upload_limit_mb: int = Field(20, ge=1, le=1024, description="The largest file, in MB")
    uploads_per_hour: int = Field(60, ge=1, le=10000, description="Files that one person may bring in an hour")
    uploads_gb_per_day: int = Field(2, ge=1, le=1000, description="Gigabytes that one person may bring in a day")
    failed_sign_ins: int = Field(10, ge=3, le=1000, description="Attempts for one account in 15 minutes, from anywhere")
    session_minutes: int = Field(60, ge=5, le=720, description="A silent session ends after this time")
    session_hours: int = Field(12, ge=1, le=72, description="Any session ends after this time, silent or not")
    secure_cookies: bool = Field(False, description="Cookies over HTTPS only; set it behind TLS")
    proxies: int = Field(0, ge=0, le=3, description="Proxies in front whose X-Forwarded headers are believed")
    mail_server: str = Field("", description="host:port of an SMTP server; empty: letters are read in the page alone")
    mail_security: Literal["starttls", "tls", "none"] = Field("starttls", description="How to speak to the mail server")
    mail_user: str = Field("", description="Name at the mail server; empty: it asks for none")
    mail_password: SecretStr | None = Field(None, description="Password at the mail server")
    mail_from: str = Field("Опора 500+ <opora@localhost>", description="Whom letters come from: Name <address>")
    mails_per_minute: int = Field(60, ge=1, le=10000, description="Letters that are sent in a minute, no more")
    digest_hour: int = Field(8, ge=0, le=23, description="Hour of the region from which the letter of the day is sent")
    invitation_days: int = Field(7, ge=1, le=60, description="A link of an invitation is good for so many days")
    log: Literal["lines", "json"] = Field("lines", description="How the log is written: lines, or one JSON a line")
    metrics_token: SecretStr | None = Field(
        None, min_length=16, description="Opens /metrics from elsewhere, as «Authorization: Bearer …»"
    )
    backup_key: SecretStr | None = Field(
        None,
        min_length=16,
        description="Words that encrypt backups; without them nobody opens one: keep them elsewhere",
    )
    night_gb: int = Field(20, ge=1, le=10000, description="Gigabytes of the archive that are read again in a night")
    sign_in_limit: str = Field("20 per minute", description="Attempts to sign in from one address")

    order_layout: Literal["department", "gost-2016", "gost-2025"] = Field(
        "department", description="How orders are laid out: the Department's own way or a standard ГОСТ Р 7.0.97"
    )
    order_font_pt: int | None = Field(None, ge=12, le=14, description="Size of letters in orders, if not as laid out")
    order_right_mm: int | None = Field(None, ge=10, le=15, description="Right margin of orders, if not as laid out")

    @field_validator("sign_in_limit")
    @classmethod
    def _a_limit_is_a_limit(cls, value: str) -> str:
        """A limit that nobody understands would be no limit at all."""
        try:
            parse_many(value)
        except ValueError as error:
            raise ValueError("is a limit like «20 per minute»") from error
        return value

    @field_validator("database")
    @classmethod
    def _a_database_is_an_address(cls, value: str) -> str:
        try:
            make_url(value)
        except ArgumentError as error:
            raise ValueError("is an SQLAlchemy address, like sqlite:///file or postgresql+psycopg://…") from error
        return value

    @field_validator("public_url")
    @classmethod
    def _a_public_address_is_whole(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and not (parts.scheme in ("http", "https") and parts.hostname and parts.path in ("", "/")):
            raise ValueError("is https://host or https://host:port, without a path")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _cookies_are_as_safe_as_the_address(self) -> "Settings":
        if self.public_url.startswith("https:") and not self.secure_cookies:
            raise ValueError("OPORA_PUBLIC_URL is https: set OPORA_SECURE_COOKIES=1")
        return self

    @field_validator("mail_server")
    @classmethod
    def _a_mail_server_has_a_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if value and not (host and port.isdecimal()):
            raise ValueError("is host:port, like mail.region.example:587")
        return value

    @field_validator("mail_from")
    @classmethod
    def _a_sender_has_an_address(cls, value: str) -> str:
        if "@" not in parseaddr(value)[1] or not value.isprintable():
            raise ValueError("is Name <address@host>")
        return value

    @model_validator(mode="after")
    def _a_bucket_has_its_keys(self) -> "Settings":
        if self.archive.startswith("s3://") and not (self.s3_access_key and self.s3_secret_key):
            raise ValueError("OPORA_ARCHIVE names a bucket: set OPORA_S3_ACCESS_KEY and OPORA_S3_SECRET_KEY")
        if self.antivirus and not self.antivirus.rpartition(":")[2].isdecimal():
            raise ValueError("OPORA_ANTIVIRUS is host:port")
        if not self.archive.startswith(("file:", "s3://")):
            raise ValueError("OPORA_ARCHIVE is file:PATH or s3://bucket/prefix")
        return self

    @property
    def upload_limit(self) -> int:
        """Bytes of the largest file that a form may bring."""
        return self.upload_limit_mb * 1024 * 1024

    @property
    def warnings(self) -> list[str]:
        """What an operator should hear at the start, though the house can live with it."""
        bare = not self.demo and not self.secure_cookies
        nowhere = not self.demo and self.secure_cookies and not self.public_url
        return [BARE] * bare + [NOWHERE] * nowhere


def from_environment() -> Settings:
    """The settings of this process, or one sentence for each that is bad."""
    try:
        return Settings()
    except ValidationError as error:
        raise BadSetting("\n".join(_said(one) for one in error.errors(include_url=False))) from error


def _said(one: ErrorDetails) -> str:
    name = f"OPORA_{str(one['loc'][0]).upper()} " if one["loc"] else ""
    return f"{name}{one['msg'].removeprefix('Value error, ')}"
