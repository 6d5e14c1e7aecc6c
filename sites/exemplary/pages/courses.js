"use strict";

for (const button of document.querySelectorAll("button[data-course]")) {
  button.addEventListener("click", () => {
    const { course, price } = button.dataset;
    window._hsq = window._hsq || [];
    window._hsq.push([
      "trackCustomBehavioralEvent",
      { name: "pe4242_course_registration", properties: { course_id: course, price } },
    ]);
    document.querySelector("[role=status]").textContent = "Your place is booked.";
  });
}
