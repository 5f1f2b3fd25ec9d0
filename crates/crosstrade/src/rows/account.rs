//! `AccountRow` and `AccountDetail`: one account in a list, and with its money and limits.

use super::number;
use crate::json::{Fields, Object, string};
use order_model::Price;

/// One account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// NT8's name, which paths and bodies take.
    pub name: String,
    /// `Simulator` for simulated accounts; a broker's name else.
    pub provider: String,
    /// `Connected` or another word.
    pub connection_status: String,
}

impl AccountRow {
    /// Reads a row; `None` when it has no name. A bare string is taken as the name.
    #[must_use]
    pub fn read(text: &str) -> Option<AccountRow> {
        if let Some(name) = string(text) {
            return Some(AccountRow { name, provider: String::new(), connection_status: String::new() });
        }
        let fields = Fields::parse(text).ok()?;
        Some(AccountRow {
            name: fields.loose_text("name").filter(|n| !n.is_empty())?,
            provider: fields.loose_text("provider").unwrap_or_default(),
            connection_status: fields.loose_text("connectionStatus").unwrap_or_default(),
        })
    }

    /// Writes the documented fields that a simulator knows.
    #[must_use]
    pub fn write(&self) -> Object {
        Object::new()
            .text("name", &self.name)
            .text("displayName", &self.name)
            .text("provider", &self.provider)
            .text("denomination", "UsDollar")
            .text("status", "Enabled")
            .text("connectionStatus", &self.connection_status)
    }

    /// True for NT8's own simulator.
    #[must_use]
    pub fn is_simulated(&self) -> bool {
        self.provider.eq_ignore_ascii_case("Simulator") || self.provider.eq_ignore_ascii_case("Playback")
    }
}

/// One account with its money and its limits, in the account's currency. `None` is "not told", and for a limit also the
/// API's zero: none is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountDetail {
    /// Name, provider and connection.
    pub account: AccountRow,
    /// Cash.
    pub cash: Option<Price>,
    /// Profit or loss of what is closed.
    pub realized: Option<Price>,
    /// Profit or loss if all were closed now.
    pub unrealized: Option<Price>,
    /// What the account is worth if all were closed now.
    pub net_liquidation: Option<Price>,
    /// What is free for new positions.
    pub buying_power: Option<Price>,
    /// The loss of a day at which NT8 stops the account.
    pub daily_loss_limit: Option<Price>,
    /// Contracts one order may have.
    pub max_order_size: Option<u32>,
    /// Contracts a position may have.
    pub max_position_size: Option<u32>,
}

impl AccountDetail {
    /// Reads the answer to a read of one account; `None` when it has no name. Money stands in `item`.
    #[must_use]
    pub fn read(text: &str) -> Option<AccountDetail> {
        let account = AccountRow::read(text)?;
        let fields = Fields::parse(text).ok()?;
        let item = fields.raw("item").and_then(|raw| Fields::parse(raw).ok());
        // Where there is no `item`, the account itself may have its fields.
        let item = item.as_ref().unwrap_or(&fields);
        let size = |name| fields.whole(name).filter(|contracts| *contracts > 0);
        Some(AccountDetail {
            account,
            cash: item.number("cashValue"),
            realized: item.number("realizedProfitLoss"),
            unrealized: item.number("unrealizedProfitLoss"),
            net_liquidation: item.number("netLiquidation"),
            buying_power: item.number("buyingPower"),
            daily_loss_limit: [&fields, item].into_iter().find_map(|of| of.some_price("dailyLossLimit")),
            max_order_size: size("maxOrderSize"),
            max_position_size: size("maxPositionSize"),
        })
    }

    /// Writes the documented fields that a simulator knows.
    #[must_use]
    pub fn write(&self) -> Object {
        let size = |contracts: Option<u32>| contracts.map_or(0, i64::from);
        let item = Object::new()
            .maybe_price("buyingPower", self.buying_power)
            .maybe_price("cashValue", self.cash)
            .maybe_price("netLiquidation", self.net_liquidation)
            .maybe_price("realizedProfitLoss", self.realized)
            .maybe_price("unrealizedProfitLoss", self.unrealized);
        self.account
            .write()
            .raw("dailyLossLimit", &number(self.daily_loss_limit))
            .integer("maxOrderSize", size(self.max_order_size))
            .integer("maxPositionSize", size(self.max_position_size))
            .raw("item", &item.end())
    }
}
