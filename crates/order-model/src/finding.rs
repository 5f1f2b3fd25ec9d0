//! `Finding`: one thing a rule has to say, as data. Codes are public API; texts live in `message.rs`.

use crate::Price;
use core::fmt;

/// The field a finding belongs to, in the order a form shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The account.
    Account,
    /// The instrument.
    Instrument,
    /// Buy or Sell.
    Action,
    /// The order type.
    OrderType,
    /// The quantity.
    Quantity,
    /// The limit price.
    LimitPrice,
    /// The stop price.
    StopPrice,
    /// The time in force.
    TimeInForce,
    /// The OCO id.
    OcoId,
    /// The ATM strategy.
    Strategy,
    /// The stop-loss of a bracket.
    StopLoss,
    /// The target of a bracket.
    TakeProfit,
    /// What may be lost, from which a size is computed.
    Risk,
    /// The order, or whatever is checked, as a whole.
    Order,
}

impl Field {
    /// Every field of a draft, in the order a form shows them.
    pub const INPUTS: &'static [Field] = &[
        Field::Account,
        Field::Instrument,
        Field::Action,
        Field::OrderType,
        Field::Quantity,
        Field::LimitPrice,
        Field::StopPrice,
        Field::TimeInForce,
        Field::OcoId,
        Field::Strategy,
    ];

    /// The field's name on the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Field::Account => "Account",
            Field::Instrument => "Instrument",
            Field::Action => "Side",
            Field::OrderType => "Order type",
            Field::Quantity => "Quantity",
            Field::LimitPrice => "Limit price",
            Field::StopPrice => "Stop price",
            Field::TimeInForce => "Time in force",
            Field::OcoId => "OCO id",
            Field::Strategy => "ATM strategy",
            Field::StopLoss => "Stop-loss",
            Field::TakeProfit => "Target",
            Field::Risk => "Risk",
            Field::Order => "Order",
        }
    }
}

/// Whether a finding stops the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The order is not sent.
    Block,
    /// The order may be sent; the trader should know.
    Warn,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)+) => {
        /// What a rule found. The text form is stable and public.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name),+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The stable text, `field.reason`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text),+ }
            }

            /// Whether this finding stops the order.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),+ }
            }
        }
    };
}

codes! {
    /// No account is given.
    AccountMissing = "account.missing", Block;
    /// The account's text is not a name.
    AccountForm = "account.form", Block;
    /// The account is not on the allow-list.
    AccountNotAllowed = "account.not_allowed", Block;
    /// A live account while locked, for an order that adds risk.
    AccountLocked = "account.locked", Block;
    /// No instrument is given.
    InstrumentMissing = "instrument.missing", Block;
    /// The instrument's text is not a name.
    InstrumentForm = "instrument.form", Block;
    /// The contract's last trading day is past.
    InstrumentExpired = "instrument.expired", Block;
    /// The last trading day is near.
    InstrumentNearRoll = "instrument.near_roll", Warn;
    /// The exchange does not list this month for this root.
    InstrumentMonthNotListed = "instrument.month_not_listed", Warn;
    /// Neither the table nor a quote knows the contract: tick and value are unknown.
    InstrumentUnknown = "instrument.unknown", Warn;
    /// The market is closed.
    MarketClosed = "instrument.market_closed", Warn;
    /// Neither Buy nor Sell is chosen.
    ActionMissing = "action.missing", Block;
    /// A word that is neither Buy nor Sell.
    ActionForm = "action.form", Block;
    /// No order type is chosen.
    TypeMissing = "type.missing", Block;
    /// A word that is no order type.
    TypeForm = "type.form", Block;
    /// No quantity is given.
    QuantityMissing = "quantity.missing", Block;
    /// The quantity's text is not a positive whole number.
    QuantityForm = "quantity.form", Block;
    /// No limit on the quantity is set.
    QuantityNoLimit = "quantity.no_limit", Block;
    /// The quantity is over its limit.
    QuantityOverLimit = "quantity.over_limit", Block;
    /// The type needs a limit price.
    LimitMissing = "limit.missing", Block;
    /// The limit price's text is not a price.
    LimitForm = "limit.form", Block;
    /// A limit price is given and the type takes none.
    LimitNotUsed = "limit.not_used", Block;
    /// The limit price is zero, which the API reads as "none".
    LimitZero = "limit.zero", Block;
    /// The limit price is not a multiple of the tick.
    LimitOffTick = "limit.off_tick", Block;
    /// The limit price is farther from the market than the collar allows.
    LimitCollar = "limit.collar", Block;
    /// The limit price crosses the market: the order would fill at once.
    LimitMarketable = "limit.marketable", Warn;
    /// A stop-limit whose limit cannot fill from its stop.
    LimitBehindStop = "limit.behind_stop", Block;
    /// The type needs a stop price.
    StopMissing = "stop.missing", Block;
    /// The stop price's text is not a price.
    StopForm = "stop.form", Block;
    /// A stop price is given and the type takes none.
    StopNotUsed = "stop.not_used", Block;
    /// The stop price is zero, which the API reads as "none".
    StopZero = "stop.zero", Block;
    /// The stop price is not a multiple of the tick.
    StopOffTick = "stop.off_tick", Block;
    /// The stop price is on the wrong side of the market.
    StopWrongSide = "stop.wrong_side", Block;
    /// The stop price is farther from the market than the collar allows.
    StopCollar = "stop.collar", Block;
    /// No time in force is chosen.
    TifMissing = "tif.missing", Block;
    /// A word that is no time in force.
    TifForm = "tif.form", Block;
    /// The OCO id's text is not a name.
    OcoForm = "oco.form", Block;
    /// The OCO id's group has ended; NT8 refuses it for good.
    OcoUsed = "oco.used", Block;
    /// The strategy's text is not a name.
    StrategyForm = "strategy.form", Block;
    /// An ATM strategy on an order that only reduces a position.
    StrategyReduces = "strategy.reduces", Warn;
    /// A rule needs a quote and there is none.
    QuoteMissing = "order.quote_missing", Warn;
    /// A rule needs a quote and the last one is old.
    QuoteStale = "order.quote_stale", Warn;
    /// A rule needs a quote and bid is above ask.
    QuoteCrossed = "order.quote_crossed", Warn;
    /// The position after this order, and all that may still fill, is over its limit.
    PositionOverLimit = "order.position_over_limit", Block;
    /// A position limit is set and the position is not known.
    PositionUnknown = "order.position_unknown", Warn;
    /// The notional is over its limit.
    NotionalOverLimit = "order.notional_over_limit", Block;
    /// A notional limit is set and the notional cannot be computed.
    NotionalUnknown = "order.notional_unknown", Warn;
    /// The same order was sent moments ago.
    Duplicate = "order.duplicate", Block;
    /// The order could trade against a working order of one's own.
    CrossesOwn = "order.crosses_own", Warn;
    /// In a change of a part-filled order: as much or more has filled already.
    QuantityFilled = "quantity.filled", Block;
    /// As many orders as the trader allows have been sent within a minute.
    OrdersAMinute = "order.orders_a_minute", Block;
    /// The stop-loss's text is neither a price nor an amount.
    StopLossForm = "stop_loss.form", Block;
    /// The stop-loss is at the entry.
    StopLossZero = "stop_loss.zero", Block;
    /// The stop-loss falls between two ticks.
    StopLossOffTick = "stop_loss.off_tick", Block;
    /// The stop-loss is on the wrong side of the entry, or of the market of an open position.
    StopLossWrongSide = "stop_loss.wrong_side", Block;
    /// The stop-loss leads to no price that can be sent.
    StopLossNoPrice = "stop_loss.no_price", Block;
    /// The stop-loss of an open position lies beyond its entry.
    StopLossLocksGain = "stop_loss.locks_gain", Warn;
    /// The target's text is neither a price nor an amount.
    TakeProfitForm = "take_profit.form", Block;
    /// The target is at the entry.
    TakeProfitZero = "take_profit.zero", Block;
    /// The target falls between two ticks.
    TakeProfitOffTick = "take_profit.off_tick", Block;
    /// The target is on the wrong side of the entry, or of the market of an open position.
    TakeProfitWrongSide = "take_profit.wrong_side", Block;
    /// The target leads to no price that can be sent.
    TakeProfitNoPrice = "take_profit.no_price", Block;
    /// The target of an open position lies before its entry.
    TakeProfitTakesLoss = "take_profit.takes_loss", Warn;
    /// A target in multiples of the risk, and no stop-loss that risks something.
    TakeProfitNeedsRisk = "take_profit.needs_risk", Block;
    /// Neither a stop-loss nor a target is given.
    BracketEmpty = "bracket.empty", Block;
    /// There is no position to protect; the API would open one.
    BracketFlat = "bracket.flat", Block;
    /// The position to protect has not been read.
    BracketPositionUnknown = "bracket.position_unknown", Block;
    /// The entry price is not known: risk and reward cannot be computed.
    BracketEntryUnknown = "bracket.entry_unknown", Warn;
    /// No amount to risk is given.
    RiskMissing = "risk.missing", Block;
    /// The amount to risk is not a usable number.
    RiskForm = "risk.form", Block;
    /// A percentage of the cash, and the cash is not known.
    RiskCashUnknown = "risk.cash_unknown", Block;
    /// A percentage of the cash, and the contract is in another currency.
    RiskCurrency = "risk.currency", Block;
    /// The entry or the stop is not known.
    RiskDistanceUnknown = "risk.distance_unknown", Block;
    /// The stop is at the entry.
    RiskNoDistance = "risk.no_distance", Block;
    /// One contract would risk more than the amount.
    RiskTooSmall = "risk.too_small", Block;
    /// The two sides of an entry are on the wrong sides of each other.
    StraddleCrossed = "straddle.crossed", Block;
    /// The buy of a two-sided entry is on the wrong side of the market.
    StraddleBuyWrongSide = "straddle.buy_wrong_side", Block;
    /// The sell of a two-sided entry is on the wrong side of the market.
    StraddleSellWrongSide = "straddle.sell_wrong_side", Block;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A change that would clear the finding. Offered, never applied by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Put this price into the field.
    UsePrice(Field, Price),
    /// Put this text into the field (empty clears it).
    UseText(Field, String),
    /// Set the quantity limit.
    SetQuantityLimit(u32),
    /// Say that the same order again is meant.
    ConfirmRepeat,
    /// Unlock the live account.
    Arm,
}

/// One thing a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it belongs.
    pub field: Field,
    /// What it is.
    pub code: Code,
    /// The values the text names, by name, in the order the text uses them.
    pub params: Vec<(&'static str, String)>,
    /// Changes that would clear it, best first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// Whether it stops the order.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The value of a parameter, for texts.
    #[must_use]
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v)
    }
}

/// The findings of one check, as the rules add them.
#[derive(Debug, Default)]
pub(crate) struct Report(Vec<Finding>);

impl Report {
    pub(crate) fn add(&mut self, field: Field, code: Code) -> &mut Report {
        self.0.push(Finding { field, code, params: Vec::new(), fixes: Vec::new() });
        self
    }

    /// Gives the finding added last a parameter. `value` is not generic: a copy of this for every type would cost the page
    /// more than the calls it saves.
    pub(crate) fn with(&mut self, name: &'static str, value: &dyn fmt::Display) -> &mut Report {
        if let Some(finding) = self.0.last_mut() {
            finding.params.push((name, value.to_string()));
        }
        self
    }

    /// Gives the finding added last a fix.
    pub(crate) fn fix(&mut self, fix: Fix) -> &mut Report {
        if let Some(finding) = self.0.last_mut() {
            finding.fixes.push(fix);
        }
        self
    }

    /// By field in the order of the form, blocks before warnings, else as added. Sorted by insertion: there are few, and the
    /// general stable sort would cost the page five kilobytes.
    pub(crate) fn in_order(self) -> Vec<Finding> {
        let key = |finding: &Finding| (finding.field, finding.severity());
        let mut sorted = Vec::with_capacity(self.0.len());
        for finding in self.0 {
            let place = sorted.partition_point(|before| key(before) <= key(&finding));
            sorted.insert(place, finding);
        }
        sorted
    }
}
