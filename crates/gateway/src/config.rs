//! `Config`: what a gateway is started with, and why it may not start.

use crate::sites::Origin;
use crosstrade::Token;
use practice_exchange::Faults;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// What a gateway is started with.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// The folder of the built page. Read once, at the start.
    pub page: Option<PathBuf>,
    /// The token of native clients; a random one when none is given.
    pub token: Option<Token>,
    /// Origins of foreign pages that may call the API with the token.
    pub allow_origins: Vec<Origin>,
    /// Origins of foreign pages that may show the ticket in a frame.
    pub frame_origins: Vec<Origin>,
    /// Further names under which the gateway is reached, through a proxy or from other machines.
    pub public_hosts: Vec<Origin>,
    /// The practice exchange.
    pub practice: practice_exchange::Config,
    /// What goes wrong on purpose.
    pub faults: Faults,
    /// Most contracts in one order.
    pub max_quantity: u32,
    /// Most sockets at a time.
    pub max_sockets: u16,
    /// Serve the test control under `/test`.
    pub test_control: bool,
}

/// Loopback port 8080, no page, a random token, an exchange without faults, 100 contracts, 64 sockets.
impl Default for Config {
    fn default() -> Self {
        Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            page: None,
            token: None,
            allow_origins: Vec::new(),
            frame_origins: Vec::new(),
            public_hosts: Vec::new(),
            practice: practice_exchange::Config::default(),
            faults: Faults::default(),
            max_quantity: 100,
            max_sockets: 64,
            test_control: false,
        }
    }
}

/// Why a gateway did not start. Each can be put right by whoever started it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Others could reach the gateway, and nobody chose the token they would need.
    #[error("{0} can be reached from other machines: choose a token with --token or ORDER_TICKET_TOKEN, or listen on 127.0.0.1")]
    OpenToOthers(SocketAddr),
    /// The address is taken or not of this machine.
    #[error("cannot listen on {addr}: {source}; choose another address with --listen")]
    Listen {
        /// The address asked for.
        addr: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// A file of the page cannot be read.
    #[error("cannot read the page: {}: {source}", path.display())]
    Page {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder holds no page.
    #[error("{} has no index.html; build the page with: cargo xtask page", .0.display())]
    NoIndex(PathBuf),
    /// An origin that a browser cannot be told about.
    #[error("--frame-origin: {0}; browsers know no IPv6 addresses there")]
    FrameOrigin(page_headers::BadOrigin),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(getrandom::Error),
}
