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
  ready(handle: Handle): void;
  failed(): void;
  authorization(): unknown;
  report(name: string, detail: Detail): void;
  /** `null` lets the order go; a text says why it does not. */
  allows(detail: OrderDetail): string | null;
  /** Takes the ticket off the page; the program puts it here. */
  close?(): void;
}

/** What the host may do. */
export interface Handle {
  set(change: [name: string | undefined, value: string | null]): void;
  prefill(fields: DraftInput): void;
  offer(fields: Record<string, string>): string | null;
  contract(): string | undefined;
  draft(): Draft;
  limits(limits: Limits): void;
  bar(why: string): void;
  lock(): void;
  refresh(): void;
}

export type Detail = ChangeDetail | OrderDetail | ErrorDetail;
