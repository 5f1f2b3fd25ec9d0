//! `Fault`: what goes wrong on purpose, with which requests and how often, and its text.

use core::fmt;
use core::str::FromStr;
use crosstrade::Request;
use order_model::Millis;

/// A rule: which requests, which fault, how often. A combination that makes no sense, such as a late reject of a read,
/// never applies.
///
/// Its text is `<on>:<kind>:<times>`:
///
/// ```
/// use practice_exchange::{Fault, FaultKind, Target, Times};
/// let fault: Fault = "place:accept-drop:next1".parse()?;
/// assert_eq!(fault, Fault { on: Target::Place, kind: FaultKind::AcceptAndDropAnswer, times: Times::Next(1) });
/// assert_eq!(fault.to_string(), "place:accept-drop:next1");
/// assert!("any:status-503:share10".parse::<Fault>().is_ok());
/// # Ok::<(), practice_exchange::FaultTextError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fault {
    /// Which requests.
    pub on: Target,
    /// What happens to them.
    pub kind: FaultKind,
    /// How often.
    pub times: Times,
}

/// The faults in force, in order: delays, late rejects and duplicates add up; the first other fault that applies decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

/// What a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// `place`: placing an order.
    Place,
    /// `change`: changing one.
    Change,
    /// `replace`: cancelling one and placing another.
    Replace,
    /// `flat-place`: making a position flat, then placing an order.
    FlatPlace,
    /// `bracket`: cancel and bracket.
    Bracket,
    /// `cancel`: cancelling one order, or several at once.
    Cancel,
    /// `close`: closing a position or a part of it.
    Close,
    /// `flatten`: flattening an account, or everything.
    Flatten,
    /// `reverse`: reversing a position.
    Reverse,
    /// `read`: everything that only reads.
    Read,
    /// `any`: every request.
    Any,
    /// `events`: order, execution and position frames.
    Events,
}

/// What goes wrong. "Accept" means that the request is carried out, whatever the client hears of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// `delay-250`: the answer comes so many milliseconds later. The request is carried out at once.
    Delay(Millis),
    /// `refuse`: 400 in the shape the switches say.
    Refuse,
    /// `refuse-plain`: 400 `{"error":"text"}`.
    RefusePlain,
    /// `refuse-coded`: 400 `{"success":false,"error":"code","detail":"text"}`.
    RefuseCoded,
    /// `accept-drop`: accepted, never answered.
    AcceptAndDropAnswer,
    /// `accept-disconnect`: accepted, then the connection breaks.
    AcceptAndDisconnect,
    /// `drop`: not accepted, never answered.
    DropBeforeAccept,
    /// `duplicate`: accepted, answered twice on a WebSocket; HTTP cannot, and answers once.
    DuplicateAnswer,
    /// `malformed`: accepted, the answer is broken JSON.
    MalformedAnswer,
    /// `late-reject`: accepted, then what was asked for is rejected, an order after [`crate::Latency::late_reject`]; a change
    /// is dropped. A cancel is not rejected late.
    LateReject,
    /// `late-effect-3000`: never answered, and carried out only so many milliseconds later: until then nothing shows that
    /// it will be.
    LateEffect(Millis),
    /// `disconnect`: not accepted, the connection breaks.
    Disconnect,
    /// `status-503`: not accepted, this HTTP status (the same body inside a WebSocket reply).
    Status(u16),
    /// `accept-status-408`: accepted, and this HTTP status all the same. Only 408 and 5xx would be true to life.
    AcceptThenStatus(u16),
    /// `drop-events`: the event is lost and the numbering does not show it.
    DropEvents,
    /// `seq-gap`: the event is lost and its number with it, so that the next one shows a gap.
    SeqGap,
}

impl Target {
    /// The target that a request is.
    pub(crate) const fn of(request: &Request) -> Target {
        match request {
            Request::PlaceOrder { .. } => Target::Place,
            Request::ChangeOrder { .. } => Target::Change,
            Request::ReplaceOrder { .. } => Target::Replace,
            Request::FlatPlace { .. } => Target::FlatPlace,
            Request::CancelAndBracket { .. } => Target::Bracket,
            Request::CancelOrder { .. } | Request::CancelOrders { .. } | Request::CancelAllOrders => Target::Cancel,
            Request::ClosePosition { .. } => Target::Close,
            Request::Flatten { .. } | Request::FlattenEverything { .. } => Target::Flatten,
            Request::ReversePosition { .. } => Target::Reverse,
            Request::GetOrder { .. }
            | Request::OrderStatus { .. }
            | Request::ListOrders { .. }
            | Request::ListExecutions { .. }
            | Request::ListPositions { .. }
            | Request::ListStrategies { .. }
            | Request::ListAccounts
            | Request::GetAccount { .. }
            | Request::ListAtmTemplates
            | Request::GetQuote { .. }
            | Request::MarketInfo { .. }
            | Request::GetBars { .. } => Target::Read,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Target::Place => "place",
            Target::Change => "change",
            Target::Replace => "replace",
            Target::FlatPlace => "flat-place",
            Target::Bracket => "bracket",
            Target::Cancel => "cancel",
            Target::Close => "close",
            Target::Flatten => "flatten",
            Target::Reverse => "reverse",
            Target::Read => "read",
            Target::Any => "any",
            Target::Events => "events",
        }
    }
}

const TARGETS: [Target; 12] = [
    Target::Place,
    Target::Change,
    Target::Replace,
    Target::FlatPlace,
    Target::Bracket,
    Target::Cancel,
    Target::Close,
    Target::Flatten,
    Target::Reverse,
    Target::Read,
    Target::Any,
    Target::Events,
];

/// How often a fault applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Times {
    /// `next3`: to so many more requests; counts down and goes away.
    Next(u32),
    /// `share10`: to so many percent of them, drawn from the seed.
    Share(u8),
    /// `always`: to all.
    Always,
}

/// Why a text is no fault; each says which words are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultTextError {
    /// Not three parts.
    #[error("write a fault as <on>:<kind>:<times>, such as place:accept-drop:next1, not {0:?}")]
    Form(String),
    /// The first part.
    #[error("{0:?} is none of place, change, replace, flat-place, bracket, cancel, close, flatten, reverse, read, any, events")]
    On(String),
    /// The second part.
    #[error(
        "{0:?} is none of delay-<ms>, refuse, refuse-plain, refuse-coded, accept-drop, accept-disconnect, drop, duplicate, malformed, \
         late-reject, late-effect-<ms>, disconnect, status-<code>, accept-status-<code>, drop-events, seq-gap"
    )]
    Kind(String),
    /// The third part.
    #[error("{0:?} is none of next<count>, share<percent>, always")]
    Times(String),
}

impl FromStr for Fault {
    type Err = FaultTextError;

    fn from_str(text: &str) -> Result<Fault, FaultTextError> {
        let mut parts = text.trim().split(':');
        let (Some(on), Some(kind), Some(times), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(FaultTextError::Form(text.to_owned()));
        };
        Ok(Fault {
            on: TARGETS.into_iter().find(|target| target.word() == on).ok_or_else(|| FaultTextError::On(on.to_owned()))?,
            kind: kind_of(kind).ok_or_else(|| FaultTextError::Kind(kind.to_owned()))?,
            times: times_of(times).ok_or_else(|| FaultTextError::Times(times.to_owned()))?,
        })
    }
}

/// The text that [`Fault::from_str`] reads.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.on.word())?;
        match self.kind {
            FaultKind::LateEffect(ms) => write!(f, "late-effect-{ms}")?,
            FaultKind::Delay(ms) => write!(f, "delay-{ms}")?,
            FaultKind::Status(code) => write!(f, "status-{code}")?,
            FaultKind::AcceptThenStatus(code) => write!(f, "accept-status-{code}")?,
            plain => f.write_str(word_of(plain))?,
        }
        match self.times {
            Times::Next(n) => write!(f, ":next{n}"),
            Times::Share(percent) => write!(f, ":share{percent}"),
            Times::Always => f.write_str(":always"),
        }
    }
}

/// The kinds without a number.
const PLAIN: [FaultKind; 12] = [
    FaultKind::Refuse,
    FaultKind::RefusePlain,
    FaultKind::RefuseCoded,
    FaultKind::AcceptAndDropAnswer,
    FaultKind::AcceptAndDisconnect,
    FaultKind::DropBeforeAccept,
    FaultKind::DuplicateAnswer,
    FaultKind::MalformedAnswer,
    FaultKind::LateReject,
    FaultKind::Disconnect,
    FaultKind::DropEvents,
    FaultKind::SeqGap,
];

const fn word_of(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Delay(_) => "delay",
        FaultKind::Refuse => "refuse",
        FaultKind::RefusePlain => "refuse-plain",
        FaultKind::RefuseCoded => "refuse-coded",
        FaultKind::AcceptAndDropAnswer => "accept-drop",
        FaultKind::AcceptAndDisconnect => "accept-disconnect",
        FaultKind::DropBeforeAccept => "drop",
        FaultKind::DuplicateAnswer => "duplicate",
        FaultKind::MalformedAnswer => "malformed",
        FaultKind::LateReject => "late-reject",
        FaultKind::LateEffect(_) => "late-effect",
        FaultKind::Disconnect => "disconnect",
        FaultKind::Status(_) => "status",
        FaultKind::AcceptThenStatus(_) => "accept-status",
        FaultKind::DropEvents => "drop-events",
        FaultKind::SeqGap => "seq-gap",
    }
}

fn kind_of(text: &str) -> Option<FaultKind> {
    if let Some(ms) = text.strip_prefix("delay-") {
        return number(ms).map(FaultKind::Delay);
    }
    if let Some(ms) = text.strip_prefix("late-effect-") {
        return number(ms).map(FaultKind::LateEffect);
    }
    if let Some(code) = text.strip_prefix("accept-status-") {
        return number(code).map(FaultKind::AcceptThenStatus);
    }
    if let Some(code) = text.strip_prefix("status-") {
        return number(code).map(FaultKind::Status);
    }
    PLAIN.into_iter().find(|kind| word_of(*kind) == text)
}

fn times_of(text: &str) -> Option<Times> {
    if text == "always" {
        return Some(Times::Always);
    }
    if let Some(count) = text.strip_prefix("next") {
        return number(count).map(Times::Next);
    }
    number(text.strip_prefix("share")?).map(Times::Share)
}

/// Plain digits; `parse` alone would also take a plus sign.
fn number<T: FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds() -> impl Strategy<Value = FaultKind> {
        prop_oneof![
            proptest::sample::select(PLAIN.to_vec()),
            any::<Millis>().prop_map(FaultKind::Delay),
            any::<Millis>().prop_map(FaultKind::LateEffect),
            any::<u16>().prop_map(FaultKind::Status),
            any::<u16>().prop_map(FaultKind::AcceptThenStatus),
        ]
    }

    fn times() -> impl Strategy<Value = Times> {
        prop_oneof![any::<u32>().prop_map(Times::Next), any::<u8>().prop_map(Times::Share), Just(Times::Always)]
    }

    proptest! {
        #[test]
        fn every_fault_reads_back_from_its_text(
            on in proptest::sample::select(TARGETS.to_vec()),
            kind in kinds(),
            times in times(),
        ) {
            let fault = Fault { on, kind, times };
            prop_assert_eq!(fault.to_string().parse(), Ok(fault));
        }

        #[test]
        fn whatever_text_is_read_is_written_back(text in "(place|any|x)?:(drop|delay-[0-9]{1,3}|status-\\+?[0-9]{3}|y):(always|next[0-9]{1,2}|share[0-9]{1,3}|z)") {
            if let Ok(fault) = text.parse::<Fault>() {
                prop_assert_eq!(fault.to_string().parse(), Ok(fault));
            }
        }
    }

    #[test]
    fn refusals_list_the_words() {
        for (text, word) in [
            ("", "<on>:<kind>:<times>"),
            ("place:drop", "<on>:<kind>:<times>"),
            ("place:drop:always:x", "<on>:<kind>:<times>"),
            ("plaice:drop:always", "place, change, replace"),
            ("place:dorp:always", "accept-drop"),
            ("place:status-+503:always", "status-<code>"),
            ("place:drop:sometimes", "share<percent>"),
            ("place:drop:share300", "share<percent>"),
        ] {
            let error = text.parse::<Fault>().unwrap_err().to_string();
            assert!(error.contains(word), "{text}: {error}");
        }
    }
}
