//! How a hit's score came about.

use tantivy::{DocId, Score};

use crate::plan::{How, Plan};
use crate::score::Segment;
use crate::section::Depth;
use crate::weights::WHOLE;

/// A score, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What was wanted, each with what it is worth in this blueprint; nothing found is worth nothing.
    pub words: Vec<WordWorth>,
    /// Added when what was typed is, as a whole, a name, a title or a key.
    pub whole: Score,
    /// How much of what was wanted it has, by rarity, squared; one when it has all.
    pub coverage: Score,
    /// For maturity and adoptions, and against a review that is overdue and a deprecation.
    pub standing: Score,
    /// (Sum of the words + whole) × coverage × standing.
    pub score: Score,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WordWorth {
    /// As it was typed.
    pub typed: String,
    /// The best way in which the blueprint has it.
    pub how: Option<How>,
    pub worth: Score,
    /// What each place contributes: `title`, `head` (summary, keywords, services, owner) and `body`.
    pub places: Vec<(&'static str, Score)>,
}

/// Takes apart what a document has of the plan's words.
pub(crate) fn words(
    plan: &Plan,
    segment: &Segment<'_>,
    doc: DocId,
) -> tantivy::Result<Vec<WordWorth>> {
    let mut words = Vec::new();
    for wanted in &plan.wanted {
        let mut best =
            WordWorth { typed: wanted.typed.clone(), how: None, worth: 0.0, places: Vec::new() };
        for way in &wanted.ways {
            let places = segment.worth(way, doc)?;
            let worth = places.iter().map(|(_, worth)| worth).sum();
            if best.worth < worth {
                best.how = Some(way.how);
                best.worth = worth;
                best.places =
                    places.into_iter().map(|(depth, worth)| (name(depth), worth)).collect();
            }
        }
        words.push(best);
    }
    Ok(words)
}

/// What a document has because all that was typed is its name.
pub(crate) fn whole(plan: &Plan, segment: &Segment<'_>, doc: DocId) -> tantivy::Result<Score> {
    let is_whole = match &plan.whole {
        Some(whole) => segment.has_unit(whole, doc)?,
        None => false,
    };
    Ok(if is_whole { WHOLE } else { 0.0 })
}

fn name(depth: Option<Depth>) -> &'static str {
    match depth {
        Some(Depth::Title) => "title",
        Some(Depth::Head) => "head",
        Some(Depth::Body) => "body",
        None => "unit",
    }
}
