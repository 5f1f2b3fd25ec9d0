//! Getting out: cancels of many orders, closes, flattens, reversals, replacements and brackets.

use super::Venue;
use super::deeds::Then;
use super::entry::on_grid;
use crate::order::{CLOSE, Kind, Order, Terms};
use crate::random::hex_id;
use crate::refusal::Refusal;
use crosstrade::{BracketBody, ClosePart, MarketPosition, PlaceBody, PositionRow, list_of};
use order_model::{Action, Quantity, TimeInForce};
use std::sync::Arc;

/// The exits of a bracket, in ticks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exits {
    /// The direction of what is protected.
    action: Action,
    quantity: Quantity,
    stop: Option<i64>,
    target: Option<i64>,
    /// There was a position when it was asked for.
    had_position: bool,
    late_reject: bool,
}

/// What a wide close touched.
#[derive(Debug, Default)]
pub(super) struct Swept {
    /// Orders whose cancel was asked for.
    pub(super) cancelled: Vec<String>,
    /// Positions as they were.
    pub(super) closed: Vec<PositionRow>,
}

impl Venue {
    /// Asks for the cancel of every order in an account, or on one instrument of it; gives their ids.
    pub(super) fn cancel_all(&mut self, account: usize, listing: Option<usize>) -> Vec<String> {
        let open = list_of(self.open_orders(account, listing).map(|(number, order)| (number, order.id.as_ref().to_owned())));
        for (number, _) in &open {
            self.ask_to_cancel(*number);
        }
        list_of(open.into_iter().map(|(_, id)| id))
    }

    /// Closes a position or a part of it. All of it is a flatten of the instrument; a part leaves working orders alone.
    pub(super) fn close(
        &mut self,
        account: &str,
        instrument: &str,
        part: ClosePart,
        late_reject: bool,
    ) -> Result<Vec<PositionRow>, Refusal> {
        let (account, listing) = (self.account(account)?, self.listing(instrument)?);
        let name = self.listings.get(listing).map_or_else(|| instrument.to_owned(), |listing| listing.name.clone());
        let open = u32::try_from(self.net(account, listing).unsigned_abs()).unwrap_or(u32::MAX);
        if open == 0 {
            return Err(Refusal::NoPosition(name));
        }
        if self.is_closing(account, listing) {
            return Err(Refusal::Closing(name));
        }
        let closed = list_of(self.row_of(account, listing).into_iter());
        match part.contracts(open) {
            contracts if contracts < open => self.close_some(account, listing, contracts, late_reject),
            _ => self.begin(account, listing, self.next_order, Then::Close { late_reject }),
        }
        Ok(closed)
    }

    /// Cancels the orders and closes the positions of an account, on one instrument or everywhere, or those of one side.
    pub(super) fn flatten(&mut self, account: usize, listing: Option<usize>, side: Option<MarketPosition>, late_reject: bool) -> Swept {
        let net = |listing: usize| self.net(account, listing);
        let fits = |at: usize| {
            listing.is_none_or(|listing| listing == at)
                && match side {
                    None => true,
                    Some(MarketPosition::Long) => net(at) > 0,
                    Some(MarketPosition::Short) => net(at) < 0,
                }
        };
        let held = self.positions.iter().filter(|((of, at), position)| *of == account && position.net() != 0 && fits(*at));
        let held = list_of(held.map(|((_, at), _)| *at));
        let ordered = self.open_orders(account, None).map(|(_, order)| order.terms.listing).filter(|at| fits(*at));
        let mut touched = held.clone();
        for at in ordered {
            if !touched.contains(&at) {
                touched.push(at);
            }
        }
        let mut swept = Swept { closed: list_of(held.iter().filter_map(|at| self.row_of(account, *at))), ..Swept::default() };
        if side.is_none() {
            self.drop_exits(account, listing);
        }
        for at in touched {
            let open = self.open_orders(account, Some(at)).filter(|(_, order)| !order.is_close());
            swept.cancelled.extend(open.map(|(_, order)| order.id.as_ref().to_owned()));
            self.begin(account, at, self.next_order, Then::Close { late_reject });
        }
        swept
    }

    /// Makes the position flat, then sends an order on; after some seconds in any case. A reversal needs a position.
    pub(super) fn place_flat(&mut self, account: &str, body: &PlaceBody, reverses: bool, late_reject: bool) -> Result<Arc<str>, Refusal> {
        let ready = self.ready(account, body, late_reject)?;
        let (account, listing) = (ready.terms.account, ready.terms.listing);
        if reverses && self.net(account, listing) == 0 {
            let name = self.listings.get(listing).map(|listing| listing.name.clone());
            return Err(Refusal::NoPosition(name.unwrap_or_default()));
        }
        let before = self.next_order;
        self.begin(account, listing, before, Then::Close { late_reject: false });
        let order = self.take(ready);
        self.begin(account, listing, before, Then::SubmitFlat { order });
        Ok(self.id(order))
    }

    /// Cancels an order and holds another until that has ended. Where a fill outruns the cancel the other is placed all the
    /// same, as two calls in a row would do.
    pub(super) fn replace(&mut self, account: &str, id: &str, body: &PlaceBody, late_reject: bool) -> Result<Arc<str>, Refusal> {
        let old = self.open_number(account, id)?;
        let ready = self.ready(account, body, late_reject)?;
        let (account, listing) = (ready.terms.account, ready.terms.listing);
        self.ask_to_cancel(old);
        let order = self.take(ready);
        self.begin(account, listing, order, Then::SubmitAfter { order, old });
        Ok(self.id(order))
    }

    /// Cancels every order on an instrument and, a moment later, places a stop and a target.
    pub(super) fn bracket(&mut self, account: &str, body: &BracketBody, late_reject: bool) -> Result<(), Refusal> {
        let (account, at) = (self.account(account)?, self.listing(&body.instrument)?);
        let Some(listing) = self.listings.get(at) else { return Err(Refusal::Instrument(body.instrument.clone())) };
        let quantity =
            Quantity::try_new(body.quantity).ok_or_else(|| Refusal::Quantity(body.quantity.to_string(), "too many".to_owned()))?;
        let stop = body.stop_loss.map(|price| on_grid("stopLoss", price, listing)).transpose()?;
        let target = body.take_profit.map(|price| on_grid("takeProfit", price, listing)).transpose()?;
        let net = self.net(account, at) * body.action.sign();
        if net < 0 {
            return Err(Refusal::OtherSide(listing.name.clone()));
        }
        let exits = Exits { action: body.action, quantity, stop, target, had_position: net > 0, late_reject };
        self.begin(account, at, self.next_order, Then::Exits(exits));
        Ok(())
    }

    /// Places the exits, no more than the position; none when the position is gone or has turned. Where there was none from
    /// the start they are a straddle, as documented.
    pub(super) fn place_exits(&mut self, account: usize, listing: usize, exits: Exits) {
        let open = self.net(account, listing) * exits.action.sign();
        let quantity = match open {
            1.. => u32::try_from(open).ok().and_then(Quantity::try_new).unwrap_or(exits.quantity).min(exits.quantity),
            0 if !exits.had_position => exits.quantity,
            _ => return,
        };
        let oco_id = exits.stop.and(exits.target).map(|_| hex_id(self.seed, 3, self.next_order));
        let stop = exits.stop.map(|stop| ("Stop loss", Kind::StopMarket { stop }));
        let target = exits.target.map(|limit| ("Profit target", Kind::Limit { limit }));
        for (name, kind) in target.into_iter().chain(stop) {
            let terms = Terms {
                account,
                listing,
                side: exits.action.opposite(),
                quantity,
                kind,
                // The documents say so of brackets made through webhooks.
                time_in_force: TimeInForce::Gtc,
                oco_id: oco_id.clone(),
                strategy: None,
                user_data: None,
                name,
                owner: None,
            };
            self.enter(terms, exits.late_reject.then_some(self.latency.late_reject));
        }
    }

    /// Closes whatever is open.
    pub(super) fn close_rest(&mut self, account: usize, listing: usize, late_reject: bool) {
        let open = u32::try_from(self.net(account, listing).unsigned_abs()).unwrap_or(u32::MAX);
        self.close_some(account, listing, open, late_reject);
    }

    /// A market order against the position.
    fn close_some(&mut self, account: usize, listing: usize, contracts: u32, late_reject: bool) {
        let Some(quantity) = Quantity::try_new(contracts) else { return };
        let side = if self.net(account, listing) > 0 { Action::Sell } else { Action::Buy };
        let terms = Terms {
            account,
            listing,
            side,
            quantity,
            kind: Kind::Market,
            time_in_force: TimeInForce::Day,
            oco_id: None,
            strategy: None,
            user_data: None,
            name: CLOSE,
            owner: None,
        };
        self.enter(terms, late_reject.then_some(self.latency.late_reject));
    }

    /// The orders of an account that have not ended, on one instrument or all, oldest first.
    pub(super) fn open_orders(&self, account: usize, listing: Option<usize>) -> impl Iterator<Item = (u64, &Order)> {
        self.orders.numbered().filter(move |(_, order)| {
            let terms = &order.terms;
            terms.account == account && listing.is_none_or(|listing| listing == terms.listing) && !order.state.is_final()
        })
    }

    /// Contracts held, negative for short.
    pub(super) fn net(&self, account: usize, listing: usize) -> i64 {
        self.positions.iter().find(|(of, _)| *of == (account, listing)).map_or(0, |(_, position)| position.net())
    }

    fn row_of(&self, account: usize, listing: usize) -> Option<PositionRow> {
        let (at, position) = self.positions.iter().find(|(of, _)| *of == (account, listing))?;
        self.position_row(*at, position)
    }
}
