"use strict";

const settings = { countsFirstPage: false, resets: false };
