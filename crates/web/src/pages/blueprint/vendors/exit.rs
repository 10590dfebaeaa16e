//! On which terms one gets away from a vendor, held against the Data Act.

use blueprint::evidence::{Term, exit_terms};

use super::countries;
use crate::pages::{
    blueprint::{
        Reading,
        facts::{Fact, Facts},
    },
    format,
    phrase::Phrase,
    text::Text,
};

#[derive(Debug)]
pub(super) struct Exit {
    pub(super) periods: Vec<Period>,
    pub(super) facts: Vec<Fact>,
}

/// A period, the law's limit, and how the one stands to the other.
#[derive(Debug)]
pub(super) struct Period {
    pub(super) name: String,
    pub(super) stated: String,
    pub(super) limit: String,
    pub(super) standing: String,
}

pub(super) fn of(t: Text, reading: &Reading) -> Exit {
    let terms = exit_terms(&reading.document, reading.today());
    let mut facts = Facts::new(t);
    facts.all(t.get("exit-formats"), terms.export_formats.iter().map(Phrase::plain).collect());
    let tried = terms.tried.map(|tried| {
        let day = format::day(&tried.on.to_string(), t.lang);
        format!("{day} ({})", t.n("days-ago", &tried.days_ago))
    });
    facts.plain(t.get("exit-tested"), Some(tried.unwrap_or_else(|| t.get("not-stated"))));
    let locations = &reading.document.sovereignty.data_locations;
    facts.plain(t.get("exit-locations"), countries(locations));
    Exit {
        periods: vec![
            period(t, t.get("exit-notice"), terms.notice, "exit-at-most"),
            period(t, t.get("exit-transition"), terms.transition, "exit-at-most"),
            period(t, t.get("exit-retrieval"), terms.retrieval, "exit-at-least"),
        ],
        facts: facts.done(),
    }
}

fn period(t: Text, name: String, term: Term, limit: &str) -> Period {
    Period {
        name,
        stated: term.days.map_or_else(|| t.get("not-stated"), |days| t.n("days", &days)),
        limit: t.n(limit, &term.limit),
        standing: t.code("exit-term", term.standing.as_str()),
    }
}
