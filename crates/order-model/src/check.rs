//! `check`: from raw text to an order, with everything there is to say about it.

use crate::finding::{Code, Field, Finding, Report, Severity};
use crate::order::{Order, Parts};
use crate::rules::{form, market, price, risk, safety};
use crate::{Context, Draft, OrderKind, Preview};

/// The result of [`check`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The order, when nothing blocks it.
    pub order: Option<Order>,
    /// Everything the rules found: by field in the order of the form, blocks before warnings.
    pub findings: Vec<Finding>,
    /// What the order would do. It is there as soon as every field can be read, also when a rule blocks the order.
    pub preview: Option<Preview>,
    /// The whole order in words, as soon as every field can be read.
    pub summary: Option<String>,
}

impl Checked {
    /// The findings that stop the order.
    pub fn blocking(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.severity() == Severity::Block)
    }

    /// The findings of one field.
    pub fn of(&self, field: Field) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |f| f.field == field)
    }

    /// True when a finding has this code.
    #[must_use]
    pub fn has(&self, code: Code) -> bool {
        self.findings.iter().any(|f| f.code == code)
    }
}

/// Reads the draft and runs every rule that can run on what was read. Never stops at the first finding,
/// never changes what was typed.
#[must_use]
pub fn check(draft: &Draft, context: &Context) -> Checked {
    let mut findings = Report::default();
    let read = form::read(draft, context, &mut findings);
    market::run(&read, context, &mut findings);
    price::run(&read, context, &mut findings);
    risk::run(&read, context, &mut findings);
    let order = whole(read);
    let preview = order.as_ref().map(|order| Preview::of(order, context));
    let summary = order.as_ref().map(ToString::to_string);
    if let (Some(order), Some(preview), Some(summary)) = (&order, &preview, &summary) {
        safety::run(order, preview, summary, context, &mut findings);
    }
    let findings = findings.in_order();
    let blocked = findings.iter().any(|f| f.severity() == Severity::Block);
    Checked { order: order.filter(|_| !blocked), findings, preview, summary }
}

fn whole(read: form::Read) -> Option<Order> {
    // A price that is there and not taken has been reported; it never becomes part of an order.
    let kind = OrderKind::try_new(read.order_type?, read.limit, read.stop)?;
    Some(Order::from_parts(Parts {
        account: read.account?,
        instrument: read.instrument?,
        action: read.action?,
        quantity: read.quantity?,
        kind,
        time_in_force: read.time_in_force?,
        oco_id: read.oco_id,
        strategy: read.strategy,
    }))
}
