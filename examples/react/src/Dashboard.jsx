import { useState } from "react";
import { OrderTicket } from "order-ticket/react";

/** Two tickets, a limit of the dashboard's own, and what became of the orders. */
export const Dashboard = () => {
  const [most, setMost] = useState(3);
  const [told, setTold] = useState([]);
  const stop = (event) => {
    if (event.detail.quantity > most) {
      event.detail.reason = `This dashboard allows ${most} contracts a click.`;
      event.preventDefault();
    }
  };
  const tell = ({ detail }) =>
    setTold((lines) => [`${detail.summary}: ${detail.state}${detail.reason ? ` (${detail.reason})` : ""}`, ...lines]);
  const events = { onBeforeSubmit: stop, onAcknowledged: tell, onRefused: tell, onUnknown: tell, onUpdated: tell };
  return (
    <>
      <h1>Two markets, one session</h1>
      <p>A page in React. Larger orders than it allows never leave it.</p>
      <label>
        Most contracts a click
        <input type="number" min="1" value={most} onChange={(event) => setMost(Number(event.target.value))} />
      </label>
      <div className="tickets">
        <OrderTicket instrument="ES" {...events} />
        <OrderTicket instrument="NQ" {...events} />
      </div>
      <ul className="told" aria-label="What became of the orders">
        {told.map((line, place) => (
          <li key={told.length - place}>{line}</li>
        ))}
      </ul>
    </>
  );
};
