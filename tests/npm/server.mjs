// Every entry of the package on a server: it can be imported and rendered, and touches nothing.

import assert from "node:assert/strict";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import manifest from "order-ticket/package.json" with { type: "json" };

const before = new Set(Object.getOwnPropertyNames(globalThis));
for (const [name, target] of Object.entries(manifest.exports)) {
  if (typeof target !== "string") await import(`order-ticket${name.slice(1)}`);
}
assert.deepEqual(Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name)), []);

const { OrderTicket } = await import("order-ticket/react");
const desk = { instrument: "ES 12-26", orderType: "Limit", readonly: true, disabled: false, limits: { maxQuantity: 1 }, onReady() {} };
const html = renderToString(createElement(OrderTicket, desk, createElement("p", { slot: "before" }, "Desk")));
assert.equal(html, '<order-ticket instrument="ES 12-26" order-type="Limit" readonly=""><p slot="before">Desk</p></order-ticket>');
console.log("every entry can be imported on a server, and renders the bare tag");
