// Loads the program, once for all scripts of a page: a second load would start a second program in the place of the first.

/** @import * as Program from "./order-ticket.js" */
/** @import { InitOptions } from "./types/element.js" */

/** @type {Promise<typeof Program> | undefined} */
let started;
/** @type {InitOptions} */
let wanted = {};

/**
 * Loads the program. Called by whoever needs it first; call it before to load early or from elsewhere.
 * `wasmUrl` is the address of the program; the rest lies beside this script.
 * @param {InitOptions} [options]
 */
export const init = (options = {}) => {
  wanted = { ...wanted, ...options };
  return (started ??= load().catch((reason) => {
    started = undefined; // The next one may have better luck.
    throw reason;
  }));
};

const load = async () => {
  const program = await import("./order-ticket.js");
  await program.default({ module_or_path: wanted.wasmUrl ?? new URL("./order-ticket_bg.wasm", import.meta.url) });
  return program;
};
