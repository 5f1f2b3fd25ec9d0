//! The change or replacement of a working order: the rules judge it as if the old order were gone, and what has filled stays.

use crate::desk::{Case, Change, Desk, NOW};
use order_model::Action::{Buy, Sell};
use order_model::Severity::{Block, Warn};
use order_model::{Code, Context, Field, RecentOrder};

const fn changed(name: &'static str, code: Code, field: Field, says: &'static str, hit: Change, miss: Change) -> Case {
    Case { name, code, field, severity: Block, says, fixes: &[], also: &[], hit, miss }
}

/// At most five contracts, and one working order of which some have filled.
fn five(desk: &mut Desk, net: i64, filled: u32, remaining: u32) -> &mut Desk {
    desk.context.limits.max_position = Some(5);
    desk.position(net).working(if net < 0 { Sell } else { Buy }, remaining, "6009");
    desk.context.working[0].filled = filled;
    desk
}

fn exit(desk: &mut Desk) -> &mut Desk {
    desk.live().position(2).working(Sell, 2, "6100").market("Sell").context.working[0].filled = 3;
    desk
}

fn without<'a>(desk: &'a mut Desk, order_id: &str) -> &'a mut Desk {
    desk.context = desk.context.clone().without(order_id);
    desk
}

fn changing(desk: &mut Desk) -> &mut Desk {
    desk.context = desk.context.clone().changing("own-0");
    desk
}

fn sent(desk: &mut Desk) -> &mut Desk {
    let order = Desk::clean().check().order.expect("a clean order");
    desk.context.recent.push(RecentOrder { order_id: Some("old".into()), fingerprint: order.fingerprint(), at: NOW });
    desk
}

const REACH: &str = "Would reach a position of 6 with all that may still fill; your limit is 5.";

pub(crate) const CHANGES: &[Case] = &[
    changed(
        "as many as have filled; one more is a change",
        Code::QuantityFilled,
        Field::Quantity,
        "Filled already: 3. A quantity of 3 leaves nothing of this order to change.",
        |desk| changing(five(desk, 3, 3, 2)).quantity("3"),
        |desk| changing(five(desk, 3, 3, 2)).quantity("4"),
    ),
    changed(
        "what has filled stands in the position and does not count again",
        Code::PositionOverLimit,
        Field::Order,
        REACH,
        |desk| changing(five(desk, 3, 3, 2)).quantity("6"),
        |desk| changing(five(desk, 3, 3, 2)).quantity("5"),
    ),
    changed(
        "a new order in its place has nothing filled",
        Code::PositionOverLimit,
        Field::Order,
        REACH,
        |desk| without(five(desk, 3, 3, 2), "own-0").quantity("3"),
        |desk| without(five(desk, 3, 3, 2), "own-0").quantity("2"),
    ),
    changed(
        "a change of a short order",
        Code::PositionOverLimit,
        Field::Order,
        REACH,
        |desk| changing(five(desk, -3, 3, 2)).market("Sell").quantity("6"),
        |desk| changing(five(desk, -3, 3, 2)).market("Sell").quantity("5"),
    ),
    changed(
        "only the order that is named is left out",
        Code::PositionOverLimit,
        Field::Order,
        REACH,
        |desk| without(five(desk, 3, 0, 2), "own-1"),
        |desk| without(five(desk, 3, 0, 2), "own-0"),
    ),
    Case {
        fixes: &["Unlock"],
        ..changed(
            "a part-filled exit moves while locked, as long as it stays an exit",
            Code::AccountLocked,
            Field::Account,
            "This is a live account and the ticket is locked. Unlock it to send orders that add risk.",
            |desk| changing(exit(desk)).quantity("6"),
            |desk| changing(exit(desk)).quantity("5"),
        )
    },
    Case {
        fixes: &["I mean a second order"],
        ..changed(
            "the order that is replaced is not a second one",
            Code::Duplicate,
            Field::Order,
            "The same order was sent just now, or its outcome is not known yet. Send it again only if you mean two.",
            |desk| without(sent(desk), "another"),
            |desk| without(sent(desk), "old"),
        )
    },
    Case {
        severity: Warn,
        ..changed(
            "it cannot be traded against",
            Code::CrossesOwn,
            Field::Order,
            "Could trade against your own working Sell 3 at 6010.25.",
            |desk| without(desk.working(Sell, 3, "6010.25"), "OWN-0"),
            |desk| without(desk.working(Sell, 3, "6010.25"), "own-0"),
        )
    },
];

#[test]
fn an_order_without_an_id_is_nobodys_to_leave_out() {
    let mut desk = Desk::clean();
    sent(desk.working(Buy, 1, "6000"));
    desk.context.working[0].order_id = None;
    desk.context.recent[0].order_id = None;
    for id in ["", "own-0", "None"] {
        assert_eq!(desk.context.clone().without(id), desk.context);
        assert_eq!(desk.context.clone().changing(id), desk.context);
    }
}

#[test]
fn the_preview_of_a_change_adds_only_what_is_open() {
    let mut desk = Desk::clean();
    desk.position(-3).working(Buy, 3, "6009").quantity("5").context.working[0].filled = 2;
    let preview = changing(&mut desk).check().preview.unwrap();
    assert_eq!((preview.position_before, preview.position_after), (Some(-3), Some(0)));
    assert_eq!(preview.closes_for.map(|m| m.to_string()).as_deref(), Some("-1537.50 USD"), "three of five, bought back at 10.25 more");
    assert_eq!(preview.notional.map(|m| m.to_string()).as_deref(), Some("1502562.50 USD"), "of the whole order");
}

#[test]
fn a_second_change_forgets_what_the_first_order_had_filled() {
    let mut desk = Desk::clean();
    five(&mut desk, 3, 3, 2).working(Buy, 1, "6008");
    let Context { filled, working, .. } = desk.context.clone().changing("own-0").changing("own-1");
    assert_eq!((filled, working.len()), (0, 0));
}
