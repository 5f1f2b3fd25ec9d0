/**
 * `<order-ticket>`: types of the custom element.
 *
 * Written by hand and held against the program by `tests/element.rs` (names) and `cargo xtask test npm` (types).
 * Prices and money are texts everywhere: a JavaScript number would round some of them.
 */

/**
 * The fields of an order exactly as they stand in the ticket: what was typed, never trimmed, rounded or completed. What no
 * attribute and no draft fills starts with the defaults given here; the other fields start empty.
 */
export interface Draft {
  /**
   * Name of the NinjaTrader account, for example `Sim101`. At first the one that the trader used last, else `Sim101`; where the
   * venue does not list that one, the first that it lists. One that the page gave stays, and blocks the order while it is not listed.
   */
  account: string;
  /** Any form NinjaTrader knows: `ES 12-26`, `ESZ6`, `ES Dec26`, `ES`, `ES1!`. At first the front contract of `ES`. */
  instrument: string;
  /** `Buy` or `Sell`. At first `Buy`. */
  action: string;
  /** `Market`, `Limit`, `Stop` or `Stop limit`. At first `Limit`. */
  orderType: string;
  /** Contracts, as a whole number from 1. At first `1`. */
  quantity: string;
  /** In the instrument's price, a plain decimal with a point. For `Limit` and `Stop limit`. */
  limitPrice: string;
  /** In the instrument's price, a plain decimal with a point. For `Stop` and `Stop limit`. */
  stopPrice: string;
  /** `Day` or `GTC`. At first `Day`. */
  timeInForce: string;
  /** Orders with the same id cancel each other. An id that was used once is refused. */
  ocoId: string;
  /** Name of an ATM strategy in NinjaTrader. */
  strategy: string;
}

/**
 * Fields to fill. What is left out stays; `null` and `undefined` empty a field. Words (`Buy`, `LIMIT`, `gtc`, …) are taken
 * in any case. A number is taken as its shortest text; give prices as text. Any other value is refused with an
 * `order-ticket-error` of code `prefill`, and leaves the field as it is.
 */
export type DraftInput = { [Name in keyof Draft]?: string | number | null | undefined };

/** One thing the rules have to say about the order. */
export interface Finding {
  /** The field it is about, by its name in {@link Draft}; `order` for what is about all of it. */
  field: keyof Draft | "order";
  /** Stable and public: `field.reason`, for example `limit.off_tick`. `ticket-stopped`: nothing can be sent now, whatever the order. */
  code: string;
  /** `block`: the order is not sent. `warn`: it may be sent; the trader should know. */
  severity: "block" | "warn";
  /** The sentence the trader reads, in English. */
  message: string;
}

/**
 * Limits of the page around the ticket. They hold beside the trader's own: of two the stricter counts. Whole numbers from 0; with
 * limits that cannot be read the ticket sends no order.
 */
export interface Limits {
  /** Most contracts in one order. */
  maxQuantity?: number;
  /** Most contracts long or short, after everything that may still fill has filled. */
  maxPosition?: number;
  /** Largest notional of one order, in whole units of the contract's currency. */
  maxNotional?: number;
  /** Farthest a limit or stop may lie from the market, in ticks. */
  collarTicks?: number;
  /** The same in hundredths of a percent. */
  collarBps?: number;
  /** Most orders sent within one minute; for orders that add risk. */
  ordersAMinute?: number;
  /** The same order again within this many milliseconds is a question first. */
  duplicateWindowMs?: number;
}

/** Where orders go. `practice`: an exchange inside the page. `websocket`, `rest`: a gateway. `direct`: CrossTrade itself, by REST. */
export type Transport = "practice" | "websocket" | "rest" | "direct";

/** Colours of the ticket. */
export type Theme = "system" | "light" | "dark";

/** Where an order stands. */
export type OrderState =
  /** Passed by the rules and about to leave: only in `order-ticket-before-submit`. */
  | "checked"
  | "sending"
  /** It provably never left. */
  | "not sent"
  /** The answer proves that it was not taken. */
  | "refused"
  /** It may exist: the ticket reads until it knows, and never sends again by itself. */
  | "unknown"
  /** Taken by the API; NinjaTrader may still reject it. */
  | "acknowledged"
  | "working"
  | "part filled"
  | "filled"
  | "cancelled"
  | "rejected"
  | "late rejected"
  /** Nothing was found, and the trader has closed the doubt. */
  | "declared not placed";

/** Detail of `order-ticket-change`. */
export interface ChangeDetail {
  draft: Draft;
  /**
   * Whether a click would send this now. False also while the ticket connects or reads, is stopped, or has been set up with
   * something that cannot be read: the finding `ticket-stopped` then says why.
   */
  valid: boolean;
  /** Whether live accounts are locked: then nothing that adds risk is sent on them. */
  locked: boolean;
  /** All findings, in a stable order. */
  findings: Finding[];
  /** The whole order in words, as on the button; `null` while the rules stop it. */
  order: string | null;
}

/** Detail of every event about one order, from `order-ticket-before-submit` to `order-ticket-updated`. */
export interface OrderDetail {
  /** The ticket's own name for this one send. The same in all events about it. */
  attempt: string;
  account: string;
  /** The dated contract, for example `ES 12-26`. */
  instrument: string;
  action: "Buy" | "Sell";
  /** Contracts. */
  quantity: number;
  orderType: "Market" | "Limit" | "Stop" | "Stop limit";
  /** A decimal as text; `null` when the type has none. */
  limitPrice: string | null;
  /** A decimal as text; `null` when the type has none. */
  stopPrice: string | null;
  timeInForce: "Day" | "GTC" | null;
  ocoId: string | null;
  strategy: string | null;
  /** The whole order in words, as the button said it. */
  summary: string;
  /** The exchange's id, once known. */
  orderId: string | null;
  state: OrderState;
  /** Contracts filled, once read. */
  filled: number | null;
  /**
   * Why it was not sent, was refused, or is not known. In `order-ticket-before-submit` a listener may set it together with
   * `preventDefault()`: the trader reads it. Set alone it stops nothing.
   */
  reason: string | null;
}

/**
 * What went wrong. `load`: a file did not arrive, or the page's policy forbids what the ticket is made of; in the state `failed` it
 * did not start, else only the looks of its lists are missing. `stopped`: the program crashed; an order sent just now may exist.
 * `attribute`, `prefill`, `limits`: something was set that is not understood; where that is `transport`, `gateway` or limits, no order
 * is sent until it is set rightly. `authorization`: the function gave no token.
 */
export type ErrorCode = "load" | "stopped" | "attribute" | "prefill" | "limits" | "authorization";

/** Detail of `order-ticket-error`. */
export interface ErrorDetail {
  code: ErrorCode;
  /** A sentence for people. It never holds a token. */
  message: string;
}

/** Events of the element. All bubble and cross shadow roots; only `order-ticket-before-submit` can be cancelled. */
export interface OrderTicketEventMap {
  /** The ticket is on the screen, and its page can be asked: before that nothing is sent. */
  "order-ticket-ready": CustomEvent<Record<string, never>>;
  /** A field, the findings, or whether it can be sent has changed. */
  "order-ticket-change": CustomEvent<ChangeDetail>;
  /**
   * The trader has sent an order; it has not left. `preventDefault()` keeps it back, and so does a listener that throws: then nothing
   * is sent, and no further event tells of this attempt. The answer counts only until the listener returns: what an `async` listener
   * does after its first `await`, `return false`, and `detail.reason` alone let the order go. Asked for every new order, also one that
   * takes another's place; not for changes, cancels, closes and flattens.
   */
  "order-ticket-before-submit": CustomEvent<OrderDetail>;
  /** It has left. */
  "order-ticket-sent": CustomEvent<OrderDetail>;
  /** The API has taken it. NinjaTrader may still reject it: see `order-ticket-updated`. */
  "order-ticket-acknowledged": CustomEvent<OrderDetail>;
  /** It was not taken, or never left. */
  "order-ticket-refused": CustomEvent<OrderDetail>;
  /** It may exist. The ticket finds out by reading; do not send it again. */
  "order-ticket-unknown": CustomEvent<OrderDetail>;
  /** A read has shown where it stands now: working, filled, rejected, … */
  "order-ticket-updated": CustomEvent<OrderDetail>;
  "order-ticket-error": CustomEvent<ErrorDetail>;
}

/** How the program is loaded. */
export interface InitOptions {
  /**
   * Address of `order-ticket_bg.wasm`; by default beside this script. A `Request` may carry `integrity`. It moves this one file: the
   * other parts and the style sheets lie beside the script in any case. To have all files elsewhere, import this script from there.
   */
  wasmUrl?: string | URL | Request;
}

/**
 * Loads the program once for all tickets of a page. The first element does it by itself; call it before to load early or from
 * elsewhere. Rejects when a file does not arrive; the next call tries again.
 */
export function init(options?: InitOptions): Promise<unknown>;

/**
 * Makes the tag known, also under further names. `order-ticket` is defined by importing this module in a browser. A name that is
 * taken is left as it is, silently: of two copies of this package on a page the first one's element counts.
 */
export function define(name?: string): void;

/** How a ticket joins a desktop agent. */
export interface Fdc3Options {
  /** FDC3's `DesktopAgent` to join; else the one of this window, of the one around it, or of the one that opened it. */
  agent?: object;
  /** Whether results name the account and give the venue's reasons, which may name it. Otherwise no account is named. */
  accounts?: boolean;
}

/**
 * Joins a ticket with the other applications of a desktop by FDC3: see `docs/fdc3.md` of the repository. What arrives fills
 * fields and never sends. Resolves to a function that leaves again; to nothing where there is no agent.
 */
export function joinFdc3(element: OrderTicketElement, options?: Fdc3Options): Promise<(() => void) | undefined>;

/**
 * The element. String properties reflect the attributes of the same name (`orderType`: `order-type`): they fill a field when they
 * become different and do not follow what the trader types; {@link OrderTicketElement.draft} does. Removing one empties its field.
 * What is set before the tag is known is taken over when the element comes onto the page. There is no method that sends.
 */
export class OrderTicketElement extends HTMLElement {
  static readonly formAssociated: boolean;
  static readonly observedAttributes: string[];

  get account(): string;
  set account(text: string | null | undefined);
  get instrument(): string;
  set instrument(text: string | null | undefined);
  get action(): string;
  set action(text: string | null | undefined);
  get orderType(): string;
  set orderType(text: string | null | undefined);
  get quantity(): string;
  set quantity(text: string | number | null | undefined);
  get limitPrice(): string;
  set limitPrice(text: string | null | undefined);
  get stopPrice(): string;
  set stopPrice(text: string | null | undefined);
  get timeInForce(): string;
  set timeInForce(text: string | null | undefined);
  get ocoId(): string;
  set ocoId(text: string | null | undefined);
  get strategy(): string;
  set strategy(text: string | null | undefined);
  /** One of {@link Theme}; empty as the trader has set it. */
  get theme(): string;
  set theme(word: Theme | "" | null | undefined);
  /** One of {@link Transport}; empty as the trader has set it. With any other word no order is sent. */
  get transport(): string;
  set transport(word: Transport | "" | null | undefined);
  /**
   * Origin of a gateway, for example `https://gateway.example`; plain http only on this machine. Empty: the page's own. With what is
   * no origin no order is sent.
   */
  get gateway(): string;
  set gateway(origin: string | null | undefined);
  /** `desk` shows positions, all orders and the log too; anything else the ticket alone. */
  get view(): string;
  set view(word: "ticket" | "desk" | "" | null | undefined);
  /** Shows everything and sends nothing. */
  get readonly(): boolean;
  set readonly(on: boolean);
  /** As of a form control: nothing is sent, and the form around it has no value of it. */
  get disabled(): boolean;
  set disabled(on: boolean);
  /** Name of the draft's value in the form around it. */
  get name(): string;
  set name(name: string | null | undefined);

  /** The fields as they stand; before `order-ticket-ready` those that were given. Setting it is {@link OrderTicketElement.prefill}. */
  get draft(): Partial<Draft>;
  set draft(fields: DraftInput);
  /**
   * Limits beside the trader's own; `undefined` takes them back. With what cannot be read (no object, an unknown name, no whole number)
   * no order is sent until they are set rightly: the trader is told why, `order-ticket-error` says it, and those that hold are read back.
   */
  get limits(): Limits | undefined;
  set limits(limits: Limits | null | undefined);
  /**
   * Gives the bearer token of a gateway or of the direct way. Called at every start and refresh; the token stays in memory.
   * `null` or `undefined`: none is needed.
   */
  get authorization(): (() => string | null | undefined | Promise<string>) | undefined;
  set authorization(give: (() => string | null | undefined | Promise<string>) | null | undefined);
  /**
   * Why nothing can be sent from here now, as a sentence for the trader: cancel, close and flatten are stopped too. `null` lets the
   * ticket send again.
   */
  get stopped(): string | null;
  set stopped(why: string | null | undefined);

  /** The form around it. Its value there, under the attribute `name`, is the draft as JSON. */
  get form(): HTMLFormElement | null;
  /** Valid while a click would send: see {@link ChangeDetail.valid}. */
  get validity(): ValidityState | undefined;
  /** The first finding that stops the order; empty when none does. */
  get validationMessage(): string;
  get willValidate(): boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;

  /** Fills fields, also with what they were filled with before. The trader is told, and asked before anything is sent. */
  prefill(fields: DraftInput): void;
  /**
   * What another application offers to fill in: `null` when all of it was taken; else nothing was, and the sentence says why.
   * The instrument must be a futures contract that the ticket knows. The trader is told and asked before anything is sent.
   */
  offer(fields: { [Name in keyof Draft]?: string }): string | null;
  /** The dated contract that the instrument means, while it is one that the ticket knows. */
  get contract(): string | undefined;
  /** Puts the focus on the quantity. */
  focus(options?: FocusOptions): void;
  /** Locks the ticket: on live accounts nothing that adds risk is sent until the trader unlocks it. */
  lock(): void;
  /** Asks for the token and reads the account again. */
  refresh(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "order-ticket": OrderTicketElement;
  }
  interface GlobalEventHandlersEventMap extends OrderTicketEventMap {}
}
