//! What a desk shows beside orders: money of the accounts, hours of the market, bars, names of ATM strategies.
//!
//! Nothing here decides about an order. A question that finds no request to spare is dropped; the page asks again.

use crate::session::{Purpose, Session};
use crosstrade::{AccountDetail, Answer, BarRow, Failure, MarketInfo, PeriodType, PnlRow, Request, TemplateRow, read_list, read_one};
use order_model::Millis;

/// A question of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Orders, fills and positions of an account, from now on every so often.
    Book(String),
    /// Money and limits of an account.
    Money(String),
    /// Whether an instrument trades, and for how long.
    Hours(String),
    /// One-minute bars of an instrument's last day.
    Bars(String),
    /// The names that an order's ATM strategy may have.
    Templates,
}

/// An account with its money. Profits are pushed between the reads, and nothing else of it: the two have times of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The account.
    pub detail: AccountDetail,
    /// When all of it was read.
    pub read_at: Millis,
    /// When its realized and unrealized profit were told; never before `read_at`.
    pub profits_at: Millis,
}

/// The newest answers.
#[derive(Debug, Default)]
pub struct Desk {
    money: Vec<Told>,
    hours: Vec<(MarketInfo, Millis)>,
    bars: Vec<(String, Vec<BarRow>)>,
    templates: Vec<String>,
}

/// Bars asked for: a session of minutes.
const BARS: u32 = 390;

impl Desk {
    /// An account with its money, and when that was told.
    #[must_use]
    pub fn money(&self, account: &str) -> Option<&Told> {
        self.money.iter().find(|told| told.detail.account.name.eq_ignore_ascii_case(account))
    }

    /// The hours of an instrument, and when they were told: the countdown runs from then.
    #[must_use]
    pub fn hours(&self, instrument: &str) -> Option<&(MarketInfo, Millis)> {
        self.hours.iter().find(|(info, _)| info.instrument.eq_ignore_ascii_case(instrument))
    }

    /// The bars of an instrument, oldest first.
    #[must_use]
    pub fn bars(&self, instrument: &str) -> &[BarRow] {
        self.bars.iter().find(|(of, _)| of.eq_ignore_ascii_case(instrument)).map_or(&[], |(_, bars)| bars)
    }

    /// The names of ATM strategies, as the API lists them; empty where it does not.
    #[must_use]
    pub fn templates(&self) -> &[String] {
        &self.templates
    }

    fn keep_money(&mut self, detail: AccountDetail, now: Millis) {
        self.money.retain(|old| !old.detail.account.name.eq_ignore_ascii_case(&detail.account.name));
        self.money.push(Told { detail, read_at: now, profits_at: now });
    }
}

impl Session {
    /// What the desk shows beside orders.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    pub(crate) fn ask(&mut self, ask: Ask, now: Millis) {
        let request = match &ask {
            Ask::Book(account) => {
                let known = self.book(account).is_some();
                if !known {
                    self.read_account_at(account, now, now);
                }
                return;
            }
            Ask::Money(account) => Request::GetAccount { account: account.clone() },
            Ask::Hours(instrument) => Request::MarketInfo { instrument: instrument.clone() },
            Ask::Bars(instrument) => Request::GetBars {
                instrument: instrument.clone(),
                period_type: PeriodType::Minute,
                period: 1,
                days_back: Some(1),
                limit: Some(BARS),
            },
            Ask::Templates => Request::ListAtmTemplates,
        };
        let waiting = self.pending.iter().any(|(_, pending)| pending.purpose == Purpose::Desk(ask.clone()));
        if !waiting && self.may_read(1, now) {
            self.request(Purpose::Desk(ask), &request, now);
        }
    }

    /// What cannot be read is not shown; nothing depends on it.
    pub(crate) fn desk_read(&mut self, ask: &Ask, result: &Result<Answer, Failure>, now: Millis) {
        self.versions.desk += 1;
        match ask {
            Ask::Book(_) => {}
            Ask::Money(_) => {
                if let Ok(detail) = read_one(result, AccountDetail::read) {
                    self.desk.keep_money(detail, now);
                }
            }
            Ask::Hours(_) => {
                if let Ok(info) = read_one(result, MarketInfo::read) {
                    self.desk.hours.retain(|(old, _)| !old.instrument.eq_ignore_ascii_case(&info.instrument));
                    self.desk.hours.push((info, now));
                }
            }
            Ask::Bars(instrument) => {
                if let Ok(list) = read_list(result, "bars", BarRow::read) {
                    self.desk.bars.retain(|(of, _)| !of.eq_ignore_ascii_case(instrument));
                    self.desk.bars.push((instrument.clone(), list.rows));
                }
            }
            Ask::Templates => {
                if let Ok(list) = read_list(result, "templates", TemplateRow::read) {
                    self.desk.templates = list.rows.into_iter().map(|row| row.name).collect();
                }
            }
        }
    }

    /// Profits as they are pushed: newer than what was read, and of the same accounts.
    pub(crate) fn pnl(&mut self, rows: Vec<PnlRow>, now: Millis) {
        self.versions.desk += 1;
        for row in rows {
            if let Some(told) = self.desk.money.iter_mut().find(|told| told.detail.account.name.eq_ignore_ascii_case(&row.account)) {
                told.detail.realized = row.realized.or(told.detail.realized);
                told.detail.unrealized = row.unrealized.or(told.detail.unrealized);
                told.profits_at = now;
            }
        }
    }
}
