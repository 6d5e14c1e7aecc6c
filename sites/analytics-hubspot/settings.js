"use strict";

const settings = { countsFirstPage: true, resets: false };
