"""Static files, answered before Flask: compressed, and kept by a browser only as long as their bytes stay the same."""

import os
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.headers import Headers
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor
from whitenoise.responders import StaticFile

from app.kernel.fingerprints import fingerprint
from app.kernel.headers import FILE_POLICY, YEAR, everywhere

PREFIX = "/static/"
OF_THESE_BYTES = f"public, max-age={YEAR}, immutable"
# Style sheets name fonts without a digest: an old one is still a font, and to ask each time would cost a poor line.
OF_A_FONT = "public, max-age=86400"
ASKED_AGAIN = "no-cache"
WORTH = Compressor(quiet=True)


class StaticFiles(WhiteNoise):
    """A year for an address with the digest of its file; with another digest, or with none, it is asked again."""

    def __init__(self, application: WSGIApplication, root: Path, secure: bool):
        super().__init__(application)
        self.root, self.always = root, everywhere(secure) | {"Content-Security-Policy": FILE_POLICY}

    @cached_property
    def known(self) -> dict[str, StaticFile]:
        """The files by address; compressed when a server or the first visitor asks, for commands need none."""
        self.add_files(f"{self.root}", PREFIX)
        return self.files

    def get_static_file(self, path: str, url: str, stat_cache: object = None) -> StaticFile:
        """As WhiteNoise makes it, but with headers of ours, and the compressed ones lie in memory."""
        headers = Headers(list(self.always.items()))
        self.add_mime_headers(headers, path, url)
        return StaticFile(path, headers.items(), encodings=compressed(path))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The file with what may be kept of it, or whatever the application says."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX) or path not in self.known:
            return self.application(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:  # as of `StartResponse`
            kept = self._kept(path.removeprefix(PREFIX), environ.get("QUERY_STRING", ""))
            return start_response(status, [*headers, ("Cache-Control", kept)], *rest)

        return self.serve(self.known[path], environ, start)

    def _kept(self, name: str, query: str) -> str:
        if parse_qs(query).get("v") == [fingerprint(self.root / name)]:
            return OF_THESE_BYTES
        return OF_A_FONT if name.startswith("fonts/") else ASKED_AGAIN


@cache
def compressed(path: str) -> dict[str, str]:
    """The paths of the same file in gzip and brotli, where these are worth it: in memory, so that the folder of the
    application may be read-only, and none is older than its file. Processes that are forked later share them.
    """
    if not WORTH.should_compress(path):
        return {}
    data = Path(path).read_bytes()
    made = {"br": Compressor.compress_brotli(data), "gzip": Compressor.compress_gzip(data)}
    return {name: _in_memory(f"{name} of {path}", one) for name, one in made.items() if len(one) < len(data)}


def compress_all(root: Path) -> None:
    """Of all files now: a server does it once, before its processes are forked."""
    for path in root.rglob("*"):
        if path.is_file():
            compressed(f"{path}")


def _in_memory(name: str, data: bytes) -> str:
    """The path of a file that has these bytes as long as the process lives."""
    number = os.memfd_create(Path(name).name)
    with open(number, "wb", closefd=False) as file:
        file.write(data)
    return f"/proc/self/fd/{number}"
