"use strict";

window._hsq = window._hsq || [];

function useTracking() {
  const { pathname, search } = ReactRouterDOM.useLocation();
  const isFirst = React.useRef(true);
  React.useEffect(() => {
    window._hsq.push(["setPath", pathname + search]);
    if (!isFirst.current) window._hsq.push(["trackPageView"]);
    isFirst.current = false;
  }, [pathname, search]);
}

function usePageTracking() {}
