"""The API as a readable page, made from the OpenAPI document, without anything from other hosts."""

from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape
from litestar import Request, Response, get

from tutorium.platform.errors import refusals

_pages = Environment(loader=PackageLoader("tutorium.gateway"), autoescape=select_autoescape())


@get("/api/docs", include_in_schema=False)
async def api_documentation(request: Request[Any, Any, Any]) -> Response[str]:
    """Every operation by module, and every refusal: the `type` of a problem leads to its row here."""
    schema = request.app.openapi_schema.to_schema()
    modules: dict[str, list[dict[str, Any]]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            entry = {"method": method.upper(), "path": path, **operation}
            modules.setdefault(operation["tags"][0], []).append(entry)
    html = _pages.get_template("api.html").render(
        modules=modules,
        refusals=refusals(),
        title=schema["info"]["title"],
        nonce=request.scope["state"]["nonce"],
    )
    return Response(html, media_type="text/html", headers={"cache-control": "no-store"})
