//! The strip with the market of the instrument on the ticket.

use crate::state::{App, today};
use crate::ui::erase::text;
use crate::ui::format::{age, price};
use leptos::prelude::*;
use order_model::{Instrument, Millis, Price, Quote};

/// Older than this, a quote is shown as stale.
const STALE_MS: Millis = 10_000;

/// Name, prices, age, session, days to expiry.
pub(crate) fn quote_strip(app: App) -> AnyView {
    let quote = Memo::new(move |_| app.shown.with(|s| s.quote.clone()));
    let stale = move || quote.with(|q| q.as_ref().is_none_or(|q| app.clock.get().saturating_sub(q.at) > STALE_MS));
    let class = move || if stale() { "quote stale".to_owned() } else { "quote".to_owned() };
    let name = move || match app.instrument.get() {
        name if name.is_empty() => "No instrument".to_owned(),
        name => name,
    };
    let session = move || match quote.with(|q| q.as_ref().and_then(|q| q.market_open)) {
        Some(true) => "open".to_owned(),
        Some(false) => "closed".to_owned(),
        None => "unknown".to_owned(),
    };
    let aged = move || quote.with(|q| q.as_ref().map_or_else(|| "none".to_owned(), |q| format!("{} ago", age(q.at, app.clock.get()))));
    let expiry = move || {
        let last = Instrument::parse(&app.instrument.get(), Some(today())).ok().and_then(|i| i.last_trading_day());
        last.map_or_else(|| "unknown".to_owned(), |day| format!("{} d", today().days_until(day)))
    };
    view! {
        <section class=text(class) aria-labelledby="quote-name">
            <h2 id="quote-name">{text(name)}</h2>
            <dl>
                {price_cell("Bid", quote, |q| q.bid)}
                {price_cell("Ask", quote, |q| q.ask)}
                {price_cell("Last", quote, |q| q.last)}
                <div><dt>"Quote"</dt><dd>{text(aged)}</dd></div>
                <div><dt>"Session"</dt><dd>{text(session)}</dd></div>
                <div><dt>"Expiry"</dt><dd>{text(expiry)}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}

fn price_cell(label: &'static str, quote: Memo<Option<Quote>>, of: fn(&Quote) -> Option<Price>) -> AnyView {
    let shown = Memo::new(move |_| quote.with(|q| q.as_ref().and_then(|q| Some(price(of(q)?, q.spec)))).unwrap_or_else(|| "–".to_owned()));
    view! { <div class="num"><dt>{label}</dt><dd>{text(move || shown.get())}</dd></div> }.into_any()
}
