//! One leg of a bracket: from its text to a price on the grid. The stop-loss and the target differ in a table of codes and
//! in the direction in which they lie.

use crate::amount::amount;
use crate::decimal::{Decimal, divide};
use crate::finding::{Code, Field, Fix, Report};
use crate::{Currency, Exposure, Measure, Money, Price};
use core::fmt::Display;

/// The side of the position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Long,
    Short,
}

/// What tells the stop-loss from the target.
pub(super) struct Leg {
    field: Field,
    /// Whether it lies above the market for a long position.
    above: bool,
    form: Code,
    zero: Code,
    off_tick: Code,
    wrong_side: Code,
    no_price: Code,
    beyond_entry: Code,
}

/// What a leg is measured from. Without a side only the form and, of a price, the grid can be looked at.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    pub(super) exposure: &'a Exposure,
    pub(super) side: Option<Side>,
    /// The stop-loss, for the target.
    pub(super) stop: Option<Price>,
}

/// A place on the grid: the tick at or below it, and whether it is exactly there.
type Place = (i64, bool);

const TOO_FAR: &str = "that is beyond any price the API can carry";
const ZERO: &str = "that is a price of zero, which the API reads as none";
const NO_ENTRY: &str = "the entry price is not known, so type a price";
const ITSELF: &str = "the stop-loss is the risk itself: use ticks, a price or an amount";

impl Leg {
    pub(super) const STOP_LOSS: Leg = Leg {
        field: Field::StopLoss,
        above: false,
        form: Code::StopLossForm,
        zero: Code::StopLossZero,
        off_tick: Code::StopLossOffTick,
        wrong_side: Code::StopLossWrongSide,
        no_price: Code::StopLossNoPrice,
        beyond_entry: Code::StopLossLocksGain,
    };

    pub(super) const TAKE_PROFIT: Leg = Leg {
        field: Field::TakeProfit,
        above: true,
        form: Code::TakeProfitForm,
        zero: Code::TakeProfitZero,
        off_tick: Code::TakeProfitOffTick,
        wrong_side: Code::TakeProfitWrongSide,
        no_price: Code::TakeProfitNoPrice,
        beyond_entry: Code::TakeProfitTakesLoss,
    };

    /// The price of this leg, when it is given and sound.
    pub(super) fn read(&self, text: &str, measure: Measure, from: Origin<'_>, out: &mut Report) -> Option<Price> {
        if text.trim().is_empty() {
            return None;
        }
        let tick = from.exposure.spec.tick_size;
        if measure == Measure::Price {
            let price = self.formed(Price::parse(text), out)?;
            if price == Price::ZERO {
                return self.refuse(self.no_price, &ZERO, out);
            }
            let (below, exact) = on_grid(price.decimal(), tick.decimal()).or_else(|| self.refuse(self.no_price, &TOO_FAR, out))?;
            if !exact {
                self.between(text.trim(), measure, below, from, out);
            }
            // Said also of a price off the grid.
            let sound = self.on_its_side(price, from, out);
            return (exact && sound).then_some(price);
        }
        let (below, exact) = self.measured(text, measure, from, out)?;
        if !exact {
            self.between(&[text.trim(), unit(measure, from.exposure)].concat(), measure, below, from, out);
            return None;
        }
        let price = tick.times(below).or_else(|| self.refuse(self.no_price, &TOO_FAR, out))?;
        if price == Price::ZERO {
            return self.refuse(self.no_price, &ZERO, out);
        }
        self.on_its_side(price, from, out).then_some(price)
    }

    /// Where a typed distance from the entry leads.
    fn measured(&self, text: &str, measure: Measure, from: Origin<'_>, out: &mut Report) -> Option<Place> {
        let risk = measure == Measure::Risk;
        if risk && self.field == Field::StopLoss {
            return self.refuse(self.form, &ITSELF, out);
        }
        let number = self.formed(amount(text, risk.then_some('R')), out)?;
        let side = from.side?;
        let entry = from.exposure.entry.or_else(|| self.refuse(self.no_price, &NO_ENTRY, out))?;
        if number == Price::ZERO {
            out.add(self.field, self.zero).with("entry", &entry);
            return None;
        }
        // Where the stop-loss is missing or not sound there is a finding already.
        let risked = if risk { risked(entry, from.stop?, side) } else { None };
        if risked.is_some_and(|risked| risked <= Decimal::new(0, 0)) {
            out.add(self.field, Code::TakeProfitNeedsRisk);
            return None;
        }
        self.place(number.decimal(), measure, risked, entry.decimal(), from).or_else(|| self.refuse(self.no_price, &TOO_FAR, out))
    }

    /// Nothing is divided before it is compared with the grid: where money would have to be turned into price, the entry and
    /// the grid are turned into money instead.
    fn place(&self, number: Decimal, measure: Measure, risked: Option<Decimal>, entry: Decimal, from: Origin<'_>) -> Option<Place> {
        let tick = from.exposure.spec.tick_size.decimal();
        let (distance, worth) = match measure {
            Measure::Ticks => (number.checked_mul(tick)?, Decimal::new(1, 0)),
            Measure::Risk => (number.checked_mul(risked?)?, Decimal::new(1, 0)),
            Measure::Currency => (number, worth(from.exposure)?),
            Measure::Price => return None,
        };
        let start = entry.checked_mul(worth)?;
        let end = if self.lies_above(from.side?) { start.checked_add(distance)? } else { start.checked_sub(distance)? };
        on_grid(end, tick.checked_mul(worth)?)
    }

    /// Says between which ticks the leg falls, and offers those on which it could lie.
    fn between(&self, given: &str, measure: Measure, below: i64, from: Origin<'_>, out: &mut Report) {
        let tick = from.exposure.spec.tick_size;
        let ends = below.checked_add(1).and_then(|above| tick.times(below).zip(tick.times(above)));
        let Some((below, above)) = ends else {
            let _: Option<()> = self.refuse(self.no_price, &TOO_FAR, out);
            return;
        };
        out.add(self.field, self.off_tick).with("given", &given).with("below", &below).with("above", &above);
        for price in [below, above] {
            let beyond = |side| parting(from).is_none_or(|(_, parting)| self.is_beyond(price, parting, side));
            if price != Price::ZERO && from.side.is_none_or(beyond) {
                out.fix(self.fix(price, measure, from.exposure));
            }
        }
    }

    /// A price of the grid in the measure of the draft: as ticks or money where the entry is on the grid too, else as a
    /// price. A multiple of the risk would rarely end.
    fn fix(&self, price: Price, measure: Measure, exposure: &Exposure) -> Fix {
        let tick = exposure.spec.tick_size;
        let typed = || {
            let ticks = price.ticks(tick)?.checked_sub(exposure.entry?.ticks(tick)?)?;
            let ticks = Decimal::new(ticks.into(), 0).abs();
            let distance = match measure {
                Measure::Ticks => ticks,
                Measure::Currency => tick.decimal().checked_mul(worth(exposure)?)?.checked_mul(ticks)?,
                Measure::Price | Measure::Risk => return None,
            };
            // What can be typed, and is a distance.
            let distance = Price::from_decimal(distance).filter(|distance| *distance != Price::ZERO)?;
            Some(distance.decimal().text(if measure == Measure::Currency { 2 } else { 0 }))
        };
        match typed() {
            Some(text) => Fix::UseText(self.field, text),
            None => Fix::UsePrice(self.field, price),
        }
    }

    /// A stop at the market itself triggers at once, and a target there fills at once: both count as the wrong side.
    fn on_its_side(&self, price: Price, from: Origin<'_>, out: &mut Report) -> bool {
        let (Some(side), Some((what, parting))) = (from.side, parting(from)) else { return true };
        let exposure = from.exposure;
        if self.is_beyond(price, parting, side) {
            if let Some(entry) = exposure.entry.filter(|entry| !self.is_beyond(price, *entry, side)) {
                let spec = exposure.spec;
                let result = exposure.net.and_then(|net| Money::profit(entry, price, spec.point_value, net, spec.currency));
                let result = result.map_or_else(|| "an amount too long to show".to_owned(), |result| result.to_string());
                out.add(self.field, self.beyond_entry).with("entry", &entry).with("result", &result);
            }
            return true;
        }
        let above = self.lies_above(side);
        if exposure.market.is_none() && exposure.entry == Some(price) {
            out.add(self.field, self.zero).with("entry", &price);
        } else {
            out.add(self.field, self.wrong_side)
                .with("side", &if side == Side::Long { "long" } else { "short" })
                .with("direction", &if above { "above" } else { "below" })
                .with("what", &what)
                .with("price", &parting);
        }
        let next = parting.step(exposure.spec.tick_size, if above { 1 } else { -1 });
        if let Some(next) = next.filter(|next| *next != Price::ZERO) {
            out.fix(Fix::UsePrice(self.field, next));
        }
        false
    }

    fn lies_above(&self, side: Side) -> bool {
        self.above == (side == Side::Long)
    }

    fn is_beyond(&self, price: Price, parting: Price, side: Side) -> bool {
        if self.lies_above(side) { price > parting } else { price < parting }
    }

    fn formed<T, E: Display>(&self, read: Result<T, E>, out: &mut Report) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(reason) => self.refuse(self.form, &reason, out),
        }
    }

    fn refuse<T>(&self, code: Code, reason: &dyn Display, out: &mut Report) -> Option<T> {
        out.add(self.field, code).with("reason", reason);
        None
    }
}

/// The price that parts the two legs: the market of an open position, else the entry, else the other leg.
fn parting(from: Origin<'_>) -> Option<(&'static str, Price)> {
    let Exposure { market, entry, .. } = *from.exposure;
    let named = |name| move |price| (name, price);
    market.map(named("the market")).or(entry.map(named("the entry"))).or(from.stop.map(named("the stop-loss")))
}

/// What is between entry and stop-loss, in price; not positive where the stop-loss risks nothing.
fn risked(entry: Price, stop: Price, side: Side) -> Option<Decimal> {
    let (entry, stop) = (entry.decimal(), stop.decimal());
    match side {
        Side::Long => entry.checked_sub(stop),
        Side::Short => stop.checked_sub(entry),
    }
}

/// What a move of 1.00 is worth for all contracts.
fn worth(exposure: &Exposure) -> Option<Decimal> {
    let contracts = i128::from(exposure.net?.unsigned_abs());
    exposure.spec.point_value.decimal().checked_mul(Decimal::new(contracts, 0))
}

fn on_grid(value: Decimal, step: Decimal) -> Option<Place> {
    let scale = value.scale().max(step.scale());
    let (below, exact) = divide(value.at_scale(scale)?, step.at_scale(scale)?)?;
    Some((i64::try_from(below).ok()?, exact))
}

/// What follows a number in a text about it. A multiple may have it typed already.
fn unit(measure: Measure, exposure: &Exposure) -> &'static str {
    match (measure, exposure.spec.currency) {
        (Measure::Ticks, _) => " ticks",
        (Measure::Price | Measure::Risk, _) => "",
        (Measure::Currency, Currency::Usd) => " USD",
        (Measure::Currency, Currency::Eur) => " EUR",
    }
}
