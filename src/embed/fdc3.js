// FDC3: joins a ticket with the other applications of a trader's desktop. docs/fdc3.md says what is understood and said.
//
// Fetched only where there may be a desktop agent. What arrives fills fields and never sends; what an offer means is decided
// by the program. Nothing that an agent does wrong reaches the ticket.

/** @import { Context, DesktopAgent, TransactionResult } from "@finos/fdc3" */

/**
 * A ticket, of the page or an element.
 * @typedef {object} Ticket
 * @property {(fields: Fields) => string | null} offer Takes all of the fields and gives null, or none and says why.
 * @property {() => string | undefined} contract The dated contract on the ticket, while it is one of the table.
 * @property {(on: Report) => () => void} listen Begins to report; gives what ends it.
 *
 * @typedef {Record<string, string>} Fields Fields of an order by the names of the element's draft.
 * @typedef {(name: string, detail: Detail) => void} Report An event of the ticket: its name without the prefix.
 * @typedef {Record<string, any>} Detail
 *
 * @typedef {object} Options
 * @property {DesktopAgent} [agent] The agent to join; else the one of this window, else one that is found.
 * @property {boolean} [accounts] Whether results name the account and give the venue's reasons, which may name it.
 */

/** The intent that fills a ticket. A name of the application, a point, a verb: as FDC3 wants it for intents of one's own. */
const START_ORDER = "orderTicket.StartOrder";
/** What it is raised with. */
const DRAFT = "orderTicket.draft";
/** What became of an order. */
const RESULT = "orderTicket.result";
/** Where that is said: on a channel of our own, so that only who wants it hears it. */
const RESULTS = "orderTicket.results";
/** The events of an order that are passed on. */
const TOLD = ["acknowledged", "refused", "unknown", "updated"];
/** How long an instrument stands still before others are told: names are typed letter by letter. */
const SETTLED_MS = 700;

/**
 * Joins the ticket of the ticket's own page. `program` is what `boot.js` has started.
 * @param {{ attend: (host: object) => void }} program
 */
export const attend = async (program) => {
  const agent = await find();
  return agent && connect(agent, await ownTicket(program), {});
};

/**
 * Joins an `<order-ticket>`. Resolves to a function that leaves again; to nothing where there is no agent.
 * @param {HTMLElement & { offer: Ticket["offer"], contract: string | undefined }} element
 * @param {Options} [options]
 */
export const joinElement = async (element, options = {}) => {
  const agent = options.agent ?? (await find());
  const listen = (/** @type {Report} */ on) => {
    const stop = new AbortController();
    for (const name of ["change", ...TOLD]) {
      const told = (/** @type {Event} */ event) => on(name, /** @type {CustomEvent} */ (event).detail);
      element.addEventListener(`order-ticket-${name}`, told, { signal: stop.signal });
    }
    return () => stop.abort();
  };
  return agent && connect(agent, { listen, offer: (fields) => element.offer(fields), contract: () => element.contract }, options);
};

/** @returns {Promise<DesktopAgent | undefined>} */
const find = async () => {
  if (window.fdc3) return window.fdc3;
  if (!window.opener && window.parent === window) return undefined;
  const { getAgent } = await import("./fdc3-agent.js");
  try {
    // The page has no place for an agent's own controls: channels are chosen in the agent. What stands behind the # is the
    // trader's and no part of who this is.
    const identityUrl = location.origin + location.pathname;
    return await getAgent({ identityUrl, channelSelector: false, intentResolver: false, dontSetWindowFdc3: true });
  } catch (reason) {
    if (!String(reason).includes("AgentNotFound")) warn(reason);
    return undefined;
  }
};

/**
 * @param {{ attend: (host: object) => void }} program
 * @returns {Promise<Ticket>}
 */
const ownTicket = (program) =>
  new Promise((resolve, reject) => {
    /** @type {Report} */
    let on = () => {};
    const listen = (/** @type {Report} */ told) => {
      on = told;
      return () => {
        on = () => {};
      };
    };
    program.attend({
      ready: (/** @type {import("./order-ticket.js").Act} */ act) =>
        resolve({ listen, offer: (fields) => act(["offer", fields]) ?? null, contract: () => act(["contract"]) }),
      failed: (/** @type {string} */ why) => reject(new Error(why)),
      report: (/** @type {string} */ name, /** @type {Detail} */ detail) => on(name, detail),
      allows: () => null,
    });
  });

/**
 * @param {DesktopAgent} agent
 * @param {Ticket} ticket
 * @param {Options} options
 */
const connect = async (agent, ticket, options) => {
  /** What others know to be on the ticket, or have put there themselves. */
  let known = ticket.contract();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;

  const offer = (/** @type {Fields | string} */ fields) => {
    if (typeof fields === "string") return fields;
    const why = ticket.offer(fields);
    if (why === null) {
      clearTimeout(settling);
      known = ticket.contract();
    }
    return why;
  };

  /** One after another, so that what happened later is said later. */
  let saying = Promise.resolve();
  const say = (/** @type {() => Promise<void>} */ what) => {
    saying = saying.then(what).catch(warn);
  };
  const results = agent.getOrCreateChannel(RESULTS);
  results.catch(warn);

  const stop = ticket.listen((name, detail) => {
    if (name === "change") {
      clearTimeout(settling);
      settling = setTimeout(() => {
        const contract = ticket.contract();
        if (!contract || contract === known) return;
        known = contract;
        say(() => agent.broadcast(instrument(contract)));
      }, SETTLED_MS);
    } else if (TOLD.includes(name)) {
      say(async () => (await results).broadcast(result(name, detail, options.accounts === true)));
    }
  });

  // A refused offer is an answer and no rejection: the library's web agents never pass a rejection on.
  const answer = (/** @type {(context: Context) => Fields | string} */ read) => async (/** @type {Context} */ context) => {
    const why = offer(read(context));
    return transaction(why);
  };
  const listeners = await Promise.allSettled([
    agent.addContextListener("fdc3.instrument", (context) => {
      // A channel carries everybody's instruments: of those that are no futures contracts nothing is said. The one that is
      // there already takes no question back.
      const fields = ticker(context);
      if (typeof fields !== "string" && fields.instrument !== ticket.contract()) offer(fields);
    }),
    agent.addIntentListener("ViewInstrument", answer(ticker)),
    agent.addIntentListener(START_ORDER, answer(draft)),
  ]);
  for (const listener of listeners) if (listener.status === "rejected") warn(listener.reason);

  const leave = () => {
    stop();
    clearTimeout(settling);
    removeEventListener("pagehide", hidden);
    for (const listener of listeners) {
      if (listener.status === "fulfilled") Promise.resolve(listener.value.unsubscribe()).catch(warn);
    }
  };
  // A page that is kept for the way back stays joined.
  const hidden = (/** @type {PageTransitionEvent} */ event) => event.persisted || leave();
  addEventListener("pagehide", hidden);
  return leave;
};

/**
 * What to fill in for an instrument; a text says why there is nothing.
 * @param {Context} context
 * @returns {Fields | string}
 */
const ticker = (context) => {
  const given = context?.type === "fdc3.instrument" ? context.id?.ticker : undefined;
  if (typeof given === "string" && given) return { instrument: given };
  return "An fdc3.instrument with id.ticker is needed, a futures contract by its NinjaTrader name such as ES 12-26.";
};

/**
 * What to fill in for an order; a text says why there is nothing.
 * @param {Context} context
 * @returns {Fields | string}
 */
const draft = (context) => {
  const given = context?.type === DRAFT ? context.draft : undefined;
  if (typeof given !== "object" || given === null || Array.isArray(given)) return `An ${DRAFT} with the fields in "draft" is needed.`;
  const odd = Object.keys(given).find((name) => typeof given[name] !== "string");
  return odd === undefined ? { ...given } : `${odd} is a text: numbers would be rounded.`;
};

/**
 * @param {string | null} why
 * @returns {TransactionResult}
 */
const transaction = (why) => ({
  type: "fdc3.transactionResult",
  status: why === null ? "Updated" : "Failed",
  message: why ?? "The ticket is filled in. Nothing was sent.",
});

/**
 * @param {string} contract
 * @returns {Context}
 */
const instrument = (contract) => ({ type: "fdc3.instrument", name: contract, id: { ticker: contract } });

/**
 * What became of an order. `order` is FDC3's own type for one, which is experimental and may grow.
 * @param {string} event
 * @param {Detail} told
 * @param {boolean} accounts
 * @returns {Context}
 */
const result = (event, told, accounts) => {
  const { attempt, orderId, summary, state, filled, account, reason, action, orderType, timeInForce } = told;
  const id = orderId === null ? { "orderTicket.attempt": attempt } : { "orderTicket.attempt": attempt, "orderTicket.orderId": orderId };
  const { quantity, limitPrice, stopPrice } = told;
  const product = { type: "fdc3.product", instrument: instrument(told.instrument) };
  const details = { product, action, quantity: String(quantity), orderType, limitPrice, stopPrice, timeInForce };
  /** @type {Context} */
  const said = { type: RESULT, name: summary, id, event, state, filled: filled === null ? null : String(filled) };
  said.order = { type: "fdc3.order", name: summary, id, details };
  return accounts ? { ...said, account, reason } : said;
};

const warn = (/** @type {unknown} */ reason) => console.warn("The order ticket and FDC3:", reason);
