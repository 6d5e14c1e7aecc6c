// Crawls a site as crawlee's documentation shows it, with a listener for HubSpot's hits.
import { Configuration, PlaywrightCrawler, log } from "crawlee";

const { url, pages, concurrency, chrome, args } = JSON.parse(process.argv[2]);
let hits = 0;
log.setLevel(log.LEVELS.ERROR);
const crawler = new PlaywrightCrawler(
  {
    // crawlee leads everything through a proxy of its own, which would look the names up.
    launchContext: { launchOptions: { executablePath: chrome, args, proxy: { bypass: "*" } } },
    minConcurrency: concurrency,
    maxConcurrency: concurrency,
    maxRequestsPerCrawl: pages,
    preNavigationHooks: [({ page }) => page.on("request", (request) => { hits += request.url().includes("/__ptq.gif"); })],
    requestHandler: async ({ enqueueLinks }) => { await enqueueLinks(); },
  },
  new Configuration({ persistStorage: false }),
);
const done = await crawler.run([url]);
console.log(JSON.stringify({ pages: done.requestsFinished, hits }));
