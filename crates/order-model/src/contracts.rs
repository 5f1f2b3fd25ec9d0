//! The built-in contract specifications: what a contract is worth, and when it stops trading.
//!
//! They serve offline and before the first quote; a specification from the live platform comes before them.
//! The values are public facts of the exchanges (see [`ContractRow::source`]), checked in
//! `tests/contract_table.rs` against an independent list of published tick values. Nothing here knows of
//! prices, orders or the platform.

use std::fmt;

use crate::day::{ContractMonth, Day};
use crate::decimal::Decimal;

mod holidays;
mod last_trade;
mod source;
mod table;

pub use last_trade::LastTrade;
pub use table::CONTRACTS;

/// One futures contract as its exchange specifies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContractRow {
    /// The NinjaTrader 8 instrument name without its month, in capitals: `ES`, `6E`, `FDXM`.
    pub root: &'static str,
    /// What the contract is on, in English.
    pub name: &'static str,
    /// The smallest step of an outright price, in the units NinjaTrader 8 quotes: a decimal for
    /// Treasuries, cents for grains and livestock.
    pub tick: Fixed,
    /// What a move of 1.00 in that price is worth per contract, in [`ContractRow::currency`].
    pub point_value: Fixed,
    /// The currency of the contract.
    pub currency: Currency,
    /// Where it is listed.
    pub exchange: Exchange,
    /// The letters of the months that trade actively, in calendar order: `"HMUZ"`.
    pub months: &'static str,
    /// Whether the exchange also lists months outside [`ContractRow::months`].
    pub serial: bool,
    /// The rule for the last trading day.
    pub last_trade: LastTrade,
}

impl ContractRow {
    /// Whether the exchange lists contracts of this month of the year at all; how far ahead is not known.
    ///
    /// ```
    /// use order_model::{ContractMonth, contract};
    ///
    /// let es = contract("ES").expect("in the table");
    /// assert!(es.lists(ContractMonth::try_new(2026, 12).expect("in range")));
    /// assert!(!es.lists(ContractMonth::try_new(2026, 11).expect("in range")));
    /// ```
    pub fn lists(&self, month: ContractMonth) -> bool {
        self.serial || self.active(month)
    }

    /// The front month: of the actively traded months, the first whose last trading day is today or later.
    ///
    /// Trading usually moves on to the next month before that day, and for contracts with delivery it must
    /// (gold and Treasuries leave about a month earlier); the platform's own roll date is not known here.
    ///
    /// ```
    /// use order_model::{Day, contract};
    ///
    /// let es = contract("ES").expect("in the table");
    /// let expiry = Day::parse("2025-12-19").expect("a real date");
    /// assert_eq!(es.front_month(expiry).to_string(), "12-25");
    /// assert_eq!(es.front_month(expiry.plus(1)).to_string(), "03-26");
    /// ```
    pub fn front_month(&self, today: Day) -> ContractMonth {
        let mut month = ContractMonth::containing(today);
        // No contract trades past its own month, and none skips a whole year.
        for _ in 0..13 {
            if self.active(month) && self.last_trade.day(month) >= today {
                break;
            }
            month = month.next();
        }
        month
    }

    /// What one tick is worth per contract, exactly.
    ///
    /// ```
    /// use order_model::contract;
    ///
    /// let zn = contract("ZN").expect("in the table");
    /// assert_eq!(zn.tick_value().to_string(), "15.625");
    /// ```
    pub fn tick_value(&self) -> Fixed {
        self.tick.times(self.point_value)
    }

    /// The address of the exchange's public page that specifies the contract.
    ///
    /// ```
    /// use order_model::contract;
    ///
    /// let gold = contract("GC").expect("in the table").source();
    /// assert_eq!(gold, "https://www.cmegroup.com/markets/metals/precious/gold.contractSpecs.html");
    /// ```
    pub fn source(&self) -> String {
        source::of(self.root)
    }

    fn active(&self, month: ContractMonth) -> bool {
        self.months.contains(month.code())
    }
}

/// The row of an instrument name without its month, in either case.
///
/// ```
/// use order_model::contract;
///
/// assert_eq!(contract("m2k").map(|row| row.name), Some("Micro E-mini Russell 2000"));
/// assert!(contract("AAPL").is_none());
/// ```
pub fn contract(root: &str) -> Option<&'static ContractRow> {
    let wanted = || root.bytes().map(|byte| byte.to_ascii_uppercase());
    let at = CONTRACTS.binary_search_by(|row| row.root.bytes().cmp(wanted())).ok()?;
    CONTRACTS.get(at)
}

/// An exact decimal constant: `mantissa` × 10^-`scale`. The table holds it without trailing zeros.
///
/// ```
/// use order_model::Fixed;
///
/// let tick = Fixed { mantissa: 25, scale: 2 };
/// let point = Fixed { mantissa: 50, scale: 0 };
/// assert_eq!(tick.to_string(), "0.25");
/// assert_eq!(tick.times(point), Fixed { mantissa: 125, scale: 1 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fixed {
    /// All the digits, as one integer.
    pub mantissa: i64,
    /// How many of them stand after the decimal point.
    pub scale: u8,
}

impl Fixed {
    /// The exact product, without trailing zeros. A product beyond 18 digits would stop at the largest
    /// integer; no product within the table comes near.
    #[must_use]
    pub const fn times(self, other: Self) -> Self {
        let mut mantissa = self.mantissa.saturating_mul(other.mantissa);
        let mut scale = self.scale.saturating_add(other.scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Self { mantissa, scale }
    }
}

impl fmt::Display for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Decimal::new(self.mantissa.into(), self.scale.into()).text(0))
    }
}

/// The currency a contract is valued in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Currency {
    /// United States dollar.
    Usd,
    /// Euro.
    Eur,
}

impl Currency {
    /// The ISO 4217 code: `USD`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Usd => "USD",
            Self::Eur => "EUR",
        }
    }

    /// The sign written before an amount: `$`.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Usd => "$",
            Self::Eur => "€",
        }
    }
}

/// The exchange a contract is listed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exchange {
    /// Chicago Mercantile Exchange.
    Cme,
    /// Chicago Board of Trade.
    Cbot,
    /// New York Mercantile Exchange.
    Nymex,
    /// Commodity Exchange, New York.
    Comex,
    /// Eurex, Frankfurt.
    Eurex,
    /// Cboe Futures Exchange.
    Cfe,
}

impl Exchange {
    /// The usual short name: `CME`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cme => "CME",
            Self::Cbot => "CBOT",
            Self::Nymex => "NYMEX",
            Self::Comex => "COMEX",
            Self::Eurex => "Eurex",
            Self::Cfe => "CFE",
        }
    }
}
