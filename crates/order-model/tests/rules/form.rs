//! Presence and form of each field.

use crate::desk::{Case, Change};
use order_model::Severity::Block;
use order_model::{Code, Field};

const fn case(name: &'static str, code: Code, field: Field, says: &'static str, hit: Change, miss: Change) -> Case {
    Case { name, code, field, severity: Block, says, fixes: &[], also: &[], hit, miss }
}

macro_rules! text {
    ($field:ident, $text:expr) => {
        |desk| {
            desk.draft.set(Field::$field, $text);
            desk
        }
    };
}

pub(crate) const WORDS: &[Case] = &[
    case("empty", Code::ActionMissing, Field::Action, "Choose Buy or Sell.", text!(Action, ""), text!(Action, "bUY")),
    case("blank", Code::ActionMissing, Field::Action, "Choose Buy or Sell.", text!(Action, " \t"), text!(Action, " buy ")),
    case("foreign", Code::ActionForm, Field::Action, "\"Hold\" is not one of Buy or Sell.", text!(Action, "Hold"), text!(Action, "SELL")),
    case("prefix", Code::ActionForm, Field::Action, "\"Bu\" is not one of Buy or Sell.", text!(Action, "Bu"), text!(Action, "Buy")),
    case("empty", Code::TypeMissing, Field::OrderType, "Choose an order type.", text!(OrderType, " "), text!(OrderType, "LIMIT")),
    case(
        "MIT",
        Code::TypeForm,
        Field::OrderType,
        "\"MIT\" is not one of Market, Limit, Stop or Stop limit.",
        text!(OrderType, "MIT"),
        text!(OrderType, "limit"),
    ),
    case("empty", Code::TifMissing, Field::TimeInForce, "Choose Day or GTC.", text!(TimeInForce, ""), text!(TimeInForce, "gtc")),
    case(
        "IOC",
        Code::TifForm,
        Field::TimeInForce,
        "\"IOC\" is not one of Day or GTC.",
        text!(TimeInForce, "IOC"),
        text!(TimeInForce, "DAY"),
    ),
    case("empty", Code::QuantityMissing, Field::Quantity, "Type a quantity.", text!(Quantity, "  "), text!(Quantity, " 1 ")),
    case("zero", Code::QuantityForm, Field::Quantity, "The quantity is zero.", text!(Quantity, "00"), text!(Quantity, "01")),
    case(
        "part of a contract",
        Code::QuantityForm,
        Field::Quantity,
        "Contracts are whole: use digits only.",
        text!(Quantity, "1.0"),
        text!(Quantity, "1"),
    ),
    case(
        "a sign",
        Code::QuantityForm,
        Field::Quantity,
        "Leave out the sign: Buy or Sell says the side.",
        text!(Quantity, "-1"),
        text!(Quantity, "1"),
    ),
    case(
        "a letter",
        Code::QuantityForm,
        Field::Quantity,
        "'x' does not belong in a quantity.",
        text!(Quantity, "1x"),
        text!(Quantity, "1"),
    ),
    case(
        "one over the API's integer",
        Code::QuantityForm,
        Field::Quantity,
        "The quantity is larger than the API can carry.",
        |desk| {
            desk.context.limits.max_quantity = Some(u32::MAX);
            desk.quantity("2147483648")
        },
        |desk| {
            desk.context.limits.max_quantity = Some(u32::MAX);
            desk.quantity("2147483647")
        },
    ),
];

const INVISIBLE: &str = "There is an invisible character (U+202E) in the name.";
const LONG: &str = "A name has at most 100 characters.";
const CONTINUOUS: &str = "Only the front month (1!) of a continuous contract can be traded.";

pub(crate) const NAMES: &[Case] = &[
    case("empty", Code::AccountMissing, Field::Account, "Choose an account.", text!(Account, ""), text!(Account, "x")),
    case("blank", Code::AccountMissing, Field::Account, "Choose an account.", text!(Account, " \u{3000}"), text!(Account, " Sim101 ")),
    case("direction mark", Code::AccountForm, Field::Account, INVISIBLE, text!(Account, "Sim\u{202e}101"), text!(Account, "Sim 101!/ü")),
    case("101 letters", Code::AccountForm, Field::Account, LONG, text!(Account, "ü".repeat(101)), text!(Account, "ü".repeat(100))),
    case(
        "empty",
        Code::InstrumentMissing,
        Field::Instrument,
        "Type an instrument, like ES 12-26.",
        text!(Instrument, ""),
        text!(Instrument, "ES"),
    ),
    case(
        "month 13",
        Code::InstrumentForm,
        Field::Instrument,
        "\"13-26\" is not a contract month; write it like 12-26.",
        text!(Instrument, "ES 13-26"),
        text!(Instrument, "ES 12-26"),
    ),
    case(
        "foreign character",
        Code::InstrumentForm,
        Field::Instrument,
        "';' does not belong in an instrument name.",
        text!(Instrument, "S;P"),
        text!(Instrument, "S&P"),
    ),
    case("second month", Code::InstrumentForm, Field::Instrument, CONTINUOUS, text!(Instrument, "ES2!"), text!(Instrument, "ES1!")),
    case(
        "41 letters",
        Code::InstrumentForm,
        Field::Instrument,
        "An instrument name has at most 40 characters.",
        text!(Instrument, "E".repeat(41)),
        text!(Instrument, "E".repeat(40)),
    ),
    case("direction mark", Code::OcoForm, Field::OcoId, INVISIBLE, text!(OcoId, "a\u{202e}"), text!(OcoId, "a")),
    case("101 letters", Code::OcoForm, Field::OcoId, LONG, text!(OcoId, "o".repeat(101)), text!(OcoId, "o".repeat(100))),
    case("direction mark", Code::StrategyForm, Field::Strategy, INVISIBLE, text!(Strategy, "x\u{202e}"), text!(Strategy, " My Atm! ")),
    case("101 letters", Code::StrategyForm, Field::Strategy, LONG, text!(Strategy, "s".repeat(101)), text!(Strategy, "s".repeat(100))),
];

const SEPARATOR: &str = "Write the price without separators and with a point, like 6010.25.";
const EXPONENT: &str = "Write the price in full, without an exponent.";
const ZERO: &str = "Zero is not a price the API can carry.";

const fn limit(name: &'static str, says: &'static str, hit: Change) -> Case {
    case(name, Code::LimitForm, Field::LimitPrice, says, hit, |desk| desk)
}

pub(crate) const PRICES: &[Case] = &[
    case("limit order", Code::LimitMissing, Field::LimitPrice, "Type a limit price.", text!(LimitPrice, " "), text!(LimitPrice, "6010")),
    case(
        "stop-limit order",
        Code::LimitMissing,
        Field::LimitPrice,
        "Type a limit price.",
        |desk| desk.stop_limit("Buy", "6015", ""),
        |desk| desk.stop_limit("Buy", "6015", "6015"),
    ),
    limit("thousands", SEPARATOR, text!(LimitPrice, "6,010.25")),
    limit("comma for the point", SEPARATOR, text!(LimitPrice, "6010,25")),
    limit("exponent", EXPONENT, text!(LimitPrice, "6e3")),
    limit("foreign digits", "Use the plain digits 0 to 9.", text!(LimitPrice, "６０１０")),
    limit("plus", "Leave out the plus sign.", text!(LimitPrice, "+6010.25")),
    limit("two points", "The price has more than one point or sign.", text!(LimitPrice, "60.10.25")),
    limit("no digit", "There is no digit in the price.", text!(LimitPrice, "-.")),
    limit("currency", "'$' does not belong in a price.", text!(LimitPrice, "$6010.25")),
    limit("sixteen digits", "A price has at most 15 digits.", text!(LimitPrice, "6010.250000000001")),
    Case {
        fixes: &["Clear Limit price"],
        ..case(
            "market order",
            Code::LimitNotUsed,
            Field::LimitPrice,
            "A Market order takes no limit price.",
            |desk| desk.market("Buy").set(Field::LimitPrice, "6010.25"),
            |desk| desk.market("Buy").set(Field::LimitPrice, " "),
        )
    },
    Case {
        fixes: &["Clear Limit price"],
        ..case(
            "stop order, even with a text that is no price",
            Code::LimitNotUsed,
            Field::LimitPrice,
            "A Stop order takes no limit price.",
            |desk| desk.stop("Buy", "6015").set(Field::LimitPrice, "x"),
            |desk| desk.stop_limit("Buy", "6015", "6015"),
        )
    },
    case(
        "zero",
        Code::LimitZero,
        Field::LimitPrice,
        ZERO,
        |desk| {
            desk.context.limits.collar_bps = None;
            desk.limit("Buy", "-0.00")
        },
        |desk| {
            desk.context.limits.collar_bps = None;
            desk.limit("Buy", "0.25")
        },
    ),
    case(
        "stop order",
        Code::StopMissing,
        Field::StopPrice,
        "Type a stop price.",
        |desk| desk.stop("Buy", ""),
        |desk| desk.stop("Buy", "6015"),
    ),
    case(
        "stop-limit order",
        Code::StopMissing,
        Field::StopPrice,
        "Type a stop price.",
        |desk| desk.stop_limit("Buy", " ", "6015"),
        |desk| desk.stop_limit("Buy", "6015", "6015"),
    ),
    case("exponent", Code::StopForm, Field::StopPrice, EXPONENT, |desk| desk.stop("Buy", "6.015E3"), |desk| desk.stop("Buy", "6015.")),
    Case {
        fixes: &["Clear Stop price"],
        ..case(
            "limit order",
            Code::StopNotUsed,
            Field::StopPrice,
            "A Limit order takes no stop price.",
            text!(StopPrice, "6015"),
            text!(StopPrice, ""),
        )
    },
    case(
        "zero",
        Code::StopZero,
        Field::StopPrice,
        ZERO,
        |desk| {
            desk.context.limits.collar_bps = None;
            desk.stop("Sell", "0")
        },
        |desk| {
            desk.context.limits.collar_bps = None;
            desk.stop("Sell", "0.25")
        },
    ),
];
