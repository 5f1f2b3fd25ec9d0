//! Stepping a field by ticks or contracts, and filling a price from the market: the trader's own act, on the raw text.

use order_model::{Draft, Field, InstrumentSpec, Price, Quantity, Quote};

/// The text of a price field after a number of steps; `None` when there is nothing to step from.
fn step_price(text: &str, steps: i64, quote: Option<&Quote>, spec: Option<InstrumentSpec>) -> Option<String> {
    let tick = spec?.tick_size;
    let typed = text.trim();
    let price = match Price::parse(typed) {
        Ok(price) => price.step(tick, steps)?,
        // An empty field starts at the market; a text that is no price is left alone.
        Err(_) if typed.is_empty() => quote?.last.or(quote?.bid).or(quote?.ask)?.neighbours(tick)?.0,
        Err(_) => return None,
    };
    Some(price.at_tick(tick))
}

/// The text of the quantity field after a number of steps, never below one contract.
fn step_quantity(text: &str, steps: i64) -> Option<String> {
    let typed = text.trim();
    let from = match Quantity::parse(typed) {
        Ok(quantity) => i64::from(quantity.get()),
        Err(_) if typed.is_empty() => 0,
        Err(_) => return None,
    };
    let to = u32::try_from(from.checked_add(steps)?.max(1)).ok()?;
    Quantity::try_new(to).map(|q| q.to_string())
}

/// A place in the market that a price can be taken from with one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    Bid,
    Mid,
    Ask,
    Last,
}

impl Spot {
    pub(crate) const ALL: [Spot; 4] = [Spot::Bid, Spot::Mid, Spot::Ask, Spot::Last];

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Spot::Bid => "bid",
            Spot::Mid => "mid",
            Spot::Ask => "ask",
            Spot::Last => "last",
        }
    }

    /// The price, on the grid; a middle between two ticks takes the lower.
    pub(crate) fn price(self, quote: &Quote, tick: Price) -> Option<Price> {
        match self {
            Spot::Bid => quote.bid,
            Spot::Ask => quote.ask,
            Spot::Last => quote.last,
            Spot::Mid => {
                let sum = quote.bid?.ticks(tick)?.checked_add(quote.ask?.ticks(tick)?)?;
                tick.times(sum.div_euclid(2))
            }
        }
    }
}

/// The text of whichever field steps after a number of steps; `None` when it does not.
pub(crate) fn step(draft: &Draft, field: Field, steps: i64, quote: Option<&Quote>, spec: Option<InstrumentSpec>) -> Option<String> {
    match field {
        Field::Quantity => step_quantity(draft.text(field), steps),
        Field::LimitPrice | Field::StopPrice => step_price(draft.text(field), steps, quote, spec),
        _ => None,
    }
}
