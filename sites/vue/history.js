"use strict";

const routerHistory = VueRouter.createWebHistory();
