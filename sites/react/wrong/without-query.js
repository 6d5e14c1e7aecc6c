"use strict";

window._hsq = window._hsq || [];

function useTracking() {
  const { pathname } = ReactRouterDOM.useLocation();
  const counted = React.useRef(null);
  React.useEffect(() => {
    if (counted.current === pathname) return;
    window._hsq.push(["setPath", pathname]);
    if (counted.current !== null) window._hsq.push(["trackPageView"]);
    counted.current = pathname;
  }, [pathname]);
}

function usePageTracking() {}
