//! Carrying requests: `fetch`, WebSocket, or the practice exchange in this page. No retries, no meaning.

pub(crate) mod carrier;
pub(crate) mod practice;
mod rest;
pub(crate) mod socket;
