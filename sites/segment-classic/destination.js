"use strict";

// What Segment's classic HubSpot destination is seen to do in a page, told anew: Segment's library loads it, asks it to
// begin, and hands it every call that is meant for it, as an object that knows Segment's own names of things.
(() => {
  const FIVE_MINUTES = 300000;
  const BLANKS = /^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/g;

  const trimmed = (value) => (typeof value === "string" ? value.replace(BLANKS, "") : value);
  const milliseconds = (value) => (value instanceof Date ? value.getTime() : value);
  const plain = (value) => trimmed(milliseconds(value));

  const converted = (values, name = (key) => key) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [name(key), plain(value)]));

  const contactKey = (key) => key.toLowerCase().replace(/[ .\n\v\t\f\r]/g, "_");

  function HubSpot(settings) {
    this.settings = settings;
    this.listeners = [];
    this.begun = false;
  }

  Object.assign(HubSpot.prototype, {
    name: "HubSpot",
    // HubSpot counts the first view by itself, so the first page() is not told.
    _assumesPageview: true,
    sawFirstPage: false,

    on(event, listener) {
      this.listeners.push({ event, listener });
    },

    once(event, listener) {
      this.on(event, listener);
    },

    happened(event) {
      this.listeners.filter((each) => each.event === event).forEach(({ listener }) => listener());
    },

    initialize() {
      if (this.begun) return;
      this.begun = true;
      window._hsq = window._hsq || [];
      const script = document.createElement("script");
      const hublet = this.settings.enableEuropeanDataCenter ? "-eu1" : "";
      const time = Math.ceil(Date.now() / FIVE_MINUTES) * FIVE_MINUTES;
      script.id = "hs-analytics";
      script.src = `https://js${hublet}.hs-analytics.net/analytics/${time}/${this.settings.portalId}.js`;
      script.addEventListener("load", () => this.awaitTakeover());
      document.head.append(script);
      this.happened("initialize");
    },

    // Ready is when the tracking code has put its own push in place of the array's.
    awaitTakeover() {
      if (window._hsq.push !== Array.prototype.push) this.happened("ready");
      else setTimeout(() => this.awaitTakeover(), 100);
    },

    invoke(method, call) {
      if (this[method]) this[method](call);
    },

    page() {
      if (this.sawFirstPage) window._hsq.push(["trackPageView"]);
      this.sawFirstPage = true;
    },

    identify(call) {
      if (!call.email()) return;
      const { company, ...traits } = call.traits({ firstName: "firstname", lastName: "lastname" });
      const contact = converted(traits, contactKey);
      if (company !== undefined) contact.company = plain(company && company.name ? company.name : company);
      window._hsq.push(["identify", contact]);
    },

    track(call) {
      const { id, revenue, ...rest } = call.properties();
      const name = trimmed(call.event());
      const properties = { ...converted(rest), id: name };
      if (id !== undefined) properties._id = trimmed(id);
      if (revenue) properties.value = call.revenue();
      else if (revenue !== undefined) properties.revenue = revenue;
      window._hsq.push(["trackEvent", name, properties]);
    },
  });

  window.hubspotDeps = [];
  window.hubspotLoader = () => {};
  window.hubspotIntegration = HubSpot;
})();
