// What the page says when another page shows it in a frame, in the place of a start: whoever frames it could make its trader
// click what he does not see. frame.html is made for that.

const FRAMES = "https://github.com/order-ticket/order-ticket/blob/main/docs/frame.md";

/** Says so with `say` of boot.js, and where to read on. */
export const refuse = (say) => {
  say("This page does not run inside another page. There is one that does, frame.html.");
  const more = document.createElement("a");
  more.href = FRAMES;
  more.target = "_blank";
  more.rel = "noopener";
  more.textContent = "How to frame the ticket";
  document.getElementById("boot-error")?.append(" ", more);
};
