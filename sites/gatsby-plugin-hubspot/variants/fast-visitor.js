"use strict";

// A visitor who clicks before the tracking code is there.
const visitor = { clicksAtOnce: true };
