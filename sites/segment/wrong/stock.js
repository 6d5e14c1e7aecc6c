"use strict";

// As Segment's snippet has it: the first page is told as well.
window.analytics.page();
window.routeChanged = () => window.analytics.page();
