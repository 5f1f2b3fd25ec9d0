//! The fields of a draft as a form needs them.

use crate::words::field_name;
use order_model::{Action, Field, OrderType, TimeInForce};
use serde::Serialize;

/// One field of a draft, for one order type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldShape {
    /// Its name in a draft.
    pub field: &'static str,
    /// Its name on the screen.
    pub label: &'static str,
    /// Whether the order type takes it at all; text in a field that is not taken blocks the order.
    pub taken: bool,
    /// Whether an order of this type is blocked without it.
    pub required: bool,
    /// The value for `inputmode`: `text`, `numeric` or `decimal`.
    pub input_mode: &'static str,
    /// The words it takes; `null` for free text.
    pub choices: Option<Vec<&'static str>>,
}

impl FieldShape {
    /// Every field of a draft, in the order a form shows them.
    pub(crate) fn all(order_type: OrderType) -> Vec<FieldShape> {
        Field::INPUTS.iter().map(|field| FieldShape::of(*field, order_type)).collect()
    }

    fn of(field: Field, order_type: OrderType) -> FieldShape {
        let taken = match field {
            Field::LimitPrice => order_type.takes_limit(),
            Field::StopPrice => order_type.takes_stop(),
            _ => true,
        };
        FieldShape {
            field: field_name(field),
            label: field.label(),
            taken,
            required: taken && !matches!(field, Field::OcoId | Field::Strategy),
            input_mode: match field {
                Field::Quantity => "numeric",
                Field::LimitPrice | Field::StopPrice => "decimal",
                _ => "text",
            },
            choices: match field {
                Field::Action => Some(Action::ALL.iter().map(|word| word.as_str()).collect()),
                Field::OrderType => Some(OrderType::ALL.iter().map(|word| word.as_str()).collect()),
                Field::TimeInForce => Some(TimeInForce::ALL.iter().map(|word| word.as_str()).collect()),
                _ => None,
            },
        }
    }
}
