//! A simulated NinjaTrader account behind the CrossTrade API: deterministic from a seed, faults on demand.
//!
//! It answers requests and emits event frames; it has no sockets, no clock and no randomness of its own. The same code
//! runs inside the page and behind the gateway.
