//! Panics with their words: in every build that is not cut.

/// Shows what a panic says.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|info| super::show(&info.to_string())));
}
