"""Where each framework lets a site count its later routes, told as a fix to whoever uses it."""

from __future__ import annotations

from collections.abc import Mapping

from harness.audit.documents import Document
from harness.audit.visit import Visit

__all__ = ["HOOKS", "route_fix"]

HOOKS: Mapping[str, str] = {
    "next": "Next.js: in a client component of the root layout, in an effect on usePathname() and useSearchParams()",
    "gatsby": "Gatsby: in onRouteUpdate of gatsby-browser.js, where prevLocation is not null",
    "remix": "Remix: in the root route, in an effect on useLocation()",
    "nuxt": "Nuxt: in a client plugin, in the hook page:finish, when the path is another one",
    "sveltekit": "SvelteKit: in the root layout, in afterNavigate, where type is not 'enter'",
    "docusaurus": "Docusaurus: in onRouteDidUpdate of a client module, where previousLocation is not null",
    "angular": "Angular: in a subscription to router.events, at each NavigationEnd but the first",
    "angularjs": "AngularJS: in $routeChangeSuccess, where there is a route before, and inside $timeout for the title",
    "vue": "Vue: in router.afterEach((to, from) => …) behind that of the title, where from.matched is not empty",
    "react": "React: in an effect on useLocation() in the layout around all routes",
    "turbo": "Turbo: in a listener to turbo:load in a script of the head, but not at the first one",
    "turbolinks": "Turbolinks: in a listener to turbolinks:load in a script of the head, but not at the first one",
    "htmx": "htmx: in listeners to htmx:afterSettle and htmx:historyRestore, when the address is another one",
    "astro": "Astro with view transitions: in a listener to astro:page-load, but not at the first one",
    "barba": "Barba: in barba.hooks.after, which does not run for the first page",
    "ember": "Ember: in a listener to routeDidChange of the router service, where transition.from is not null",
}
"""Framework -> the place, the more special framework first: where Next.js runs, React does too."""

CALLS = "push setPath with path and query, and then trackPageView"


def route_fix(visit: Visit, document: Document) -> str:
    """Where the framework of a document counts its routes; empty where none was detected that has such a place."""
    pages = [page for page in visit.pages if page.loaded_at == document.started_at]
    used = {framework for page in pages for framework in page.frameworks}
    place = next((place for framework, place in HOOKS.items() if framework in used), "")
    return f"{place}, {CALLS}; the tracking code counts the first view by itself." if place else ""
