"""What every answer says about itself: nothing from outside, nothing kept on a shared computer."""

from flask import Flask, Response

PAGE_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; form-action 'self'"
)
# The browser draws a PDF with its own viewer, which styles itself inside our frame; the sandbox runs no script of it.
PDF_POLICY = "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
FILE_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
# The house asks for none of these, so that nothing in a page of it may.
POWERS = ("camera", "microphone", "geolocation", "display-capture", "payment", "usb", "serial", "bluetooth", "midi")
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# A browser hears these of a page alone: beside each style and icon they would be a third of its headers.
OF_PAGES = {
    "Permissions-Policy": ", ".join(f"{power}=()" for power in POWERS),
    "Cross-Origin-Opener-Policy": "same-origin",
}
YEAR = 31536000  # seconds
REVALIDATED = "private, no-cache"  # of an answer with an ETag: its one reader keeps it and asks whether it still holds


def everywhere(secure: bool) -> dict[str, str]:
    """The headers of each answer, a static file too; of a house behind TLS also that it is never asked without."""
    return EVERYWHERE | ({"Strict-Transport-Security": f"max-age={YEAR}"} if secure else {})


def init_app(app: Flask) -> None:
    """Add the headers to every answer of the application; only static files may be kept (kernel/static.py)."""
    always = everywhere(app.config["SETTINGS"].secure_cookies) | OF_PAGES

    @app.after_request
    def _say(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", PAGE_POLICY)
        response.headers.update(always)
        if response.headers.get("Cache-Control") != REVALIDATED:
            response.headers["Cache-Control"] = "no-store"
        return response


def revalidated(response: Response, tag: str) -> Response:
    """Its one reader may keep it, and asks by the ETag whether it still holds."""
    response.set_etag(tag)
    response.headers["Cache-Control"] = REVALIDATED
    return response
