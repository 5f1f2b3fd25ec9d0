//! What events of a ticket carry, as plain data for JavaScript. Prices and money are text: a number of JavaScript would
//! round them. Documented for authors in `types/element.d.ts`.

use order_model::{Draft, Field, Finding, Order, Severity};
use order_session::{Attempt, Phase};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// The ticket's fields as they stand, exactly as typed.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Fields {
    account: String,
    instrument: String,
    action: String,
    order_type: String,
    quantity: String,
    limit_price: String,
    stop_price: String,
    time_in_force: String,
    oco_id: String,
    strategy: String,
}

/// One thing the rules have to say.
#[derive(Clone, PartialEq, Serialize)]
pub(crate) struct Said {
    field: &'static str,
    code: String,
    severity: &'static str,
    message: String,
}

/// The ticket as it stands: `order-ticket-change`.
#[derive(Clone, PartialEq, Serialize)]
pub(crate) struct Change {
    draft: Fields,
    /// Whether this could be sent by a click now.
    valid: bool,
    /// Whether live accounts are locked.
    locked: bool,
    findings: Vec<Said>,
    /// The whole order in words; `null` while the rules stop it.
    order: Option<String>,
}

/// An order on its way or on the books: all events from `order-ticket-before-submit` to `order-ticket-updated`.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Told {
    /// The ticket's own name for this one send.
    attempt: String,
    account: String,
    instrument: String,
    action: &'static str,
    quantity: u32,
    order_type: &'static str,
    limit_price: Option<String>,
    stop_price: Option<String>,
    time_in_force: Option<&'static str>,
    oco_id: Option<String>,
    strategy: Option<String>,
    /// The whole order in words, as the button said it.
    summary: String,
    /// The exchange's id, once known.
    order_id: Option<String>,
    /// Where it stands, in one word of the ticket.
    state: &'static str,
    /// Contracts filled, once read.
    filled: Option<u32>,
    /// Why it was not sent, refused, or is not known.
    reason: Option<String>,
}

/// `order-ticket-error`.
#[derive(Serialize)]
pub(crate) struct Problem<'a> {
    pub(crate) code: &'a str,
    pub(crate) message: &'a str,
}

impl Fields {
    pub(crate) fn of(draft: &Draft) -> Fields {
        let text = |field| draft.text(field).to_owned();
        Fields {
            account: text(Field::Account),
            instrument: text(Field::Instrument),
            action: text(Field::Action),
            order_type: text(Field::OrderType),
            quantity: text(Field::Quantity),
            limit_price: text(Field::LimitPrice),
            stop_price: text(Field::StopPrice),
            time_in_force: text(Field::TimeInForce),
            oco_id: text(Field::OcoId),
            strategy: text(Field::Strategy),
        }
    }
}

impl Change {
    /// `stop` is why nothing can be sent now whatever the order.
    pub(crate) fn of(draft: &Draft, checked: &order_model::Checked, stop: Option<&str>, locked: bool) -> Change {
        let order = checked.order.as_ref().map(ToString::to_string);
        let mut findings: Vec<Said> = checked.findings.iter().map(Said::of).collect();
        if let Some(stop) = stop {
            findings.push(Said { field: "order", code: "ticket-stopped".to_owned(), severity: "block", message: stop.to_owned() });
        }
        Change { draft: Fields::of(draft), valid: order.is_some() && stop.is_none(), locked, findings, order }
    }
}

impl Said {
    fn of(finding: &Finding) -> Said {
        let severity = if finding.severity() == Severity::Block { "block" } else { "warn" };
        Said { field: field_word(finding.field), code: finding.code.to_string(), severity, message: finding.message() }
    }
}

/// The field's name as a property of the element; `order` for what is about all of it.
fn field_word(field: Field) -> &'static str {
    if Field::INPUTS.contains(&field) { crosstrade::field_name(field) } else { "order" }
}

impl Told {
    /// An order that is about to leave.
    pub(crate) fn about(attempt: &str, order: &Order) -> Told {
        Told {
            attempt: attempt.to_owned(),
            account: order.account().to_string(),
            instrument: order.instrument().name().to_owned(),
            action: order.action().as_str(),
            quantity: order.quantity().get(),
            order_type: order.kind().order_type().as_str(),
            limit_price: price(order.kind().limit()),
            stop_price: price(order.kind().stop()),
            time_in_force: Some(order.time_in_force().as_str()),
            oco_id: order.oco_id().map(ToString::to_string),
            strategy: order.strategy().map(ToString::to_string),
            summary: order.to_string(),
            order_id: None,
            state: "checked",
            filled: None,
            reason: None,
        }
    }

    /// Where it stands.
    pub(super) fn state(&self) -> &'static str {
        self.state
    }

    /// Contracts filled, once read.
    pub(super) fn filled(&self) -> Option<u32> {
        self.filled
    }

    /// Whether the exchange has given it an id.
    pub(super) fn is_known(&self) -> bool {
        self.order_id.is_some()
    }

    /// The same with what the session knows of it now.
    pub(crate) fn with(&self, attempt: &Attempt) -> Told {
        let reason = match &attempt.phase {
            Phase::NotSent(why) | Phase::Refused(why) | Phase::Unknown { why, .. } => Some(why.clone()),
            _ => None,
        };
        Told {
            order_id: attempt.order_id.clone(),
            state: attempt.phase.word(),
            filled: attempt.row.as_ref().map(|row| row.filled),
            reason,
            ..self.clone()
        }
    }
}

fn price(price: Option<order_model::Price>) -> Option<String> {
    price.map(|price| price.to_string())
}

/// A value for JavaScript: plain objects, `null` for what is not there.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
