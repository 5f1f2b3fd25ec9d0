// <order-ticket>: the ticket as a custom element. Types and documentation for authors are in types/element.d.ts.
//
// This file is the element's side only: attributes, properties, events, style sheets, coming and going. What an order is and
// what may be sent is decided by the program it loads; nothing here sends, and no method does.
//
// Importing it on a server is safe: nothing is touched before an element is connected.

import { init } from "./program.js";

export { init };

/** @import * as Program from "./order-ticket.js" */
/** @import { ChangeDetail, Draft, DraftInput, ErrorCode, Limits, OrderDetail } from "./types/element.js" */

/**
 * Attributes that fill a field or set the ticket up, by the names of their properties.
 * @type {Record<string, string>}
 */
const PROPERTIES = {
  account: "account",
  instrument: "instrument",
  action: "action",
  "order-type": "orderType",
  quantity: "quantity",
  "limit-price": "limitPrice",
  "stop-price": "stopPrice",
  "time-in-force": "timeInForce",
  "oco-id": "ocoId",
  strategy: "strategy",
  theme: "theme",
  transport: "transport",
  gateway: "gateway",
  readonly: "readonly",
};

/** Those that set the ticket up and are no field of an order. */
const SETTINGS = new Set(["theme", "transport", "gateway", "readonly"]);

/** Attributes that are there or not. */
const SWITCHES = ["readonly", "disabled"];

/** Attributes that say where orders go: one that cannot be read stops what adds risk, and so do limits. */
const VENUE = ["transport", "gateway"];

/** What a program that could not start says. */
const NOT_LOADED = "The order ticket did not load completely. Check the connection, then reload the page. It has sent nothing.";
const MISREAD = "The page around this ticket has set what cannot be read: ";
const STOPPED_BY_HOST = "The page around this ticket stopped this order.";
const BROKEN = "A check of the page around this ticket failed with an error, so nothing was let through.";
const STOPPED =
  "The order ticket stopped. Order state unknown: an order sent just now may exist. Reload the page to read it back. " +
  "Nothing more is sent from here.";

/**
 * Joins a ticket with the desktop agent of this window, or of the one around it or that opened it (FDC3). Resolves to a
 * function that leaves again; to nothing where there is no agent.
 * @param {OrderTicketElement} element
 * @param {import("./fdc3.js").Options} [options]
 */
export const joinFdc3 = async (element, options) => (await import("./fdc3.js")).joinElement(element, options);

/**
 * One sheet for all elements of a page, fetched once.
 * @type {Map<string, Promise<CSSStyleSheet>>}
 */
const sheets = new Map();
/** @type {(address: URL) => Promise<CSSStyleSheet>} */
const sheet = (address) => {
  const known = sheets.get(address.href);
  if (known) return known;
  const read = async () => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return new CSSStyleSheet().replace(await answer.text());
  };
  const reading = read().catch((reason) => {
    sheets.delete(address.href);
    throw reason;
  });
  sheets.set(address.href, reading);
  return reading;
};

let elements = 0;

// Not every server-side runtime has the class.
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

export class OrderTicketElement extends Base {
  static formAssociated = true;
  static observedAttributes = Object.keys(PROPERTIES);

  #internals = this.attachInternals?.();
  /** @type {HTMLElement | undefined} */
  #home;
  /** @type {Program.Handle | undefined} */
  #handle;
  /** @type {Program.Host | undefined} */
  #host;
  /**
   * The mount that is under way, or done; another one began when it is not this one any more.
   * @type {object | undefined}
   */
  #mount;
  /** @type {Partial<Draft>} */
  #draft = {};
  /**
   * What the ticket that is on the page opened with.
   * @type {Record<string, string | null | undefined>}
   */
  #given = {};
  /**
   * As set last, whether they can be read or not.
   * @type {Limits | undefined}
   */
  #asked;
  /** @type {Limits | undefined} */
  #limits;
  /** By which the program knows it again when it was taken off and is put back. */
  #name = String(++elements);
  /**
   * What cannot be read and holds orders back, with the sentences that say why.
   * @type {Map<string, string>}
   */
  #misread = new Map();
  /** @type {(() => string | null | undefined | Promise<string>) | undefined} */
  #authorization;
  /** @type {string | undefined} */
  #off;
  /** @type {string | undefined} */
  #stopped;
  /** @type {Set<string>} */
  #unknown = new Set();
  /** @type {Set<string>} */
  #sending = new Set();

  connectedCallback() {
    // What was set before the tag was known stands on the element itself, and hides what hears of it.
    /** @type {Record<string, any>} */
    const own = this;
    for (const name of Object.keys(own).filter((name) => name in OrderTicketElement.prototype)) {
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
    if (!this.#mount) this.#begin();
  }

  disconnectedCallback() {
    // Moving an element takes it off and puts it back at once; what it shows stays.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  /** @type {(name: string, old: string | null, value: string | null) => void} */
  attributeChangedCallback(name, old, value) {
    if (old === value) return;
    if (name === "readonly") this.#bar();
    else this.#understand(name, this.#handle?.set([PROPERTIES[name], value]));
  }

  /** @type {(name: string, why?: string) => void} */
  #understand(name, why) {
    if (why && (name === "limits" || VENUE.includes(name))) this.#misread.set(name, why);
    else this.#misread.delete(name);
    const [first] = this.#misread.values();
    this.#handle?.hold(first ? MISREAD + first : null);
  }

  /** @param {boolean} off */
  formDisabledCallback(off) {
    this.#off = off ? "The form around this ticket is switched off." : undefined;
    this.#bar();
  }

  formResetCallback() {
    /** @type {Record<string, string | null>} */
    const fields = { limitPrice: "", stopPrice: "", ocoId: "", strategy: "" };
    for (const [property, value] of Object.entries(this.#attributes())) {
      if (!SETTINGS.has(property)) fields[property] = value;
    }
    this.prefill(fields);
  }

  /**
   * The fields as they stand, exactly as typed. Setting them fills the ticket and never sends.
   * @returns {Partial<Draft>}
   */
  get draft() {
    return this.#handle?.draft() ?? { ...this.#draft };
  }
  /** @param {DraftInput} fields */
  set draft(fields) {
    this.prefill(fields);
  }

  /**
   * Limits beside the trader's own; of two the stricter holds. What cannot be read stops the ticket and leaves those before.
   * @returns {Limits | undefined}
   */
  get limits() {
    return this.#limits;
  }
  /** @param {Limits | null | undefined} limits */
  set limits(limits) {
    this.#asked = limits ?? undefined;
    const why = this.#handle?.limits(limits ?? {});
    this.#understand("limits", why);
    if (!why) this.#limits = this.#asked;
  }

  /**
   * Gives the bearer token of a gateway or of the direct way when it is needed. Never an attribute.
   * @returns {(() => string | null | undefined | Promise<string>) | undefined}
   */
  get authorization() {
    return this.#authorization;
  }
  /** @param {(() => string | null | undefined | Promise<string>) | null | undefined} give */
  set authorization(give) {
    this.#authorization = typeof give === "function" ? give : undefined;
    this.#handle?.refresh();
  }

  /**
   * Why nothing can be sent from here now, as a sentence for the trader; `null` lets the ticket send again.
   * @returns {string | null}
   */
  get stopped() {
    return this.#stopped ?? null;
  }
  /** @param {string | null | undefined} why */
  set stopped(why) {
    this.#stopped = why ? String(why) : undefined;
    this.#bar();
  }

  get form() {
    return this.#internals?.form ?? null;
  }
  get validity() {
    return this.#internals?.validity;
  }
  get validationMessage() {
    return this.#internals?.validationMessage ?? "";
  }
  get willValidate() {
    return this.#internals?.willValidate ?? false;
  }
  checkValidity() {
    return this.#internals?.checkValidity() ?? true;
  }
  reportValidity() {
    return this.#internals?.reportValidity() ?? true;
  }

  /**
   * Fills fields. The trader is told and asked before anything is sent.
   * @param {DraftInput} fields
   */
  prefill(fields) {
    /** @type {Record<string, string>} */
    const texts = {};
    for (const [name, value] of Object.entries(fields ?? {})) {
      if (Object(value) !== value) texts[name] = String(value ?? "");
      else this.#send("error", { code: "prefill", message: `${name} is a text or a number.` });
    }
    if (this.#handle) this.#handle.prefill(texts);
    else this.#draft = { ...this.#draft, ...texts };
  }

  /**
   * What another application offers to fill in: all of it is taken, or nothing and a sentence says why. The trader is told and
   * asked before anything is sent.
   * @param {Record<string, string>} fields
   * @returns {string | null}
   */
  offer(fields) {
    return this.#handle ? (this.#handle.offer({ ...fields }) ?? null) : "The ticket is not on the page.";
  }

  /** The dated contract that the instrument means, while it is one that the ticket knows. */
  get contract() {
    return this.#handle?.contract();
  }

  /**
   * Puts the focus on the quantity.
   * @param {FocusOptions} [options]
   */
  focus(options) {
    const field = this.shadowRoot?.querySelector("#quantity");
    if (field instanceof HTMLElement) field.focus(options);
    else super.focus(options);
  }

  /** Locks the ticket: on live accounts nothing that adds risk is sent until the trader unlocks it. */
  lock() {
    this.#handle?.lock();
  }

  /** Reads the account again. */
  refresh() {
    this.#handle?.refresh();
  }

  #attributes() {
    /** @type {Record<string, string | null>} */
    const given = {};
    for (const [name, property] of Object.entries(PROPERTIES)) {
      if (this.hasAttribute(name)) given[property] = this.getAttribute(name);
    }
    return given;
  }

  /** @returns {Record<string, string | null | undefined>} */
  #wishes() {
    return { ...this.#attributes(), ...this.#draft };
  }

  async #begin() {
    const mount = (this.#mount = {});
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    addEventListener("order-ticket-crash", this.#crashed);
    try {
      // A page may forbid even this.
      root.innerHTML = '<slot name="before"></slot><div id="app"><p class="sr" role="status">The order ticket is loading.</p></div><slot name="after"></slot>';
      const home = (this.#home = /** @type {HTMLElement} */ (root.getElementById("app")));
      const [program, looks] = await Promise.all([init(), sheet(new URL("./ticket.css", import.meta.url))]);
      if (this.#mount !== mount) return;
      root.adoptedStyleSheets = [looks];
      this.#host = this.#listen(mount);
      program.embed(home, this.#host);
      sheet(new URL("./desk.css", import.meta.url)).then(
        (more) => {
          if (this.#mount === mount) root.adoptedStyleSheets = [looks, more];
        },
        (reason) => {
          console.error(reason);
          if (this.#mount === mount) this.#send("error", { code: "load", message: NOT_LOADED });
        },
      );
    } catch (reason) {
      console.error(reason);
      if (this.#mount === mount) this.#fail("load", NOT_LOADED);
    }
  }

  #end() {
    this.#draft = this.draft;
    this.#mount = this.#handle = undefined;
    removeEventListener("order-ticket-crash", this.#crashed);
    this.#host?.close?.();
    this.#host = undefined;
    this.#home?.remove();
    this.#states({ ready: false, failed: false });
  }

  /**
   * What the program calls.
   * @param {object} mount
   */
  #listen(mount) {
    const here = () => this.#mount === mount;
    const own = this;
    /** @type {Program.Host} */
    const host = {
      // Read when the ticket opens, which is after its first part was fetched: what was set meanwhile counts.
      get given() {
        return (own.#given = own.#wishes());
      },
      name: this.#name,
      ready: (act) => {
        if (!here()) return host.close?.();
        /** @type {(of: object, verb: string) => (value: unknown) => any} */
        const get = (_, verb) => (value) => act([verb, value]);
        const handle = (this.#handle = /** @type {Program.Handle} */ (new Proxy({}, { get })));
        this.#misread.clear();
        // And what was set since it opened; what the trader typed into other fields stays.
        const now = this.#wishes();
        for (const name of Object.keys({ ...this.#given, ...now })) {
          if (now[name] !== this.#given[name]) this.#understand(name, handle.set([name, now[name] ?? null]));
        }
        this.#limits = undefined;
        if (this.#asked !== undefined) this.limits = this.#asked;
        this.#bar();
        this.#states({ ready: true });
        this.#send("ready", {});
      },
      refused: (name, why) => here() && this.#understand(name, why),
      failed: () => {
        // The ticket may be there already, with nobody to speak for its page.
        host.close?.();
        if (here()) this.#fail("load", NOT_LOADED);
      },
      authorization: () => this.#authorization?.(),
      report: (name, detail) => here() && this.#report(name, detail),
      // `null` lets the order go; a text says why it does not.
      allows: (detail) => {
        const { agreed, broken } = this.#ask(detail);
        if (agreed && !broken) return null;
        return String(detail.reason || (broken ? BROKEN : STOPPED_BY_HOST));
      },
    };
    return host;
  }

  /** @type {Program.Host["report"]} */
  #report(name, detail) {
    if ("findings" in detail) this.#validate(detail);
    if ("attempt" in detail) {
      this.#note(this.#sending, detail, name === "sent");
      this.#note(this.#unknown, detail, name === "unknown");
      this.#states({ sending: this.#sending.size > 0, unknown: this.#unknown.size > 0 });
    }
    this.#send(name, detail);
  }

  /**
   * Asks the page. The DOM goes on after a listener that throws and only tells the window: a check that broke did not agree.
   * @param {OrderDetail} detail
   */
  #ask(detail) {
    let broken = false;
    const note = () => (broken = true);
    addEventListener("error", note, true);
    const agreed = this.#send("before-submit", detail, true);
    removeEventListener("error", note, true);
    return { agreed, broken };
  }

  /** @type {(set: Set<string>, detail: OrderDetail, on: boolean) => void} */
  #note(set, { attempt }, on) {
    if (on) set.add(attempt);
    else set.delete(attempt);
  }

  /** @param {ChangeDetail} detail */
  #validate({ valid, findings, draft, locked }) {
    const stop = findings.find(({ severity }) => severity === "block");
    this.#internals?.setFormValue?.(JSON.stringify(draft));
    if (valid) this.#internals?.setValidity?.({});
    else {
      // What the browser points at must be able to take the focus.
      const at = /** @type {HTMLElement | undefined} */ (this.#home?.querySelector("#quantity") ?? this.#home);
      this.#internals?.setValidity?.({ customError: true }, stop?.message ?? "The order is not complete.", at);
    }
    this.#states({ invalid: !valid, locked });
  }

  #bar() {
    const why = this.#stopped ?? this.#off;
    if (why) this.#handle?.bar(why);
    else this.#handle?.set(["readonly", this.getAttribute("readonly")]);
  }

  #crashed = () => this.#fail("stopped", STOPPED);

  /** @type {(code: ErrorCode, message: string) => void} */
  #fail(code, message) {
    const note = document.createElement("p");
    note.className = "halt-note";
    note.setAttribute("role", "alert");
    note.textContent = message;
    (this.#home ?? this.shadowRoot)?.replaceChildren(note);
    this.#handle = undefined;
    this.#states({ failed: true, ready: false });
    this.#send("error", { code, message });
    if (code === "load") this.#mount = undefined; // Taking it off and putting it back tries again.
  }

  /** @param {Record<string, boolean>} states */
  #states(states) {
    for (const [name, on] of Object.entries(states)) {
      if (on) this.#internals?.states?.add(name);
      else this.#internals?.states?.delete(name);
    }
  }

  /** @type {(name: string, detail: object, cancelable?: boolean) => boolean} */
  #send(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(`order-ticket-${name}`, { detail, bubbles: true, composed: true, cancelable }));
  }
}

// `view` is read by the style sheet alone, `name` and `disabled` by the form, so that they are no attributes to hear of.
for (const [attribute, property] of Object.entries({ ...PROPERTIES, view: "view", name: "name", disabled: "disabled" })) {
  Object.defineProperty(OrderTicketElement.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      return SWITCHES.includes(property) ? this.hasAttribute(attribute) : (this.getAttribute(attribute) ?? "");
    },
    set(value) {
      if (SWITCHES.includes(property)) this.toggleAttribute(attribute, Boolean(value));
      else if (value === null || value === undefined) this.removeAttribute(attribute);
      else this.setAttribute(attribute, String(value));
    },
  });
}

/** Makes the tag known under a name. Done under `order-ticket` by importing this file in a browser. */
export const define = (name = "order-ticket") => {
  if (!globalThis.customElements || customElements.get(name)) return;
  // A class can have one name only.
  customElements.define(name, name === "order-ticket" ? OrderTicketElement : class extends OrderTicketElement {});
};

define();
