//! The kill switch, the limits by account and root, and settings as a file.

mod file;
mod form;
mod kill;
mod scope;

use crate::state::{App, Live};
use crate::ui::dialog::{close, modal};
use crate::ui::dom::{View, html, view_of};
use std::rc::Rc;

pub(crate) use kill::banner;
pub(crate) use scope::{account_options, problem_list};

/// The panel. The limits take effect with Apply; the kill switch and a file in their own ways.
pub(crate) fn limits(app: App) -> View {
    let content = html(
        r#"<div _ class="dialog-body"></div><footer><button _ class="button" type="button">Back</button><button class="button button-main" type="submit" form="limits-form">Apply</button></footer>"#,
    );
    // Grows when a file was taken: the form then shows what holds now.
    let taken = Rc::new(Live::new(0_u32));
    let shown = Rc::clone(&taken);
    let form = view_of(move || shown.get(), move |_| form::form(app));
    content.at().child(kill::section(app)).child(form).child(file::section(app, &taken));
    content.at().click(move || close(app));
    modal(app, "limits", "Limits and kill switch", content.view())
}
