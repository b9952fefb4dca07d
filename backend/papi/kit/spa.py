"""The built single-page application, served beside the API: assets for ever, the page itself never cached."""

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse
from starlette.routing import Match, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from papi.kit.errors import NotFound
from papi.kit.problems import problem

_API_PREFIXES = ("/api/", "/.well-known/", "/health/", "/metrics", "/openapi.json")


class _Assets(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"  # their names carry their hash
        return response


class _PageRoute(Route):
    """Every address that is not the API's, so that an address of the API is answered as what it is: 404, or 405."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["path"].startswith(_API_PREFIXES):
            return Match.NONE, {}
        return super().matches(scope)


def mount_spa(app: FastAPI, directory: Path) -> None:
    """Serve the application's files, and its page for every address that is not the API's."""
    if (directory / "assets").is_dir():
        app.mount("/assets", _Assets(directory=directory / "assets"))
    index = directory / "index.html"

    def page(request: Request) -> Response:
        path: str = request.path_params["path"]
        if not index.is_file():
            return problem(request, NotFound())
        named = (directory / path).resolve()
        is_public_file = path and named.is_file() and named.is_relative_to(directory.resolve())
        return FileResponse(named if is_public_file else index, headers={"cache-control": "no-cache"})

    app.router.routes.append(_PageRoute("/{path:path}", page, methods=["GET", "HEAD"], include_in_schema=False))
