//! The contract and its market: expiry, listing, open or closed.

use crate::finding::{Code, Field, Finding, Fix};
use crate::preview::spec_of;
use crate::rules::form::Read;
use crate::{Context, LastTrade};

pub(crate) fn run(read: &Read, context: &Context, out: &mut Vec<Finding>) {
    let Some(instrument) = &read.instrument else { return };
    let mut add = |finding: Finding| out.push(finding);
    let quote = context.quote(instrument.name());
    if spec_of(instrument, quote).is_none() {
        add(Finding::new(Field::Instrument, Code::InstrumentUnknown).with("instrument", instrument));
    }
    if quote.and_then(|q| q.market_open) == Some(false) {
        add(Finding::new(Field::Instrument, Code::MarketClosed));
    }
    let (Some(row), Some(month)) = (instrument.row(), instrument.month()) else { return };
    let front = context.today.map(|today| Fix::UseText(Field::Instrument, format!("{} {}", row.root, row.front_month(today))));
    if !row.lists(month) {
        let finding = Finding::new(Field::Instrument, Code::InstrumentMonthNotListed).with("month", &month).with("root", &row.root);
        add(with_fix(finding, front.clone()));
    }
    let (Some(today), Some(last)) = (context.today, instrument.last_trading_day()) else { return };
    let days = today.days_until(last);
    // The table does not know every holiday, so the day it gives may come early by the slack.
    if days < -LastTrade::SLACK_DAYS {
        let finding = Finding::new(Field::Instrument, Code::InstrumentExpired).with("instrument", instrument).with("day", &last);
        add(with_fix(finding, front));
    } else if days <= context.limits.roll_warning_days {
        add(Finding::new(Field::Instrument, Code::InstrumentNearRoll)
            .with("instrument", instrument)
            .with("day", &last)
            .with("days", &days));
    }
}

fn with_fix(finding: Finding, fix: Option<Fix>) -> Finding {
    match fix {
        Some(fix) => finding.fix(fix),
        None => finding,
    }
}
