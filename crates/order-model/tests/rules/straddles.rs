//! Two-sided entries: each finding of [`order_model::straddle`] with a neighbour that has not got it, and that both sides go
//! through `check` like any other order.

use crate::desk::{Desk, NOW, codes, p};
use order_model::StraddleKind::{Breakout, Fade};
use order_model::{
    Action, Checked, Code, Draft, Field, Label, OrderKind, Straddle, StraddleDraft, StraddleKind, WorkingOrder, check, straddle,
};

/// A breakout of ES, two points from a market of 6012.25 to 6012.50, on the clean desk.
#[derive(Clone)]
pub(crate) struct Entry {
    desk: Desk,
    draft: StraddleDraft,
}

type Change = fn(&mut Entry) -> &mut Entry;

/// One row of the table, as in [`crate::desk::Case`].
pub(crate) struct StraddleCase {
    pub(crate) name: &'static str,
    pub(crate) code: Code,
    says: &'static str,
    also: &'static [Code],
    hit: Change,
    miss: Change,
}

impl StraddleCase {
    pub(crate) fn run(&self) {
        let what = format!("{}: {}", self.code, self.name);
        let pair = Entry::changed(self.hit).pair();
        let mut found: Vec<Code> = pair.findings.iter().map(|f| f.code).collect();
        let mut expected = self.also.to_vec();
        expected.push(self.code);
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{what}");
        let finding = pair.findings.iter().find(|f| f.code == self.code).expect(&what);
        assert_eq!((finding.field, finding.message().as_str(), finding.fixes.len()), (Field::Order, self.says, 0), "{what}");
        let miss = Entry::changed(self.miss);
        assert_eq!(miss.pair().findings, [], "{what}: the neighbour");
        let [buy, sell] = miss.checked();
        assert!(buy.order.is_some() && sell.order.is_some(), "{what}: {:?} {:?}", buy.findings, sell.findings);
    }
}

fn oco() -> Label {
    Label::parse("pair-1").unwrap()
}

impl Entry {
    fn changed(change: Change) -> Entry {
        let desk = Desk::clean();
        let draft = StraddleDraft { order: desk.draft.clone(), kind: Breakout, buy_price: "6014.50".into(), sell_price: "6010.25".into() };
        let mut entry = Entry { desk, draft };
        change(&mut entry);
        entry
    }

    fn pair(&self) -> Straddle {
        straddle(&self.draft, &oco(), &self.desk.context)
    }

    fn checked(&self) -> [Checked; 2] {
        let pair = self.pair();
        [&pair.buy, &pair.sell].map(|draft| check(draft, &self.desk.context))
    }

    fn at(&mut self, kind: StraddleKind, buy: &str, sell: &str) -> &mut Entry {
        (self.draft.kind, self.draft.buy_price, self.draft.sell_price) = (kind, buy.into(), sell.into());
        self
    }

    fn no_quote(&mut self) -> &mut Entry {
        self.desk.context.quotes.clear();
        self
    }
}

const fn case(name: &'static str, code: Code, says: &'static str, hit: Change, miss: Change) -> StraddleCase {
    StraddleCase { name, code, says, also: &[], hit, miss }
}

pub(crate) const STRADDLES: &[StraddleCase] = &[
    case(
        "stops at one price",
        Code::StraddleCrossed,
        "The buy at 6012 must be above the sell at 6012.",
        |entry| entry.no_quote().at(Breakout, "6012", "6012.00"),
        |entry| entry.no_quote().at(Breakout, "6012.25", "6012.00"),
    ),
    case(
        "limits at one price",
        Code::StraddleCrossed,
        "The buy at 6012 must be below the sell at 6012.",
        |entry| entry.no_quote().at(Fade, "6012", "6012"),
        |entry| entry.no_quote().at(Fade, "6011.75", "6012"),
    ),
    StraddleCase {
        also: &[Code::StraddleBuyWrongSide, Code::StraddleSellWrongSide],
        ..case(
            "the prices of a fade for a breakout",
            Code::StraddleCrossed,
            "The buy at 6010 must be above the sell at 6015.",
            |entry| entry.at(Breakout, "6010", "6015"),
            |entry| entry.at(Fade, "6010", "6015"),
        )
    },
    case(
        "a buy stop at the ask",
        Code::StraddleBuyWrongSide,
        "The buy at 6012.5 must be above the market at 6012.5, or it ends the pair at once.",
        |entry| entry.at(Breakout, "6012.50", "6010"),
        |entry| entry.at(Breakout, "6012.75", "6010"),
    ),
    case(
        "a sell stop at the bid",
        Code::StraddleSellWrongSide,
        "The sell at 6012.25 must be below the market at 6012.25, or it ends the pair at once.",
        |entry| entry.at(Breakout, "6015", "6012.25"),
        |entry| entry.at(Breakout, "6015", "6012.00"),
    ),
    case(
        "a buy limit at the ask",
        Code::StraddleBuyWrongSide,
        "The buy at 6012.5 must be below the market at 6012.5, or it ends the pair at once.",
        |entry| entry.at(Fade, "6012.50", "6015"),
        |entry| entry.at(Fade, "6012.25", "6015"),
    ),
    case(
        "a sell limit at the bid",
        Code::StraddleSellWrongSide,
        "The sell at 6012.25 must be above the market at 6012.25, or it ends the pair at once.",
        |entry| entry.at(Fade, "6010", "6012.25"),
        |entry| entry.at(Fade, "6010", "6012.50"),
    ),
    case(
        "a market that is stale says nothing",
        Code::StraddleSellWrongSide,
        "The sell at 6012 must be above the market at 6012.25, or it ends the pair at once.",
        |entry| {
            entry.desk.es().at = NOW - 10_000;
            entry.at(Fade, "6010", "6012")
        },
        |entry| {
            entry.desk.es().at = NOW - 10_001;
            entry.at(Fade, "6010", "6012")
        },
    ),
    case(
        "the market is that of the contract that is meant",
        Code::StraddleBuyWrongSide,
        "The buy at 6012.5 must be below the market at 6012.5, or it ends the pair at once.",
        |entry| {
            entry.draft.order.instrument = "esz6".into();
            entry.at(Fade, "6012.50", "6015")
        },
        |entry| {
            entry.draft.order.instrument = "ESH27".into();
            entry.at(Fade, "6012.50", "6015")
        },
    ),
];

#[test]
fn both_sides_are_the_order_with_their_own_side_price_and_group() {
    let mut entry = Entry::changed(|entry| entry);
    let order =
        Draft { quantity: "3".into(), strategy: "Scalp".into(), oco_id: "typed".into(), stop_price: "1".into(), ..entry.draft.order };
    entry.draft.order = order.clone();
    for (kind, order_type) in [(Breakout, "Stop"), (Fade, "Limit")] {
        let pair = entry.at(kind, " 6014.5", "x").pair();
        let leg = |action: &str, price: &str| {
            let (limit, stop) = if kind == Fade { (price, "") } else { ("", price) };
            Draft {
                action: action.into(),
                order_type: order_type.into(),
                limit_price: limit.into(),
                stop_price: stop.into(),
                oco_id: "pair-1".into(),
                ..order.clone()
            }
        };
        assert_eq!((pair.buy, pair.sell), (leg("Buy", " 6014.5"), leg("Sell", "x")), "as typed");
    }
}

#[test]
fn each_side_is_blocked_by_what_would_block_it_alone() {
    let blocked = |change: Change| {
        let [buy, sell] = Entry::changed(change).checked();
        let codes = |checked: &Checked| checked.blocking().map(|f| f.code.as_str()).collect::<Vec<_>>();
        (codes(&buy), codes(&sell))
    };
    assert_eq!(blocked(|entry| entry), (vec![], vec![]));
    assert_eq!(blocked(|entry| entry.at(Breakout, "6014.55", "x")), (vec!["stop.off_tick"], vec!["stop.form"]));
    assert_eq!(blocked(|entry| entry.at(Fade, "", "6014.55")), (vec!["limit.missing"], vec!["limit.off_tick"]));
    let group_is_used: Change = |entry| {
        entry.desk.context.used_oco = vec![oco()];
        entry
    };
    assert_eq!(blocked(group_is_used), (vec!["oco.used"], vec!["oco.used"]));
    let eleven: Change = |entry| {
        entry.draft.order.quantity = "11".into();
        entry
    };
    assert_eq!(blocked(eleven), (vec!["quantity.over_limit"], vec!["quantity.over_limit"]));
    let long_five_of_five: Change = |entry| {
        entry.desk.position(5).context.limits.max_position = Some(5);
        entry
    };
    assert_eq!(blocked(long_five_of_five), (vec!["order.position_over_limit"], vec![]));
}

#[test]
fn the_side_that_is_sent_second_is_neither_a_repetition_nor_a_crossing_of_the_first() {
    for (kind, buy, sell) in [(Breakout, "6015", "6010"), (Fade, "6010", "6015")] {
        let mut entry = Entry::changed(|entry| entry);
        entry.at(kind, buy, sell);
        let first = entry.checked()[0].order.clone().unwrap();
        let kind = if kind == Fade { OrderKind::Limit { limit: p(buy) } } else { OrderKind::StopMarket { stop: p(buy) } };
        assert_eq!((first.action(), first.kind(), first.oco_id()), (Action::Buy, kind, Some(&oco())));
        let context = &mut entry.desk.context;
        context.recent.push(order_model::RecentOrder { order_id: None, fingerprint: first.fingerprint(), at: NOW });
        context.working.push(WorkingOrder {
            order_id: None,
            account: "Sim101".into(),
            instrument: "ES 12-26".into(),
            action: Action::Buy,
            kind,
            remaining: 1,
            filled: 0,
            oco_id: Some("pair-1".into()),
        });
        assert_eq!(codes(&entry.checked()[1].findings), [""; 0]);
        assert_eq!(codes(&entry.checked()[0].findings), ["order.duplicate"], "the first again");
    }
}
