//! What is to be said of an answer: what was searched for instead, what could not be understood.

use registry::{Facet, FoundPage};

use super::{Wish, named_verdicts};
use crate::{
    pages::{card::marked_words, visit::Visit},
    remark,
};

/// What stands above the hits.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// A sentence for each word that no blueprint has.
    pub(super) mended: Vec<String>,
    /// What was searched for in truth, and its address.
    pub(super) instead: Option<(String, String)>,
    pub(super) sentences: Vec<String>,
}

impl Notes {
    pub(super) fn new(
        visit: &Visit,
        wish: &Wish,
        found: &FoundPage,
        name: &dyn Fn(Facet, &str) -> String,
    ) -> Self {
        let t = visit.t;
        let mut sentences = Vec::new();
        if found.partial {
            sentences.push(t.get("results-partial"));
        }
        let called =
            |facet: Facet, value: &str| (t.code("facet", facet.as_str()), name(facet, value));
        let said = found.remarks.iter().map(|remark| remark::message(remark, called));
        sentences.extend(said.map(|message| message.get(t.lang).to_owned()));
        let odd = |key: &str, typed: &Option<String>| {
            typed.as_ref().map(|typed| match key {
                "population" => t.with("range-no-number", typed),
                _ => t.with("range-no-seal", typed),
            })
        };
        sentences.extend(odd("population", &wish.ranges.no_number));
        sentences.extend(odd("seal", &wish.ranges.no_seal));
        let no_verdicts = named_verdicts(&visit.query).filter(|(_, verdict)| verdict.is_none());
        sentences.extend(no_verdicts.map(|(typed, _)| t.with("fit-no-verdict", typed)));
        let mended = mended(found);
        Self {
            instead: instead(visit, wish, &mended),
            mended: mended.iter().map(|(typed, _)| t.with("results-unknown-word", typed)).collect(),
            sentences,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.mended.is_empty() && self.sentences.is_empty()
    }
}

/// Words that no blueprint has, each with what was taken, written as the hits write it.
fn mended(found: &FoundPage) -> Vec<(&str, String)> {
    let highlights = || found.items.iter().flat_map(|item| &item.highlights);
    let written = |taken: &str| {
        let mut words = highlights().flat_map(|highlight| marked_words(&highlight.html));
        words.find(|word| plain(word) == taken).unwrap_or_else(|| taken.to_owned())
    };
    found.mended.iter().map(|(typed, taken)| (typed.as_str(), written(taken))).collect()
}

/// A word as the index spells it, near enough to be compared.
fn plain(word: &str) -> String {
    word.replace('ä', "a").replace('ö', "o").replace('ü', "u").replace('ß', "ss")
}

/// What was typed with the words that were taken in their places.
fn instead(visit: &Visit, wish: &Wish, mended: &[(&str, String)]) -> Option<(String, String)> {
    let mut text = wish.text.clone().filter(|_| !mended.is_empty())?;
    for (typed, taken) in mended {
        text = text.replacen(typed, taken, 1);
    }
    let href = visit.address(&[("q", Some(&text)), ("page", None)]);
    Some((text, href))
}

#[cfg(test)]
mod tests {
    use blueprint::Lang;

    use super::*;
    use crate::pages::testing::visit;

    #[test]
    fn what_was_taken_instead_can_be_searched_for() {
        let visit = visit("/blaupausen?q=F%C3%BCrerschein+umtauschen&state=08&page=3", Lang::De);
        let wish = Wish::read(&visit);
        let mended = vec![("Fürerschein".to_owned(), "fuhrerschein".to_owned())];
        let notes = Notes::new(
            &visit,
            &wish,
            &FoundPage { mended, ..FoundPage::default() },
            &|_, value| value.to_owned(),
        );
        assert_eq!(notes.mended, ["„Fürerschein“ kommt in keiner Blaupause vor."]);
        let (text, href) = notes.instead.unwrap();
        assert_eq!(text, "fuhrerschein umtauschen");
        assert_eq!(href, "/blaupausen?state=08&q=fuhrerschein+umtauschen");
    }

    #[test]
    fn a_verdict_that_there_is_not_is_named() {
        let visit = visit("/blaupausen?passt=musterstadt&fit=fits&fit=prima&fit=", Lang::De);
        let wish = Wish::read(&visit);
        let notes = Notes::new(&visit, &wish, &FoundPage::default(), &|_, value| value.to_owned());
        assert_eq!(notes.sentences.len(), 1, "{:?}", notes.sentences);
        assert!(notes.sentences[0].starts_with("„prima“"), "{:?}", notes.sentences);
    }

    #[test]
    fn the_index_spells_plainly() {
        assert_eq!(plain("führerschein"), "fuhrerschein");
        assert_eq!(plain("straße"), "strasse");
    }
}
