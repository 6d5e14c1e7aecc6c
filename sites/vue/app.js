"use strict";

const page = (path, title) => ({ path, meta: { title }, component: { template: `<h1>${title}</h1>` } });
const router = VueRouter.createRouter({
  history: routerHistory,
  routes: [page("/", "Home"), page("/courses", "Courses"), page("/about", "About")],
});

router.afterEach((to) => { document.title = to.meta.title; });
track(router);

Vue.createApp({
  template: `
    <nav>
      <router-link to="/">Home</router-link>
      <router-link to="/courses?level=advanced">Advanced courses</router-link>
      <router-link to="/about">About</router-link>
    </nav>
    <router-view></router-view>`,
}).use(router).mount("#app");
