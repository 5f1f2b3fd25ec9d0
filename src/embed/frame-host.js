// For pages that show frame.html in a frame: connects to it and talks to it. Types and documentation are in
// types/frame-host.d.ts, the protocol in docs/frame.md. It has no call that sends an order, because the frame takes none.

const VERSION = 1;

/**
 * Connects to the ticket in a frame, as soon as it is there and again whenever the frame is loaded anew.
 *
 * `origin` is the ticket's, exactly as browsers write it. `onEvent(type, detail)` gets what the ticket says. `signal` ends it,
 * as `close()` does.
 *
 * @type {typeof import("./types/frame-host.js").connectFrame}
 */
export const connectFrame = (iframe, { origin, onEvent = () => {}, signal }) => {
  if (typeof origin !== "string" || !URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new TypeError(`origin is the ticket's origin, like https://ticket.example, not ${origin}`);
  }
  /** @type {MessagePort | undefined} */
  let port;
  /** @type {object[]} Messages for a ticket that has not been heard yet. */
  let waiting = [];
  /** @param {object} message */
  const send = (message) => (port ? port.postMessage(message) : waiting.push(message));

  /** @param {MessageEvent} event */
  const greeted = ({ data, source, origin: from }) => {
    if (source !== iframe.contentWindow || from !== origin || data?.type !== "order-ticket-hello") return;
    if (!Array.isArray(data.versions) || !data.versions.includes(VERSION)) {
      onEvent("error", { code: "version", message: `The ticket does not speak version ${VERSION} of the protocol.` });
      return;
    }
    port?.close(); // Of a ticket that is no more: it greets only while nobody talks to it.
    const ends = new MessageChannel();
    port = ends.port1;
    port.onmessage = ({ data: { type, detail } }) => onEvent(type, detail);
    iframe.contentWindow?.postMessage({ type: "order-ticket-connect", version: VERSION }, origin, [ends.port2]);
    for (const message of waiting) port.postMessage(message);
    waiting = [];
  };

  const close = () => {
    removeEventListener("message", greeted);
    signal?.removeEventListener("abort", close);
    port?.postMessage({ type: "close" });
    port?.close();
    port = undefined;
    waiting = [];
  };

  addEventListener("message", greeted);
  if (signal?.aborted) close();
  signal?.addEventListener("abort", close);

  return {
    /** Fills fields of the order; texts only. The trader is told, and asked before anything is sent. */
    prefill: (fields) => send({ type: "prefill", fields: { ...fields } }),
    /** `system`, `light` or `dark`. */
    theme: (theme) => send({ type: "theme", theme }),
    /** Locks live accounts. */
    lock: () => send({ type: "lock" }),
    /** Reads the account again. */
    refresh: () => send({ type: "refresh" }),
    close,
  };
};
