//! The words other languages use for the model's closed sets. Must not decide anything.

use order_model::{Currency, Environment, Exchange, Field, Severity, StraddleKind};

/// A field as drafts, findings and fixes name it.
///
/// ```
/// assert_eq!(order_shapes::field_name(order_model::Field::LimitPrice), "limitPrice");
/// ```
#[must_use]
pub const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Account => "account",
        Field::Instrument => "instrument",
        Field::Action => "action",
        Field::OrderType => "orderType",
        Field::Quantity => "quantity",
        Field::LimitPrice => "limitPrice",
        Field::StopPrice => "stopPrice",
        Field::TimeInForce => "timeInForce",
        Field::OcoId => "ocoId",
        Field::Strategy => "strategy",
        Field::StopLoss => "stopLoss",
        Field::TakeProfit => "takeProfit",
        Field::Risk => "risk",
        Field::Order => "order",
    }
}

pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "block",
        Severity::Warn => "warn",
    }
}

pub(crate) const fn environment(environment: Environment) -> &'static str {
    match environment {
        Environment::Practice => "practice",
        Environment::Sim => "sim",
        Environment::Live => "live",
    }
}

const fn straddle_kind(kind: StraddleKind) -> &'static str {
    match kind {
        StraddleKind::Breakout => "breakout",
        StraddleKind::Fade => "fade",
    }
}

/// A closed set that is read by its words.
pub(crate) trait Word: Copy + 'static {
    /// Every value.
    const ALL: &'static [Self];
    /// All words, as an error names them.
    const WORDS: &'static str;
    /// The word of a value.
    fn word(self) -> &'static str;
}

impl Word for Environment {
    const ALL: &'static [Self] = &[Environment::Practice, Environment::Sim, Environment::Live];
    const WORDS: &'static str = "practice, sim or live";

    fn word(self) -> &'static str {
        environment(self)
    }
}

impl Word for Currency {
    const ALL: &'static [Self] = &[Currency::Usd, Currency::Eur];
    const WORDS: &'static str = "USD or EUR";

    fn word(self) -> &'static str {
        self.as_str()
    }
}

impl Word for Exchange {
    const ALL: &'static [Self] = &[Exchange::Cme, Exchange::Cbot, Exchange::Nymex, Exchange::Comex, Exchange::Eurex, Exchange::Cfe];
    const WORDS: &'static str = "CME, CBOT, NYMEX, COMEX, Eurex or CFE";

    fn word(self) -> &'static str {
        self.as_str()
    }
}

impl Word for StraddleKind {
    const ALL: &'static [Self] = &[StraddleKind::Breakout, StraddleKind::Fade];
    const WORDS: &'static str = "breakout or fade";

    fn word(self) -> &'static str {
        straddle_kind(self)
    }
}
