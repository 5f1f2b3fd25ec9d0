//! What the chart shows, in whole numbers, and its drawing. Equal scenes are drawn once.

use crate::state::App;
use crate::state::history::side;
use crate::ui::dom::{View, drawn};
use crate::ui::format::price;
use crosstrade::{BarRow, OrderRow};
use order_model::{Action, InstrumentSpec, Millis, OrderKind, Price};

/// The box of the bars.
const WIDTH: i64 = 1_000;
const HEIGHT: i64 = 176;
/// Room above the highest and below the lowest price, in the picture's pixels.
const MARGIN: i64 = 12;
/// Words of lines closer than this would stand on one another.
const APART: i64 = 14;
/// An order farther away than the bars' own range, and than this many ticks, is named at the edge instead of flattening the
/// picture.
const REACH: i64 = 40;

/// A line across the picture.
#[derive(PartialEq)]
struct Level {
    y: i64,
    /// Where its words stand, so that none stands on another.
    words_y: i64,
    class: &'static str,
    words: String,
}

/// A fill: where, and which side.
#[derive(PartialEq)]
struct Mark {
    /// In tenths of a percent of the width.
    x: i64,
    y: i64,
    action: Action,
}

/// What a scene is made of: while it is the same, nothing is counted anew. Of a quote only the last price is in it.
#[derive(PartialEq)]
pub(super) struct Seen {
    bars: u64,
    books: u64,
    instrument: String,
    account: String,
    last: Option<Price>,
    spec: Option<InstrumentSpec>,
}

impl Seen {
    /// Follows all of it.
    pub(super) fn now(app: App) -> Seen {
        let state = app.state();
        Seen {
            bars: state.beside.get(),
            books: state.books.get(),
            instrument: app.instrument(),
            account: app.account(),
            last: state.shown.with(|s| s.quote.as_ref().and_then(|q| q.last)),
            spec: app.spec(),
        }
    }
}

#[derive(PartialEq)]
pub(super) struct Scene {
    ranges: String,
    closes: String,
    levels: Vec<Level>,
    marks: Vec<Mark>,
    high: (i64, String),
    low: (i64, String),
    label: String,
}

/// From ticks to pixels.
#[derive(Clone, Copy)]
struct Scale {
    low: i64,
    high: i64,
}

impl Scale {
    fn y(self, ticks: i64) -> i64 {
        let span = (self.high - self.low).max(1);
        let inside = HEIGHT - 2 * MARGIN;
        let y = (self.high - ticks).saturating_mul(inside) / span + MARGIN;
        y.clamp(2, HEIGHT - 2)
    }

    fn holds(self, ticks: i64) -> bool {
        (self.low..=self.high).contains(&ticks)
    }
}

impl Scene {
    /// Of the account and the instrument on the ticket.
    pub(super) fn of(app: App, seen: &Seen) -> Option<Scene> {
        let instrument = seen.instrument.as_str();
        app.look(|session| {
            let bars = session.desk().bars(instrument);
            let book = session.book(&seen.account);
            let orders = book.map(|book| book.orders.as_slice()).unwrap_or_default();
            let mine = |row: &&OrderRow| !row.state.is_final() && row.instrument.eq_ignore_ascii_case(instrument);
            let fills = book.map(|book| book.executions.as_slice()).unwrap_or_default().iter();
            let fills = fills.filter(|row| row.instrument.eq_ignore_ascii_case(instrument));
            let fills = fills.filter_map(|row| Some((row.at?, row.price?, side(row)?, row.quantity))).collect();
            Scene::build(instrument, seen.spec?, bars, seen.last, orders.iter().filter(mine).collect(), fills)
        })
        .flatten()
    }

    fn build(
        instrument: &str,
        spec: InstrumentSpec,
        bars: &[BarRow],
        last: Option<Price>,
        orders: Vec<&OrderRow>,
        fills: Vec<(Millis, Price, Action, u32)>,
    ) -> Option<Scene> {
        let ticks = |price: Price| price.ticks(spec.tick_size).or_else(|| price.neighbours(spec.tick_size)?.0.ticks(spec.tick_size));
        let last = last.or_else(|| bars.last().map(|bar| bar.close))?;
        let now = ticks(last)?;
        let rows: Vec<[i64; 3]> = bars.iter().filter_map(|bar| Some([ticks(bar.high)?, ticks(bar.low)?, ticks(bar.close)?])).collect();
        let high = rows.iter().map(|row| row[0]).chain([now]).max()?;
        let low = rows.iter().map(|row| row[1]).chain([now]).min()?;
        if rows.is_empty() {
            return None;
        }
        let mut scale = Scale { low, high };
        let reach = (high - low).max(REACH);
        let lines: Vec<(i64, &OrderRow)> = orders.iter().filter_map(|row| Some((ticks(row.limit.or(row.stop)?)?, *row))).collect();
        for (ticks, _) in lines.iter().filter(|(ticks, _)| (low - reach..=high + reach).contains(ticks)) {
            scale = Scale { low: scale.low.min(*ticks), high: scale.high.max(*ticks) };
        }
        let text = |p: Price| price(p, Some(spec));
        let mut levels: Vec<Level> = lines.iter().map(|(ticks, row)| level(scale, *ticks, row, spec)).collect();
        let words = text(last);
        levels.push(Level { y: scale.y(now), words_y: 0, class: "last", words });
        levels.sort_by_key(|level| level.y);
        spread(&mut levels);
        let from = bars.first()?.at;
        let steps = bars.len().saturating_sub(1).max(1);
        let marks = fills.iter().filter(|(at, ..)| *at >= from).filter_map(|(at, price, action, _)| {
            // Its bar is the first that ends after it; a fill of the minute that still runs stands at the right edge.
            let place = bars.partition_point(|bar| bar.at < *at).min(steps);
            let x = i64::try_from(place.saturating_mul(1_000) / steps).ok()?.clamp(6, 990);
            Some(Mark { x, y: scale.y(ticks(*price)?), action: *action })
        });
        let price_at = |ticks: i64| spec.tick_size.times(ticks).map(text).unwrap_or_default();
        let (ranges, closes) = paths(&rows, scale);
        let mut label =
            format!("{instrument}, one-minute bars of the last day: last {}, high {}, low {}.", text(last), price_at(high), price_at(low));
        for level in levels.iter().filter(|level| level.class != "last") {
            label += &[" Working: ", level.words.trim_start_matches(['↑', '↓', ' ']), "."].concat();
        }
        for (_, price, action, quantity) in &fills {
            label += &format!(" Fill: {} {quantity} at {}.", action.as_str(), text(*price));
        }
        Some(Scene {
            ranges,
            closes,
            levels,
            marks: marks.collect(),
            high: (scale.y(high), price_at(high)),
            low: (scale.y(low), price_at(low)),
            label,
        })
    }

    /// Numbers of this program only go into the markup; words go in as text.
    pub(super) fn draw(&self) -> View {
        let mut markup = format!(
            r#"<svg _ class="chart-picture" role="img" width="100%" height="{HEIGHT}"><svg class="bars" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" width="100%" height="{HEIGHT}"><path class="range" d="{}"/><path class="close" d="{}"/></svg><text _ class="edge" x="16" y="{}"></text><text _ class="edge" x="16" y="{}"></text>"#,
            self.ranges,
            self.closes,
            (self.high.0 - 3).max(11),
            (self.low.0 + 13).min(HEIGHT - 2),
        );
        for level in &self.levels {
            markup += &format!(
                r#"<g class="{}"><line x1="0" x2="100%" y1="{y}" y2="{y}"/><text _ x="100%" dx="-16" y="{}" text-anchor="end"></text></g>"#,
                level.class,
                level.words_y,
                y = level.y,
            );
        }
        for mark in &self.marks {
            let (class, path) = match mark.action {
                Action::Buy => ("buy", "M0 1l5 9h-10z"),
                Action::Sell => ("sell", "M0-1l5-9h-10z"),
            };
            markup += &format!(
                r#"<svg class="fill {class}" x="{}.{}%" y="{}" overflow="visible"><path d="{path}"/></svg>"#,
                mark.x / 10,
                mark.x % 10,
                mark.y
            );
        }
        markup += "</svg>";
        let whole = drawn(&markup);
        whole.at().attr("aria-label", &self.label);
        whole.at().text(&self.high.1);
        whole.at().text(&self.low.1);
        for level in &self.levels {
            whole.at().text(&level.words);
        }
        whole.view()
    }
}

fn level(scale: Scale, ticks: i64, row: &OrderRow, spec: InstrumentSpec) -> Level {
    let buys = row.side() == Some(Action::Buy);
    let kind = match row.kind() {
        Some(OrderKind::Market) | None => "",
        Some(OrderKind::Limit { .. }) => " LIMIT ",
        Some(OrderKind::StopMarket { .. }) => " STOP ",
        Some(OrderKind::StopLimit { .. }) => " STOP LIMIT ",
    };
    let price = row.limit.or(row.stop).map(|p| price(p, Some(spec))).unwrap_or_default();
    let beyond = match scale.holds(ticks) {
        true => "",
        false if ticks > scale.high => "↑ ",
        false => "↓ ",
    };
    let words = format!("{beyond}{} {}{kind}{price}", if buys { "Buy" } else { "Sell" }, row.remaining());
    let class = match (buys, beyond.is_empty()) {
        (true, true) => "own buy",
        (false, true) => "own sell",
        (true, false) => "own buy beyond",
        (false, false) => "own sell beyond",
    };
    Level { y: scale.y(ticks), words_y: 0, class, words }
}

/// Gives every line's words a place of their own, from the top down, and up again from the bottom.
fn spread(levels: &mut [Level]) {
    let mut free = 11;
    for level in levels.iter_mut() {
        level.words_y = (level.y - 3).max(free);
        free = level.words_y + APART;
    }
    let mut most = HEIGHT - 2;
    for level in levels.iter_mut().rev() {
        level.words_y = level.words_y.min(most);
        most = level.words_y - APART;
    }
}

/// The bars as a path of upright lines, and their closes as a line.
fn paths(rows: &[[i64; 3]], scale: Scale) -> (String, String) {
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX).max(2) - 1;
    let (mut ranges, mut closes) = (String::new(), String::new());
    for (place, [high, low, close]) in (0_i64..).zip(rows) {
        let x = place.saturating_mul(WIDTH) / count;
        ranges += &format!("M{x} {}V{}", scale.y(*high), scale.y(*low));
        closes += &format!("{}{x} {}", if place == 0 { 'M' } else { 'L' }, scale.y(*close));
    }
    (ranges, closes)
}
