//! The English text of every finding, in one place, ready for translation. Each says what to do, not only what is wrong.

use crate::{Code, Finding, Fix};
use core::fmt;

impl Finding {
    /// The text for a person.
    #[must_use]
    pub fn message(&self) -> String {
        let p = |name| self.param(name);
        match self.code {
            Code::AccountMissing => "Choose an account.".into(),
            Code::AccountForm
            | Code::InstrumentForm
            | Code::QuantityForm
            | Code::LimitForm
            | Code::StopForm
            | Code::OcoForm
            | Code::StrategyForm => sentence(p("reason")),
            Code::AccountNotAllowed => format!("{} is not on the list of accounts that may be traded here.", p("account")),
            Code::AccountLocked => "This is a live account and the ticket is locked. Unlock it to send orders that add risk.".into(),
            Code::InstrumentMissing => "Type an instrument, like ES 12-26.".into(),
            Code::InstrumentExpired => format!("{} stopped trading on {}.", p("instrument"), p("day")),
            Code::InstrumentNearRoll => format!("{} stops trading on {} ({} days).", p("instrument"), p("day"), p("days")),
            Code::InstrumentMonthNotListed => format!("{} is not a month the exchange lists for {}.", p("month"), p("root")),
            Code::InstrumentUnknown => format!("The tick and value of {} are not known until a quote arrives.", p("instrument")),
            Code::MarketClosed => "The market is closed; the order waits for the open.".into(),
            Code::ActionMissing => "Choose Buy or Sell.".into(),
            Code::TypeMissing => "Choose an order type.".into(),
            Code::TifMissing => "Choose Day or GTC.".into(),
            Code::ActionForm | Code::TypeForm | Code::TifForm => sentence(p("reason")),
            Code::QuantityMissing => "Type a quantity.".into(),
            Code::QuantityNoLimit => "No limit on the quantity of one order is set. Set one first.".into(),
            Code::QuantityOverLimit => format!("{} is over your limit of {} for one order.", p("quantity"), p("limit")),
            Code::LimitMissing => "Type a limit price.".into(),
            Code::StopMissing => "Type a stop price.".into(),
            Code::LimitNotUsed => format!("A {} order takes no limit price.", p("type")),
            Code::StopNotUsed => format!("A {} order takes no stop price.", p("type")),
            Code::LimitZero | Code::StopZero => "Zero is not a price the API can carry.".into(),
            Code::LimitOffTick | Code::StopOffTick => format!("{} is not a multiple of the tick {}.", p("price"), p("tick")),
            Code::LimitCollar | Code::StopCollar => {
                format!("{} is {} away from the market at {}; your collar is {}.", p("price"), p("distance"), p("market"), p("collar"))
            }
            Code::LimitMarketable => format!("Would fill at once: the {} is {}.", p("side"), p("market")),
            Code::LimitBehindStop => {
                format!("When the stop {} trades, a {} limit of {} cannot fill.", p("stop"), p("action"), p("limit"))
            }
            Code::StopWrongSide => {
                format!("A {} stop must be {} the market at {}; it would trigger at once.", p("action"), p("direction"), p("market"))
            }
            Code::OcoUsed => format!("The OCO id {} has been used; NinjaTrader refuses it for good. Take a new one.", p("oco")),
            Code::StrategyReduces => "This order only reduces a position; an ATM strategy would open new exits.".into(),
            Code::QuoteMissing => format!("No quote for {}: {} cannot be checked against the market.", p("instrument"), p("what")),
            Code::QuoteStale => format!("The last quote is {} s old: {} cannot be checked against the market.", p("age"), p("what")),
            Code::QuoteCrossed => {
                format!("The bid {} is above the ask {}: {} cannot be checked against the market.", p("bid"), p("ask"), p("what"))
            }
            Code::PositionOverLimit => {
                format!("Would reach {} contracts with all that may still fill; your limit is {}.", p("reach"), p("limit"))
            }
            Code::PositionUnknown => "The position has not been read: the position limit cannot be checked.".into(),
            Code::NotionalOverLimit => format!("{} is over your limit of {} for one order.", p("notional"), p("limit")),
            Code::NotionalUnknown => "The notional is not known: its limit cannot be checked.".into(),
            Code::Duplicate => format!("The same order was sent {} s ago. Send it again only if you mean two.", p("age")),
            Code::CrossesOwn => format!("Could trade against your own working {} {} at {}.", p("action"), p("quantity"), p("price")),
        }
    }
}

/// The label of a fix's button.
impl fmt::Display for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fix::UsePrice(_, price) => write!(f, "Use {price}"),
            Fix::UseText(field, text) if text.is_empty() => write!(f, "Clear {}", field.label()),
            Fix::UseText(_, text) => write!(f, "Use {text}"),
            Fix::SetQuantityLimit(limit) => write!(f, "Set the limit to {limit}"),
            Fix::ConfirmRepeat => f.write_str("I mean a second order"),
            Fix::Arm => f.write_str("Unlock"),
        }
    }
}

/// A reason from an error type as a sentence of its own.
fn sentence(reason: &str) -> String {
    let mut chars = reason.chars();
    let Some(first) = chars.next() else { return String::new() };
    let mut text: String = first.to_uppercase().chain(chars).collect();
    text.push('.');
    text
}
