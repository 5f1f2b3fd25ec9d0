// Whether the trader sees the framed ticket: large enough, uncovered, and for long enough to know what is clicked. Knows nothing
// of who frames it.
//
// Browsers with the second version of IntersectionObserver (Chromium) tell whether anything of any page lies over it or makes it
// see-through; the others tell only its size, and whether it is in view.

/** Least part of the ticket that has to be in view, in CSS pixels. */
const LEAST = { width: 280, height: 320 };
/** How long the ticket has to be seen before a click in it is meant for it. */
const SETTLE_MS = 500;
/** Parts in view at which the browser tells of a change. */
const STEPS = Array.from({ length: 51 }, (_, step) => step / 50);

const OUT = "This ticket is not in view.";
const SMALL = `This ticket needs at least ${LEAST.width} × ${LEAST.height} pixels in view. Make its frame larger, or open the ticket on its own.`;
const COVERED = "Something covers this ticket, or makes it see-through. Uncover it to send.";
const SETTLING = "This ticket has just come into view. It opens in a moment.";

export class Sight {
  #element;
  #tell;
  #observer;
  /** What is looked at: the ticket, or its own dialog over it. */
  #watched;
  /** What the browser said of it last. It holds until there is something newer. */
  #entry;
  #timer;
  #reason = OUT;

  /** Watches a mounted ticket that fills the window. `tell` gets every new reason; `null` when it is well seen. */
  constructor(element, tell) {
    this.#element = element;
    this.#tell = tell;
    this.#observer = new IntersectionObserver((entries) => this.#take(entries), { threshold: STEPS, trackVisibility: true, delay: 100 });
    new MutationObserver(() => this.#watch()).observe(element.shadowRoot, { subtree: true, childList: true, attributeFilter: ["open"] });
    // The browser tells of other parts in view, not of other sizes.
    new ResizeObserver(() => this.#watch(true)).observe(element);
    document.addEventListener("visibilitychange", () => this.#judge());
    this.#watch();
  }

  /** Why nothing can be sent, as things stand at this moment; `null` when something can. */
  get reason() {
    this.#take(this.#observer.takeRecords());
    return this.#reason;
  }

  #watch(again = false) {
    const top = this.#element.shadowRoot.querySelector("dialog:modal") ?? this.#element;
    if (top === this.#watched && !again) return;
    if (this.#watched) this.#observer.unobserve(this.#watched);
    this.#watched = top;
    this.#observer.observe(top);
    this.#judge();
  }

  #take(entries) {
    const news = entries.filter(({ target }) => target === this.#watched).at(-1);
    if (news) this.#entry = news;
    this.#judge();
  }

  #problem() {
    if (innerWidth < LEAST.width || innerHeight < LEAST.height) return SMALL;
    if (document.visibilityState === "hidden" || !this.#entry?.isIntersecting) return OUT;
    const { target, intersectionRect: part, isVisible } = this.#entry;
    // A part of a pixel is nobody's fault.
    const small = part.width < LEAST.width - 1 || part.height < LEAST.height - 1;
    if (small && target === this.#element) return SMALL;
    if (this.#observer.trackVisibility && !isVisible) return COVERED;
    return null;
  }

  #judge() {
    const problem = this.#problem();
    if (problem) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#say(problem);
    } else if (this.#reason && !this.#timer) {
      this.#say(SETTLING);
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        if (!this.#problem()) this.#say(null);
      }, SETTLE_MS);
    }
  }

  #say(reason) {
    if (reason === this.#reason) return;
    this.#reason = reason;
    this.#tell(reason);
  }
}
