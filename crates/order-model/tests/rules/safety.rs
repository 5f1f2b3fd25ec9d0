//! The trader's own limits, the lock of a live account, the same order again, and own orders on the other side.

use crate::desk::{Case, Change, Desk, NOW, p};
use order_model::Action::{Buy, Sell};
use order_model::Severity::{Block, Warn};
use order_model::{AccountName, Code, Environment, Field, Label, OrderKind, RecentOrder};

const fn block(name: &'static str, code: Code, field: Field, says: &'static str, hit: Change, miss: Change) -> Case {
    Case { name, code, field, severity: Block, says, fixes: &[], also: &[], hit, miss }
}

fn allow<'a>(desk: &'a mut Desk, accounts: &[&str]) -> &'a mut Desk {
    desk.context.allowed_accounts = Some(accounts.iter().map(|a| AccountName::parse(a).unwrap()).collect());
    desk
}

fn at_most(desk: &mut Desk, contracts: Option<u32>) -> &mut Desk {
    desk.context.limits.max_quantity = contracts;
    desk
}

const NOT_ALLOWED: &str = "Sim101 is not on the list of accounts that may be traded here.";
const NO_LIMIT: &str = "No limit on the quantity of one order is set. Set one first.";
const USED: &str = "The OCO id oco-1 has been used; NinjaTrader refuses it for good. Take a new one.";

pub(crate) const LIMITS: &[Case] = &[
    block(
        "a list without it; names are compared without case",
        Code::AccountNotAllowed,
        Field::Account,
        NOT_ALLOWED,
        |desk| allow(desk, &["Sim102", "Sim10"]),
        |desk| allow(desk, &["Sim102", "SIM101"]),
    ),
    block(
        "an empty list allows none, no list allows all",
        Code::AccountNotAllowed,
        Field::Account,
        NOT_ALLOWED,
        |desk| allow(desk, &[]),
        |desk| desk,
    ),
    Case {
        fixes: &["Set the limit to 10"],
        ..block("none is set", Code::QuantityNoLimit, Field::Quantity, NO_LIMIT, |desk| at_most(desk, None), |desk| at_most(desk, Some(1)))
    },
    Case {
        fixes: &["Use 10"],
        ..block(
            "one over",
            Code::QuantityOverLimit,
            Field::Quantity,
            "11 is over your limit of 10 for one order.",
            |desk| desk.quantity("11"),
            |desk| desk.quantity("10"),
        )
    },
    block(
        "a limit of zero stops all, and zero is no quantity to offer",
        Code::QuantityOverLimit,
        Field::Quantity,
        "1 is over your limit of 0 for one order.",
        |desk| at_most(desk, Some(0)),
        |desk| at_most(desk, Some(1)),
    ),
    block(
        "a group that has ended; ids differ by case",
        Code::OcoUsed,
        Field::OcoId,
        USED,
        |desk| used(desk).set(Field::OcoId, " oco-1 "),
        |desk| used(desk).set(Field::OcoId, "OCO-1"),
    ),
];

fn used(desk: &mut Desk) -> &mut Desk {
    desk.context.used_oco = ["oco-0", "oco-1"].map(|id| Label::parse(id).unwrap()).to_vec();
    desk
}

/// The working orders so far, as one OCO group.
fn in_group<'a>(desk: &'a mut Desk, group: &str) -> &'a mut Desk {
    desk.context.working.iter_mut().for_each(|w| w.oco_id = Some(group.to_owned()));
    desk
}

const fn locked(name: &'static str, hit: Change, miss: Change) -> Case {
    let says = "This is a live account and the ticket is locked. Unlock it to send orders that add risk.";
    Case { fixes: &["Unlock"], ..block(name, Code::AccountLocked, Field::Account, says, hit, miss) }
}

pub(crate) const LOCK: &[Case] = &[
    locked("from flat; armed it goes", Desk::live, |desk| {
        desk.context.armed = true;
        desk.live()
    }),
    locked("live; a simulated account needs no unlocking", Desk::live, |desk| {
        desk.context.environment = Environment::Sim;
        desk
    }),
    locked("live; practice needs no unlocking", Desk::live, |desk| {
        desk.context.environment = Environment::Practice;
        desk
    }),
    locked(
        "one contract through flat; to flat is never stopped",
        |desk| desk.live().position(2).market("Sell").quantity("3"),
        |desk| desk.live().position(2).market("Sell").quantity("2"),
    ),
    locked(
        "the same for a short position",
        |desk| desk.live().position(-2).market("Buy").quantity("3"),
        |desk| desk.live().position(-2).market("Buy").quantity("2"),
    ),
    locked("to the side of the position", |desk| desk.live().position(2).market("Buy"), |desk| desk.live().position(2).market("Sell")),
    locked(
        "working orders of the same side count",
        |desk| desk.live().position(2).working(Sell, 2, "6100").market("Sell"),
        |desk| desk.live().position(2).working(Sell, 1, "6100").market("Sell"),
    ),
    locked(
        "orders of another OCO group count; a stop and a target of one group are one exit",
        |desk| in_group(desk.live().position(2).working(Sell, 2, "6100"), "exit-1").market("Sell").set(Field::OcoId, "exit-2"),
        |desk| in_group(desk.live().position(2).working(Sell, 2, "6100"), "exit-1").market("Sell").set(Field::OcoId, "exit-1"),
    ),
    locked(
        "those of the other side do not",
        |desk| desk.live().position(2).working(Buy, 5, "6000").limit("Sell", "6100").quantity("3"),
        |desk| desk.live().position(2).working(Buy, 5, "6000").limit("Sell", "6100").quantity("2"),
    ),
    locked(
        "a position that was never read may be anything",
        |desk| {
            desk.context.positions = None;
            desk.live().market("Sell")
        },
        |desk| desk.live().position(1).market("Sell"),
    ),
    Case {
        severity: Warn,
        code: Code::StrategyReduces,
        field: Field::Strategy,
        says: "This order only reduces a position; an ATM strategy would open new exits.",
        fixes: &["Clear ATM strategy"],
        ..locked(
            "to flat; one contract more opens a position",
            |desk| desk.position(2).market("Sell").quantity("2").set(Field::Strategy, "Scalp"),
            |desk| desk.position(2).market("Sell").quantity("3").set(Field::Strategy, "Scalp"),
        )
    },
];

/// The order of the clean desk was sent this long ago.
fn sent(desk: &mut Desk, ms_ago: u64) -> &mut Desk {
    let order = Desk::clean().check().order.expect("a clean order");
    desk.context.recent.push(RecentOrder { order_id: Some("sent".into()), fingerprint: order.fingerprint(), at: NOW - ms_ago });
    desk
}

const fn again(name: &'static str, says: &'static str, hit: Change, miss: Change) -> Case {
    Case { fixes: &["I mean a second order"], ..block(name, Code::Duplicate, Field::Order, says, hit, miss) }
}

const fn crosses(name: &'static str, says: &'static str, hit: Change, miss: Change) -> Case {
    Case { severity: Warn, ..block(name, Code::CrossesOwn, Field::Order, says, hit, miss) }
}

const TWICE: &str = "The same order was sent 4 s ago. Send it again only if you mean two.";
const OWN_SELL: &str = "Could trade against your own working Sell 3 at 6010.25.";

pub(crate) const REPEATS: &[Case] = &[
    again("the last millisecond of the window", TWICE, |desk| sent(desk, 4_999), |desk| sent(desk, 5_000)),
    again(
        "the newest counts, and a case of the account's name does not",
        TWICE,
        |desk| sent(sent(desk, 4_500), 90_000).set(Field::Account, "SIM101"),
        |desk| sent(desk, 90_000),
    ),
    again("another quantity is another order", TWICE, |desk| sent(desk, 4_000), |desk| sent(desk, 4_000).quantity("2")),
    again("another price is another order", TWICE, |desk| sent(desk, 4_000), |desk| sent(desk, 4_000).limit("Buy", "6010")),
    again("another side is another order", TWICE, |desk| sent(desk, 4_000), |desk| sent(desk, 4_000).set(Field::Action, "Sell")),
    again("another life is another order", TWICE, |desk| sent(desk, 4_000), |desk| sent(desk, 4_000).set(Field::TimeInForce, "GTC")),
    again("another account is another order", TWICE, |desk| sent(desk, 4_000), |desk| sent(desk, 4_000).set(Field::Account, "Sim102")),
    again(
        "a fresh OCO id or strategy is still the same order; confirmed it goes",
        TWICE,
        |desk| sent(desk, 4_000).set(Field::OcoId, "fresh").set(Field::Strategy, "Scalp"),
        |desk| {
            desk.context.repeat_confirmed = true;
            sent(desk, 4_000)
        },
    ),
    again(
        "a clock set back does not open the window",
        "The same order was sent just now, or its outcome is not known yet. Send it again only if you mean two.",
        |desk| {
            sent(desk, 0).context.now = NOW - 9_000;
            desk.es().at = NOW - 9_000;
            desk
        },
        |desk| desk,
    ),
    crosses(
        "a buy at the price of an own sell",
        OWN_SELL,
        |desk| desk.working(Sell, 3, "6010.25"),
        |desk| desk.working(Sell, 3, "6010.50"),
    ),
    crosses(
        "a sell at the price of an own buy",
        "Could trade against your own working Buy 2 at 6014.",
        |desk| desk.working(Buy, 2, "6014").limit("Sell", "6014"),
        |desk| desk.working(Buy, 2, "6014").limit("Sell", "6014.25"),
    ),
    crosses(
        "a market order meets any; a stop waits for its trigger",
        OWN_SELL,
        |desk| desk.working(Sell, 3, "6010.25").market("Buy"),
        |desk| desk.working(Sell, 3, "6010.25").stop("Buy", "6015"),
    ),
    crosses(
        "an own stop does not rest in the book",
        OWN_SELL,
        |desk| desk.working(Sell, 3, "6010.25"),
        |desk| {
            desk.working(Sell, 3, "6010.25").context.working[0].kind = OrderKind::StopMarket { stop: p("6010.25") };
            desk
        },
    ),
    crosses(
        "an own order of the same side is no partner",
        OWN_SELL,
        |desk| desk.working(Sell, 3, "6010.25"),
        |desk| desk.working(Buy, 3, "6010.25"),
    ),
    crosses(
        "an order in another account is not one's own",
        OWN_SELL,
        |desk| desk.working(Sell, 3, "6010.25"),
        |desk| {
            desk.working(Sell, 3, "6010.25").context.working[0].account = "Sim102".into();
            desk
        },
    ),
];
