// A React desk that renders the ticket twice, as StrictMode does, with everything that the types promise.

import { StrictMode, createRef, useState } from "react";
import { OrderTicket } from "order-ticket/react";
import type { OrderTicketElement } from "order-ticket";

const ref = createRef<OrderTicketElement>();

export function Desk() {
  const [order, setOrder] = useState<string | null>(null);
  return (
    <StrictMode>
      <OrderTicket
        ref={ref}
        id="desk"
        className="wide"
        style={{ "--accent": "teal" }}
        instrument="ES 12-26"
        quantity={1}
        transport="practice"
        view="desk"
        readonly={false}
        stopped={order === null ? "Not yet." : null}
        draft={{ action: "Buy" }}
        limits={{ maxQuantity: 2 }}
        authorization={() => null}
        onReady={() => ref.current?.focus()}
        onChange={({ detail }) => setOrder(detail.order)}
        onBeforeSubmit={(event) => {
          event.detail.reason = "Not now.";
          event.preventDefault();
        }}
        onUnknown={({ detail }) => console.warn(detail.summary, detail.reason)}
        onError={({ detail }) => console.error(detail.code)}
      >
        <p slot="before">{order}</p>
      </OrderTicket>
      <OrderTicket stopped="The desk is closed." disabled name="order" />
      <order-ticket ref={ref} class="wide" style={{ "--accent": "teal" }} order-type="Limit" quantity={1} view="desk" readonly>
        <p slot="after">{order}</p>
      </order-ticket>
      {/* @ts-expect-error: React 18 writes `false` as text, which is there */}
      <order-ticket readonly={false} />
      {/* @ts-expect-error: there is no such way */}
      <order-ticket transport="smoke signals" />
      {/* @ts-expect-error: prices are texts */}
      <OrderTicket limitPrice={6010.25} />
      {/* @ts-expect-error: there is no handler that sends */}
      <OrderTicket onSubmitNow={() => {}} />
    </StrictMode>
  );
}
