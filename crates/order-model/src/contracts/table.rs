//! The table itself: one row a contract, in the order of the root's bytes.
//!
//! A family holds what its contracts share. To add a contract: read its exchange's page, add the row here,
//! its address in `source.rs`, and its published tick value in `tests/contract_table/published.rs`.

use super::{ContractRow, Currency, Exchange, Fixed, LastTrade};

/// Every built-in contract, sorted by root, each root once.
pub static CONTRACTS: &[ContractRow] = &[
    row("6A", "Australian dollar", f(5, 5), f(100_000, 0), FX_SERIAL),
    row("6B", "British pound", f(1, 4), f(62_500, 0), FX_SERIAL),
    row("6C", "Canadian dollar", f(5, 5), f(100_000, 0), FX_CANADA),
    row("6E", "Euro FX", f(5, 5), f(125_000, 0), FX_SERIAL),
    row("6J", "Japanese yen", f(5, 7), f(12_500_000, 0), FX_SERIAL),
    row("6M", "Mexican peso", f(1, 5), f(500_000, 0), FX_SERIAL),
    row("6N", "New Zealand dollar", f(5, 5), f(100_000, 0), FX),
    row("6S", "Swiss franc", f(5, 5), f(125_000, 0), FX),
    row("BTC", "Bitcoin", f(5, 0), f(5, 0), CRYPTO),
    row("CL", "Crude oil", f(1, 2), f(1_000, 0), CRUDE),
    row("E7", "E-mini euro FX", f(1, 4), f(62_500, 0), FX),
    row("EMD", "E-mini S&P MidCap 400", f(1, 1), f(100, 0), INDEX),
    row("ES", "E-mini S&P 500", f(25, 2), f(50, 0), INDEX),
    row("FBTP", "Euro-BTP", f(1, 2), f(1_000, 0), EUREX_BOND),
    row("FDAX", "DAX", f(1, 0), f(25, 0), EUREX_INDEX),
    row("FDXM", "Mini-DAX", f(1, 0), f(5, 0), EUREX_INDEX),
    row("FDXS", "Micro-DAX", f(1, 0), f(1, 0), EUREX_INDEX),
    row("FESX", "Euro Stoxx 50", f(1, 0), f(10, 0), EUREX_INDEX),
    row("FGBL", "Euro-Bund", f(1, 2), f(1_000, 0), EUREX_BOND),
    row("FGBM", "Euro-Bobl", f(1, 2), f(1_000, 0), EUREX_BOND),
    row("FGBS", "Euro-Schatz", f(5, 3), f(1_000, 0), EUREX_BOND),
    row("FGBX", "Euro-Buxl", f(2, 2), f(1_000, 0), EUREX_BOND),
    row("FOAT", "Euro-OAT", f(1, 2), f(1_000, 0), EUREX_BOND),
    row("FSXE", "Micro Euro Stoxx 50", f(5, 1), f(1, 0), EUREX_INDEX),
    row("GC", "Gold", f(1, 1), f(100, 0), GOLD),
    row("GF", "Feeder cattle", f(25, 3), f(500, 0), FEEDER),
    row("HE", "Lean hogs", f(25, 3), f(400, 0), HOGS),
    row("HG", "Copper", f(5, 4), f(25_000, 0), SILVER),
    row("HO", "NY Harbor ULSD", f(1, 4), f(42_000, 0), FUEL),
    row("J7", "E-mini Japanese yen", f(1, 6), f(6_250_000, 0), FX),
    row("KE", "KC hard red winter wheat", f(25, 2), f(50, 0), GRAIN),
    row("LE", "Live cattle", f(25, 3), f(400, 0), CATTLE),
    row("M2K", "Micro E-mini Russell 2000", f(1, 1), f(5, 0), INDEX),
    row("M6A", "Micro AUD/USD", f(1, 4), f(10_000, 0), FX),
    row("M6B", "Micro GBP/USD", f(1, 4), f(6_250, 0), FX),
    row("M6E", "Micro EUR/USD", f(1, 4), f(12_500, 0), FX),
    row("MBT", "Micro bitcoin", f(5, 0), f(1, 1), CRYPTO),
    row("MCL", "Micro crude oil", f(1, 2), f(100, 0), CRUDE_CASH),
    row("MES", "Micro E-mini S&P 500", f(25, 2), f(5, 0), INDEX),
    row("MET", "Micro ether", f(5, 1), f(1, 1), CRYPTO),
    row("MGC", "Micro gold", f(1, 1), f(10, 0), MICRO_GOLD),
    row("MHG", "Micro copper", f(5, 4), f(2_500, 0), COPPER_CASH),
    row("MNG", "Micro natural gas", f(1, 3), f(1_000, 0), GAS_CASH),
    row("MNQ", "Micro E-mini Nasdaq-100", f(25, 2), f(2, 0), INDEX),
    row("MYM", "Micro E-mini Dow", f(1, 0), f(5, 1), DOW),
    row("NG", "Natural gas", f(1, 3), f(10_000, 0), GAS),
    row("NKD", "Nikkei 225 in dollars", f(5, 0), f(5, 0), NIKKEI),
    row("NQ", "E-mini Nasdaq-100", f(25, 2), f(20, 0), INDEX),
    row("PA", "Palladium", f(5, 1), f(100, 0), PALLADIUM),
    row("PL", "Platinum", f(1, 1), f(50, 0), PLATINUM),
    row("QG", "E-mini natural gas", f(5, 3), f(2_500, 0), GAS_CASH),
    row("QM", "E-mini crude oil", f(25, 3), f(500, 0), CRUDE_CASH),
    row("QO", "E-mini gold", f(25, 2), f(50, 0), GOLD_CASH),
    row("RB", "RBOB gasoline", f(1, 4), f(42_000, 0), FUEL),
    row("RTY", "E-mini Russell 2000", f(1, 1), f(50, 0), INDEX),
    row("SI", "Silver", f(5, 3), f(5_000, 0), SILVER),
    row("SIL", "Micro silver", f(5, 3), f(1_000, 0), SILVER),
    row("TN", "Ultra 10-year T-note", f(15_625, 6), f(1_000, 0), BONDS),
    row("UB", "Ultra T-bond", f(3_125, 5), f(1_000, 0), BONDS),
    row("VX", "Cboe Volatility Index", f(5, 2), f(1_000, 0), VOLATILITY),
    row("YM", "E-mini Dow", f(1, 0), f(5, 0), DOW),
    row("ZB", "30-year T-bond", f(3_125, 5), f(1_000, 0), BONDS),
    row("ZC", "Corn", f(25, 2), f(50, 0), GRAIN),
    row("ZF", "5-year T-note", f(78_125, 7), f(1_000, 0), SHORT_NOTES),
    row("ZL", "Soybean oil", f(1, 2), f(600, 0), SOY_PRODUCTS),
    row("ZM", "Soybean meal", f(1, 1), f(100, 0), SOY_PRODUCTS),
    row("ZN", "10-year T-note", f(15_625, 6), f(1_000, 0), BONDS),
    row("ZO", "Oats", f(25, 2), f(50, 0), GRAIN),
    row("ZS", "Soybeans", f(25, 2), f(50, 0), SOYBEANS),
    row("ZT", "2-year T-note", f(390_625, 8), f(2_000, 0), SHORT_NOTES),
    row("ZW", "Chicago soft red winter wheat", f(25, 2), f(50, 0), GRAIN),
];

struct Family {
    exchange: Exchange,
    currency: Currency,
    months: &'static str,
    serial: bool,
    last_trade: LastTrade,
}

const QUARTERS: &str = "HMUZ";
const EVERY: &str = "FGHJKMNQUVXZ";

const INDEX: Family =
    Family { exchange: Exchange::Cme, currency: Currency::Usd, months: QUARTERS, serial: false, last_trade: LastTrade::ThirdFriday };
const DOW: Family = Family { exchange: Exchange::Cbot, ..INDEX };
const NIKKEI: Family = Family { last_trade: LastTrade::BeforeSecondFriday, ..INDEX };

/// Two business days before the third Wednesday; the larger ones also list serial months.
const FX: Family = Family { last_trade: LastTrade::BeforeThirdWednesday(2), ..INDEX };
const FX_SERIAL: Family = Family { serial: true, ..FX };
const FX_CANADA: Family = Family { last_trade: LastTrade::BeforeThirdWednesday(1), ..FX_SERIAL };

const CRYPTO: Family = Family { months: EVERY, last_trade: LastTrade::LastFriday, ..INDEX };

const HOGS: Family = Family { months: "GJKMNQVZ", last_trade: LastTrade::NthOfMonth(10), ..INDEX };
const CATTLE: Family = Family { months: "GJMQVZ", last_trade: LastTrade::LastOfMonth(1), ..INDEX };
const FEEDER: Family = Family { months: "FHJKQUVX", last_trade: LastTrade::FeederCattle, ..INDEX };

/// The seventh business day before the last one of the month.
const BONDS: Family = Family { last_trade: LastTrade::LastOfMonth(8), ..DOW };
const SHORT_NOTES: Family = Family { last_trade: LastTrade::LastOfMonth(1), ..DOW };

const GRAIN: Family = Family { months: "HKNUZ", last_trade: LastTrade::BeforeFifteenth, ..DOW };
const SOYBEANS: Family = Family { months: "FHKNQUX", ..GRAIN };
const SOY_PRODUCTS: Family = Family { months: "FHKNQUVZ", ..GRAIN };

const CRUDE: Family = Family { exchange: Exchange::Nymex, months: EVERY, last_trade: LastTrade::BeforeTwentyFifth(3), ..INDEX };
/// Settled in cash a business day before the full-sized contract.
const CRUDE_CASH: Family = Family { last_trade: LastTrade::BeforeTwentyFifth(4), ..CRUDE };
const GAS: Family = Family { last_trade: LastTrade::LastOfPriorMonth(3), ..CRUDE };
const GAS_CASH: Family = Family { last_trade: LastTrade::LastOfPriorMonth(4), ..CRUDE };
const FUEL: Family = Family { last_trade: LastTrade::LastOfPriorMonth(1), ..CRUDE };

const GOLD: Family = Family { exchange: Exchange::Comex, months: "GJMQVZ", serial: true, last_trade: LastTrade::LastOfMonth(3), ..INDEX };
const MICRO_GOLD: Family = Family { serial: false, ..GOLD };
const GOLD_CASH: Family = Family { last_trade: LastTrade::LastOfPriorMonth(3), ..MICRO_GOLD };
const SILVER: Family = Family { months: "HKNUZ", ..GOLD };
const COPPER_CASH: Family = Family { last_trade: LastTrade::LastOfPriorMonth(3), ..SILVER };
const PLATINUM: Family = Family { exchange: Exchange::Nymex, months: "FJNV", ..GOLD };
const PALLADIUM: Family = Family { months: QUARTERS, ..PLATINUM };

const EUREX_INDEX: Family = Family { exchange: Exchange::Eurex, currency: Currency::Eur, last_trade: LastTrade::EurexThirdFriday, ..INDEX };
const EUREX_BOND: Family = Family { last_trade: LastTrade::EurexBond, ..EUREX_INDEX };

const VOLATILITY: Family = Family { exchange: Exchange::Cfe, months: EVERY, last_trade: LastTrade::Volatility, ..INDEX };

const fn row(root: &'static str, name: &'static str, tick: Fixed, point_value: Fixed, family: Family) -> ContractRow {
    let Family { exchange, currency, months, serial, last_trade } = family;
    ContractRow { root, name, tick, point_value, currency, exchange, months, serial, last_trade }
}

/// `mantissa` with this many digits after the decimal point.
const fn f(mantissa: i64, scale: u8) -> Fixed {
    Fixed { mantissa, scale }
}
