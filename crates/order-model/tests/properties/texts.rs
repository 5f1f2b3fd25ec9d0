//! Every parser on every text: no panic, and what it takes it gives back.

use order_model::{AccountName, Action, ContractMonth, Day, Instrument, Label, OrderType, Price, Quantity, TimeInForce, contract};
use proptest::prelude::*;

/// Anything, and texts that are nearly right.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-+ ]?[0-9.,eE' ]{0,24}",
        "[A-Z0-9]{1,4}[ ]?[-A-Za-z0-9!]{0,6}",
        "[0-9-]{8,12}",
        "(?i)(buy|sell|market|limit|stop|stop limit|stopmarket|day|gtc) ?",
        "\\PC{90,110}",
    ]
}

proptest! {
    #[test]
    fn prices_and_quantities_never_panic_and_print_what_they_read(text in text()) {
        if let Ok(price) = Price::parse(&text) {
            prop_assert_eq!(Price::parse(&price.to_string()), Ok(price));
            prop_assert!(text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.') || c.is_whitespace()), "{}", text);
        }
        if let Some(price) = Price::parse_json(&text) {
            prop_assert_eq!(Price::nearest_json(&text), Some(price));
        }
        if let Ok(quantity) = Quantity::parse(&text) {
            prop_assert_eq!(text.trim().parse::<u32>(), Ok(quantity.get()));
            prop_assert!(quantity.get() >= 1 && quantity.get() <= Quantity::MAX);
        }
        let _ = Price::nearest_json(&text);
    }

    #[test]
    fn exponents_of_any_size_never_panic(mantissa in "-?[0-9]{1,40}(\\.[0-9]{0,40})?", exponent in any::<i64>(), plus in "[+]?") {
        for text in [format!("{mantissa}e{exponent}"), format!("{mantissa}E{plus}{}", exponent % 40)] {
            if let Some(price) = Price::parse_json(&text) {
                prop_assert_eq!(Price::parse(&price.to_string()), Ok(price));
            }
            let _ = Price::nearest_json(&text);
        }
    }

    #[test]
    fn quantities_are_the_integers_of_the_api(n in any::<u64>()) {
        let expected = u32::try_from(n).ok().filter(|n| (1..=2_147_483_647).contains(n));
        prop_assert_eq!(Quantity::parse(&n.to_string()).ok().map(Quantity::get), expected);
        let small = u32::try_from(n % 4_294_967_296).unwrap();
        prop_assert_eq!(Quantity::try_new(small).map(Quantity::get), Some(small).filter(|n| (1..=2_147_483_647).contains(n)));
    }

    #[test]
    fn instruments_never_panic_and_their_name_means_themselves(text in text(), days in proptest::option::of(-800_000_i32..3_000_000)) {
        let today = days.map(|days| Day::from_unix_millis(0).plus(days));
        if let Ok(instrument) = Instrument::parse(&text, today) {
            prop_assert_eq!(Instrument::parse(instrument.name(), today), Ok(instrument.clone()), "a name that is sent and read back");
            prop_assert!(instrument.is(&instrument.name().to_ascii_lowercase()));
            prop_assert!(!instrument.root().is_empty() || instrument.month().is_none());
            let _ = instrument.last_trading_day();
        }
    }

    #[test]
    fn every_spelling_of_a_contract_is_one_contract(row in 0_usize..56, year in 0_i32..100, month in 1_u8..=12, days in 0_i32..36_500) {
        let Some(row) = order_model::CONTRACTS.get(row) else { return Ok(()) };
        let month = ContractMonth::try_new(2000 + year, month).unwrap();
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let name = names[usize::from(month.month()) - 1];
        let today = Some(Day::parse("2000-01-01").unwrap().plus(days));
        let expected = format!("{} {month}", row.root);
        let short = format!("{:02}", month.year() % 100);
        for text in [
            format!("{} {month}", row.root),
            format!("  {}   {month} ", row.root.to_lowercase()),
            format!("{} {name}{short}", row.root),
            format!("{} {name} {short}", row.root),
            format!("{}{}{short}", row.root, month.code()),
        ] {
            let read = Instrument::parse(&text, today).unwrap();
            prop_assert_eq!(read.name(), &expected, "{}", text);
            prop_assert_eq!((read.root(), read.month()), (row.root, Some(month)));
        }
    }

    #[test]
    fn a_one_digit_year_lies_between_two_years_ago_and_seven_ahead(year in 2002_i32..2092, digit in 0_i32..10) {
        let today = Day::try_new(year, 6, 15);
        let read = Instrument::parse(&format!("ESZ{digit}"), today).unwrap();
        let meant = read.month().unwrap().year();
        prop_assert_eq!(meant % 10, digit);
        prop_assert!((year - 2..=year + 7).contains(&meant), "{} from {}", meant, year);
    }

    #[test]
    fn an_undated_name_is_the_front_month(row in 0_usize..56, days in 0_i32..36_000) {
        let Some(row) = order_model::CONTRACTS.get(row) else { return Ok(()) };
        let today = Day::parse("2000-01-01").unwrap().plus(days);
        let month = row.front_month(today);
        for text in [row.root.to_owned(), format!("{}1!", row.root.to_lowercase())] {
            let read = Instrument::parse(&text, Some(today)).unwrap();
            prop_assert_eq!(read.month(), Some(month));
            prop_assert!(read.last_trading_day().unwrap() >= today);
            prop_assert!(row.lists(month));
        }
        prop_assert_eq!(contract(&row.root.to_lowercase()), Some(row));
    }

    #[test]
    fn names_are_what_can_be_seen(text in text()) {
        if let Ok(label) = Label::parse(&text) {
            prop_assert_eq!(label.as_str(), text.trim());
            prop_assert!((1..=Label::MAX_CHARS).contains(&label.as_str().chars().count()));
            prop_assert!(!label.as_str().chars().any(char::is_control));
            prop_assert_eq!(Label::parse(label.as_str()), Ok(label.clone()));
            if matches!(label.as_str(), "." | "..") {
                prop_assert!(AccountName::parse(&text).is_err());
                return Ok(());
            }
            let account = AccountName::parse(&text).unwrap();
            prop_assert!(account.is(&account.as_str().to_ascii_uppercase()));
            prop_assert_eq!(account.to_string(), label.to_string());
        } else {
            prop_assert!(AccountName::parse(&text).is_err());
        }
    }

    #[test]
    fn words_are_one_of_their_words_in_any_case(text in text()) {
        for upper in [false, true] {
            let text = if upper { text.to_ascii_uppercase() } else { text.clone() };
            prop_assert_eq!(Action::parse(&text).ok().map(|a| a.as_str().to_ascii_lowercase()), among(&text, &["buy", "sell"]));
            prop_assert_eq!(TimeInForce::parse(&text).ok().map(|t| t.as_str().to_ascii_lowercase()), among(&text, &["day", "gtc"]));
            let spelled = |t: OrderType| t.as_str().to_ascii_lowercase().replace(' ', "");
            let known = among(&text.replace(' ', ""), &["market", "limit", "stop", "stopmarket", "stoplimit"]);
            if let Ok(order_type) = OrderType::parse(&text) {
                prop_assert_eq!(Some(spelled(order_type)), known.map(|word| word.replace("stopmarket", "stop")));
            }
        }
    }

    #[test]
    fn days_are_what_they_print(text in text(), millis in any::<i64>()) {
        if let Some(day) = Day::parse(&text) {
            prop_assert_eq!(day.to_string(), text);
        }
        let day = Day::from_unix_millis(millis);
        prop_assert_eq!(Day::parse(&day.to_string()), Some(day));
        prop_assert_eq!(Day::try_new(day.year(), day.month(), day.day()), Some(day));
    }
}

fn among(text: &str, words: &[&str]) -> Option<String> {
    words.iter().find(|word| text.trim().eq_ignore_ascii_case(word)).map(|word| (*word).to_owned())
}
