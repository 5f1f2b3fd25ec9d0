/** The ticket for React: a component around `<order-ticket>`, and the types of the tag itself for JSX. */

import type { CSSProperties, ForwardRefExoticComponent, HTMLAttributes, ReactNode, RefAttributes } from "react";
import type { DraftInput, Limits, OrderTicketElement, OrderTicketEventMap, Theme, Transport } from "./element.js";

type Handler<Name extends keyof OrderTicketEventMap> = (event: OrderTicketEventMap[Name]) => void;

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
  /** Limits beside the trader's own; of two the stricter holds. */
  limits?: Limits | undefined;
  /** Gives the bearer token. The latest function is called; that it is another one each render does not matter. */
  authorization?: (() => string | null | undefined | Promise<string>) | undefined;

  onReady?: Handler<"order-ticket-ready"> | undefined;
  onChange?: Handler<"order-ticket-change"> | undefined;
  /** `event.preventDefault()` keeps the order back; `event.detail.reason` then says why. */
  onBeforeSubmit?: Handler<"order-ticket-before-submit"> | undefined;
  onSent?: Handler<"order-ticket-sent"> | undefined;
  onAcknowledged?: Handler<"order-ticket-acknowledged"> | undefined;
  onRefused?: Handler<"order-ticket-refused"> | undefined;
  onUnknown?: Handler<"order-ticket-unknown"> | undefined;
  onUpdated?: Handler<"order-ticket-updated"> | undefined;
  onError?: Handler<"order-ticket-error"> | undefined;

  /** The custom properties of the element (`"--accent"`, …) may stand here too. */
  style?: (CSSProperties & { [property: `--${string}`]: string | number | undefined }) | undefined;
  /** Elements with `slot="before"` or `slot="after"`. */
  children?: ReactNode;
}

/** `<order-ticket>` as a component. Its ref is the element. Renders the bare tag on a server. */
export const OrderTicket: ForwardRefExoticComponent<OrderTicketProps & RefAttributes<OrderTicketElement>>;
