"use strict";

const routerHistory = VueRouter.createWebHashHistory();
