"use strict";

window._hsq = window._hsq || [];

function useTracking() {
  const { pathname, search } = ReactRouterDOM.useLocation();
  React.useEffect(() => {
    window._hsq.push(["setPath", pathname + search]);
    window._hsq.push(["trackPageView"]);
  }, [pathname, search]);
}

function usePageTracking() {}
