//! How long the log takes: a line, a day of lines, their check, and the way through storage.

use divan::{Bencher, black_box};
use order_history::{Bounds, History, Kind, Record, verify_export};
use order_model::{Action, OrderType, Price, TimeInForce};

const LINES: u64 = 5_000;

fn main() {
    divan::main();
}

/// A place line as a page writes it: the longest of the common ones.
fn record(number: u64) -> Record {
    Record {
        session: "3f9a1c".into(),
        venue: "practice".into(),
        transport: "http".into(),
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        action: Some(Action::Buy),
        order_type: Some(OrderType::Limit),
        quantity: Some(2),
        limit: Price::try_new(601_025, 2),
        time_in_force: Some(TimeInForce::Day),
        attempt: format!("cb1fc8d4e1a84d29ae38fea9{number:08x}"),
        bytes: r#"{"instrument":"ES 12-26","action":"BUY","orderType":"LIMIT","quantity":2,"limitPrice":6010.25,"timeInForce":"DAY"}"#
            .into(),
        ..Record::new(Kind::Place)
    }
}

fn history() -> History {
    let mut history = History::new(Bounds { lines: 10_000, bytes: 10_000_000 });
    for number in 0..LINES {
        let _ = history.append(record(number), 1_767_000_000_000 + number);
    }
    history
}

#[divan::bench]
fn append_one(bencher: Bencher<'_, '_>) {
    let mut history = History::new(Bounds::default());
    bencher.bench_local(|| history.append(record(1), 1_767_000_000_000));
}

#[divan::bench]
fn append_5000() -> History {
    history()
}

#[divan::bench]
fn append_and_verify_5000() -> bool {
    history().verify().is_good()
}

#[divan::bench]
fn verify_5000(bencher: Bencher<'_, '_>) {
    let history = history();
    assert!(history.verify().is_good());
    bencher.bench(|| black_box(&history).verify());
}

#[divan::bench]
fn restore_5000(bencher: Bencher<'_, '_>) {
    let history = history();
    let (text, head) = (history.text(), history.head());
    bencher.bench(|| History::restore(black_box(&text), Some(head), Bounds::default()));
}

#[divan::bench]
fn export_5000_as_csv(bencher: Bencher<'_, '_>) {
    let history = history();
    bencher.bench(|| black_box(&history).to_csv());
}

#[divan::bench]
fn export_5000_as_json_and_check_it(bencher: Bencher<'_, '_>) {
    let history = history();
    bencher.bench(|| verify_export(&black_box(&history).to_json()));
}
