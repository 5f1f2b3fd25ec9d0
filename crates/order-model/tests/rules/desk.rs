//! The desk every case starts from, a clean order in a realistic context, and what a case asserts.

use order_model::{
    Action, Checked, Code, Context, Day, Draft, Environment, Field, Finding, Fix, Limits, OrderKind, PositionView, Price, Quote, Severity,
    WorkingOrder, check,
};

pub(crate) const NOW: u64 = 1_795_305_600_000;

/// A draft and its context, changed by a case.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) draft: Draft,
    pub(crate) context: Context,
}

/// What a case does to the desk.
pub(crate) type Change = fn(&mut Desk) -> &mut Desk;

/// One row of a table. `hit` has the finding; `miss`, one step inside the boundary, has not and may be sent.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) code: Code,
    pub(crate) field: Field,
    pub(crate) severity: Severity,
    /// The whole text for a person.
    pub(crate) says: &'static str,
    /// The labels of the fixes.
    pub(crate) fixes: &'static [&'static str],
    /// Other findings that this draft has too.
    pub(crate) also: &'static [Code],
    pub(crate) hit: Change,
    pub(crate) miss: Change,
}

impl Case {
    pub(crate) fn run(&self) {
        let what = format!("{}: {}", self.code, self.name);
        let hit = Desk::changed(self.hit);
        let checked = hit.check();
        let codes: Vec<Code> = checked.findings.iter().map(|f| f.code).collect();
        let mut expected = self.also.to_vec();
        expected.push(self.code);
        let sorted = |mut codes: Vec<Code>| {
            codes.sort();
            codes
        };
        assert_eq!(sorted(codes), sorted(expected), "{what}");
        let finding = checked.findings.iter().find(|f| f.code == self.code).expect(&what);
        assert_eq!(finding.field, self.field, "{what}");
        assert_eq!(finding.severity(), self.severity, "{what}");
        assert_eq!(finding.message(), self.says, "{what}");
        let labels: Vec<String> = finding.fixes.iter().map(ToString::to_string).collect();
        assert_eq!(labels, self.fixes, "{what}");
        let blocked = checked.findings.iter().any(|f| f.severity() == Severity::Block);
        assert_eq!(checked.order.is_none(), blocked, "{what}");
        for fix in &finding.fixes {
            let mut fixed = hit.clone();
            fixed.apply(fix);
            assert!(!fixed.check().has(self.code), "{what}: {fix} does not clear it");
        }
        let checked = Desk::changed(self.miss).check();
        assert!(!checked.has(self.code), "{what}: the neighbour has it too: {:?}", checked.findings);
        assert!(checked.order.is_some(), "{what}: the neighbour is blocked: {:?}", checked.findings);
    }
}

impl Desk {
    /// Buy 1 ES 12-26 at 6010.25, nine ticks below an ask of 6012.50, by a flat and practising trader.
    pub(crate) fn clean() -> Desk {
        let draft = Draft {
            account: "Sim101".into(),
            instrument: "ES 12-26".into(),
            action: "Buy".into(),
            quantity: "1".into(),
            order_type: "Limit".into(),
            limit_price: "6010.25".into(),
            time_in_force: "Day".into(),
            ..Draft::default()
        };
        let context = Context {
            now: NOW,
            today: Day::parse("2026-11-22"),
            quotes: vec![quote("ES 12-26", "6012.25", "6012.50", "6012.25")],
            limits: Limits { max_quantity: Some(10), ..Limits::default() },
            sent_at: Some(Vec::new()),
            positions: Some(Vec::new()),
            ..Context::default()
        };
        Desk { draft, context }
    }

    pub(crate) fn changed(change: Change) -> Desk {
        let mut desk = Desk::clean();
        change(&mut desk);
        desk
    }

    pub(crate) fn check(&self) -> Checked {
        check(&self.draft, &self.context)
    }

    pub(crate) fn set(&mut self, field: Field, text: &str) -> &mut Desk {
        self.draft.set(field, text);
        self
    }

    /// A market order: no price and no rule that needs a quote.
    pub(crate) fn market(&mut self, action: &str) -> &mut Desk {
        self.set(Field::Action, action).set(Field::OrderType, "Market").set(Field::LimitPrice, "")
    }

    pub(crate) fn limit(&mut self, action: &str, limit: &str) -> &mut Desk {
        self.set(Field::Action, action).set(Field::LimitPrice, limit)
    }

    pub(crate) fn stop(&mut self, action: &str, stop: &str) -> &mut Desk {
        self.market(action).set(Field::OrderType, "Stop").set(Field::StopPrice, stop)
    }

    pub(crate) fn stop_limit(&mut self, action: &str, stop: &str, limit: &str) -> &mut Desk {
        self.limit(action, limit).set(Field::OrderType, "Stop limit").set(Field::StopPrice, stop)
    }

    pub(crate) fn quantity(&mut self, contracts: &str) -> &mut Desk {
        self.set(Field::Quantity, contracts)
    }

    pub(crate) fn position(&mut self, net: i64) -> &mut Desk {
        let row = PositionView { account: "sim101".into(), instrument: "es 12-26".into(), net, average: Some(p("6000")) };
        let other = PositionView { account: "Sim102".into(), net: 999, ..row.clone() };
        self.context.positions = Some(vec![other, row]);
        self
    }

    pub(crate) fn working(&mut self, action: Action, remaining: u32, limit: &str) -> &mut Desk {
        let kind = OrderKind::Limit { limit: p(limit) };
        self.context.working.push(WorkingOrder {
            order_id: Some(format!("own-{}", self.context.working.len())),
            account: "SIM101".into(),
            instrument: "ES 12-26".into(),
            action,
            kind,
            remaining,
            filled: 0,
            oco_id: None,
        });
        self
    }

    pub(crate) fn today(&mut self, day: &str) -> &mut Desk {
        self.context.today = Day::parse(day);
        self
    }

    /// A live account, locked.
    pub(crate) fn live(&mut self) -> &mut Desk {
        self.context.environment = Environment::Live;
        self
    }

    pub(crate) fn es(&mut self) -> &mut Quote {
        self.context.quotes.iter_mut().find(|q| q.instrument == "ES 12-26").unwrap()
    }

    /// What the button of a fix does.
    pub(crate) fn apply(&mut self, fix: &Fix) {
        match fix {
            Fix::UsePrice(field, price) => self.draft.set(*field, price.to_string()),
            Fix::UseText(field, text) => self.draft.set(*field, text.clone()),
            Fix::SetQuantityLimit(limit) => self.context.limits.max_quantity = Some(*limit),
            Fix::ConfirmRepeat => self.context.repeat_confirmed = true,
            Fix::Arm => self.context.armed = true,
        }
    }
}

pub(crate) fn p(text: &str) -> Price {
    Price::parse(text).unwrap()
}

pub(crate) fn quote(instrument: &str, bid: &str, ask: &str, last: &str) -> Quote {
    let price = |text: &str| (!text.is_empty()).then(|| p(text));
    let (bid, ask, last) = (price(bid), price(ask), price(last));
    Quote { instrument: instrument.into(), bid, ask, last, at: NOW, spec: None, market_open: Some(true) }
}

pub(crate) fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|f| f.code.as_str()).collect()
}
