//! The one table of which state may follow which.

use crosstrade::OrderState;

/// True when an order in state `from` may next be in state `to`. Every change of state of the exchange passes here.
///
/// ```
/// use crosstrade::OrderState;
/// use practice_exchange::may_follow;
/// assert!(may_follow(&OrderState::CancelPending, &OrderState::Filled)); // a fill may outrun a cancel
/// assert!(!may_follow(&OrderState::Filled, &OrderState::Cancelled));
/// ```
#[must_use]
pub const fn may_follow(from: &OrderState, to: &OrderState) -> bool {
    use OrderState as S;
    match from {
        S::Initialized => matches!(to, S::Submitted | S::CancelPending | S::Rejected),
        S::Submitted => matches!(to, S::Accepted | S::CancelPending | S::Rejected),
        // A stop may rest here or at TriggerPending until its price trades.
        S::Accepted => matches!(to, S::TriggerPending | S::Working | S::CancelPending | S::Rejected),
        S::TriggerPending => matches!(to, S::Working | S::CancelPending | S::Rejected),
        S::Working | S::PartFilled => matches!(to, S::PartFilled | S::Filled | S::CancelPending),
        S::CancelPending => matches!(to, S::CancelSubmitted | S::Filled),
        S::CancelSubmitted => matches!(to, S::Cancelled | S::Filled),
        // No request of this exchange changes a working order or suspends one.
        S::ChangePending | S::ChangeSubmitted | S::Suspended => false,
        S::Cancelled | S::Rejected | S::Filled | S::Unknown | S::Other(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_follows_an_end_and_everything_reaches_one() {
        for from in OrderState::all() {
            let next: Vec<OrderState> = OrderState::all().into_iter().filter(|to| may_follow(&from, to)).collect();
            if from.is_final() {
                assert!(next.is_empty(), "{from}");
            }
            assert!(next.iter().all(|to| to.is_final() || OrderState::all().iter().any(|end| may_follow(to, end))), "{from}");
        }
    }
}
