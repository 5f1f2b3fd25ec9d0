//! The strip with the market of the instrument on the ticket.

use crate::state::{App, today};
use crate::ui::dom::{View, html};
use crate::ui::format::{age, price};
use order_model::{Instrument, Millis, Price, Quote};

/// Older than this, a quote is shown as stale.
const STALE_MS: Millis = 10_000;

/// Name, prices, age, session, days to expiry.
#[inline(never)]
pub(crate) fn quote_strip(app: App) -> View {
    let stale = move || quoted(app, |q, now| (now.saturating_sub(q.at) <= STALE_MS).then(String::new)).is_none();
    let class = move || if stale() { "quote stale" } else { "quote" }.to_owned();
    let name = move || match app.instrument() {
        name if name.is_empty() => "No instrument".to_owned(),
        name => name,
    };
    let session = |q: &Quote, _| q.market_open.map(|open| if open { "open" } else { "closed" }.to_owned());
    let aged = |q: &Quote, now| Some(format!("{} ago", age(q.at, now)));
    let expiry = move || {
        let last = Instrument::parse(&app.instrument(), Some(today())).ok().and_then(|i| i.last_trading_day());
        last.map_or_else(|| "unknown".to_owned(), |day| format!("{} d", today().days_until(day)))
    };
    let strip = html(
        r#"<section _ part="quote" aria-labelledby="quote-name"><h2 _ id="quote-name"></h2><dl><div class="num"><dt>Bid</dt><dd _></dd></div><div class="num"><dt>Ask</dt><dd _></dd></div><div class="num"><dt>Last</dt><dd _></dd></div><div><dt>Quote</dt><dd _></dd></div><div><dt>Session</dt><dd><span _></span><span id="session-left"></span></dd></div><div><dt>Expiry</dt><dd _></dd></div></dl></section>"#,
    );
    strip.at().live("class", class);
    strip.at().live_text(name);
    let cells: [(Read, &str); 5] = [
        (|q, _| shown(q, q.bid), "–"),
        (|q, _| shown(q, q.ask), "–"),
        (|q, _| shown(q, q.last), "–"),
        (aged, "none"),
        (session, "unknown"),
    ];
    for (read, without) in cells {
        strip.at().live_text(move || quoted(app, read).unwrap_or_else(|| without.to_owned()));
    }
    strip.at().live_text(expiry);
    strip.view()
}

/// What a cell says of a quote now.
type Read = fn(&Quote, Millis) -> Option<String>;

#[inline(never)]
fn quoted(app: App, read: Read) -> Option<String> {
    let state = app.state();
    let now = state.clock.get();
    state.shown.with(|s| read(s.quote.as_ref()?, now))
}

fn shown(quote: &Quote, of: Option<Price>) -> Option<String> {
    Some(price(of?, quote.spec))
}
