"use strict";

// A consent library that keeps every script from writing cookies.
Object.defineProperty(document, "cookie", { get: () => "", set: () => true });
