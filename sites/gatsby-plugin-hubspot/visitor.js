"use strict";

// A visitor who reads before the first click.
const visitor = { clicksAtOnce: false };
