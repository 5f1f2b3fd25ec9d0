//! How each state of an order looks: word, icon, tone, and a sentence where one helps.

use crate::ui::icon::{self, Icon};
use order_session::{Attempt, Evidence, Phase};

/// The look of a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// For the style sheet and for tests.
    pub(crate) state: &'static str,
    pub(crate) tone: &'static str,
    pub(crate) icon: Icon,
    pub(crate) word: String,
    pub(crate) why: Option<String>,
}

/// The look of an attempt. `slow`: its answer takes long.
#[inline(never)]
pub(crate) fn look(attempt: &Attempt, slow: bool) -> Look {
    let look =
        |state, tone, icon, word: &str, why: Option<&str>| Look { state, tone, icon, word: word.to_owned(), why: why.map(str::to_owned) };
    match &attempt.phase {
        Phase::Journaling | Phase::Sending if slow => {
            look("slow", "tone-warn", icon::SLOW, "Taking long", Some("no answer yet. Wait; it is not sent again."))
        }
        Phase::Journaling | Phase::Sending => look("sending", "tone-quiet", icon::SENDING, "Sending", None),
        Phase::NotSent(why) => look("not-sent", "tone-warn", icon::NOT_SENT, "Not sent", Some(why)),
        Phase::Refused(why) => look("refused", "tone-block", icon::REFUSED, "Refused", Some(why)),
        Phase::Unknown { why, evidence } => look("unknown", "tone-unknown", icon::UNKNOWN, "Unknown", Some(&unknown(why, evidence))),
        Phase::Acknowledged => look(
            "acknowledged",
            "tone-live",
            icon::ACKNOWLEDGED,
            "Acknowledged",
            Some("taken by the API. NinjaTrader may still reject it."),
        ),
        Phase::Working => {
            let resting = attempt.row.as_ref().map(|row| row.state.as_str()).filter(|state| *state != "Working");
            look("working", "tone-live", icon::WORKING, "Working", resting)
        }
        Phase::PartFilled => {
            let word = format!("Part filled {}/{}", attempt.filled(), attempt.contracts());
            look("part", "tone-live", icon::PART, &word, None)
        }
        Phase::Filled => look("filled", "tone-ok", icon::FILLED, "Filled", None),
        Phase::Cancelled => look("cancelled", "tone-quiet", icon::CANCELLED, "Cancelled", None),
        Phase::Rejected => look("rejected", "tone-block", icon::REJECTED, "Rejected", Some("NinjaTrader rejected it.")),
        Phase::LateRejected => {
            look("late", "tone-block", icon::LATE, "Late rejected", Some("acknowledged first, then rejected by NinjaTrader."))
        }
        Phase::DeclaredNotPlaced => look(
            "declared",
            "tone-warn",
            icon::NOT_SENT,
            "Not placed",
            Some("by your word. Reading goes on and speaks up if it shows otherwise."),
        ),
    }
}

fn unknown(why: &str, evidence: &Evidence) -> String {
    let what = match evidence {
        Evidence::NotReadYet => "Reading orders to find out; it is not sent again.",
        Evidence::NothingYet => "Nothing like it in the orders yet; still reading. It is not sent again.",
        Evidence::NothingFound => "Read again and again: no such order, no such fill. It probably never arrived.",
        Evidence::Candidates(_) => "Orders just like it are there. Which one is yours?",
    };
    format!("we do not know whether this order exists ({why}). {what}")
}
