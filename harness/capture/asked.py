"""A request as the browser made it, and what its answer needs so that a page of another origin may have it."""

from __future__ import annotations

from starlette.requests import Request

__all__ = ["cross_origin", "url_of_request"]


def url_of_request(request: Request) -> str:
    """The address as the browser wrote it: percent-encoding must not be touched before decoding."""
    scope = request.scope
    scheme, host, port = scope["scheme"], scope["state"]["host"], scope["state"]["port"]
    place = host if port in (80, 443) else f"{host}:{port}"
    query = scope["query_string"].decode("latin-1")
    return f"{scheme}://{place}{scope['raw_path'].decode('latin-1')}" + (f"?{query}" if query else "")


def cross_origin(request: Request) -> dict[str, str]:
    """The headers that let a page of another origin have the answer, with credentials as well."""
    origin = request.headers.get("origin")
    return {
        "access-control-allow-origin": origin or "*",
        "access-control-allow-headers": request.headers.get("access-control-request-headers", "*"),
        "access-control-allow-methods": "GET, POST, OPTIONS",
        **({"access-control-allow-credentials": "true"} if origin else {}),
    }
