//! The API's words in any case; what is no word is kept.

use crate::drawn::text;
use crosstrade::{Dialect, OrderState, action_word, read_side, tif_word, type_word};
use order_model::{Action, OrderType, TimeInForce};
use proptest::prelude::*;

/// The word with the case of each letter drawn.
fn mixed(word: &str, bits: u32) -> String {
    word.chars().enumerate().map(|(n, c)| if bits >> (n % 32) & 1 == 1 { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }).collect()
}

proptest! {
    #[test]
    fn every_word_is_read_in_any_case(bits in any::<u32>()) {
        for dialect in [Dialect::Rest, Dialect::Socket] {
            for action in Action::ALL {
                let word = mixed(action_word(*action, dialect), bits);
                prop_assert_eq!(Action::parse(&word), Ok(*action));
                prop_assert_eq!(read_side(&word), Some(*action));
            }
            for order_type in OrderType::ALL {
                prop_assert_eq!(OrderType::parse(&mixed(type_word(*order_type, dialect), bits)), Ok(*order_type));
            }
            for life in TimeInForce::ALL {
                prop_assert_eq!(TimeInForce::parse(&mixed(tif_word(*life, dialect), bits)), Ok(*life));
            }
        }
        prop_assert_eq!(read_side(&mixed("SellShort", bits)), Some(Action::Sell));
        prop_assert_eq!(read_side(&mixed("BuyToCover", bits)), Some(Action::Buy));
        for state in OrderState::all() {
            prop_assert_eq!(OrderState::parse(&mixed(state.as_str(), bits)), state);
        }
    }

    #[test]
    fn unknown_words_are_kept_and_never_an_end(word in text()) {
        let state = OrderState::parse(&word);
        if OrderState::all().contains(&state) {
            prop_assert!(state.as_str().eq_ignore_ascii_case(&word) || word.eq_ignore_ascii_case("Canceled"));
        } else {
            prop_assert_eq!(state.as_str(), word.as_str());
            prop_assert!(!state.is_final());
        }
    }
}

#[test]
fn the_words_of_each_transport() {
    let rest = ["BUY", "SELL", "MARKET", "LIMIT", "STOPMARKET", "STOPLIMIT", "DAY", "GTC"];
    let socket = ["Buy", "Sell", "Market", "Limit", "StopMarket", "StopLimit", "Day", "Gtc"];
    for (dialect, expected) in [(Dialect::Rest, rest), (Dialect::Socket, socket)] {
        let actions = Action::ALL.iter().map(|a| action_word(*a, dialect));
        let types = OrderType::ALL.iter().map(|t| type_word(*t, dialect));
        let lives = TimeInForce::ALL.iter().map(|t| tif_word(*t, dialect));
        assert_eq!(actions.chain(types).chain(lives).collect::<Vec<_>>(), expected);
    }
    let ends = [OrderState::Cancelled, OrderState::Rejected, OrderState::Filled];
    for state in OrderState::all() {
        assert_eq!(state.is_final(), ends.contains(&state), "{state}");
    }
}
