
"use strict";
(() => {
  const CHUNK = 100;
  const root = document.documentElement;
  root.classList.add("on");

  // Read only when something is asked for, so that a large report opens as quickly as a small one.
  let island;
  const table = (name) => {
    island ??= JSON.parse(document.getElementById("island").textContent);
    return island.tables[name] ?? [];
  };
  const text = (number) => island.texts[number];

  const element = (name, facts = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(facts)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const bdi = (words) => element("bdi", {}, words);
  const badge = (words) => element("span", { class: `badge ${words}` }, words);
  const cell = (words, facts = {}) => element("td", facts, words === "" ? "" : bdi(words));

  const address = (url) =>
    /^https?:/.test(url) ? element("a", { class: "url", href: url, rel: "noreferrer noopener" }, bdi(url)) : bdi(url);

  const finding = (row) => {
    const [anchor, severity, standing, message, page, ...rest] = row.map(text);
    const link = element("a", { class: "permalink", href: `#${anchor}`, "aria-label": "Link to this finding" }, "#");
    const what = element("p", { class: "what" }, badge(severity), " ");
    if (standing) what.append(badge(standing), " ");
    what.append(bdi(message), " ", link);
    const facts = element("dl");
    ["page", "evidence", "cause", "fix", "baseline"].forEach((name, place) => {
      const value = place === 0 ? page : rest[place - 1];
      if (value) {
        const told = element("dd", {}, place === 0 ? address(value) : bdi(value));
        facts.append(element("div", {}, element("dt", {}, name), told));
      }
    });
    return element("li", { id: anchor, class: `${severity} ${standing}` }, what, facts);
  };

  const entry = ([at, ...rest]) => {
    const [lane, told, place, cause] = rest.map(text);
    const key = element("span", { class: `lane-${lane} key` }, lane);
    const when = element("td", { class: "num" }, (at / 1000).toFixed(3));
    return element("tr", {}, when, element("td", {}, key), cell(told), cell(place), cell(cause));
  };

  const headed = (row, cells) => element("tr", {}, element("th", { scope: "row" }, bdi(text(row[0]))), ...cells);
  const matrixRow = (row) => headed(row, row.slice(1).map((number) => cell(text(number) || "–")));
  const placeRow = (row) => headed(row, row.slice(1).map((number) => element("td", { class: "num" }, String(number))));

  const drawing = (name, facts, words) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(facts)) made.setAttribute(key, value);
    if (words) made.append(words);
    return made;
  };

  // The axis of a visit, as scale.py draws those that the page comes with; marks alone, for the table tells the rest.
  const axis = (rows) => {
    const { left, width, high, top, bins, order } = JSON.parse(document.getElementById("timeline").dataset.axis);
    const rank = (lane) => (order.includes(lane) ? order.indexOf(lane) : order.length - 2);
    const span = Math.max(1, ...rows.slice(-1).map(([at]) => at));
    const lanes = [...new Set(rows.map((row) => text(row[1])))].sort((a, b) => rank(a) - rank(b));
    const size = [left + width + 12, top + lanes.length * high + 6];
    const label = `${(span / 1000).toFixed(1)} seconds. The table below says the same.`;
    const facts = { class: "axis", viewBox: `0 0 ${size.join(" ")}`, width: size[0], height: size[1] };
    const whole = drawing("svg", { ...facts, role: "img", "aria-label": label });
    lanes.forEach((lane, number) => {
      const y = top + number * high;
      const marks = drawing("g", { class: `lane-${lane}` });
      const together = new Map();
      for (const row of rows.filter((each) => text(each[1]) === lane)) {
        const bin = Math.floor((row[0] * (bins - 1)) / span);
        together.set(bin, [...(together.get(bin) ?? []), row]);
      }
      for (const [bin, found] of together) {
        const mark = { x: left + (bin * width) / bins, y: y + 5, width: 4 + Math.min(found.length - 1, 4), height: 16, rx: 2 };
        marks.append(drawing("rect", mark));
      }
      whole.append(drawing("text", { class: "lane", x: 0, y: y + 17 }, lane), marks);
    });
    return whole;
  };

  const visit = (row, number) => {
    const list = element("tbody", { "data-list": `visit-${number}` });
    const titles = ["seconds", "what", "told", "page", "cause"].map((title) => element("th", { scope: "col" }, title));
    const whole = element("table", { class: "entries" }, element("thead", {}, element("tr", {}, ...titles)), list);
    const about = { class: "scroll", tabindex: "0", role: "region", "aria-label": `Entries of visit ${number + 1}, can be scrolled` };
    const count = element("span", { class: "soft" }, `${row[2].toLocaleString("en")} entries`);
    const more = element("p", { class: "more" });
    const picture = element("div", { ...about, "aria-label": `Time axis of visit ${number + 1}, can be scrolled` });
    const details = element(
      "details",
      { class: "visit", id: `visit-${number}` },
      element("summary", {}, element("h3", {}, bdi(text(row[0]))), count),
      element("div", { class: "body" }, picture, element("div", about, whole), more),
    );
    const fill = () => {
      picture.append(axis(table(`visit-${number}`)));
      grow(`visit-${number}`, more);
    };
    details.addEventListener("toggle", fill, { once: true });
    return details;
  };

  const drawn = { matrix: matrixRow, places: placeRow, visits: visit };
  const maker = (name) => drawn[name] ?? (name.startsWith("rule-") ? finding : entry);
  const listed = (name) => document.querySelector(`[data-list="${name}"]`);

  // What a list holds: all rows of its table, or those that a search has left.
  const chosen = new Map();
  const rowsOf = (name) => chosen.get(name) ?? table(name);

  const grow = (name, place, until = 0) => {
    const list = listed(name);
    const rows = rowsOf(name);
    const from = list.childElementCount;
    const to = Math.min(Math.max(from + CHUNK, until), rows.length);
    const make = maker(name);
    list.append(...rows.slice(from, to).map((row, number) => make(row, from + number)));
    offer(name, place, rows.length - to);
  };

  const offer = (name, place, left) => {
    if (!place) return;
    place.replaceChildren();
    if (left > 0) place.append(element("button", { type: "button", "data-more": name }, `Show more, ${left.toLocaleString("en")} are left`));
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-more]");
    if (!button) return;
    const place = button.closest(".more");
    const from = listed(button.dataset.more).childElementCount;
    grow(button.dataset.more, place);
    const first = listed(button.dataset.more).children[from];
    first?.setAttribute("tabindex", "-1");
    first?.focus({ preventScroll: true });
  });

  const words = (name, row) => {
    if (name === "matrix") return row.map(text);
    return name === "places" ? [text(row[0])] : row.slice(1).map(text);
  };
  document.addEventListener("input", ({ target }) => {
    const name = target.dataset.sieve;
    if (!name) return;
    const wanted = target.value.trim().toLowerCase();
    chosen.set(name, table(name).filter((row) => words(name, row).some((word) => word.toLowerCase().includes(wanted))));
    listed(name).replaceChildren();
    grow(name, target.closest("section, .visit .body").querySelector(`[data-more-of="${name}"]`));
  });

  const form = document.getElementById("filters");
  const sift = () => {
    const wanted = document.getElementById("search").value.trim().toLowerCase();
    const shown = new Set([...form.querySelectorAll("input:checked")].map((box) => box.name));
    let found = 0;
    for (const rule of document.querySelectorAll("[data-rule]")) {
      const name = `rule-${rule.dataset.rule}`;
      const whole = rule.dataset.search.includes(wanted);
      const rows = table(name).filter((row) => {
        const [, severity, standing, ...rest] = row.map(text);
        const checked = standing === "accepted" ? shown.has("accepted") : shown.has(severity);
        return checked && (whole || rest.some((value) => value.toLowerCase().includes(wanted)));
      });
      found += rows.length;
      rule.hidden = rows.length === 0;
      chosen.set(name, rows);
      listed(name).replaceChildren();
      let place = rule.querySelector(".more");
      if (!place) rule.querySelector(".body").append((place = element("p", { class: "more" })));
      if (rows.length) grow(name, place);
    }
    document.getElementById("status").textContent = `${found.toLocaleString("en")} ${found === 1 ? "finding" : "findings"} shown`;
  };
  let waiting = 0;
  form?.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(sift);
  });
  form?.addEventListener("submit", (event) => event.preventDefault());

  // An address of something that is not drawn yet, or stands in a closed part.
  const reveal = () => {
    const anchor = decodeURIComponent(location.hash.slice(1));
    if (!anchor) return;
    if (anchor.startsWith("f-") && !document.getElementById(anchor)) {
      for (const rule of document.querySelectorAll("[data-rule]")) {
        const name = `rule-${rule.dataset.rule}`;
        const place = table(name).findIndex((row) => text(row[0]) === anchor);
        if (place >= 0) grow(name, rule.querySelector(".more"), place + 1);
      }
    }
    const target = document.getElementById(anchor);
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Paper shows what is drawn; what was closed is closed again.
  addEventListener("beforeprint", () => {
    const closed = [...document.querySelectorAll("details:not([open])")];
    for (const part of closed) {
      part.open = true;
      // The browser tells it too, but too late for the paper.
      part.dispatchEvent(new Event("toggle"));
    }
    addEventListener("afterprint", () => closed.forEach((part) => (part.open = false)), { once: true });
  });

  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.getElementById("search")?.focus();
    }
  });

  const KEY = "hstrack-theme";
  const remember = (theme) => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // A file that is opened from a disk may have no storage.
    }
  };
  try {
    if (["light", "dark"].includes(localStorage.getItem(KEY))) root.dataset.theme = localStorage.getItem(KEY);
  } catch {
    // As above.
  }
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    remember(root.dataset.theme);
  });
})();
