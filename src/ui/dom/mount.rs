//! How Leptos mounts a view.

use super::{View, clear, detach, markers, put};
use leptos::prelude::{Mountable, Render};
use web_sys::{Element, Node};

/// A view mounted by Leptos: its nodes between two comments.
pub(crate) struct Mounted {
    whole: View,
    start: Node,
    end: Node,
}

impl Render for View {
    type State = Mounted;

    fn build(self) -> Mounted {
        let (whole, start, end) = markers();
        put(&self, &end);
        Mounted { whole, start, end }
    }

    /// Views follow the state by themselves; another view takes the place of the old one.
    fn rebuild(self, state: &mut Mounted) {
        clear(&state.start, &state.end);
        put(&self, &state.end);
    }
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        clear(&self.start, &self.end);
        detach(&self.start);
        detach(&self.end);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.whole.0, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.start.parent_element();
        parent.is_some_and(|parent| child.try_mount(&parent, Some(&self.start)))
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}
