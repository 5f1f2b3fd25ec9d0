/** The ticket for React: a component around `<order-ticket>`, and the types of the tag itself for JSX. */

import type { CSSProperties, ForwardRefExoticComponent, HTMLAttributes, ReactNode, RefAttributes } from "react";
import type { DraftInput, Limits, OrderTicketElement, OrderTicketEventMap, Theme, Transport } from "./element.js";

type Handler<Name extends keyof OrderTicketEventMap> = (event: OrderTicketEventMap[Name]) => void;

type Style = CSSProperties & { [property: `--${string}`]: string | number | undefined };

/** Fields that fill the ticket, as attributes; changing one fills it anew. */
interface FieldProps {
  account?: string | undefined;
  instrument?: string | undefined;
  action?: string | undefined;
  orderType?: string | undefined;
  quantity?: string | number | undefined;
  limitPrice?: string | undefined;
  stopPrice?: string | undefined;
  timeInForce?: string | undefined;
  ocoId?: string | undefined;
  strategy?: string | undefined;
}

/** Properties of {@link OrderTicket}. All of them may change at any render; none sends anything. */
export interface OrderTicketProps
  extends FieldProps, Omit<HTMLAttributes<OrderTicketElement>, "onChange" | "onError" | "children" | "style"> {
  theme?: Theme | "" | undefined;
  transport?: Transport | "" | undefined;
  /** Origin of a gateway, for example `https://gateway.example`. */
  gateway?: string | undefined;
  /** `desk` shows positions, all orders and the log too. */
  view?: "ticket" | "desk" | undefined;
  /** Shows everything and sends nothing. */
  readonly?: boolean | undefined;
  /** As of a form control: switches the sending off. */
  disabled?: boolean | undefined;
  /** Name of the draft's value in a form. */
  name?: string | undefined;

  /** Fields to fill. They fill the ticket when they differ from those of the last render, not at each render. */
  draft?: DraftInput | undefined;
  /** Why nothing can be sent from here now, as a sentence for the trader; `null` or without it the ticket sends again. */
  stopped?: string | null | undefined;
  /** Limits beside the trader's own; of two the stricter holds. */
  limits?: Limits | undefined;
  /** Gives the bearer token. The latest function is called; that it is another one each render does not matter. */
  authorization?: (() => string | null | undefined | Promise<string>) | undefined;

  onReady?: Handler<"order-ticket-ready"> | undefined;
  onChange?: Handler<"order-ticket-change"> | undefined;
  /**
   * `event.preventDefault()` keeps the order back; `event.detail.reason` then says why. Only until the handler returns: an `async`
   * one comes too late.
   */
  onBeforeSubmit?: Handler<"order-ticket-before-submit"> | undefined;
  onSent?: Handler<"order-ticket-sent"> | undefined;
  onAcknowledged?: Handler<"order-ticket-acknowledged"> | undefined;
  onRefused?: Handler<"order-ticket-refused"> | undefined;
  onUnknown?: Handler<"order-ticket-unknown"> | undefined;
  onUpdated?: Handler<"order-ticket-updated"> | undefined;
  onError?: Handler<"order-ticket-error"> | undefined;

  /** The custom properties of the element (`"--accent"`, …) may stand here too. */
  style?: Style | undefined;
  /** Elements with `slot="before"` or `slot="after"`. */
  children?: ReactNode;
}

/** `<order-ticket>` as a component. Its ref is the element. Renders the bare tag on a server. */
export const OrderTicket: ForwardRefExoticComponent<OrderTicketProps & RefAttributes<OrderTicketElement>>;

/**
 * The bare tag in JSX, as React 18 and 19 both render it: attributes by their own names. For `draft`, `limits`, events and the rest
 * take {@link OrderTicket}: React 18 would write them as text.
 */
export interface OrderTicketAttributes
  extends Omit<HTMLAttributes<OrderTicketElement>, "className" | "style">, RefAttributes<OrderTicketElement> {
  account?: string | undefined;
  instrument?: string | undefined;
  action?: string | undefined;
  "order-type"?: string | undefined;
  quantity?: string | number | undefined;
  "limit-price"?: string | undefined;
  "stop-price"?: string | undefined;
  "time-in-force"?: string | undefined;
  "oco-id"?: string | undefined;
  strategy?: string | undefined;
  theme?: Theme | undefined;
  transport?: Transport | undefined;
  gateway?: string | undefined;
  view?: "ticket" | "desk" | undefined;
  name?: string | undefined;
  /** `true` or left out: React 18 writes `false` as a text, and the attribute would be there. */
  readonly?: true | undefined;
  /** `true` or left out: React 18 writes `false` as a text, and the attribute would be there. */
  disabled?: true | undefined;
  /** Not `className`: React 18 does not know it on a custom element. */
  class?: string | undefined;
  style?: Style | undefined;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "order-ticket": OrderTicketAttributes;
    }
  }
}
