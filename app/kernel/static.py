"""Static files, answered before Flask: kept by a browser only as long as the address promises the very bytes."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from whitenoise import WhiteNoise

from app.kernel.fingerprints import fingerprint
from app.kernel.headers import FILE_POLICY, YEAR, everywhere

OF_THESE_BYTES = f"public, max-age={YEAR}, immutable"
# Style sheets name fonts without a digest: an old one is still a font, and to ask each time would cost a poor line.
OF_A_FONT = "public, max-age=86400"
ASKED_AGAIN = "no-cache"


class StaticFiles(WhiteNoise):
    """A year for an address with the digest of its file; with another digest, or with none, it is asked again."""

    def __init__(self, application: WSGIApplication, root: Path, secure: bool):
        always = everywhere(secure) | {"Content-Security-Policy": FILE_POLICY}
        super().__init__(
            application,
            root=f"{root}",
            prefix="static/",
            max_age=None,
            allow_all_origins=False,
            add_headers_function=lambda headers, _path, _url: [headers.add_header(*one) for one in always.items()],
        )
        self.root = root

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The file with what may be kept of it, or whatever the application says."""
        path = environ.get("PATH_INFO", "")
        if path not in self.files:
            return self.application(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:  # as of `StartResponse`
            kept = self._kept(path.removeprefix("/static/"), environ.get("QUERY_STRING", ""))
            return start_response(status, [*headers, ("Cache-Control", kept)], *rest)

        return self.serve(self.files[path], environ, start)

    def _kept(self, name: str, query: str) -> str:
        if parse_qs(query).get("v") == [fingerprint(self.root / name)]:
            return OF_THESE_BYTES
        return OF_A_FONT if name.startswith("fonts/") else ASKED_AGAIN
