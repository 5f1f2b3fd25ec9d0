//! The contract and its market: expiry, listing, open or closed.

use crate::finding::{Code, Field, Fix, Report};
use crate::preview::spec_of;
use crate::rules::form::Read;
use crate::{Context, ContractRow, LastTrade};

pub(crate) fn run(read: &Read, context: &Context, out: &mut Report) {
    let Some(instrument) = &read.instrument else { return };
    let quote = context.quote(instrument.name());
    if spec_of(instrument, quote).is_none() {
        out.add(Field::Instrument, Code::InstrumentUnknown).with("instrument", instrument);
    }
    if quote.and_then(|q| q.market_open) == Some(false) {
        out.add(Field::Instrument, Code::MarketClosed);
    }
    let (Some(row), Some(month)) = (instrument.row(), instrument.month()) else { return };
    if !row.lists(month) {
        out.add(Field::Instrument, Code::InstrumentMonthNotListed).with("month", &month).with("root", &row.root);
        offer_front(row, context, out);
    }
    let (Some(today), Some(last)) = (context.today, instrument.last_trading_day()) else { return };
    let days = today.days_until(last);
    // The table does not know every holiday, so the day it gives may come early by the slack.
    if days < -LastTrade::SLACK_DAYS {
        out.add(Field::Instrument, Code::InstrumentExpired).with("instrument", instrument).with("day", &last);
        offer_front(row, context, out);
    } else if days <= context.limits.roll_warning_days {
        out.add(Field::Instrument, Code::InstrumentNearRoll).with("instrument", instrument).with("day", &last).with("days", &days);
    }
}

fn offer_front(row: &ContractRow, context: &Context, out: &mut Report) {
    if let Some(today) = context.today {
        out.fix(Fix::UseText(Field::Instrument, format!("{} {}", row.root, row.front_month(today))));
    }
}
