//! The history: an append-only log of everything sent and learned, chained by hash so that a missing or altered line shows.
//!
//! [`History::append`] takes a [`Record`] and the time, and returns the text to store. [`History::restore`] takes what storage
//! gives back, [`History::verify`] says which line was altered, is missing or stands out of order, and
//! [`History::to_csv`] and [`History::to_json`] write it all down for somebody else, who checks it with [`verify_export`].
//!
//! This crate has no I/O, no clock, no randomness and no browser; where the text is kept is the caller's business. It knows
//! nothing of requests and answers: what is written is what the caller says.
//!
//! ```
//! use order_history::{Bounds, History, Kind, Record, verify_export};
//! let mut history = History::new(Bounds::default());
//! let opened = Record { venue: "practice".into(), ..Record::new(Kind::SessionOpened) };
//! let appended = history.append(opened, 1_767_000_000_123);
//! assert!(appended.lines.concat().starts_with(r#"{"number":1,"at":1767000000123,"kind":"session opened","venue":"practice","prev":""#));
//! assert!(history.to_csv().contains("1,20251229-09:20:00.123,1767000000123,own,session opened,,,practice,"));
//! assert_eq!(verify_export(&history.to_json()).map(|verdict| verdict.to_string()).as_deref(), Ok("1 line, all as they were written"));
//! ```
//!
//! # What the chain proves
//!
//! Every line carries the SHA-256 of itself and of the line before ([`Line`] says over which bytes). So a line that was
//! altered, taken out, put in or moved shows, with its number; a tail that was cut off shows against the [`Head`], which is
//! stored apart. There is no key: a page cannot keep one from whoever owns the browser. Somebody who can write lines **and**
//! head can write another history. What they cannot do is make it end in a head that was noted before: a head on paper, or an
//! export in somebody else's hands, holds every line up to it.
//!
//! # Against what CME asks of an audit trail
//!
//! Rule 536.B.2 asks whoever connects to CME Globex for a complete and accurate record of every message, to the
//! millisecond, kept for five years, in CSV
//! ([CME's certification help](https://www.cmegroup.com/tools-information/webhelp/autocert-audit-trail-ilink2x/Content/GettingStarted.html);
//! milliseconds:
//! [note of 2013](https://www.corporatefinancialweeklydigest.com/2013/08/articles/cftc-1/cme-amends-electronic-audit-trail-requirements/)).
//! The duty is the connected firm's and its clearing member's, not that of a trader behind NinjaTrader: this log is the
//! trader's own side of that record, with the same fields as far as they are known here. The columns are those of CME's Client Systems Wiki for
//! [new orders](https://cmegroupclientsite.atlassian.net/wiki/spaces/EPICSANDBOX/pages/46441910/New+Order+-+ILink+3+Audit+Trail+Requirements),
//! [changes](https://cmegroupclientsite.atlassian.net/wiki/pages/viewpage.action?pageId=493420599),
//! [fills](https://cmegroupclientsite.atlassian.net/wiki/spaces/EPICSANDBOX/pages/457323347/Execution+Report+-+Fill+Notice+-+iLink+3+Audit+Trail+Requirements) and
//! [rejects](https://cmegroupclientsite.atlassian.net/wiki/spaces/EPICSANDBOX/pages/457223951/Execution+Report+-+Reject+-+iLink+3+Audit+Trail+Requirements)
//! (as stored in 2024):
//!
//! | CME asks for | column here |
//! |---|---|
//! | Sending / receiving timestamp, UTC, `YYYYMMDD-hh:mm:ss.sss` | `utc` (and `at`, milliseconds since 1970): when this page wrote the line; `venueAt`: the time that the venue gave |
//! | Message direction | `direction`: `sent`, `received`, or `own` for what happened in the page |
//! | Operator ID (Tag 50) | `operator`, only where the trader sets one |
//! | Session ID | `session`: the page's session, not an iLink session |
//! | Account number | `account`: the name in NT8 |
//! | Message type | `kind`: `place` ≙ D, `change` and `replace` ≙ G, `cancel` ≙ F, `acknowledged` ≙ 8/0, `part filled` ≙ 8/1, `filled` ≙ 8/2, `cancelled` ≙ 8/4, `rejected` ≙ 8/8 |
//! | Order Flow ID, Client Order ID | `attempt`: one name on all lines of one click |
//! | Exchange order ID, execution ID | `orderId`, `executionId`: those of NinjaTrader |
//! | Instrument, buy/sell, quantity, order type, limit price, stop price, qualifier | `instrument`, `action`, `quantity`, `orderType`, `limitPrice`, `stopPrice`, `timeInForce` |
//! | Fill quantity and price, cumulative quantity | `fillQuantity`, `fillPrice`, `filled`, `averagePrice`; the remaining quantity is `quantity` less `filled` |
//! | Reject reason, status | `text`, `state` |
//!
//! Besides those: `venue`, `transport`, `ocoId`, `strategy`, the exact `bytes` sent, and `droppedThrough`, `anchor`, `prev`
//! and `hash`.
//!
//! It cannot have what CrossTrade and NinjaTrader do not tell: the operator id that the broker sends, CTI code, origin,
//! country of origin, executing firm, self-match prevention id, the exchange's own order and message ids and times,
//! aggressor flag. There is no column for the manual order indicator: every request comes from a person's own act, so it
//! would be `Y` throughout. And it is bounded ([`Bounds`]): who has to keep five years exports before lines are dropped.

mod chain;
mod csv;
mod entry;
mod export;
mod hash;
mod history;
mod kind;
mod line;
mod record;
mod time;
mod verdict;
mod verify;

pub use chain::{Chain, Head};
pub use entry::Entry;
pub use export::{ExportError, verify_export};
pub use hash::Hash;
pub use history::{Appended, Bounds, History};
pub use kind::{Direction, Kind};
pub use line::{Line, LineError};
pub use record::{Dropped, Record};
pub use verdict::{Fault, Verdict};
pub use verify::verify;
