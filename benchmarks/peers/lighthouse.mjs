// Audits pages one after the other, as `lighthouse URL` does; its hits are those of its list of requests.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const { url, pages, chrome, args } = JSON.parse(process.argv[2]);
let hits = 0;
for (let number = 0; number < pages; number += 1) {
  const browser = await launch({ chromePath: chrome, chromeFlags: ["--headless", ...args] });
  const done = await lighthouse(new URL(`/${number}`, url).href, { port: browser.port, output: "json", logLevel: "silent" });
  const requests = done.lhr.audits["network-requests"].details.items;
  hits += requests.filter((request) => request.url.includes("/__ptq.gif")).length;
  await browser.kill();
}
console.log(JSON.stringify({ pages, hits }));
