//! A blueprint in a list.

mod excerpt;
mod score;
mod verdict;

use registry::{Blueprint, Facet, FoundBlueprint, Section};

use super::{format, maturity::Badge, phrase::Phrase, text::Text};
use excerpt::Excerpt;
pub(crate) use excerpt::marked_words;
use score::Score;
pub(crate) use verdict::Verdict;

/// A blueprint as lists show it. `title` and `summary` are safe HTML.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) href: String,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) title_lang: Option<&'static str>,
    pub(crate) summary: String,
    pub(crate) summary_lang: Option<&'static str>,
    /// Where else the words stand that were looked for.
    pub(crate) excerpts: Vec<Excerpt>,
    /// How its place among the hits came about, for those who asked.
    pub(crate) score: Option<Score>,
    /// What it has earned; nothing where that is nothing.
    pub(crate) badge: Option<Badge>,
    /// Whether it suits the organisation that was named.
    pub(crate) verdict: Option<Verdict>,
    /// How many organisations use it, where any do.
    pub(crate) used: Option<String>,
    /// Which services it is of, whether it is digital throughout, and which SEAL it demands.
    pub(crate) told: Vec<String>,
    pub(crate) version: String,
    pub(crate) deprecated: bool,
    pub(crate) updated: String,
    pub(crate) updated_iso: String,
}

impl Card {
    /// As it stands at a time.
    pub(crate) fn new(found: &FoundBlueprint, (t, now): (Text, i64)) -> Self {
        let FoundBlueprint { blueprint, adoptions, earned, told, highlights, explanation, .. } =
            found;
        let marked = |section: Section| {
            highlights.iter().find(|mark| mark.section == section).map(|mark| mark.html.clone())
        };
        let mut card = Self::of(blueprint, t);
        if let Some(title) = marked(Section::Title) {
            card.title = title;
        }
        if let Some(summary) = marked(Section::Summary) {
            card.summary = summary;
        }
        card.used = (0 < *adoptions).then(|| t.n("card-used", adoptions));
        let word = |(facet, value): &(Facet, String)| match facet {
            Facet::MinSeal => t.with("card-seal", value),
            Facet::Channel => t.code("facet-channel", value),
            _ => t.with("card-service", value),
        };
        card.told = told.iter().map(word).collect();
        card.badge = Badge::earned(earned, (t, now));
        card.excerpts = excerpt::worth_showing(highlights, t);
        card.score = explanation.as_ref().map(|explanation| Score::new(explanation, t));
        card
    }

    fn of(blueprint: &Blueprint, t: Text) -> Self {
        let title = Phrase::either(&blueprint.title_de, blueprint.title_en.as_deref(), t.lang);
        let summary =
            Phrase::either(&blueprint.summary_de, blueprint.summary_en.as_deref(), t.lang);
        let (title_lang, summary_lang) = (title.lang, summary.lang);
        Self {
            href: format!("/blaupausen/{}", blueprint.id),
            id: blueprint.id.to_string(),
            title: Phrase::plain(title.text).to_string(),
            title_lang,
            summary: Phrase::plain(summary.text).to_string(),
            summary_lang,
            excerpts: Vec::new(),
            score: None,
            badge: None,
            verdict: None,
            used: None,
            told: Vec::new(),
            version: blueprint
                .latest
                .as_ref()
                .map(|latest| t.with("version-name", &latest.to_string()))
                .unwrap_or_default(),
            deprecated: blueprint.lifecycle.deprecation.is_some(),
            updated: format::day_of(blueprint.updated_at, t.lang),
            updated_iso: format::iso_day_of(blueprint.updated_at),
        }
    }
}
