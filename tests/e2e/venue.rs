//! The gateway under test and the practice exchange behind it: what really happened, whatever the page says.

use crate::wait::until;
use crosstrade::{OrderRow, PositionRow, Token};
use order_model::{Day, Instrument, Price};
use order_ticket_gateway::{Config, Running, start};
use practice_exchange::{Faults, RecordedQuote};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

pub const TOKEN: &str = "my-secret-token";
/// The one quote of the tape: bid, ask, last.
pub const QUOTE: [&str; 3] = ["6012.25", "6012.50", "6012.25"];

/// A gateway in this process.
pub struct Venue {
    pub addr: SocketAddr,
    running: Option<Running>,
}

/// The built page that these tests look at.
pub fn page() -> PathBuf {
    std::env::var_os("ORDER_TICKET_PAGE").expect("ORDER_TICKET_PAGE; run these tests by `cargo xtask test e2e`").into()
}

/// The contract that the ticket opens with today.
pub fn front() -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis();
    let today = Day::from_unix_millis(i64::try_from(since).unwrap());
    Instrument::parse("ES", Some(today)).unwrap().name().to_owned()
}

/// A gateway that serves the page, with a quote that stands still and no rate limit.
pub fn config() -> Config {
    let mut config = Config { listen: ([127, 0, 0, 1], 0).into(), page: Some(page()), token: Token::parse(TOKEN), ..Config::default() };
    config.practice.rate = None;
    let [bid, ask, last] = QUOTE.map(price);
    config.practice.market.tape = vec![RecordedQuote { at: 0, instrument: front(), bid, ask, last }];
    config
}

pub fn price(text: &str) -> Price {
    Price::parse(text).unwrap()
}

impl Venue {
    pub async fn open(config: Config) -> Venue {
        let running = start(config).await.expect("a gateway");
        Venue { addr: running.addr, running: Some(running) }
    }

    /// Its address as browsers write it.
    pub fn origin(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Puts these faults in force, in the words of `--fault`, instead of those before.
    pub fn faults(&self, rules: &[&str]) {
        let faults = Faults(rules.iter().map(|rule| rule.parse().unwrap()).collect());
        self.running().with_exchange(|exchange| exchange.set_faults(faults));
    }

    /// How many orders of clients the exchange ever took.
    pub fn placed(&self) -> u64 {
        self.running().with_exchange(|exchange| exchange.venue().placed())
    }

    /// The orders it holds, legs of strategies included.
    pub fn orders(&self) -> Vec<OrderRow> {
        self.running().with_exchange(|exchange| exchange.venue().orders())
    }

    /// How many of them may still fill.
    pub fn working(&self) -> usize {
        self.orders().iter().filter(|row| row.remaining() > 0).count()
    }

    /// Contracts of an account in the front contract, negative for short.
    pub fn net(&self, account: &str) -> i64 {
        let positions = self.running().with_exchange(|exchange| exchange.venue().positions());
        positions.iter().filter(|row| row.account == account && row.instrument == front()).map(|row| row.net).sum()
    }

    /// The open positions of its accounts.
    pub fn positions(&self) -> Vec<PositionRow> {
        self.running().with_exchange(|exchange| exchange.venue().positions())
    }

    /// The order with this id.
    #[track_caller]
    pub fn order(&self, id: &str) -> OrderRow {
        self.orders().into_iter().find(|row| row.id == id).unwrap_or_else(|| panic!("the venue has no order {id:?}"))
    }

    /// An order that reaches the exchange by another way than this page.
    pub fn place_natively(&self, body: &str) {
        self.place_on("Sim101", body);
    }

    /// The same on any account.
    pub fn place_on(&self, account: &str, body: &str) {
        self.running().with_exchange(|exchange| {
            let request = crosstrade::Request::from_http("POST", &format!("/v1/api/accounts/{account}/orders/place"), "", body).unwrap();
            let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis();
            let answer = exchange.request(&request, u64::try_from(now).unwrap());
            assert_eq!(answer.status, Some(200), "{}", answer.body);
        });
    }

    /// Waits until that many orders were taken.
    pub async fn takes(&self, count: u64) {
        until(&format!("{count} orders at the venue, it has {}", self.placed()), async || self.placed() >= count).await;
        assert_eq!(self.placed(), count);
    }

    /// Looks for a while: no order comes that should not. A send is no slower than the clicks and reads around it.
    pub async fn stays_at(&self, count: u64) {
        let started = Instant::now();
        while started.elapsed() < Duration::from_millis(500) {
            assert_eq!(self.placed(), count, "orders at the venue");
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Cuts every socket, as a cable would.
    pub fn break_sockets(&self) {
        self.running().break_sockets();
    }

    /// Ends the gateway as a kill would.
    pub async fn kill(&mut self) {
        self.running.take().expect("it runs").stop().await;
    }

    /// A new gateway on the same port, with an exchange that has seen nothing.
    pub async fn start_again(&mut self, config: Config) {
        assert!(self.running.is_none());
        let config = Config { listen: self.addr, ..config };
        self.running = Some(start(config).await.expect("the same port again"));
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("the gateway runs")
    }
}
