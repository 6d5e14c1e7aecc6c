"use strict";

window._hsq = window._hsq || [];

const COURSES = [
  { id: "Math101", name: "Counting stars", level: "beginner", price: 90 },
  { id: "Math301", name: "Orbits by hand", level: "advanced", price: 240 },
];

const ROUTES = {
  "/": { title: "Acme Academy", view: () => "<h1>Learn under the open sky</h1>" },
  "/courses": { title: "Courses | Acme Academy", view: courses },
  "/about": { title: "About | Acme Academy", view: () => "<h1>Two teachers and a roof terrace</h1>" },
  "/sign-up": { title: "Sign up | Acme Academy", view: signUp },
  "/welcome": { title: "Welcome | Acme Academy", view: () => "<h1>Good to have you</h1>" },
};
const MISSING = { title: "No such page | Acme Academy", view: () => "<h1>No such page</h1>" };

function courses(query) {
  const level = query.get("level");
  const rows = COURSES.filter((course) => !level || course.level === level).map(
    ({ id, name }) => `<li>${name} <button data-course="${id}">Register for ${name}</button></li>`,
  );
  return `<h1>Courses</h1><ul>${rows.join("")}</ul><p role="status"></p>`;
}

function signUp() {
  return `<h1>Sign up</h1>
    <form><label>E-mail <input type="email" name="email" required></label> <button>Sign up</button></form>`;
}

function show() {
  const { pathname, search, searchParams } = new URL(location.href);
  const route = ROUTES[pathname] || MISSING;
  document.title = route.title;
  document.querySelector("main").innerHTML = route.view(searchParams);
  window._hsq.push(["setPath", pathname + search]);
}

// The tracking code counts the first view by itself, under the path that is set here before it has loaded.
show();

function routeChanged() {
  show();
  window._hsq.push(["trackPageView"]);
}

function go(address) {
  if (address === location.href) return;
  history.pushState(null, "", address);
  routeChanged();
}

window.addEventListener("popstate", routeChanged);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || link.origin !== location.origin || !plain) return;
  event.preventDefault();
  go(link.href);
});

document.addEventListener("click", (event) => {
  const course = COURSES.find(({ id }) => id === event.target.dataset.course);
  if (!course) return;
  const { id: course_id, name: course_name, price } = course;
  window._hsq.push([
    "trackCustomBehavioralEvent",
    { name: "pe4242_course_registration", properties: { course_id, course_name, price } },
  ]);
  document.querySelector("[role=status]").textContent = `You are registered for ${course_name}.`;
});

// identify sends nothing itself; the view of the next route takes it along.
document.addEventListener("submit", (event) => {
  event.preventDefault();
  window._hsq.push(["identify", { email: new FormData(event.target).get("email") }]);
  go(new URL("/welcome", location.href).href);
});
