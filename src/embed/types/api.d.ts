/**
 * The order model without a page: the rules of the ticket as functions, in browsers (`api.js`) and in Node (`node.js`).
 * They check and compute; nothing here sends, stores or reads a clock.
 *
 * Prices and money are decimal text, because a number of JavaScript would round them. Unknown is `null`, never zero.
 *
 * A value in the wrong shape (an unknown field, another type, a number that may have been rounded) throws a
 * {@link ShapeError}. What a person typed wrong throws nothing: it is a {@link Finding}.
 *
 * @example
 * ```js
 * import { init } from "./api.js";
 *
 * const { checkOrder } = await init();
 * const { order, findings } = checkOrder(
 *   {
 *     account: "Sim101", instrument: "ES 12-26", action: "Buy", quantity: 1,
 *     orderType: "Limit", limitPrice: "6010.25", timeInForce: "Day",
 *   },
 *   { now: Date.now(), limits: { maxQuantity: 10 } },
 * );
 * if (order) console.log(order.text); // Buy 1 ES 12-26 · LIMIT 6010.25 · DAY
 * for (const { severity, message } of findings) console.log(severity, message);
 * ```
 */

/** How the program is loaded. */
export interface InitOptions {
  /** Where the program is; by default beside this script. In Node a path or a `file:` address. */
  wasmUrl?: string | URL;
}

/**
 * Loads the program, once, and resolves to its functions: a frozen object whose functions answer at once. Rejects when it
 * could not be fetched; another call tries again. In browsers a ticket on the same page shares the program.
 */
export function init(options?: InitOptions): Promise<Api>;

/** The functions, once loaded. Each may throw a {@link ShapeError}. */
export interface Api {
  /**
   * Reads a draft and runs every rule on it. Returns all findings, never only the first, and changes nothing that was typed.
   * Without a context the defaults of each field hold; the missing limit on the quantity then blocks every order.
   */
  readonly checkOrder: (draft: Draft, context?: Context) => CheckedOrder;
  /** The fields of a draft for an order type, in the order a form shows them. */
  readonly describeFields: (orderType: OrderType | (string & {})) => FieldDescription[];
  /**
   * Reads the name of an instrument. `today`, such as `"2026-12-01"`, resolves undated names (`ES`, `ES1!`) and one-digit years
   * (`ESZ6`), and switches the rules of the calendar on.
   */
  readonly parseInstrument: (text: string, today?: string | null) => ParsedInstrument;
  /** Reads a stop-loss and a target for the contracts they protect. */
  readonly checkBracket: (draft: BracketDraft, exposure: Exposure) => CheckedBracket;
  /** How many contracts a risk allows: the most whose loss at the stop is not over it. */
  readonly sizeOrder: (draft: SizingDraft, basis: SizingBasis) => CheckedSizing;
  /**
   * Makes the two drafts of an entry on both sides of the market, in one OCO group. The id must be fresh. Check each draft
   * with `checkOrder` too.
   */
  readonly checkStraddle: (draft: StraddleDraft, ocoId: string, context?: Context) => CheckedStraddle;
}

// The same functions for whoever does not mind waiting: each loads the program when it is the first. What they would throw
// they reject with.

/** {@link Api.checkOrder} as a promise. */
export function checkOrder(draft: Draft, context?: Context): Promise<CheckedOrder>;
/** {@link Api.describeFields} as a promise. */
export function describeFields(orderType: OrderType | (string & {})): Promise<FieldDescription[]>;
/** {@link Api.parseInstrument} as a promise. */
export function parseInstrument(text: string, today?: string | null): Promise<ParsedInstrument>;
/** {@link Api.checkBracket} as a promise. */
export function checkBracket(draft: BracketDraft, exposure: Exposure): Promise<CheckedBracket>;
/** {@link Api.sizeOrder} as a promise. */
export function sizeOrder(draft: SizingDraft, basis: SizingBasis): Promise<CheckedSizing>;
/** {@link Api.checkStraddle} as a promise. */
export function checkStraddle(draft: StraddleDraft, ocoId: string, context?: Context): Promise<CheckedStraddle>;

/** What is thrown for a value in the wrong shape. Never for what a person typed. */
export interface ShapeError extends TypeError {
  /** Where it stands: `"context.quotes[0].bid"`. The message begins with it. */
  path: string;
}

/**
 * A number as text (`"6010.25"`), or a number whose shortest text has at most 15 significant digits. `6010.25` is such a
 * number; `0.1 + 0.2` is not, and throws. Text is exact always.
 */
export type Decimal = string | number | bigint;

/** A decimal as answers give it: plain, without an exponent. */
export type DecimalText = string;

/** A whole number of JavaScript, exact. */
export type Whole = number | bigint;

export type Side = "Buy" | "Sell";
export type OrderType = "Market" | "Limit" | "Stop" | "Stop limit";
export type TimeInForce = "Day" | "GTC";
/** Practice, simulation or live money: what the rules demand differs. */
export type Environment = "practice" | "sim" | "live";
export type Currency = "USD" | "EUR";
export type Exchange = "CME" | "CBOT" | "NYMEX" | "COMEX" | "Eurex" | "CFE";

/**
 * An order as typed. Nothing here is valid or invalid; the rules say. A field that is absent, `null` or empty is not given.
 * Words are read in any case.
 */
export interface Draft {
  /** NinjaTrader account name. */
  account?: string | null;
  /** Any form of {@link Api.parseInstrument}. */
  instrument?: string | null;
  /** {@link Side} */
  action?: Side | (string & {}) | null;
  /** {@link OrderType}; `StopMarket` and `StopLimit` are read too. */
  orderType?: OrderType | (string & {}) | null;
  /** Whole contracts. */
  quantity?: Decimal | null;
  limitPrice?: Decimal | null;
  stopPrice?: Decimal | null;
  /** {@link TimeInForce} */
  timeInForce?: TimeInForce | (string & {}) | null;
  /** OCO group. */
  ocoId?: string | null;
  /** ATM strategy template. */
  strategy?: string | null;
}

/** All that the rules may know besides the draft. */
export interface Context {
  /** The time of the check in milliseconds since 1970, `Date.now()`. Default 0, at which no quote is ever stale. */
  now?: Whole;
  /** The calendar day, `"2026-12-01"`. `null`, the default, switches the rules of expiry off. */
  today?: string | null;
  /** Default `practice`. */
  environment?: Environment;
  /** Whether the trader has unlocked a live account. Default false. */
  armed?: boolean;
  /** The accounts that may be traded. `null`, the default, allows all; an empty list allows none. */
  allowedAccounts?: string[] | null;
  /** The newest quote of each instrument. */
  quotes?: Quote[];
  limits?: Limits;
  /** All positions as last read. `null`, the default: never read. A row that is missing from a list is flat. */
  positions?: Position[] | null;
  /** Orders that may still fill. */
  working?: WorkingOrder[];
  /** Contracts of this very order that have filled: only while a part-filled order is changed. Default 0. */
  filled?: Whole;
  /** Orders sent lately, for the rule against the same order twice. */
  recent?: RecentOrder[];
  /** When orders were sent, for the rule of orders a minute. `null`, the default, switches that rule off. */
  sentAt?: Whole[] | null;
  /** OCO ids whose group has ended; NinjaTrader refuses them for good. */
  usedOco?: string[];
  /** The trader has said that the same order again is meant. Default false. */
  repeatConfirmed?: boolean;
}

/** The trader's limits. Absent is the default; `null` is no limit. */
export interface Limits {
  /** Most contracts in one order. Default `null`, which blocks every order until a limit is chosen. */
  maxQuantity?: Whole | null;
  /** Most contracts long or short after everything that may still fill. Default `null`. */
  maxPosition?: Whole | null;
  /** Largest notional of one order, in whole units of the contract's currency. Default `null`. */
  maxNotional?: Whole | null;
  /** Farthest a price may lie from the market, in ticks. Default `null`. */
  collarTicks?: Whole | null;
  /** The same in hundredths of a percent. Default 500. */
  collarBps?: Whole | null;
  /** Most orders within one minute. Default 30. */
  ordersAMinute?: Whole | null;
  /** The same order again within this time is a question first. Default 5 000 ms. */
  duplicateWindowMs?: Whole;
  /** A quote older than this is stale. Default 10 000 ms. */
  quoteStaleMs?: Whole;
  /** Days before the last trading day from which a contract is near its roll. Default 5. */
  rollWarningDays?: Whole;
}

export interface Quote {
  /** The name that `parseInstrument` gives: `"ES 12-26"`. */
  instrument: string;
  bid?: Decimal | null;
  ask?: Decimal | null;
  last?: Decimal | null;
  /** When it was received, in milliseconds since 1970. */
  at: Whole;
  /** Tick and point value, when the source gave them; they come before the built-in table's. */
  spec?: GivenSpec | null;
  /** Whether the market is open, when the source said so. */
  marketOpen?: boolean | null;
}

/** What a tick is and what a point is worth. A {@link Spec} of an answer may be given back. */
export interface GivenSpec {
  /** Above zero. */
  tickSize: Decimal;
  /** Currency units per 1.00 of price, for one contract; above zero. */
  pointValue: Decimal;
  currency: Currency;
  exchange?: Exchange | null;
  /** Not read: it follows from the others. */
  tickValue?: DecimalText | null;
}

export interface Position {
  account: string;
  instrument: string;
  /** Contracts, negative for short, within ±2 147 483 647. */
  net: Whole;
  /** Average entry price, when known. */
  average?: Decimal | null;
}

export interface WorkingOrder {
  /** The id at the venue, once known. */
  orderId?: string | null;
  account: string;
  instrument: string;
  action: Side | (string & {});
  orderType: OrderType | (string & {});
  /** Needed where the type has one; passed over where it has none. */
  limitPrice?: Decimal | null;
  /** Needed where the type has one; passed over where it has none. */
  stopPrice?: Decimal | null;
  /** Contracts not yet filled. */
  remaining: Whole;
  /** Contracts that have filled. Default 0. */
  filled?: Whole;
  ocoId?: string | null;
}

export interface RecentOrder {
  orderId?: string | null;
  /** {@link Order.fingerprint} of the order. */
  fingerprint: string;
  /** When it was submitted, in milliseconds since 1970. */
  at: Whole;
}

/** What `checkOrder` says. */
export interface CheckedOrder {
  /** The order, when nothing blocks it. */
  order: Order | null;
  /** Everything the rules found: by field in the order of a form, blocks before warnings. */
  findings: Finding[];
  /** What the order would do. There as soon as every field can be read, also when a rule blocks the order. */
  preview: Preview | null;
  /** The whole order in words, as soon as every field can be read. */
  summary: string | null;
}

/** An order that has passed every rule. */
export interface Order {
  account: string;
  instrument: string;
  action: Side;
  quantity: number;
  orderType: OrderType;
  limitPrice: DecimalText | null;
  stopPrice: DecimalText | null;
  timeInForce: TimeInForce;
  ocoId: string | null;
  strategy: string | null;
  /** The whole order in words: `Buy 1 ES 12-26 · LIMIT 6010.25 · DAY`. */
  text: string;
  /** What makes two orders the same order again: for `recent` of a later context. */
  fingerprint: string;
}

export type DraftField = keyof Draft;
export type FindingField = DraftField | "stopLoss" | "takeProfit" | "risk" | "order";

/** One thing the rules have to say. */
export interface Finding {
  /** Where it belongs; `order` is the whole. */
  field: FindingField;
  /** Stable: `limit.off_tick`. */
  code: string;
  /** `block` stops the order; `warn` does not. */
  severity: "block" | "warn";
  /** For a person, in English. */
  message: string;
  /** The values the message names, by name. */
  params: Record<string, string>;
  /** Changes that would clear it, best first. Offer them; never apply one by yourself. */
  fixes: Fix[];
}

/** A change that would clear a finding. `label` is for its button. */
export type Fix =
  | { kind: "setField"; label: string; field: FindingField; text: string }
  | { kind: "setQuantityLimit"; label: string; limit: number }
  | { kind: "confirmRepeat"; label: string }
  | { kind: "arm"; label: string };

/** What the very order that would be sent means. */
export interface Preview {
  environment: Environment;
  /** From the quote, else from the built-in table. */
  spec: Spec | null;
  /** The price used for the notional: the limit, else the stop, else the price the order would meet. */
  reference: DecimalText | null;
  /** Ticks between the order's price and the price it would meet, positive above the market; `null` for Market. */
  ticksFromMarket: number | null;
  /** What the contracts are worth at the reference price. */
  notional: Money | null;
  /** Contracts now, negative for short. */
  positionBefore: number | null;
  /** Contracts after what is open of this order has filled. */
  positionAfter: number | null;
  /** Profit or loss of the contracts this order would close, at the reference price. */
  closesFor: Money | null;
  /** Calendar days to the last trading day. */
  daysToExpiry: number | null;
}

/** What a tick is and what a point is worth. */
export interface Spec {
  tickSize: DecimalText;
  pointValue: DecimalText;
  /** What one tick of one contract is worth, with two decimals at least. */
  tickValue: DecimalText | null;
  currency: Currency;
  exchange: Exchange | null;
}

/** An exact amount, with two decimals at least. */
export interface Money {
  amount: DecimalText;
  currency: Currency;
}

/** One field of a draft, for one order type. */
export interface FieldDescription {
  field: DraftField;
  /** For a person, in English. */
  label: string;
  /** Whether the type takes it at all; text in a field that is not taken blocks the order. */
  taken: boolean;
  /** Whether an order of this type is blocked without it. */
  required: boolean;
  /** For the attribute `inputmode`. */
  inputMode: "text" | "numeric" | "decimal";
  /** The words it takes; `null` for free text. */
  choices: string[] | null;
}

export interface ParsedInstrument {
  /** `null` when the text is not a name; a finding says why. */
  instrument: Instrument | null;
  /** What the rules say about the instrument alone: expired, near its roll, not listed, not known. */
  findings: Finding[];
}

export interface Instrument {
  /** The name that is sent: `ES 12-26`. */
  name: string;
  /** The part before the month: `ES`. */
  root: string;
  /** What the contract is on, for a root of the built-in table. */
  description: string | null;
  /** Whether a contract month is known. */
  dated: boolean;
  /** `2026-12` */
  contractMonth: string | null;
  /** `2026-12-18`, by the exchange's rule; holidays may move it by a few days. */
  lastTradingDay: string | null;
  /** For a root of the built-in table. */
  spec: Spec | null;
}

/** What the distance of an exit is typed in; `R` is multiples of the risk, for a target. */
export type Measure = "Ticks" | "Price" | "Currency" | "R";

export interface BracketDraft {
  stopLoss?: Decimal | null;
  /** Default `Ticks`. */
  stopLossIn?: Measure | (string & {});
  takeProfit?: Decimal | null;
  /** Default `Ticks`. */
  takeProfitIn?: Measure | (string & {});
}

/** The contracts that are protected. */
export interface Exposure {
  /** Contracts, negative for short; zero is flat, `null` not read. */
  net?: Whole | null;
  /** Average price of the position, or the price an entry waits for. */
  entry?: Decimal | null;
  /** The price an exit would meet now; only for an open position. */
  market?: Decimal | null;
  spec: GivenSpec;
}

export interface CheckedBracket {
  /** The exits, on ticks, when nothing blocks them. */
  bracket: { stopLoss: DecimalText | null; takeProfit: DecimalText | null; risk: Money | null; reward: Money | null } | null;
  findings: Finding[];
}

export interface SizingDraft {
  /** An amount, or a percentage. */
  risk?: Decimal | null;
  /** Default `Currency`; `Percent` is of the cash. */
  riskIn?: "Currency" | "Percent" | (string & {});
}

export interface SizingBasis {
  /** Where the order would fill. */
  entry?: Decimal | null;
  /** Where its stop-loss would. */
  stop?: Decimal | null;
  spec: GivenSpec;
  /** The cash of the account, for a percentage of it. */
  cash?: { amount: Decimal; currency: Currency } | null;
}

export interface CheckedSizing {
  /** The size, when there is one, and what it loses at the stop; fees and slippage are not in it. */
  sizing: { contracts: number; risk: Money; perContract: Money } | null;
  findings: Finding[];
}

export interface StraddleDraft {
  /** Account, instrument, quantity, time in force and strategy of both sides. */
  order?: Draft;
  /** `breakout`, the default: stops outside the market. `fade`: limits. */
  kind?: "breakout" | "fade";
  buyPrice?: Decimal | null;
  sellPrice?: Decimal | null;
}

/** A draft in which every field is text. */
export type FullDraft = Record<DraftField, string>;

export interface CheckedStraddle {
  buy: FullDraft;
  sell: FullDraft;
  /** What is wrong with them as a pair; every one blocks both. */
  findings: Finding[];
}
