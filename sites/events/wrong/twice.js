"use strict";

window._hsq = window._hsq || [];

// The page and a tag both tell it.
for (const place of ["page", "tag"]) {
  setTimeout(() => window._hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_course_seen" }]), place.length * 20);
}
