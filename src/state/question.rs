//! What a trader is asked before something wide or dangerous is done.

use crate::state::App;
use crate::state::clock::now;
use order_model::Millis;
use std::rc::Rc;

/// An answer this soon after the question appeared was the second half of a double click.
const TOO_SOON_MS: Millis = 350;

/// A question with one way on and one way back.
pub(crate) struct Question {
    /// What is about to be done, with its account: "Flatten Sim101".
    pub(crate) title: String,
    /// What it touches, a line each.
    pub(crate) touches: Vec<String>,
    /// The button that does it.
    pub(crate) verb: String,
    /// What the button does.
    then: Box<dyn Fn(App)>,
    asked_at: Millis,
}

impl PartialEq for Question {
    /// A question is itself only.
    fn eq(&self, other: &Question) -> bool {
        std::ptr::eq(self, other)
    }
}

impl App {
    /// Asks. Nothing is done before the answer.
    pub(crate) fn ask(self, title: String, touches: Vec<String>, verb: &str, then: Box<dyn Fn(App)>) {
        self.fetch_desk();
        let question = Question { title, touches, verb: verb.to_owned(), then, asked_at: now() };
        self.state().question.set(Some(Rc::new(question)));
    }

    /// The trader says yes to this question; false when that was too soon to be an answer, and nothing is done.
    pub(crate) fn answer_yes(self, question: &Rc<Question>) -> bool {
        if !self.is_asked(question) || now().saturating_sub(question.asked_at) < TOO_SOON_MS {
            return false;
        }
        self.answer_no(question);
        (question.then)(self);
        true
    }

    /// Back from this question; nothing is done. Another one that has come meanwhile stays.
    pub(crate) fn answer_no(self, question: &Rc<Question>) {
        if self.is_asked(question) {
            self.state().question.set(None);
        }
    }

    fn is_asked(self, question: &Rc<Question>) -> bool {
        self.state().question.with_untracked(|asked| asked.as_ref().is_some_and(|asked| Rc::ptr_eq(asked, question)))
    }
}
