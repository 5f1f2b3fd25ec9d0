//! How an order as the venue lists it looks: word, icon, tone.

use crate::ui::icon::{self, Icon};
use crosstrade::{OrderRow, OrderState};
use order_session::{Act, What};

/// The look of a row.
#[derive(PartialEq)]
pub(super) struct Look {
    /// For the style sheet and for tests.
    pub(super) state: &'static str,
    pub(super) tone: &'static str,
    pub(super) icon: Icon,
    pub(super) word: String,
}

/// The look of an order with the newest act about it.
pub(super) fn look(row: &OrderRow, act: Option<&Act>) -> Look {
    let look = |state, tone, icon, word: &str| Look { state, tone, icon, word: word.to_owned() };
    let on_its_way = act.filter(|act| act.is_open() && !row.state.is_final());
    if let Some(act) = on_its_way {
        return match (&act.what, act.phase.is_in_flight()) {
            (What::Change { .. }, true) => look("changing", "tone-quiet", icon::SENDING, "Changing…"),
            (What::Change { .. }, false) => look("changing", "tone-quiet", icon::SLOW, "Change sent"),
            (_, true) => look("cancelling", "tone-quiet", icon::SENDING, "Cancelling…"),
            (_, false) => look("cancelling", "tone-quiet", icon::SLOW, "Cancel sent"),
        };
    }
    match &row.state {
        OrderState::Filled => look("filled", "tone-ok", icon::FILLED, "Filled"),
        OrderState::Cancelled => look("cancelled", "tone-quiet", icon::CANCELLED, "Cancelled"),
        OrderState::Rejected => look("rejected", "tone-block", icon::REJECTED, "Rejected"),
        OrderState::PartFilled => look("part", "tone-live", icon::PART, "Part filled"),
        OrderState::ChangePending | OrderState::ChangeSubmitted => look("changing", "tone-quiet", icon::SLOW, "Changing"),
        OrderState::CancelPending | OrderState::CancelSubmitted => look("cancelling", "tone-quiet", icon::SLOW, "Cancelling"),
        OrderState::Initialized | OrderState::Submitted => look("submitted", "tone-quiet", icon::ACKNOWLEDGED, "Submitted"),
        OrderState::Accepted => look("working", "tone-live", icon::WORKING, "Accepted"),
        OrderState::TriggerPending => look("working", "tone-live", icon::WORKING, "Trigger waits"),
        OrderState::Suspended => look("suspended", "tone-warn", icon::SLOW, "Suspended"),
        OrderState::Working => look("working", "tone-live", icon::WORKING, "Working"),
        OrderState::Unknown => look("unknown", "tone-unknown", icon::UNKNOWN, "Unknown"),
        OrderState::Other(word) => look("other", "tone-unknown", icon::UNKNOWN, word),
    }
}
