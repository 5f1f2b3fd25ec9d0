// The order model without a page, for Node: as api.js, with files in the place of addresses. Types and documentation for
// authors are in types/api.d.ts.
//
// Importing it does nothing: the program is read by the first call. Nothing here sends.

import { readFile } from "node:fs/promises";

let functions;

/** Loads the functions and resolves to them: a frozen object whose functions answer at once. */
export const init = (options) =>
  (functions ??= load(options).catch((reason) => {
    functions = undefined; // The next call tries again.
    throw reason;
  }));

const load = async ({ wasmUrl } = {}) => {
  const program = await import("./order-ticket.js");
  // Node's fetch reads no files. A program in one piece has no parts to fetch.
  program.fetchPartsBy?.(async (address) => new Response(await readFile(address)));
  await program.default({ module_or_path: await readFile(wasmUrl ?? new URL("./order-ticket_bg.wasm", import.meta.url)) });
  return new Promise((ready, failed) => program.api({ ready, failed }));
};

// The same functions for whoever does not mind waiting: each loads the program when it is the first.
export const checkOrder = async (draft, context) => (await init()).checkOrder(draft, context);
export const describeFields = async (orderType) => (await init()).describeFields(orderType);
export const parseInstrument = async (text, today) => (await init()).parseInstrument(text, today);
export const checkBracket = async (draft, exposure) => (await init()).checkBracket(draft, exposure);
export const sizeOrder = async (draft, basis) => (await init()).sizeOrder(draft, basis);
export const checkStraddle = async (draft, ocoId, context) => (await init()).checkStraddle(draft, ocoId, context);
