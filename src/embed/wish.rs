//! What a host may wish of a ticket, by the names of its attributes: read here, refused here with a sentence.

use crate::state::{Theme, Values, Way, is_origin, normal_word};
use crosstrade::field_name;
use order_model::Field;

/// A wish that can be granted.
pub(crate) enum Wish {
    /// Fill a field.
    Fill(Field, String),
    /// Colours, or whatever the trader has set.
    Theme(Option<Theme>),
    /// By this way, or as the trader has set.
    Transport(Option<Way>),
    /// To this server, or the page's own.
    Gateway(String),
    /// For reading only.
    ReadOnly(bool),
}

/// Ways by the words of the attribute `transport`.
const WAYS: [(&str, Way); 4] =
    [("practice", Way::Practice), ("websocket", Way::GatewaySocket), ("rest", Way::GatewayRest), ("direct", Way::Direct)];
const THEMES: [(&str, Theme); 3] = [("system", Theme::System), ("light", Theme::Light), ("dark", Theme::Dark)];

/// The limits of a host by their names, in the order of [`Values`].
const LIMITS: [&str; 7] = ["maxQuantity", "maxPosition", "maxNotional", "collarTicks", "collarBps", "ordersAMinute", "duplicateWindowMs"];

/// Reads a wish. `None` takes it back. The error says what would be right.
pub(crate) fn wish(name: &str, value: Option<&str>) -> Result<Wish, String> {
    if let Some(field) = Field::INPUTS.iter().find(|field| field_name(**field) == name) {
        return Ok(Wish::Fill(*field, normal_word(*field, value.unwrap_or_default().to_owned())));
    }
    let given = value.filter(|text| !text.is_empty());
    match name {
        "theme" => word(name, &THEMES, given).map(Wish::Theme),
        "transport" => word(name, &WAYS, given).map(Wish::Transport),
        "gateway" => match given.map(|text| text.trim_end_matches('/')) {
            None => Ok(Wish::Gateway(String::new())),
            Some(origin) if is_origin(origin) => Ok(Wish::Gateway(origin.to_owned())),
            Some(other) => Err(["gateway is an origin such as https://gateway.example, not “", other, "”."].concat()),
        },
        "readonly" => Ok(Wish::ReadOnly(value.is_some())),
        other => Err(["The order ticket has nothing named “", other, "”."].concat()),
    }
}

fn word<T: Copy>(name: &str, words: &[(&str, T)], given: Option<&str>) -> Result<Option<T>, String> {
    let Some(given) = given else { return Ok(None) };
    let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(given)).map(|(_, meant)| *meant);
    let known = || words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    found.map(Some).ok_or_else(|| [name, " is one of ", &known(), ", not “", given, "”."].concat())
}

/// Reads limits: whole numbers from 0, each of which may be left out; none when none is given. `None` is what is no object.
pub(crate) fn limits_of(given: Option<Vec<(String, Option<String>)>>) -> Result<Option<Values>, String> {
    let Some(given) = given else { return Err("limits is an object.".to_owned()) };
    let mut values = Values::default();
    for (name, text) in &given {
        let place = LIMITS.iter().position(|known| known == name).and_then(|at| values.get_mut(at));
        let number = text.as_deref().and_then(|text| text.parse().ok());
        match (place, number) {
            (Some(place), Some(number)) => *place = Some(number),
            (Some(_), None) => return Err([name, " is a whole number, 0 or more."].concat()),
            (None, _) => return Err(["There is no limit named “", name, "”; known are ", &LIMITS.join(", "), "."].concat()),
        }
    }
    Ok((!given.is_empty()).then_some(values))
}
