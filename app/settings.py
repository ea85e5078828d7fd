"""Every setting of the house, typed, read from OPORA_* of the environment; a bad one refuses to start."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

INSTANCE = Path(__file__).resolve().parent.parent / "instance"


class Settings(BaseSettings):
    """What an operator may set. Each name below is OPORA_NAME in the environment."""

    model_config = SettingsConfigDict(env_prefix="OPORA_", extra="ignore")

    demo: bool = Field(False, description="A demo with its own clock, or a real house; must be what the data are")
    secret_key: SecretStr | None = Field(None, description="Signs sessions; embedded default is kept in instance/")
    database: str = Field(f"sqlite:///{INSTANCE / 'opora.db'}", description="SQLAlchemy address of the database")
    archive: str = Field(f"file:{INSTANCE / 'archive'}", description="file:PATH or s3://bucket/prefix")
    s3_endpoint: str | None = Field(None, description="Address of the S3-compatible server")
    s3_access_key: str | None = Field(None, description="Name of the key to the bucket")
    s3_secret_key: SecretStr | None = Field(None, description="Secret of the key to the bucket")
    s3_region: str = Field("us-east-1", description="Region of the bucket")
    queue: str = Field(str(INSTANCE / "queue.db"), description="File of the job queue, on the machine of the worker")
    parts: str = Field(str(INSTANCE / "parts"), description="Folder of files that still come in parts; one for all")
    antivirus: str = Field("", description="host:port of clamd; empty: files are not looked at for viruses")
    upload_limit_mb: int = Field(20, ge=1, le=1024, description="The largest file, in MB")
    session_minutes: int = Field(60, ge=5, le=720, description="A silent session ends after this time")
    session_hours: int = Field(12, ge=1, le=72, description="Any session ends after this time, silent or not")
    secure_cookies: bool = Field(False, description="Cookies over HTTPS only; set it behind TLS")
    proxies: int = Field(0, ge=0, le=3, description="Proxies in front whose X-Forwarded headers are believed")
    invitation_days: int = Field(7, ge=1, le=60, description="A link of an invitation is good for so many days")
    sign_in_limit: str = Field("20 per minute", description="Attempts to sign in from one address")

    order_layout: Literal["department", "gost-2016", "gost-2025"] = Field(
        "department", description="How orders are laid out: the Department's own way or a standard ГОСТ Р 7.0.97"
    )
    order_font_pt: int | None = Field(None, ge=12, le=14, description="Size of letters in orders, if not as laid out")
    order_right_mm: int | None = Field(None, ge=10, le=15, description="Right margin of orders, if not as laid out")

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
