//! The icons: one path each in a 16 × 16 box, always beside a word or inside a control with a name.

use crate::ui::dom::{View, html};

/// An icon by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Icon {
    path: &'static str,
    solid: bool,
}

const fn line(path: &'static str) -> Icon {
    Icon { path, solid: false }
}

const fn solid(path: &'static str) -> Icon {
    Icon { path, solid: true }
}

pub(crate) const UP: Icon = solid("M8 3l6.5 10.5h-13z");
pub(crate) const DOWN: Icon = solid("M8 13L1.5 2.5h13z");
pub(crate) const LOCK: Icon = line("M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5");
pub(crate) const UNLOCK: Icon = line("M3.5 7.5h9v6h-9zM5.5 7.5V4a2.5 2.5 0 0 1 4.9-.7");
pub(crate) const THEME: Icon = line("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 2v12M10.3 2.6v10.8M12.5 4.2v7.6");
pub(crate) const SETTINGS: Icon = line("M2 4.5h7M13 4.5h1M11 2.5v4M2 11.5h1M7 11.5h7M5 9.5v4");
pub(crate) const HELP: Icon = line("M5.4 6a2.6 2.6 0 1 1 3.8 2.3c-.8.4-1.2.9-1.2 1.7M8 12.8v.2");
pub(crate) const CLOSE: Icon = line("M4 4l8 8M12 4l-8 8");
pub(crate) const CHEVRON: Icon = line("M4 6l4 4 4-4");
pub(crate) const MINUS: Icon = line("M4 8h8");
pub(crate) const PLUS: Icon = line("M4 8h8M8 4v8");
pub(crate) const WARN: Icon = line("M8 2l6.5 11.5h-13zM8 6.5v3M8 11.4v.2");
pub(crate) const BLOCK: Icon = line("M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.6M8 10.9v.2");
pub(crate) const INFO: Icon = line("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.3v3.7M8 5v.2");
pub(crate) const EXPORT: Icon = line("M8 2v7.5M5 6.5l3 3 3-3M2.5 11v3h11v-3");
pub(crate) const PRACTICE: Icon = line("M5.5 2h5M6.7 2v4.2L3 13.5h10L9.3 6.2V2M5 10h6");
pub(crate) const SIM: Icon = line("M2 3h12v8H2zM5.5 14h5M8 11v3");
pub(crate) const LIVE: Icon = solid("M9.5 1L3 9.2h4L6 15l7-8.4H8.8z");
pub(crate) const LINE_UP: Icon = solid("M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z");
pub(crate) const LINE_WAIT: Icon = line("M3 7.5a5 5 0 0 1 9-2.3M13 8.5a5 5 0 0 1-9 2.3M12.5 2v3.5H9M3.5 14v-3.5H7");
pub(crate) const LINE_DOWN: Icon = line("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4");
pub(crate) const SENDING: Icon = line("M1.5 8h1M5 8h1M8.5 8H14M10.5 4.5L14 8l-3.5 3.5");
pub(crate) const SLOW: Icon = line("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.8V8l2.2 1.8");
pub(crate) const ACKNOWLEDGED: Icon = line("M3 8.5l3.2 3.2L13 4.8");
pub(crate) const WORKING: Icon = line("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 6.8a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z");
pub(crate) const PART: Icon = solid("M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM3 8a5 5 0 0 1 10 0z");
pub(crate) const FILLED: Icon = solid("M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM7 11.4L3.8 8.2 5 7l2 2 4-4 1.2 1.2z");
pub(crate) const CANCELLED: Icon = line("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM3.8 12.2l8.4-8.4");
pub(crate) const REJECTED: Icon = line("M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM6 6l4 4M10 6l-4 4");
pub(crate) const LATE: Icon = line("M13.9 7A6 6 0 1 0 7 13.9M8 4.8V8l1.6 1M10.5 10.5l4 4M14.5 10.5l-4 4");
pub(crate) const REFUSED: Icon = line("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM5 8h6");
pub(crate) const NOT_SENT: Icon = line("M2 8h6M5.5 5l3 3-3 3M12 3v10");
pub(crate) const UNKNOWN: Icon = line("M8 1.2L14.8 8 8 14.8 1.2 8zM6.4 6.6a1.6 1.6 0 1 1 2.3 1.4c-.5.2-.7.5-.7 1M8 11v.2");

/// Draws an icon. Not seen by assistive technology: the word beside it says it.
#[inline(never)]
pub(crate) fn icon(icon: Icon) -> View {
    let drawing = html(if icon.solid {
        r#"<svg class="icon icon-solid" viewBox="0 0 16 16" aria-hidden="true"><path _></path></svg>"#
    } else {
        r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path _></path></svg>"#
    });
    drawing.at().attr("d", icon.path);
    drawing.view()
}

/// The triangle of a side.
pub(crate) const fn side(action: order_model::Action) -> Icon {
    match action {
        order_model::Action::Buy => UP,
        order_model::Action::Sell => DOWN,
    }
}
