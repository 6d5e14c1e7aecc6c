// The arguments of calls, as JSON can hold them; what it cannot hold is named, never called.

const text = (value) => (value.length > 10000 ? value.slice(0, 10000) + "\u2026" : value);

// Bounds the values of one call.
let room = 0;
const plain = (value, depth) => {
  try {
    if (room-- <= 0) return { $type: "too much" };
    if (value === undefined) return { $undefined: true };
    if (value === null || typeof value === "boolean") return value;
    if (typeof value === "number") return Number.isFinite(value) ? value : { $number: String(value) };
    if (typeof value === "string") return text(value);
    if (typeof value === "function") return { $function: text(value.name || "") };
    if (value instanceof Date) return { $date: String(value) };
    if (typeof value !== "object" || depth > 6) return { $type: text(String(typeof value)) };
    if (Array.isArray(value)) return value.slice(0, 200).map((item) => plain(item, depth + 1));
    const proto = Object.getPrototypeOf(value);
    if (proto && proto.constructor && proto.constructor.name !== "Object") return { $type: text(proto.constructor.name) };
    return Object.fromEntries(Object.keys(value).slice(0, 200).map((key) => [text(key), plain(value[key], depth + 1)]));
  } catch (_) {
    return { $type: "unreadable" };
  }
};

const told = (args) => {
  room = 2000;
  return args.map((arg) => plain(arg, 0));
};

// Arguments that the tracker may read later than they were pushed: the page can change its objects meanwhile.
const readLater = [];
const changed = () => (readLater.length > 50 ? null : readLater.filter(({ args, was }) => stringify(told(args)) !== was)
  .map(({ number }) => number));
const keep = (number, args, was) => {
  const hasObjects = args.some((arg) => typeof arg === "object" && arg !== null);
  if (hasObjects && readLater.length <= 50) readLater.push({ number, args, was: stringify(was) });
};
