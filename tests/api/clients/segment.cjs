// Runs actions of Segment's HubSpot destination, whose requests go to another host than HubSpot's:
// NODE_PATH=... node segment.cjs BASE TOKEN < steps.json
"use strict";

const { readFileSync } = require("node:fs");
const { Destination } = require("@segment/actions-core");
const definition = require("@segment/action-destinations/dist/destinations/hubspot/index.js").default;

const [base, accessToken] = process.argv.slice(2);
const elsewhere = (run) => (request, bundle) =>
  run((url, options) => request(url.replace("https://api.hubapi.com", base), options), bundle);

for (const action of Object.values(definition.actions)) {
  action.perform = elsewhere(action.perform);
  if (action.performBatch) action.performBatch = elsewhere(action.performBatch);
}

const transaction = {};
const transactionContext = { transaction, setTransaction: (key, value) => (transaction[key] = value) };
const destination = new Destination(definition);

async function done({ action, event, events, mapping }) {
  const bundle = { mapping, settings: { portalId: "4242" }, auth: { accessToken }, transactionContext };
  try {
    if (events) await destination.executeBatch(action, { ...bundle, events });
    else await destination.executeAction(action, { ...bundle, event });
    return "done";
  } catch (error) {
    return error.message;
  }
}

(async () => {
  const said = [];
  for (const step of JSON.parse(readFileSync(0, "utf8"))) said.push(await done(step));
  console.log(JSON.stringify(said));
})();
