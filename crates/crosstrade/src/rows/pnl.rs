//! `PnlRow`: what one account has earned, as `pnlUpdate` frames tell it.

use super::number;
use crate::json::{Fields, Object};
use crate::list_of::list_of;
use order_model::Price;

/// The profit of one account. The documents show that the frame has `accounts` and nothing of what is in it; the names
/// are those of the account object's `item`, which is an inference.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PnlRow {
    /// Account name.
    pub account: String,
    /// Profit or loss of what is closed, in the account's currency; `None` when not told.
    pub realized: Option<Price>,
    /// Profit or loss if all were closed now.
    pub unrealized: Option<Price>,
}

impl PnlRow {
    /// The rows of a frame's `accounts`: an array, or an object whose keys are the accounts. Both are in use among clients,
    /// and neither is captured from life. Items that name no account are left out.
    pub(crate) fn read_all(accounts: &str) -> Vec<PnlRow> {
        match Fields::parse(accounts) {
            Ok(keyed) => list_of(keyed.members().filter_map(|(account, raw)| PnlRow::read(raw, account))),
            Err(_) => list_of(crate::json::array(accounts).unwrap_or_default().into_iter().filter_map(|raw| PnlRow::read(raw, ""))),
        }
    }

    /// One item; `key` is the account where the item itself does not say.
    fn read(text: &str, key: &str) -> Option<PnlRow> {
        let fields = Fields::parse(text).ok()?;
        let item = fields.raw("item").and_then(|raw| Fields::parse(raw).ok());
        let item = item.as_ref().unwrap_or(&fields);
        let own = || fields.loose_text("account").or_else(|| fields.loose_text("name"));
        let account = if key.is_empty() { own()? } else { key.to_owned() };
        let row = PnlRow { account, realized: item.number("realizedProfitLoss"), unrealized: item.number("unrealizedProfitLoss") };
        Some(row).filter(|row| !row.account.is_empty())
    }

    /// Writes one item of the array.
    #[must_use]
    pub fn write(&self) -> Object {
        self.fields(Object::new().text("account", &self.account))
    }

    /// Writes the `accounts` of a frame as an object whose keys are the accounts.
    #[must_use]
    pub fn write_keyed(rows: &[PnlRow]) -> Object {
        rows.iter().fold(Object::new(), |object, row| object.raw(&row.account, &row.fields(Object::new()).end()))
    }

    fn fields(&self, object: Object) -> Object {
        object.raw("realizedProfitLoss", &number(self.realized)).raw("unrealizedProfitLoss", &number(self.unrealized))
    }
}
