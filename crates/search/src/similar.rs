//! Blueprints that are about the same.

use std::collections::BTreeMap;

use blueprint::BlueprintId;

use crate::analysis::{Analysis, words};
use crate::german::fold;
use crate::lexicon::Lexicon;
use crate::passages::read;
use crate::plan::{Condition, How, Plan, Terms, Wanted, Way};
use crate::section::Section;
use crate::weights::idf;

/// Terms that say what a blueprint is about, the most telling ones.
const MOST_TERMS: usize = 12;

/// How much of these another one must have, by rarity.
pub(crate) const ALIKE: f32 = 0.3;

/// How much a section says about what a blueprint is about.
fn telling(section: Section) -> f32 {
    match section {
        Section::Title => 3.0,
        Section::Keyword | Section::Service => 2.0,
        Section::Summary => 1.0,
        _ => 0.0,
    }
}

/// What is looked for to find blueprints like the one whose passages are given.
pub(crate) fn plan(
    lexicon: &Lexicon<'_>,
    analysis: &mut Analysis,
    id: &BlueprintId,
    kept: &str,
) -> tantivy::Result<Plan> {
    let mut terms: BTreeMap<String, f32> = BTreeMap::new();
    for passage in read(kept) {
        let telling = telling(passage.section);
        if telling == 0.0 {
            continue;
        }
        for (_, word) in words(passage.text) {
            let Some(word) = analysis.word(passage.lang, word) else { continue };
            for term in word.terms() {
                let n_docs = lexicon.n_with_anywhere(term)?;
                // Those that only it has find nothing.
                if 1 < n_docs {
                    let weight = telling * idf(n_docs, lexicon.n_docs());
                    let known = terms.entry(term.to_owned()).or_default();
                    *known = known.max(weight);
                }
            }
        }
    }
    let mut terms: Vec<(String, f32)> = terms.into_iter().collect();
    terms.sort_by(|(a, rare), (b, rarer)| rarer.total_cmp(rare).then_with(|| a.cmp(b)));
    terms.truncate(MOST_TERMS);
    let wanted = |(term, idf): (String, f32)| Wanted {
        typed: term.clone(),
        ways: vec![Way { how: How::Word, terms: Terms::One(term), factor: 1.0, idf }],
        idf,
    };
    Ok(Plan {
        wanted: terms.into_iter().map(wanted).collect(),
        excluded: vec![Condition::Unit(fold(&id.to_string()))],
        ..Plan::default()
    })
}
