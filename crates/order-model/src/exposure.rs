//! `Exposure`: the contracts that a bracket protects, of a position or of an entry order. Unknown is `None`, never zero.

use crate::preview::spec_of;
use crate::{AccountName, Action, Context, Instrument, InstrumentSpec, Order, Preview, Price};

/// What there is to protect, and from where distances are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// Contracts, negative for short. Zero is flat; `None` when the position has not been read.
    pub net: Option<i64>,
    /// The average price of a position, or the price an entry order waits for.
    pub entry: Option<Price>,
    /// The price that an exit would meet now. Only for an open position: it may have come so far that a stop belongs on
    /// the other side of its entry. Of an entry order the market now says nothing about its exits.
    pub market: Option<Price>,
    /// Tick and point value.
    pub spec: InstrumentSpec,
}

impl Exposure {
    /// The position of an account as the context knows it; `None` when tick and point value are not known. A quote that is
    /// stale or crossed gives no market.
    ///
    /// ```
    /// use order_model::{AccountName, Context, Exposure, Instrument, PositionView};
    ///
    /// let (account, es) = (AccountName::parse("Sim101")?, Instrument::parse("ES 12-26", None)?);
    /// let mut context = Context::default();
    /// let net = |context: &Context| Exposure::of_position(&account, &es, context).and_then(|exposure| exposure.net);
    /// assert_eq!(net(&context), None); // never read
    /// context.positions = Some(Vec::new());
    /// assert_eq!(net(&context), Some(0)); // read, and flat
    /// let row = PositionView { account: "Sim101".into(), instrument: "ES 12-26".into(), net: -2, average: None };
    /// context.positions = Some(vec![row]);
    /// assert_eq!(net(&context), Some(-2));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of_position(account: &AccountName, instrument: &Instrument, context: &Context) -> Option<Exposure> {
        let quote = context.quote(instrument.name());
        let spec = spec_of(instrument, quote)?;
        let position = context.position(account, instrument.name());
        let exit = match position.as_ref().map_or(0, |p| p.net.signum()) {
            0 => None,
            -1 => Some(Action::Buy),
            _ => Some(Action::Sell),
        };
        let market = quote.filter(|quote| context.trusts(quote)).zip(exit).and_then(|(quote, exit)| quote.facing(exit));
        Some(Exposure { net: position.as_ref().map(|p| p.net), entry: position.and_then(|p| p.average), market, spec })
    }

    /// What an entry order opens when it fills whole at its price: its limit, else its stop, else the price it would meet.
    /// `None` when tick and point value are not known.
    #[must_use]
    pub fn of_order(order: &Order, preview: &Preview) -> Option<Exposure> {
        let net = order.action().sign() * i64::from(order.quantity().get());
        Some(Exposure { net: Some(net), entry: preview.reference, market: None, spec: preview.spec? })
    }
}
