// Holds the hand-written types against the scripts: each script must be what its types say it is.

import * as script from "./source/element.js";
import * as host from "./source/frame-host.js";
import * as wrapper from "./source/react.js";
import type * as element from "./source/types/element.js";
import type * as frame from "./source/types/frame-host.js";
import type * as react from "./source/types/react.js";

/** The properties that reflect attributes are defined in a loop, which the compiler does not follow; `names.mjs` looks at them. */
type Reflected =
  | "account" | "instrument" | "action" | "orderType" | "quantity" | "limitPrice" | "stopPrice" | "timeInForce" | "ocoId"
  | "strategy" | "theme" | "transport" | "gateway" | "view" | "readonly" | "disabled" | "name";

type Declared = Omit<element.OrderTicketElement, Reflected>;

export const made = (): Declared => new script.OrderTicketElement();
export const init: typeof element.init = script.init;
export const define: typeof element.define = script.define;
/** The agent's type is FDC3's own, which is not asked of those who do not use it. */
type Given = Parameters<typeof script.joinFdc3>[1] & element.Fdc3Options;
export const joinFdc3: (ticket: script.OrderTicketElement, options?: Given) => ReturnType<typeof element.joinFdc3> = script.joinFdc3;
export const statics: Pick<typeof element.OrderTicketElement, "formAssociated" | "observedAttributes"> = script.OrderTicketElement;
export const connectFrame: typeof frame.connectFrame = host.connectFrame;
export const OrderTicket: typeof react.OrderTicket = wrapper.OrderTicket;

/** Nothing is exported that has no type, and nothing typed is missing. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
export const exported: Same<keyof typeof script, keyof typeof element> = true;
export const hosting: Same<keyof typeof host, keyof typeof frame> = true;
export const wrapped: Same<keyof typeof wrapper, keyof typeof react> = true;
