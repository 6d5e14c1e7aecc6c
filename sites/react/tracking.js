"use strict";

window._hsq = window._hsq || [];

// Effects run from the inside out: when the layout's runs, the page in it has set its title.
function useTracking() {
  const { pathname, search } = ReactRouterDOM.useLocation();
  const counted = React.useRef(null);
  React.useEffect(() => {
    const path = pathname + search;
    if (counted.current === path) return; // StrictMode runs an effect twice.
    window._hsq.push(["setPath", path]);
    if (counted.current !== null) window._hsq.push(["trackPageView"]); // The tracking code counts the first view.
    counted.current = path;
  }, [pathname, search]);
}

function usePageTracking() {}
