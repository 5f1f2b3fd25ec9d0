// Asks the functions of api.js or node.js what the vectors ask. It compares nothing: the end-to-end test does, natively.

/** What JSON cannot write stands in the vectors as `{ "$": word }`; words that end with n are big integers. */
const WORDS = {
  NaN: () => NaN,
  Infinity: () => Infinity,
  "-Infinity": () => -Infinity,
  "-0": () => -0,
  "0.1+0.2": () => 0.1 + 0.2,
  undefined: () => undefined,
  function: () => () => {},
  symbol: () => Symbol("no data"),
  Map: () => new Map([["account", "Sim101"]]),
  Date: () => new Date(0),
  cycle: () => {
    const limits = {};
    limits.limits = limits;
    return limits;
  },
};

const value = (json) => {
  if (Array.isArray(json)) return json.map(value);
  if (json === null || typeof json !== "object") return json;
  if ("$" in json) return WORDS[json.$]?.() ?? (json.$ in WORDS ? undefined : BigInt(json.$.slice(0, -1)));
  return Object.fromEntries(Object.entries(json).map(([name, field]) => [name, value(field)]));
};

/** `{ answer }` or `{ error }` for each case. An error of another kind than the documented one is not caught. */
export const run = (api, cases) =>
  cases.map((given) => {
    try {
      return { answer: api[given.call](...given.arguments.map(value)) };
    } catch (error) {
      if (!(error instanceof TypeError) || typeof error.path !== "string") throw error;
      return { error: { path: error.path, message: error.message } };
    }
  });
