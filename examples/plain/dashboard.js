// The dashboard's side: a limit of its own, and a list of what became of the orders. Events of tickets bubble.

const most = document.getElementById("most");
const told = document.querySelector(".told");

addEventListener("order-ticket-before-submit", (event) => {
  if (event.detail.quantity > Number(most.value)) {
    event.detail.reason = `This dashboard allows ${most.value} contracts a click.`;
    event.preventDefault();
  }
});

for (const name of ["acknowledged", "refused", "unknown", "updated"]) {
  addEventListener(`order-ticket-${name}`, ({ detail }) => {
    const line = document.createElement("li");
    line.textContent = `${detail.summary}: ${detail.state}${detail.reason ? ` (${detail.reason})` : ""}`;
    told.prepend(line);
  });
}
