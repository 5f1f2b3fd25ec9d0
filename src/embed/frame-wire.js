// What may come over the wire into a framed ticket: the list of origins, the handshake, the messages. Pure: it looks at values
// and touches nothing. Documented for authors of hosts in docs/frame.md.
//
// There is no message that sends an order, answers a question or presses anything, and none is to be added.

/** Versions of the protocol that this frame speaks. */
export const VERSIONS = [1];
export const HELLO = "order-ticket-hello";
export const CONNECT = "order-ticket-connect";

/** Events of the element that are passed on, each as a message of its name without `order-ticket-`. */
export const OUTWARD = ["ready", "change", "sent", "acknowledged", "refused", "unknown", "updated", "error"];

/** Longest text in a message, in UTF-16 units. */
const MOST_TEXT = 100;
/** Most origins in a list. */
const MOST_ORIGINS = 100;

const text = { is: (value) => typeof value === "string" && value.length <= MOST_TEXT, says: `a text of at most ${MOST_TEXT} characters` };
const oneOf = (...words) => ({ is: (value) => words.includes(value), says: `one of ${words.join(", ")}` });

const FIELDS = {
  account: text,
  instrument: text,
  action: text,
  orderType: text,
  quantity: text,
  limitPrice: text,
  stopPrice: text,
  timeInForce: text,
  ocoId: text,
  strategy: text,
};

/** Messages by their type: their keys besides `type`, all of them needed, and what each value is. */
const INWARD = {
  prefill: { fields: { some: FIELDS, says: "an object of fields" } },
  theme: { theme: oneOf("system", "light", "dark") },
  lock: {},
  refresh: {},
  ping: {},
  close: {},
};

/** An object as JSON has them: no class, no hidden keys, nothing inherited. */
const isPlain = (value) =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** A text of others in a sentence of ours. */
const quoted = (value) => `“${String(value).slice(0, 40)}”`;

/** What is wrong with an object's keys and values; `undefined` when nothing is. `all`: none may be missing. */
const problemOf = (value, shape, all) => {
  for (const key of Reflect.ownKeys(value)) {
    if (!Object.hasOwn(shape, key)) return { code: "key", message: `${quoted(key)} is no key here; known are ${Object.keys(shape).join(", ") || "none"}.` };
    const { is, some, says } = shape[key];
    const inner = value[key];
    if (some ? !isPlain(inner) : !is(inner)) return { code: "value", message: `${quoted(key)} has to be ${says}.` };
    const deeper = some && problemOf(inner, some, false);
    if (deeper) return deeper;
  }
  const missing = all && Object.keys(shape).find((key) => !Object.hasOwn(value, key));
  return missing ? { code: "key", message: `${quoted(missing)} is missing.` } : undefined;
};

/** What is wrong with a message that came over the port, as the detail of an `error` message; `undefined` when nothing is. */
export const messageProblem = (message) => {
  if (!isPlain(message) || !Object.hasOwn(message, "type") || typeof message.type !== "string") {
    return { code: "shape", message: "A message is a plain object with a type." };
  }
  const { type } = message;
  if (!Object.hasOwn(INWARD, type)) return { code: "type", message: `${quoted(type)} is no type; known are ${Object.keys(INWARD).join(", ")}.` };
  return problemOf(message, { type: oneOf(type), ...INWARD[type] }, true);
};

/** Whether a message to the window is a host's word that it wants to talk, with the one port to talk over. */
export const isConnect = ({ data, ports }) =>
  ports.length === 1 &&
  isPlain(data) &&
  Reflect.ownKeys(data).length === 2 &&
  data.type === CONNECT &&
  Object.hasOwn(data, "version") &&
  VERSIONS.includes(data.version);

const isOrigin = (value) => {
  // A wildcard parses as the name of a host, which then never is the one it is compared with.
  if (typeof value !== "string" || !/^https?:[^*]+$/.test(value) || !URL.canParse(value)) return false;
  return new URL(value).origin === value;
};

/** Reads frame.json. `problems` are sentences; with any, nobody is on the list. */
export const listOf = (json) => {
  let list;
  try {
    list = JSON.parse(json);
  } catch (reason) {
    return { origins: [], problems: [`It is no JSON: ${reason.message}`] };
  }
  if (!isPlain(list)) return { origins: [], problems: ["It is no object."] };
  const problems = [];
  for (const key of Reflect.ownKeys(list)) {
    if (!["version", "origins"].includes(key)) problems.push(`It has nothing named ${quoted(key)}; known are version and origins.`);
  }
  if (list.version !== 1) problems.push("Its version is 1, as a number.");
  if (!Array.isArray(list.origins) || list.origins.length > MOST_ORIGINS) {
    problems.push(`Its origins are a list of at most ${MOST_ORIGINS}.`);
  } else {
    for (const origin of list.origins.filter((origin) => !isOrigin(origin))) {
      problems.push(`${quoted(origin)} is no origin; write scheme, host and port only, like https://dash.example.`);
    }
  }
  return { origins: problems.length ? [] : list.origins, problems };
};
