// The order model without a page, for browsers. Types and documentation for authors are in types/api.d.ts.
//
// Importing it does nothing and is safe on a server: the program is fetched by the first call. Nothing here sends.

import { init as load } from "./program.js";

let functions;

/** Loads the functions and resolves to them: a frozen object whose functions answer at once. */
export const init = (options) =>
  (functions ??= load(options)
    .then(({ api }) => new Promise((ready, failed) => api({ ready, failed })))
    .catch((reason) => {
      functions = undefined; // The next call tries again.
      throw reason;
    }));

// The same functions for whoever does not mind waiting: each loads the program when it is the first.
export const checkOrder = async (draft, context) => (await init()).checkOrder(draft, context);
export const describeFields = async (orderType) => (await init()).describeFields(orderType);
export const parseInstrument = async (text, today) => (await init()).parseInstrument(text, today);
export const checkBracket = async (draft, exposure) => (await init()).checkBracket(draft, exposure);
export const sizeOrder = async (draft, basis) => (await init()).sizeOrder(draft, basis);
export const checkStraddle = async (draft, ocoId, context) => (await init()).checkStraddle(draft, ocoId, context);
