//! Carrying requests: `fetch`, WebSocket, or the practice exchange in this page. No retries, no meaning.

pub(crate) mod practice;
pub(crate) mod rest;
pub(crate) mod socket;
