// A dashboard's own script, with everything that the types promise: it only has to compile, and to be bundled.

import { OrderTicketElement, define, init, type Draft, type Finding, type Limits } from "order-ticket";
import { connectFrame } from "order-ticket/frame-host";

await init({ wasmUrl: new URL("https://cdn.example/order-ticket_bg.wasm") });
define("desk-ticket");

const ticket: OrderTicketElement = document.createElement("order-ticket");
document.body.append(ticket);

const limits: Limits = { maxQuantity: 2, duplicateWindowMs: 5_000 };
ticket.limits = limits;
ticket.limits = undefined;
ticket.draft = { instrument: "ES 12-26", quantity: 1, limitPrice: null };
ticket.prefill({ orderType: "Limit" });
ticket.authorization = async () => "token";
ticket.theme = "dark";
ticket.transport = "rest";
ticket.view = "desk";
ticket.readonly = true;
ticket.disabled = !ticket.readonly;
ticket.name = "order";
ticket.stopped = "The desk is closed.";
ticket.stopped = null;
const draft: Partial<Draft> = ticket.draft;

ticket.addEventListener("order-ticket-change", ({ detail }) => {
  const stops: Finding[] = detail.findings.filter(({ severity }) => severity === "block");
  ticket.title = detail.order ?? stops.map(({ field, code, message }) => `${field} ${code} ${message}`).join("\n") + draft.account;
});
ticket.addEventListener("order-ticket-before-submit", (event) => {
  if (event.detail.quantity > 5) {
    event.detail.reason = "Too many for this desk.";
    event.preventDefault();
  }
});
// They bubble: the page around hears them too.
document.addEventListener("order-ticket-updated", ({ detail }) => {
  if (detail.state === "part filled") console.log(detail.filled, detail.limitPrice?.length);
});

// Whoever asks for the type knows the detail.
const framed = connectFrame(document.createElement("iframe"), {
  origin: "https://ticket.example",
  onEvent: (type, detail) => {
    if (type === "state") console.log(detail.stopped?.length);
    else if (type === "change") console.log(detail.draft.limitPrice, detail.valid);
    else if (type === "error") console.error(detail.code, detail.message);
    else if (type === "unknown" || type === "updated") console.log(detail.attempt, detail.state);
    // @ts-expect-error: `ready` and `pong` have no detail
    else if (type === "ready") console.log(detail.attempt.length);
  },
});
framed.prefill({ quantity: "2" });

// What must not compile.
// @ts-expect-error: a frame takes texts
framed.prefill({ quantity: 2 });
// @ts-expect-error: a field takes a text or a number
ticket.draft = { quantity: { contracts: 1 } };
// @ts-expect-error: prices are texts
ticket.limitPrice = 6010.25;
// @ts-expect-error: there is no such way
ticket.transport = "smoke signals";
// @ts-expect-error: a token never stands in a property
ticket.token = "x";
// @ts-expect-error: there is no method that sends
ticket.submit();
// @ts-expect-error: there is no such limit
ticket.limits = { maxLoss: 1 };
// @ts-expect-error: there is no such state
ticket.addEventListener("order-ticket-sent", ({ detail }) => detail.state === "lost");
