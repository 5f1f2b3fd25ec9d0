//! NT8's order states, and what each says about whether the order may still fill.

use core::fmt;

macro_rules! states {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// The state of an order as NT8 names it. Words this crate does not know are kept as text.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum OrderState {
            $($(#[$doc])* $name,)+
            /// A word that is none of NT8's. It counts as "may still fill", never as an end.
            Other(String),
        }

        impl OrderState {
            /// Reads NT8's word in any case.
            #[must_use]
            pub fn parse(word: &str) -> OrderState {
                $(if word.eq_ignore_ascii_case(stringify!($name)) { return OrderState::$name; })+
                // Other surfaces of the API spell it with one l.
                if word.eq_ignore_ascii_case("Canceled") {
                    return OrderState::Cancelled;
                }
                OrderState::Other(word.to_owned())
            }

            /// NT8's word.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(OrderState::$name => stringify!($name),)+
                    OrderState::Other(word) => word,
                }
            }

            /// NT8's own states.
            #[must_use]
            pub fn all() -> Vec<OrderState> {
                vec![$(OrderState::$name),+]
            }
        }
    };
}

states! {
    /// Made in NT8, not yet sent on.
    Initialized,
    /// Sent to the broker.
    Submitted,
    /// Taken by the broker; for some simulated stops a resting state.
    Accepted,
    /// Held until its trigger.
    TriggerPending,
    /// In the book.
    Working,
    /// A change is being prepared.
    ChangePending,
    /// A change is with the broker.
    ChangeSubmitted,
    /// A cancel is being prepared.
    CancelPending,
    /// A cancel is with the broker.
    CancelSubmitted,
    /// Ended without (further) fills.
    Cancelled,
    /// Refused by the broker or NT8, possibly seconds after the API said yes.
    Rejected,
    /// Some contracts filled, the rest still working.
    PartFilled,
    /// All contracts filled.
    Filled,
    /// Held by the broker, ready when triggered.
    Suspended,
    /// NT8 itself does not know.
    Unknown,
}

impl OrderState {
    /// True when nothing more can happen to the order.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        match self {
            OrderState::Cancelled | OrderState::Rejected | OrderState::Filled => true,
            OrderState::Initialized
            | OrderState::Submitted
            | OrderState::Accepted
            | OrderState::TriggerPending
            | OrderState::Working
            | OrderState::ChangePending
            | OrderState::ChangeSubmitted
            | OrderState::CancelPending
            | OrderState::CancelSubmitted
            | OrderState::PartFilled
            | OrderState::Suspended
            | OrderState::Unknown
            | OrderState::Other(_) => false,
        }
    }
}

impl fmt::Display for OrderState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip_and_unknown_ones_are_kept() {
        for state in OrderState::all() {
            assert_eq!(OrderState::parse(&state.as_str().to_uppercase()), state);
        }
        assert_eq!(OrderState::parse("Canceled"), OrderState::Cancelled);
        assert_eq!(OrderState::parse("Parked"), OrderState::Other("Parked".into()));
        assert!(!OrderState::parse("Parked").is_final());
    }
}
