// The ticket for React, 18 and later: properties become attributes and properties of <order-ticket>, `onReady` … `onError` its
// events. No build step, no JSX. Types and documentation are in types/react.d.ts.
//
// On a server it renders the bare tag; the element comes to life in the browser.

import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import "./element.js";

/** @import { OrderTicketElement } from "./types/element.js" */
/** @import { OrderTicketProps } from "./types/react.js" */

/**
 * Properties that are texts, by the attributes they become.
 * @type {Record<string, string>}
 */
const ATTRIBUTES = {
  account: "account",
  instrument: "instrument",
  action: "action",
  orderType: "order-type",
  quantity: "quantity",
  limitPrice: "limit-price",
  stopPrice: "stop-price",
  timeInForce: "time-in-force",
  ocoId: "oco-id",
  strategy: "strategy",
  theme: "theme",
  transport: "transport",
  gateway: "gateway",
  className: "class",
};

/** Properties that are there or not. */
const SWITCHES = ["readonly", "disabled", "hidden"];

/** Handlers by the events they hear. */
const HANDLERS = {
  onReady: "order-ticket-ready",
  onChange: "order-ticket-change",
  onBeforeSubmit: "order-ticket-before-submit",
  onSent: "order-ticket-sent",
  onAcknowledged: "order-ticket-acknowledged",
  onRefused: "order-ticket-refused",
  onUnknown: "order-ticket-unknown",
  onUpdated: "order-ticket-updated",
  onError: "order-ticket-error",
};

// React 18 warns of a layout effect on a server, where neither of the two runs.
const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * What stands on the tag. React 18 writes `false` as text, so what is off is left out.
 * @param {object} props
 */
const tagOf = (props) => {
  /** @type {Record<string, unknown>} */
  const tag = {};
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || Object.hasOwn(HANDLERS, name)) continue;
    if (SWITCHES.includes(name)) {
      if (value) tag[name] = true; // React 19 sets a property, for which "" is off.
    } else {
      tag[ATTRIBUTES[name] ?? name] = value;
    }
  }
  return tag;
};

/**
 * Whether two objects hold the same fields: a literal in a render is a new object each time, and nothing new.
 * @type {(one?: object, other?: object) => boolean}
 */
const same = (one = {}, other = {}) => {
  const others = new Map(Object.entries(other));
  const own = Object.entries(one);
  return own.length === others.size && own.every(([name, value]) => others.has(name) && Object.is(value, others.get(name)));
};

/** @type {import("react").ForwardRefRenderFunction<OrderTicketElement, OrderTicketProps>} */
const render = ({ draft, limits, stopped, authorization, ...props }, ref) => {
  const element = useRef(/** @type {OrderTicketElement | null} */ (null));
  const latest = useRef(props);
  const given = useRef(/** @type {Pick<OrderTicketProps, "draft" | "limits" | "stopped">} */ ({}));
  useImperativeHandle(ref, () => /** @type {OrderTicketElement} */ (element.current), []);

  useBeforePaint(() => {
    latest.current = props;
    const ticket = element.current;
    if (!ticket) return;
    // Filling is an act: what the trader typed since is not overwritten by a render that brings nothing new.
    if (draft && !same(draft, given.current.draft)) ticket.draft = draft;
    if (!same(limits, given.current.limits)) ticket.limits = limits;
    if (stopped !== given.current.stopped) ticket.stopped = stopped;
    given.current = { draft, limits, stopped };
  });

  useBeforePaint(() => {
    const ticket = element.current;
    if (!ticket) return;
    const heard = Object.entries(HANDLERS).map(([handler, event]) => {
      /** @param {Event} happened */
      const hear = (happened) => {
        // Events of a ticket inside this one's slots bubble through here.
        if (happened.target !== ticket) return;
        /** @type {Record<string, unknown>} */
        const handlers = latest.current;
        const handle = handlers[handler];
        if (typeof handle === "function") handle(happened);
      };
      ticket.addEventListener(event, hear);
      return () => ticket.removeEventListener(event, hear);
    });
    return () => heard.forEach((forget) => forget());
  }, []);

  // A function may be a new one at each render too; the element is given one that calls the latest.
  const give = useRef(authorization);
  const gives = Boolean(authorization);
  useBeforePaint(() => {
    give.current = authorization;
  });
  useBeforePaint(() => {
    const ticket = element.current;
    if (!gives || !ticket) return;
    ticket.authorization = () => give.current?.();
    return () => {
      ticket.authorization = undefined;
    };
  }, [gives]);

  return createElement("order-ticket", { ...tagOf(props), ref: element });
};
render.displayName = "OrderTicket";

export const OrderTicket = forwardRef(render);
