//! User Timing marks, for measuring the page from outside.

/// Sets a mark: `ticket-interactive`, `order-click`, `order-sent`, `order-outcome`.
pub(crate) fn mark(name: &str) {
    if let Some(performance) = leptos::prelude::window().performance() {
        let _ = performance.mark(name);
    }
}
