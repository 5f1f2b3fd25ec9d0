//! `Kind`: what a line is about, and which way it went. The words are part of the stored form; none is ever renamed.

macro_rules! kinds {
    ($($direction:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ })+) => {
        /// What a line is about. Its word ([`Kind::as_str`]) is what is stored, hashed and exported.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($($(#[$doc])* $variant,)+)+ }

        impl Kind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &'static [Kind] = &[$($(Kind::$variant,)+)+];

            /// The word that is stored and exported.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($(Kind::$variant => $word,)+)+ }
            }

            /// Which way it went, as an audit trail asks of every message.
            #[must_use]
            pub const fn direction(self) -> Direction {
                match self { $($(Kind::$variant)|+ => Direction::$direction,)+ }
            }
        }
    };
}

kinds! {
    Sent {
        /// A new order.
        Place = "place",
        /// Cancel and replace: a new order takes the place of one that works.
        Replace = "replace",
        /// Flatten first, then place.
        FlatPlace = "flat place",
        /// Turn a position around.
        Reverse = "reverse",
        /// Change quantity or prices of a working order.
        Change = "change",
        /// Cancel one order.
        Cancel = "cancel",
        /// Cancel several orders at once; the text says which.
        CancelMany = "cancel many",
        /// Close a position, in whole or in part.
        Close = "close",
        /// Flatten positions; the text says which.
        Flatten = "flatten",
        /// Stop and target around a position.
        Bracket = "bracket",
    }
    Received {
        /// The API has taken the request; NT8 may still reject the order.
        Acknowledged = "acknowledged",
        /// An answer proves that the venue did not take it.
        Refused = "refused",
        /// Read back as an order that may still fill.
        Working = "working",
        /// Some contracts filled.
        PartFilled = "part filled",
        /// All contracts filled.
        Filled = "filled",
        /// Ended by a cancel.
        Cancelled = "cancelled",
        /// Found as rejected when its outcome was looked for.
        Rejected = "rejected",
        /// Rejected by NT8 after the API had taken it.
        LateRejected = "late rejected",
        /// What became of an attempt of unknown outcome was found by reading.
        Found = "found by reading",
    }
    Own {
        /// The page began a session on a venue.
        SessionOpened = "session opened",
        /// The page ended it.
        SessionClosed = "session closed",
        /// Requests can travel.
        Connected = "connected",
        /// Requests cannot travel; the text says what is known of why.
        Disconnected = "disconnected",
        /// Provably never left.
        NotSent = "not sent",
        /// Not known whether the venue has it.
        Unknown = "unknown",
        /// The trader said what became of an attempt that reading could not settle.
        Decided = "decided",
        /// A setting was changed; the text says from what to what.
        SettingsChanged = "settings changed",
        /// A risk limit was changed; the text says from what to what.
        LimitsChanged = "limits changed",
        /// The ticket was locked.
        Locked = "locked",
        /// The ticket was armed.
        Armed = "armed",
        /// The kill switch was used or reset; the text says which.
        KillSwitch = "kill switch",
        /// Anything else worth keeping.
        Note = "note",
        /// Older lines were dropped to stay within the bounds; written by [`History`](crate::History) alone.
        Dropped = "dropped",
    }
}

impl Kind {
    /// Reads a word, exactly as it is written.
    ///
    /// ```
    /// use order_history::Kind;
    /// assert_eq!(Kind::parse("late rejected"), Some(Kind::LateRejected));
    /// assert_eq!(Kind::parse("Late rejected"), None);
    /// ```
    #[must_use]
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }
}

/// Which way a message went; CME's "Message Direction" knows `TO CME` and `FROM CME`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the ticket to the venue.
    Sent,
    /// From the venue to the ticket.
    Received,
    /// Neither: something the ticket or the trader did here.
    Own,
}

impl Direction {
    /// The word of exports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Direction::Sent => "sent",
            Direction::Received => "received",
            Direction::Own => "own",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stored lines carry these words: a changed word would make them unreadable.
    #[test]
    fn no_word_has_changed() {
        let words: Vec<String> = Kind::ALL.iter().map(|kind| format!("{}: {}", kind.direction().as_str(), kind.as_str())).collect();
        let expected = "sent: place, sent: replace, sent: flat place, sent: reverse, sent: change, sent: cancel, sent: cancel many, \
             sent: close, sent: flatten, sent: bracket, received: acknowledged, received: refused, received: working, \
             received: part filled, received: filled, received: cancelled, received: rejected, received: late rejected, \
             received: found by reading, own: session opened, own: session closed, own: connected, own: disconnected, own: not sent, \
             own: unknown, own: decided, own: settings changed, own: limits changed, own: locked, own: armed, own: kill switch, \
             own: note, own: dropped";
        assert_eq!(words.join(", "), expected);
    }

    #[test]
    fn every_word_is_read_back_as_its_own_kind() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), Some(*kind));
        }
        assert_eq!(Kind::parse(""), None);
    }
}
