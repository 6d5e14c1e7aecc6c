"use strict";

// A consent platform, as far as a visitor deals with it. The path names it: `/onetrust`; `/all` shows every one.
(function () {
  const EVERYTHING = { analytics: true, advertisement: true };
  const NOTHING = { analytics: false, advertisement: false };
  const answers = (window.answers = {});

  function install(name, parts) {
    const stored = JSON.parse(localStorage.getItem(`consent-${name}`));

    function answer(categories, place) {
      answers[name] = categories;
      localStorage.setItem(`consent-${name}`, JSON.stringify(categories));
      if (place) place.hidden = true;
      window.decided(categories);
    }

    function show() {
      const outer = document.createElement("div");
      const button = (attributes, text) => (attributes ? `<button type="button" ${attributes}>${text}</button>` : "");
      const boxes = Object.entries(parts.boxes || {});
      const panel = `<div ${parts.panel || ""} hidden>
        ${boxes.map(([category, attributes]) => `<label><input type="checkbox" ${attributes}> ${category}</label>`).join("")}
        ${button(parts.save, "Save")}</div>`;
      const choice = `<p>May we set cookies?</p>${button(parts.accept, "Accept all")}${button(parts.decline, "Reject all")}
        ${button(parts.settings, "Settings")}${parts.save ? panel : ""}`;
      const wrapped = parts.wrapper ? `<div ${parts.wrapper}>${choice}</div>` : choice;
      outer.innerHTML = `<div ${parts.banner}></div>`;
      const banner = outer.firstChild;
      const root = parts.shadow ? banner.attachShadow({ mode: "open" }) : banner;
      root.innerHTML = wrapped;
      outer.className = parts.outer || "";
      document.body.append(outer);

      const on = (attributes, act) => {
        const place = [...root.querySelectorAll("button")].find((each) => attributes && each.outerHTML.includes(attributes));
        if (place) place.addEventListener("click", act);
      };
      on(parts.accept, () => answer(EVERYTHING, outer));
      on(parts.decline, () => answer(NOTHING, outer));
      on(parts.settings, () => { root.querySelector("[hidden]").hidden = false; });
      on(parts.save, () => {
        const checked = [...root.querySelectorAll("input")].map((box) => box.checked);
        answer(Object.fromEntries(boxes.map(([category], index) => [category, checked[index]])), outer);
      });
    }

    const withdraw = () => { answer(NOTHING); };
    if (parts.reopen) parts.reopen(show);
    if (parts.withdraw) parts.withdraw(withdraw);
    if (stored) window.decided(stored);
    else show();
  }

  const wanted = location.pathname.slice(1);
  Object.entries(window.platforms).forEach(([name, parts]) => {
    if (wanted === "all" || wanted === name) install(name, parts);
  });
})();
