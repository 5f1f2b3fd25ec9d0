/**
 * For pages that show the ticket's `frame.html` in a frame. The protocol is in docs/frame.md.
 *
 * Prices and money are texts everywhere: a JavaScript number would round some of them.
 */

import type { ChangeDetail, Draft, ErrorDetail, OrderDetail, Theme } from "./element.js";

/** Fields to fill, as texts of at most 100 characters. What is left out stays; an empty text empties a field. */
export type FrameFields = { [Name in keyof Draft]?: string };

/** What the ticket says, by type, with its detail. A later version of the protocol may add types. */
export interface FrameDetails {
  /** The ticket is there. */
  ready: Record<string, never>;
  /** `stopped`: why nothing can be sent now, as the trader reads it; `null` when the frame stops nothing. */
  state: { stopped: string | null };
  /** The ticket as it stands: as `order-ticket-change`. */
  change: ChangeDetail;
  /** An order has left. */
  sent: OrderDetail;
  /** The API has taken it; NinjaTrader may still reject it within seconds. */
  acknowledged: OrderDetail;
  /** It is certain that the order does not exist. */
  refused: OrderDetail;
  /** It may exist. The ticket finds out by reading. */
  unknown: OrderDetail;
  /** Its state or fills have changed. */
  updated: OrderDetail;
  /** Of the ticket, or about a message that was not taken: `shape`, `type`, `key`, `value`, `too-many`, `version`. */
  error: Omit<ErrorDetail, "code"> & { code: string };
}

/** A type with its detail, as {@link FrameOptions.onEvent} gets them: a look at the one says what the other is. */
export type FrameEvent = { [Type in keyof FrameDetails]: [type: Type, detail: FrameDetails[Type]] }[keyof FrameDetails];

/** Options of {@link connectFrame}. */
export interface FrameOptions {
  /** The ticket's origin exactly as browsers write it: `https://ticket.example`. */
  origin: string;
  /** Told everything that the ticket says, in its order. */
  onEvent?: (...said: FrameEvent) => void;
  /** Ends the connection, as `close` does. */
  signal?: AbortSignal;
}

/** A framed ticket. None of this sends an order, answers a question or unlocks anything. */
export interface FramedTicket {
  /** Fills fields. The trader is told, and asked before anything is sent. */
  prefill(fields: FrameFields): void;
  /** Sets the colours. */
  theme(theme: Theme): void;
  /** Locks live accounts. */
  lock(): void;
  /** Reads the account again. */
  refresh(): void;
  /** Ends the connection; the ticket sends nothing until it is connected again. */
  close(): void;
}

/**
 * Connects to the ticket in a frame as soon as it is there, and again whenever the frame is loaded anew. What is asked of it
 * before waits.
 *
 * @throws TypeError when `origin` is no origin.
 */
export function connectFrame(iframe: HTMLIFrameElement, options: FrameOptions): FramedTicket;
