//! The English text of every finding, in one place, ready for translation. Each says what to do, not only what is wrong.

use crate::{Code, Finding, Fix};
use core::fmt;

impl Finding {
    /// The text for a person.
    #[must_use]
    pub fn message(&self) -> String {
        match template(self.code) {
            "{reason}" => sentence(self.param("reason")),
            template => self.fill(template),
        }
    }

    /// Puts the parameters in the place of their names in braces.
    fn fill(&self, template: &str) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, (name, after))) = rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
            text.push_str(before);
            text.push_str(self.param(name));
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

/// The text of a code, the names of its finding's parameters in braces.
const fn template(code: Code) -> &'static str {
    match code {
        Code::AccountMissing => "Choose an account.",
        Code::AccountForm
        | Code::InstrumentForm
        | Code::QuantityForm
        | Code::LimitForm
        | Code::StopForm
        | Code::OcoForm
        | Code::StrategyForm
        | Code::ActionForm
        | Code::TypeForm
        | Code::TifForm
        | Code::StopLossForm
        | Code::StopLossNoPrice
        | Code::TakeProfitForm
        | Code::TakeProfitNoPrice
        | Code::RiskForm => "{reason}",
        Code::AccountNotAllowed => "{account} is not on the list of accounts that may be traded here.",
        Code::AccountLocked => "This is a live account and the ticket is locked. Unlock it to send orders that add risk.",
        Code::InstrumentMissing => "Type an instrument, like ES 12-26.",
        Code::InstrumentExpired => "{instrument} stopped trading on {day}.",
        Code::InstrumentNearRoll => "The last trading day of {instrument} is {day} ({days} d).",
        Code::InstrumentMonthNotListed => "{month} is not a month the exchange lists for {root}.",
        Code::InstrumentUnknown => "The tick and value of {instrument} are not known until a quote arrives.",
        Code::MarketClosed => "The market is closed; the order waits for the open.",
        Code::ActionMissing => "Choose Buy or Sell.",
        Code::TypeMissing => "Choose an order type.",
        Code::TifMissing => "Choose Day or GTC.",
        Code::QuantityMissing => "Type a quantity.",
        Code::QuantityNoLimit => "No limit on the quantity of one order is set. Set one first.",
        Code::QuantityOverLimit => "{quantity} is over your limit of {limit} for one order.",
        Code::LimitMissing => "Type a limit price.",
        Code::StopMissing => "Type a stop price.",
        Code::LimitNotUsed => "A {type} order takes no limit price.",
        Code::StopNotUsed => "A {type} order takes no stop price.",
        Code::LimitZero | Code::StopZero => "Zero is not a price the API can carry.",
        Code::LimitOffTick | Code::StopOffTick => "{price} is not a multiple of the tick {tick}.",
        Code::LimitCollar | Code::StopCollar => "{price} is {distance} away from the market at {market}; your collar is {collar}.",
        Code::LimitMarketable => "Would fill at once: the {side} is {market}.",
        Code::LimitBehindStop => "When the stop {stop} trades, a {action} limit of {limit} cannot fill.",
        Code::StopWrongSide => "A {action} stop must be {direction} the market at {market}; it would trigger at once.",
        Code::OcoUsed => "The OCO id {oco} has been used; NinjaTrader refuses it for good. Take a new one.",
        Code::StrategyReduces => "This order only reduces a position; an ATM strategy would open new exits.",
        Code::QuoteMissing => "No quote for {instrument}: {what} cannot be checked against the market.",
        Code::QuoteStale => "The last quote is {age} s old: {what} cannot be checked against the market.",
        Code::QuoteCrossed => "The bid {bid} is above the ask {ask}: {what} cannot be checked against the market.",
        Code::PositionOverLimit => "Would reach a position of {reach} with all that may still fill; your limit is {limit}.",
        Code::PositionUnknown => "The position has not been read: the position limit cannot be checked.",
        Code::NotionalOverLimit => "{notional} is over your limit of {limit} for one order.",
        Code::NotionalUnknown => "The notional is not known: its limit cannot be checked.",
        Code::Duplicate => "The same order was sent {when}. Send it again only if you mean two.",
        Code::CrossesOwn => "Could trade against your own working {action} {quantity} at {price}.",
        Code::QuantityFilled => "Filled already: {filled}. A quantity of {quantity} leaves nothing of this order to change.",
        Code::OrdersAMinute => "Orders sent in the last minute: {sent}; your limit is {limit}. The next may go {next}.",
        Code::StopLossZero => "The stop-loss is at the entry {entry}; it needs a distance.",
        Code::StopLossOffTick => "A stop-loss of {given} falls between the ticks {below} and {above}.",
        Code::StopLossWrongSide => "The stop-loss of a {side} position must be {direction} {what} at {price}.",
        Code::StopLossLocksGain => "The stop-loss is not behind the entry at {entry}: it would close for {result}.",
        Code::TakeProfitZero => "The target is at the entry {entry}; it needs a distance.",
        Code::TakeProfitOffTick => "A target of {given} falls between the ticks {below} and {above}.",
        Code::TakeProfitWrongSide => "The target of a {side} position must be {direction} {what} at {price}.",
        Code::TakeProfitTakesLoss => "The target is not beyond the entry at {entry}: it would close for {result}.",
        Code::TakeProfitNeedsRisk => "A target in R needs a stop-loss that risks something.",
        Code::BracketEmpty => "Type a stop-loss, a target or both.",
        Code::BracketFlat => "The position is flat: there is nothing to protect, and either exit would open a position.",
        Code::BracketPositionUnknown => "The position has not been read: should it be flat, either exit would open a position.",
        Code::BracketEntryUnknown => "The entry price is not known, so what the exits lose or gain is not known either.",
        Code::RiskMissing => "Type what may be lost.",
        Code::RiskCashUnknown => "The cash of the account is not known: type an amount.",
        Code::RiskCurrency => "The cash is in {cash} and the contract in {contract}: type an amount.",
        Code::RiskDistanceUnknown => "The size needs the price of the entry and of its stop.",
        Code::RiskNoDistance => "The stop is at the entry {entry}: without a distance there is no size.",
        Code::RiskTooSmall => "One contract would risk {one}; you would risk {risk}.",
        Code::StraddleCrossed => "The buy at {buy} must be {direction} the sell at {sell}.",
        Code::StraddleBuyWrongSide => "The buy at {price} must be {direction} the market at {market}, or it ends the pair at once.",
        Code::StraddleSellWrongSide => "The sell at {price} must be {direction} the market at {market}, or it ends the pair at once.",
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

/// A reason from an error type as a sentence of its own. They begin with a plain letter or a quotation mark.
fn sentence(reason: &str) -> String {
    let mut text = format!("{reason}.");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
