// The workers of the page, in which no spy runs. Those that have just been made may not have begun yet.

const STARTING = 1000;

const workers = new Map();
["Worker", "SharedWorker"].forEach((name) => {
  const native = window[name];
  if (!native) return;
  window[name] = new Proxy(native, {
    construct(target, args, made) {
      const worker = Reflect.construct(target, args, made);
      try {
        const url = new URL(args[0], document.baseURI).href;
        report("worker", { url, document: identity, stack: stack() });
        if (name === "Worker") workers.set(worker, { url, since: now() });
      } catch (_) { /* Its address cannot be read a second time. */ }
      return worker;
    },
  });
});
if (window.Worker) {
  const { terminate } = Worker.prototype;
  Worker.prototype.terminate = function () {
    workers.delete(this);
    return terminate.call(this);
  };
}
const liveWorkers = () => Array.from(workers.values(), ({ url, since }) => [url, now() - since < STARTING]);
