//! The exchange's switches as words of the command line: which side of the API documents' contradictions is played.

use crosstrade::{ErrorShape, IdKey};
use practice_exchange::{ChangeVerb, CustomId, OverLimit, PnlShape, Sessions, StopRest, Switches};

/// Every switch with its words, the default first.
const WORDS: &str = "error-shape=coded|plain, list-id=order-id|id, over-limit=refuse|delay, custom-id=echo|user-data, sessions=many|one, \
    stop-rest=accepted|trigger-pending, change-verb=put-or-post|put, pnl-shape=array|keyed";

/// A text that is no switch.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is none of {WORDS}")]
pub(crate) struct SwitchError(String);

/// Sets one switch, `name=word`.
pub(crate) fn set(switches: &mut Switches, text: &str) -> Result<(), SwitchError> {
    match text {
        "error-shape=coded" => switches.error_shape = ErrorShape::Coded,
        "error-shape=plain" => switches.error_shape = ErrorShape::Plain,
        "list-id=id" => switches.list_id_key = IdKey::Id,
        "list-id=order-id" => switches.list_id_key = IdKey::OrderId,
        "over-limit=refuse" => switches.over_limit = OverLimit::Refuse,
        "over-limit=delay" => switches.over_limit = OverLimit::Delay,
        "custom-id=echo" => switches.custom_id = CustomId::Echo,
        "custom-id=user-data" => switches.custom_id = CustomId::OnlyInUserData,
        "sessions=many" => switches.sessions = Sessions::Many,
        "sessions=one" => switches.sessions = Sessions::One,
        "stop-rest=accepted" => switches.stop_rest = StopRest::Accepted,
        "stop-rest=trigger-pending" => switches.stop_rest = StopRest::TriggerPending,
        "change-verb=put-or-post" => switches.change_verb = ChangeVerb::PutOrPost,
        "change-verb=put" => switches.change_verb = ChangeVerb::PutOnly,
        "pnl-shape=array" => switches.pnl_shape = PnlShape::Array,
        "pnl-shape=keyed" => switches.pnl_shape = PnlShape::Keyed,
        _ => return Err(SwitchError(text.to_owned())),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_taken_and_the_first_of_each_is_the_default() {
        for switch in WORDS.split(", ") {
            let (name, words) = switch.split_once('=').unwrap();
            for (place, word) in words.split('|').enumerate() {
                let mut switches = Switches::default();
                set(&mut switches, &format!("{name}={word}")).unwrap();
                assert_eq!(switches == Switches::default(), place == 0, "{name}={word}");
            }
        }
        assert!(set(&mut Switches::default(), "sessions=two").unwrap_err().to_string().contains("sessions=many|one"));
    }
}
