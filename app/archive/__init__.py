"""The archive of the house: blobs in the store, rows in the database."""

from flask import Flask, current_app

from app.settings import Settings
from storage import Store, open_store


def init_app(app: Flask, settings: Settings) -> None:
    """Open the store that the settings name."""
    app.extensions["store"] = open_store(
        settings.archive,
        endpoint_url=settings.s3_endpoint,
        access_key=settings.s3_access_key,
        secret_key=settings.s3_secret_key.get_secret_value() if settings.s3_secret_key else None,
        region=settings.s3_region,
    )


def store() -> Store:
    """That of this house."""
    house: Store = current_app.extensions["store"]
    return house
