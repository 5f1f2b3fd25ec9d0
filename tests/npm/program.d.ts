// The program as the scripts know it: what wasm-bindgen's glue exports, and the two objects that talk across it.

import type { ChangeDetail, Draft, DraftInput, ErrorDetail, Limits, OrderDetail } from "./types/element.js";

/** Loads it. */
export default function load(options: { module_or_path: string | URL | Request }): Promise<unknown>;

/** Mounts a ticket; `host` is called back. */
export function embed(home: HTMLElement, host: Host): void;

/** What the program may ask and tell. */
export interface Host {
  /** Attributes and fields by the names of their properties. */
  given: Record<string, unknown>;
  /** By which an element is known again when it was taken off and is put back. */
  name?: string;
  ready(act: Act): void;
  /** What of `given` cannot be read, and why. */
  refused(name: string, why: string): void;
  failed(): void;
  authorization(): unknown;
  report(name: string, detail: Detail): void;
  /** `null` lets the order go; a text says why it does not. */
  allows(detail: OrderDetail): string | null;
  /** Takes the ticket off the page; the program puts it here. */
  close?(): void;
}

/** Does what the host may do, by its name in `Handle`. */
export type Act = (call: [verb: string, value?: unknown]) => any;

/** What the host may do. */
export interface Handle {
  /** Undefined, or why it cannot be read. */
  set(change: [name: string | undefined, value: string | null]): string | undefined;
  prefill(fields: DraftInput): void;
  /** Undefined, or why nothing was taken. */
  offer(fields: Record<string, string>): string | undefined;
  contract(): string | undefined;
  draft(): Draft;
  /** Undefined, or why they cannot be read. */
  limits(limits: Limits): string | undefined;
  bar(why: string): void;
  /** Lets nothing through that adds risk, until it is `null`. */
  hold(why: string | null): void;
  lock(): void;
  refresh(): void;
}

export type Detail = ChangeDetail | OrderDetail | ErrorDetail;
