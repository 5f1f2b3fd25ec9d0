//! The fields an order type takes and needs, held against the rules themselves.

use order_model::{Code, Context, Draft, Field, OrderType, check};
use order_shapes::{Value, describe_fields, field_name};

const NEEDED: &[Code] = &[
    Code::AccountMissing,
    Code::InstrumentMissing,
    Code::ActionMissing,
    Code::TypeMissing,
    Code::QuantityMissing,
    Code::LimitMissing,
    Code::StopMissing,
    Code::TifMissing,
];

#[test]
fn a_field_is_required_when_the_rules_miss_it_and_taken_when_they_allow_it() {
    for order_type in OrderType::ALL {
        let fields = describe_fields(&Value::Text(order_type.as_str().to_owned())).unwrap();
        assert_eq!(fields.len(), Field::INPUTS.len());
        for (field, shape) in Field::INPUTS.iter().zip(&fields) {
            assert_eq!((shape.field, shape.label), (field_name(*field), field.label()));
            let mut draft = Draft { order_type: order_type.as_str().to_owned(), ..Draft::default() };
            if *field == Field::OrderType {
                draft.order_type.clear();
            }
            let missed = check(&draft, &Context::default()).of(*field).any(|finding| NEEDED.contains(&finding.code));
            assert_eq!(shape.required, missed, "{order_type} {field:?}");
            draft.set(*field, "1");
            let checked = check(&draft, &Context::default());
            let unused = checked.has(Code::LimitNotUsed) || checked.has(Code::StopNotUsed);
            assert_eq!(shape.taken, !unused, "{order_type} {field:?}");
        }
    }
}

#[test]
fn the_words_a_field_offers_are_words_it_takes() {
    for shape in describe_fields(&Value::Text("Limit".to_owned())).unwrap() {
        for word in shape.choices.into_iter().flatten() {
            let mut draft = Draft::default();
            let field = Field::INPUTS.iter().find(|field| field_name(**field) == shape.field).unwrap();
            draft.set(*field, word);
            assert_eq!(check(&draft, &Context::default()).of(*field).count(), 0, "{word}");
        }
    }
}
