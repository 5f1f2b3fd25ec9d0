//! The order ticket page.
