//! Who has the say over data, operation, keys, access and emergency operation: five questions, answered or not.

use blueprint::{
    document::Document,
    evidence::{ControlQuestion, control_questions},
};

use crate::pages::{format, phrase::Phrase, text::Text};

#[derive(Debug)]
pub(super) struct Control {
    pub(super) over: String,
    pub(super) by: String,
    pub(super) notes: Vec<Phrase>,
}

pub(super) fn all(t: Text, document: &Document) -> Vec<Control> {
    control_questions(document).iter().map(|question| control(t, question)).collect()
}

fn control(t: Text, question: &ControlQuestion) -> Control {
    let ControlQuestion { held_by, note, rto, rpo, .. } = question;
    let period =
        |key: &str, iso: &String| Phrase::plain(t.with(key, &format::duration(iso, t.lang)));
    let notes = Phrase::maybe(note.as_ref(), t.lang).into_iter();
    let notes = notes.chain(rto.iter().map(|iso| period("vendors-rto", iso)));
    let notes = notes.chain(rpo.iter().map(|iso| period("vendors-rpo", iso)));
    Control {
        over: t.code("control", question.question.as_str()),
        by: held_by.map_or_else(|| t.get("not-stated"), |holder| t.code("holder", holder.as_str())),
        notes: notes.collect(),
    }
}
