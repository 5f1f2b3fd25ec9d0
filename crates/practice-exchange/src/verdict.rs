//! What the faults in force make of one request or event.

use crate::fault::{FaultKind, Faults, Target, Times};
use crate::random::Draws;
use crosstrade::{ErrorShape, Request};
use order_model::Millis;

/// What becomes of one request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) delay: Millis,
    pub(crate) late_reject: bool,
    pub(crate) twice: bool,
    pub(crate) end: Option<End>,
}

/// The fault that decides how a request ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Not carried out, refused; `None` for the shape of the switches.
    Refuse(Option<ErrorShape>),
    Drop {
        accepted: bool,
    },
    Disconnect {
        accepted: bool,
    },
    Status {
        code: u16,
        accepted: bool,
    },
    Malformed,
    /// Never answered, and carried out so many milliseconds later.
    Later(Millis),
}

impl End {
    pub(crate) const fn is_accepted(self) -> bool {
        match self {
            End::Refuse(_) | End::Later(_) => false,
            End::Drop { accepted } | End::Disconnect { accepted } | End::Status { accepted, .. } => accepted,
            End::Malformed => true,
        }
    }
}

/// What becomes of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// The numbering goes on as if nothing had been.
    Silent,
    /// Its number is lost with it.
    Gap,
}

/// Draws the faults for a request, in order, up to the first that decides.
pub(crate) fn on_request(faults: &mut Faults, request: &Request, draws: &mut Draws) -> Verdict {
    let mut verdict = Verdict::default();
    let target = Target::of(request);
    for fault in &mut faults.0 {
        let makes_sense = match fault.kind {
            FaultKind::LateReject => !matches!(target, Target::Read | Target::Cancel),
            FaultKind::LateEffect(_) => target != Target::Read,
            FaultKind::DropEvents | FaultKind::SeqGap => false,
            _ => true,
        };
        if !(makes_sense && (fault.on == target || fault.on == Target::Any) && applies(&mut fault.times, draws)) {
            continue;
        }
        verdict.end = match fault.kind {
            FaultKind::Delay(ms) => {
                verdict.delay = verdict.delay.saturating_add(ms);
                None
            }
            FaultKind::LateReject => {
                verdict.late_reject = true;
                None
            }
            FaultKind::DuplicateAnswer => {
                verdict.twice = true;
                None
            }
            FaultKind::Refuse => Some(End::Refuse(None)),
            FaultKind::RefusePlain => Some(End::Refuse(Some(ErrorShape::Plain))),
            FaultKind::RefuseCoded => Some(End::Refuse(Some(ErrorShape::Coded))),
            FaultKind::AcceptAndDropAnswer => Some(End::Drop { accepted: true }),
            FaultKind::DropBeforeAccept => Some(End::Drop { accepted: false }),
            FaultKind::AcceptAndDisconnect => Some(End::Disconnect { accepted: true }),
            FaultKind::Disconnect => Some(End::Disconnect { accepted: false }),
            FaultKind::Status(code) => Some(End::Status { code, accepted: false }),
            FaultKind::AcceptThenStatus(code) => Some(End::Status { code, accepted: true }),
            FaultKind::MalformedAnswer => Some(End::Malformed),
            FaultKind::LateEffect(after) => Some(End::Later(after)),
            FaultKind::DropEvents | FaultKind::SeqGap => None,
        };
        if verdict.end.is_some() {
            break;
        }
    }
    forget_spent(faults);
    verdict
}

/// Draws the faults for an event.
pub(crate) fn on_event(faults: &mut Faults, draws: &mut Draws) -> Option<Loss> {
    let mut loss = None;
    for fault in faults.0.iter_mut().filter(|fault| fault.on == Target::Events) {
        let kind = match fault.kind {
            FaultKind::DropEvents => Loss::Silent,
            FaultKind::SeqGap => Loss::Gap,
            _ => continue,
        };
        if applies(&mut fault.times, draws) {
            loss = Some(kind);
            break;
        }
    }
    forget_spent(faults);
    loss
}

fn applies(times: &mut Times, draws: &mut Draws) -> bool {
    match times {
        Times::Always => true,
        Times::Share(percent) => draws.percent(*percent),
        Times::Next(left) => match left.checked_sub(1) {
            Some(rest) => {
                *left = rest;
                true
            }
            None => false,
        },
    }
}

fn forget_spent(faults: &mut Faults) {
    faults.0.retain(|fault| fault.times != Times::Next(0));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(texts: &[&str]) -> Faults {
        Faults(texts.iter().map(|text| text.parse().unwrap()).collect())
    }

    fn cancel() -> Request {
        Request::CancelOrder { account: "Sim101".into(), order_id: "x".into() }
    }

    #[test]
    fn faults_add_up_until_one_decides() {
        let mut draws = Draws::new(1);
        let mut set = faults(&["any:delay-5:always", "read:drop:always", "cancel:delay-7:next1", "any:status-503:next2", "any:drop:next1"]);
        let first = on_request(&mut set, &cancel(), &mut draws);
        assert_eq!(first, Verdict { delay: 12, end: Some(End::Status { code: 503, accepted: false }), ..Verdict::default() });
        assert_eq!(set, faults(&["any:delay-5:always", "read:drop:always", "any:status-503:next1", "any:drop:next1"]));
        let second = on_request(&mut set, &cancel(), &mut draws);
        assert_eq!((second.delay, second.end), (5, Some(End::Status { code: 503, accepted: false })));
        assert_eq!(on_request(&mut set, &cancel(), &mut draws).end, Some(End::Drop { accepted: false }));
        assert_eq!(on_request(&mut set, &cancel(), &mut draws).end, None);
    }

    #[test]
    fn what_makes_no_sense_never_applies_and_is_not_used_up() {
        let mut draws = Draws::new(1);
        let mut set = faults(&["any:late-reject:next1", "any:seq-gap:next1", "events:drop:next1"]);
        let before = set.clone();
        assert_eq!(on_request(&mut set, &cancel(), &mut draws), Verdict::default());
        assert_eq!(on_event(&mut set, &mut draws), None);
        assert_eq!(set, before);
    }

    #[test]
    fn a_share_is_about_that_share() {
        let mut draws = Draws::new(3);
        let mut set = faults(&["any:drop:share10"]);
        let struck = (0..10_000).filter(|_| on_request(&mut set, &cancel(), &mut draws).end.is_some()).count();
        assert!((850..1_150).contains(&struck), "{struck}");
    }
}
