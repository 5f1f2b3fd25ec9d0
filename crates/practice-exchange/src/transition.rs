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
        S::Accepted => matches!(to, S::TriggerPending | S::Working | S::ChangePending | S::CancelPending | S::Rejected),
        S::TriggerPending => matches!(to, S::Working | S::ChangePending | S::CancelPending | S::Rejected),
        S::Working | S::PartFilled => matches!(to, S::PartFilled | S::Filled | S::ChangePending | S::CancelPending),
        // A change goes back to where the order was, or to what has become of it meanwhile.
        S::ChangePending => matches!(to, S::ChangeSubmitted | S::Filled | S::CancelPending),
        S::ChangeSubmitted => matches!(to, S::Accepted | S::TriggerPending | S::Working | S::PartFilled | S::Filled | S::CancelPending),
        S::CancelPending => matches!(to, S::CancelSubmitted | S::Filled),
        S::CancelSubmitted => matches!(to, S::Cancelled | S::Filled),
        // Nothing in this exchange suspends an order.
        S::Suspended | S::Cancelled | S::Rejected | S::Filled | S::Unknown | S::Other(_) => false,
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
            // Within three more steps; a change may come again and again.
            let one: fn(OrderState) -> Vec<OrderState> = |from| OrderState::all().into_iter().filter(|to| may_follow(&from, to)).collect();
            let reach = |from: &OrderState| {
                (0..3).fold(vec![from.clone()], |all, _| all.iter().cloned().chain(all.iter().cloned().flat_map(one)).collect())
            };
            assert!(next.iter().all(|to| reach(to).iter().any(OrderState::is_final)), "{from}");
        }
    }
}
