// Inspects a site with Blacklight's defaults; its hits are those of the HAR that it writes.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import blacklight from "@themarkup/blacklight-collector";

const { url, pages, chrome, args } = JSON.parse(process.argv[2]);
const outDir = mkdtempSync(join(tmpdir(), "blacklight-"));
const told = await blacklight.collect(url, {
  outDir, numPages: pages - 1, puppeteerExecutablePath: chrome, extraChromiumArgs: args,
});
const { entries } = JSON.parse(readFileSync(join(outDir, "requests.har"), "utf8")).log;
const hits = entries.filter((entry) => entry.request.url.includes("/__ptq.gif")).length;
rmSync(outDir, { recursive: true, force: true });
console.log(JSON.stringify({ pages: told.browsing_history.length, hits }));
process.exit(0); // A timer of its own would keep it for ten seconds.
