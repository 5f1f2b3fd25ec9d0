// frame.html: the ticket in a frame of another's page. It is the host of the element: it passes messages of the page around it
// on as prefills and the like, and the element's events back. The protocol is in docs/frame.md, what may come in frame-wire.js.
//
// The ticket is barred until a page on the list has been heard, and whenever the trader does not see it well (frame-sight.js).
// Nothing in here sends, and no message does.

import { Sight } from "./frame-sight.js";
import { HELLO, OUTWARD, VERSIONS, isConnect, listOf, messageProblem } from "./frame-wire.js";

const WAITING = "This ticket waits for the page around it. Nothing can be sent until that page has connected to it.";
const STRANGER = "A page that is not on this ticket's list shows it in a frame. Nothing can be sent from here.";
const NESTED =
  "The page around this ticket is in a frame itself, and this browser does not say whose. Nothing can be sent from here.";
const NO_LIST = "The list of pages that may show this ticket (frame.json) cannot be read. Nothing can be sent from here.";

/** How often the pages that may be around this are greeted until one answers. */
const GREET_MS = 1_000;
/** Most messages taken in a second. */
const MOST_MESSAGES = 100;

/** Takes what the host of a ticket sends, and tells it what becomes of it. */
class Wire {
  #ticket;
  #port;
  #sight;
  /** Events that a page that connects late has to know of. */
  #last = new Map();
  #taken = 0;
  #since = 0;

  constructor(ticket, origins) {
    this.#ticket = ticket;
    ticket.stopped = WAITING;
    for (const name of OUTWARD) {
      ticket.addEventListener(`order-ticket-${name}`, ({ detail }) => {
        if (name === "ready" || name === "change") this.#last.set(name, detail);
        this.#tell(name, detail);
      });
    }
    // What is said by events may be older than the click.
    ticket.addEventListener("order-ticket-before-submit", (event) => {
      const why = this.#port ? this.#sight.reason : WAITING;
      if (why) {
        event.detail.reason = why;
        event.preventDefault();
      }
    });
    let warned = false;
    addEventListener("message", (event) => {
      const meant = event.source === parent && origins.includes(event.origin) && isConnect(event);
      if (meant && !this.#port) return this.#open(event.ports[0]);
      if (!warned) console.warn("The order ticket ignores messages that are not for it; the first came from", event.origin);
      warned = true;
    });
    // Where the browser says who is around, the others need not be called.
    const around = origins.filter((origin) => (location.ancestorOrigins?.[0] ?? origin) === origin);
    const greet = () => {
      if (this.#port) return;
      for (const origin of around) parent.postMessage({ type: HELLO, versions: VERSIONS }, origin);
    };
    greet();
    setInterval(greet, GREET_MS);
  }

  /** From now on the ticket is only barred while the trader does not see it well. Called once the ticket is in the page. */
  watch() {
    this.#sight = new Sight(this.#ticket, () => this.#bar());
  }

  #bar() {
    const stopped = this.#port ? this.#sight.reason : WAITING;
    if (stopped === this.#ticket.stopped) return;
    this.#ticket.stopped = stopped;
    this.#tell("state", { stopped });
  }

  #open(port) {
    this.#port = port;
    port.onmessage = ({ data }) => this.#take(data);
    port.onmessageerror = () => this.#tell("error", { code: "shape", message: "A message could not be read." });
    for (const [name, detail] of this.#last) this.#tell(name, detail);
    this.#bar(); // Nobody was heard until now, so there is news in any case.
  }

  #take(message) {
    const now = performance.now();
    if (now - this.#since > 1_000) {
      this.#since = now;
      this.#taken = 0;
    }
    this.#taken += 1;
    if (this.#taken > MOST_MESSAGES) {
      // Said once a second: an answer to each would be a flood of its own.
      if (this.#taken > MOST_MESSAGES + 1) return;
      return this.#tell("error", { code: "too-many", message: `At most ${MOST_MESSAGES} messages are taken in a second.` });
    }
    const problem = messageProblem(message);
    if (problem) return this.#tell("error", problem);
    switch (message.type) {
      case "prefill":
        return this.#ticket.prefill(message.fields);
      case "theme":
        this.#ticket.theme = message.theme;
        document.documentElement.dataset.theme = message.theme;
        return undefined;
      case "lock":
        return this.#ticket.lock();
      case "refresh":
        return this.#ticket.refresh();
      case "ping":
        return this.#tell("pong", {});
      case "close":
        this.#port.close();
        this.#port = undefined;
        return this.#bar();
    }
  }

  #tell(type, detail) {
    this.#port?.postMessage({ type, detail });
  }
}

/** Says why there is no ticket in this frame. */
const refuse = (why) => {
  const note = document.getElementById("frame-note");
  note.className = "halt-note";
  note.setAttribute("role", "alert");
  note.textContent = `${why} `;
  const alone = document.createElement("a");
  alone.href = "./";
  alone.target = "_blank";
  alone.rel = "noopener";
  alone.textContent = "Open the ticket on its own";
  note.append(alone);
};

const readList = async () => {
  try {
    const answer = await fetch(new URL("./frame.json", import.meta.url), { cache: "no-cache" });
    if (!answer.ok) return { origins: [], problems: [`The server answered ${answer.status}.`] };
    return listOf(await answer.text());
  } catch (reason) {
    return { origins: [], problems: [String(reason)] };
  }
};

/** Why this frame shows no ticket to the pages around it; `undefined` when all of them are on the list. */
const stranger = (origins) => {
  const around = location.ancestorOrigins;
  if (around) return [...around].every((origin) => origins.includes(origin)) ? undefined : STRANGER;
  if (origins.length === 0) return STRANGER;
  return parent === top ? undefined : NESTED;
};

const start = async () => {
  const { origins, problems } = await readList();
  if (problems.length) {
    for (const problem of problems) console.error(`frame.json: ${problem}`);
    return refuse(`${NO_LIST} ${problems[0]}`);
  }
  const why = stranger(origins);
  if (why) return refuse(why);
  await import("./element.js");
  const ticket = document.createElement("order-ticket");
  if (new URLSearchParams(location.search).get("view") === "desk") ticket.setAttribute("view", "desk");
  const wire = new Wire(ticket, origins);
  document.getElementById("frame-note").replaceWith(ticket);
  wire.watch();
};

// Not in a frame: the page of its own is meant.
if (top === self) location.replace(new URL("./", location.href));
else start().catch((reason) => {
  console.error(reason);
  refuse("The order ticket did not load completely. Check the connection, then reload the page. It has sent nothing.");
});
