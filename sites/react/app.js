"use strict";

const { createElement: h, Fragment, StrictMode, useEffect } = React;
const { createBrowserRouter, Link, Outlet, RouterProvider } = ReactRouterDOM;

function Page({ title }) {
  usePageTracking();
  useEffect(() => { document.title = title; }, [title]);
  return h("h1", null, title);
}

function Layout() {
  useTracking();
  return h(Fragment, null,
    h("nav", null,
      h(Link, { to: "/" }, "Home"), " ",
      h(Link, { to: "/courses?level=advanced" }, "Advanced courses"), " ",
      h(Link, { to: "/about" }, "About")),
    h(Outlet));
}

const page = (path, title) => ({ path, element: h(Page, { title, key: path }) });
const routes = [page("/", "Home"), page("/courses", "Courses"), page("/about", "About")];
const router = createBrowserRouter([{ element: h(Layout), children: routes }]);

const root = ReactDOM.createRoot(document.getElementById("app"));
// At once, so that the first effects run before the tracking code, however fast it is.
ReactDOM.flushSync(() => root.render(h(StrictMode, null, h(RouterProvider, { router }))));
