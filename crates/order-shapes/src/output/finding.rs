//! A finding with its text and its fixes.

use crate::words::{field_name, severity};
use order_model::{Finding, Fix};
use serde::{Serialize, Serializer};

/// One thing the rules have to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingShape {
    /// Where it belongs: a field of the draft, or `order` for the whole.
    pub field: &'static str,
    /// The stable code, `limit.off_tick`.
    pub code: &'static str,
    /// `block` or `warn`.
    pub severity: &'static str,
    /// The English text for a person.
    pub message: String,
    /// The values the text names, by name, as text.
    #[serde(serialize_with = "as_record")]
    pub params: Vec<(&'static str, String)>,
    /// Changes that would clear it, best first. Offered, never applied by themselves.
    pub fixes: Vec<FixShape>,
}

/// A change that would clear a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum FixShape {
    /// Put this text into the field; empty clears it.
    SetField {
        /// The words on its button.
        label: String,
        /// The field of the draft.
        field: &'static str,
        /// What to put there.
        text: String,
    },
    /// Set `limits.maxQuantity` of the context.
    SetQuantityLimit {
        /// The words on its button.
        label: String,
        /// The limit.
        limit: u32,
    },
    /// Set `repeatConfirmed` of the context: the same order again is meant.
    ConfirmRepeat {
        /// The words on its button.
        label: String,
    },
    /// Set `armed` of the context: the live account is unlocked.
    Arm {
        /// The words on its button.
        label: String,
    },
}

impl From<&Finding> for FindingShape {
    fn from(finding: &Finding) -> FindingShape {
        FindingShape {
            field: field_name(finding.field),
            code: finding.code.as_str(),
            severity: severity(finding.severity()),
            message: finding.message(),
            params: finding.params.clone(),
            fixes: finding.fixes.iter().map(FixShape::from).collect(),
        }
    }
}

impl FindingShape {
    pub(crate) fn all(findings: &[Finding]) -> Vec<FindingShape> {
        findings.iter().map(FindingShape::from).collect()
    }
}

impl From<&Fix> for FixShape {
    fn from(fix: &Fix) -> FixShape {
        let label = fix.to_string();
        match fix {
            Fix::UsePrice(field, price) => FixShape::SetField { label, field: field_name(*field), text: price.to_string() },
            Fix::UseText(field, text) => FixShape::SetField { label, field: field_name(*field), text: text.clone() },
            Fix::SetQuantityLimit(limit) => FixShape::SetQuantityLimit { label, limit: *limit },
            Fix::ConfirmRepeat => FixShape::ConfirmRepeat { label },
            Fix::Arm => FixShape::Arm { label },
        }
    }
}

fn as_record<S: Serializer>(params: &[(&'static str, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(params.iter().map(|(name, value)| (name, value)))
}
