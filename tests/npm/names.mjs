// The manifest of the element: true to the schema of its standard, and to the element that is really there.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const Ajv = require("ajv").default;
const schema = require("custom-elements-manifest/schema.json");
const manifest = require("order-ticket/custom-elements.json");

const check = new Ajv({ strict: false, allErrors: true }).compile(schema);
assert(check(manifest), JSON.stringify(check.errors, null, 2));

const { OrderTicketElement } = await import("order-ticket");
const element = manifest.modules[0].declarations.find(({ customElement }) => customElement);
const sorted = (names) => [...names].sort();
const names = (list) => sorted(list.map(({ name }) => name));

const shared = ["name", "disabled"]; // Of every form control: the browser hears of them.
const byStyle = ["view"]; // Read by the style sheet alone.
assert.deepEqual(names(element.attributes), sorted([...OrderTicketElement.observedAttributes, ...shared, ...byStyle]));

const callback = /^(constructor|\w+Callback)$/;
const own = Object.getOwnPropertyNames(OrderTicketElement.prototype).filter((name) => !callback.test(name));
assert.deepEqual(names(element.members), sorted(own));

const types = await readFile(new URL("./source/types/element.d.ts", import.meta.url), "utf8");
const declared = types.slice(types.indexOf("class OrderTicketElement"), types.indexOf("declare global"));
const typed = new Set(Array.from(declared.matchAll(/^ {2}(?:get )?(\w+)(?:\(|: )/gm), ([, name]) => name));
assert.deepEqual(sorted(typed), sorted(own));

for (const [attribute, property] of element.attributes.map(({ name, fieldName }) => [name, fieldName])) {
  assert(property && own.includes(property), `${attribute} has no property ${property}`);
}
console.log(`custom-elements.json: schema ${manifest.schemaVersion}, ${own.length} members as in the element`);
