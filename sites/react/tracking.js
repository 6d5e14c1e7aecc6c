"use strict";

window._hsq = window._hsq || [];

// The tracking code counts the first view, and may be there before the first effect runs.
let counted = location.pathname + location.search;
window._hsq.push(["setPath", counted]);

// Effects run from the inside out: when the layout's runs, the page in it has set its title.
function useTracking() {
  const { pathname, search } = ReactRouterDOM.useLocation();
  React.useEffect(() => {
    const path = pathname + search;
    if (path === counted) return; // StrictMode runs an effect twice.
    counted = path;
    window._hsq.push(["setPath", path]);
    window._hsq.push(["trackPageView"]);
  }, [pathname, search]);
}

function usePageTracking() {}
