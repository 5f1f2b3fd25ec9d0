//! The functions other languages call: each reads its arguments, asks the model, and answers in shapes. No rule is here.

use crate::error::ShapeError;
use crate::input::{self, argument, label, text, word};
use crate::output::{
    BracketAnswer, FieldShape, FindingShape, InstrumentAnswer, InstrumentShape, OrderAnswer, SizingAnswer, StraddleAnswer,
};
use crate::value::Value;
use order_model::{Context, Draft, Field, Instrument, OrderType};

/// Reads a draft against a context and says everything there is to say: [`order_model::check`].
///
/// The example of this crate's first page shows it.
pub fn check_order(draft: &Value, context: Option<&Value>) -> Result<OrderAnswer, ShapeError> {
    let (draft, context) = (input::draft(draft)?, context_or_default(context)?);
    Ok(OrderAnswer::from(&order_model::check(&draft, &context)))
}

/// The fields of a draft for an order type, in the order a form shows them.
///
/// ```
/// use order_shapes::{Value, describe_fields};
///
/// let fields = describe_fields(&Value::Text("Market".into()))?;
/// let limit = fields.iter().find(|field| field.field == "limitPrice").expect("a field of every draft");
/// assert!(!limit.taken && !limit.required);
/// # Ok::<(), order_shapes::ShapeError>(())
/// ```
pub fn describe_fields(order_type: &Value) -> Result<Vec<FieldShape>, ShapeError> {
    argument("orderType", order_type, word(OrderType::parse)).map(FieldShape::all)
}

/// The instrument a text names, and what the rules say about it alone. `today` resolves undated names and switches the
/// calendar rules on.
///
/// ```
/// use order_shapes::{Value, parse_instrument};
///
/// let answer = parse_instrument(&Value::Text("esz6".into()), Some(&Value::Text("2026-11-22".into())))?;
/// let es = answer.instrument.expect("a name");
/// assert_eq!((es.name.as_str(), es.last_trading_day.as_deref()), ("ES 12-26", Some("2026-12-18")));
/// assert_eq!(es.spec.map(|spec| spec.tick_size).as_deref(), Some("0.25"));
/// # Ok::<(), order_shapes::ShapeError>(())
/// ```
pub fn parse_instrument(name: &Value, today: Option<&Value>) -> Result<InstrumentAnswer, ShapeError> {
    let instrument = argument("text", name, text)?;
    let today = match today {
        None | Some(Value::Null) => None,
        Some(day) => Some(argument("today", day, input::day)?),
    };
    let read = Instrument::parse(&instrument, today).ok();
    let context = Context { today, ..Context::default() };
    let checked = order_model::check(&Draft { instrument, ..Draft::default() }, &context);
    let findings = checked.of(Field::Instrument).map(FindingShape::from).collect();
    Ok(InstrumentAnswer { instrument: read.as_ref().map(InstrumentShape::from), findings })
}

/// Reads a stop-loss and a target for the contracts they protect: [`order_model::bracket`].
///
/// ```
/// use order_shapes::{Value, check_bracket};
///
/// let draft: Value = serde_json::from_str(r#"{ "stopLoss": 20, "takeProfit": "2", "takeProfitIn": "R" }"#)?;
/// let exposure: Value = serde_json::from_str(
///     r#"{ "net": 1, "entry": "6010", "spec": { "tickSize": "0.25", "pointValue": "50", "currency": "USD" } }"#,
/// )?;
/// let bracket = check_bracket(&draft, &exposure)?.bracket.expect("nothing blocks it");
/// assert_eq!((bracket.stop_loss.as_deref(), bracket.take_profit.as_deref()), (Some("6005"), Some("6020")));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub fn check_bracket(draft: &Value, exposure: &Value) -> Result<BracketAnswer, ShapeError> {
    let (draft, exposure) = (input::bracket(draft)?, input::exposure(exposure)?);
    Ok(order_model::bracket(&draft, &exposure).into())
}

/// How many contracts a risk allows: [`order_model::sizing`].
///
/// ```
/// use order_shapes::{Value, size_order};
///
/// let draft: Value = serde_json::from_str(r#"{ "risk": "500" }"#)?;
/// let basis: Value = serde_json::from_str(
///     r#"{ "entry": "6010", "stop": "6006", "spec": { "tickSize": "0.25", "pointValue": "50", "currency": "USD" } }"#,
/// )?;
/// let sizing = size_order(&draft, &basis)?.sizing.expect("500 USD are two contracts and a half");
/// assert_eq!((sizing.contracts, sizing.risk.amount.as_str()), (2, "400.00"));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub fn size_order(draft: &Value, basis: &Value) -> Result<SizingAnswer, ShapeError> {
    let (draft, basis) = input::sizing(draft, basis)?;
    Ok(order_model::sizing(&draft, &basis).into())
}

/// Makes the two drafts of an entry on both sides of the market: [`order_model::straddle`]. The OCO id must be fresh.
pub fn check_straddle(draft: &Value, oco_id: &Value, context: Option<&Value>) -> Result<StraddleAnswer, ShapeError> {
    let draft = input::straddle(draft)?;
    let oco_id = argument("ocoId", oco_id, label)?;
    Ok(order_model::straddle(&draft, &oco_id, &context_or_default(context)?).into())
}

fn context_or_default(value: Option<&Value>) -> Result<Context, ShapeError> {
    value.map_or_else(|| Ok(Context::default()), input::context)
}
