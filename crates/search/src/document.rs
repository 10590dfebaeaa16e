//! What of a document is worth finding.
//!
//! Reads the typed view and nothing else; weights and analysis are not decided here. Law: all text that a person reads and
//! could search for is in the entry, in each language the registry speaks; what a blueprint leaves out on purpose
//! (`scope.out`) is not, or it would be found under what it does not do.

use blueprint::document::{Channel, Document, Localised, NodeType};
use blueprint::fit::Facts;
use blueprint::{BlueprintId, IdError, Lang};

use crate::day;
use crate::entry::{Entry, Known, Passage, Population, Standing};
use crate::facet::Facet;
use crate::section::Section;

/// Bytes of a description's stretch that is shown together; longer sentences are cut between words.
const LONGEST_SENTENCE: usize = 300;

impl Entry {
    /// The entry of a document with what the registry knows beside it. Fails only for a document that is not valid.
    pub fn of(document: &Document, known: Known<'_>) -> Result<Self, IdError> {
        let id = BlueprintId::new(document.owner.parse()?, document.name.parse()?);
        let mut facets = facets(document);
        facets.push((Facet::Kind, known.owner_kind.to_owned()));
        facets.push((Facet::Deprecated, known.is_deprecated.to_string()));
        facets.extend(known.adopters.iter().map(|slug| (Facet::AdoptedBy, slug.to_string())));
        let population = document.applicability.as_ref().and_then(|a| a.population.as_ref());
        Ok(Self {
            id,
            version: document.version.to_string(),
            updated_at: known.updated_at,
            passages: passages(document, known.owner_name),
            service_keys: document.service.leistungen.iter().map(|l| l.key.clone()).collect(),
            facets,
            standing: Standing {
                maturity: known.maturity,
                adoptions: u32::try_from(known.adopters.len()).unwrap_or(u32::MAX),
                is_deprecated: known.is_deprecated,
                review_by: known
                    .review_by
                    .or(document.maintenance.review_by.as_deref())
                    .and_then(day),
            },
            population: population
                .map_or(Population::default(), |p| Population { min: p.min, max: p.max }),
            facts: Box::new(Facts::of(document)),
        })
    }
}

fn day(text: &str) -> Option<i64> {
    day::number(text.parse().ok()?)
}

fn facets(document: &Document) -> Vec<(Facet, String)> {
    let service = &document.service;
    let protection = &document.security.protection;
    let need = protection.confidentiality.max(protection.integrity).max(protection.availability);
    let mut facets = vec![
        (Facet::Owner, document.owner.clone()),
        (Facet::License, document.license.clone()),
        (Facet::ProtectionNeed, need.as_str().to_owned()),
        (Facet::Channel, channel(document).to_owned()),
    ];
    let mut add = |facet, value: &str| facets.push((facet, value.to_owned()));
    for state in document.applicability.iter().flat_map(|a| &a.states) {
        add(Facet::State, state.as_str());
    }
    for leistung in &service.leistungen {
        add(Facet::Service, &leistung.key);
    }
    for keyword in &document.keywords {
        add(Facet::Keyword, keyword);
    }
    for vendor in &document.vendors {
        add(Facet::Vendor, &vendor.id);
    }
    for group in &service.target_groups {
        add(Facet::TargetGroup, group.as_str());
    }
    if let Some(level) = service.trust_level {
        add(Facet::TrustLevel, level.as_str());
    }
    if let Some(seal) = document.sovereignty.minimum_seal.values().min() {
        add(Facet::MinSeal, &seal.to_string());
    }
    facets
}

/// `digital` when every task is done digitally or by itself, else `breaks`.
fn channel(document: &Document) -> &'static str {
    let mut tasks = document.process.nodes.iter().filter(|node| node.r#type == NodeType::Task);
    let digital =
        tasks.all(|task| matches!(task.channel, Some(Channel::Digital | Channel::Automated)));
    if digital { "digital" } else { "breaks" }
}

/// The passages in the order in which a match should be shown.
fn passages(document: &Document, owner_name: &str) -> Vec<Passage> {
    let mut passages = Passages(Vec::new());
    let service = &document.service;
    passages.localised(Section::Title, [&document.title]);
    passages.localised(Section::Summary, [&document.summary]);
    passages.plain(Section::Keyword, document.keywords.iter());
    passages.localised(Section::Service, service.leistungen.iter().map(|leistung| &leistung.title));
    passages.plain(Section::Owner, [owner_name]);
    passages
        .plain(Section::Law, document.legal_bases.iter().filter_map(|law| law.citation.as_deref()));
    let process = &document.process;
    passages.localised(Section::Step, process.nodes.iter().map(|node| &node.title));
    passages.localised(Section::Document, document.documents.iter().map(|paper| &paper.title));
    passages.localised(Section::Parameter, document.parameters.iter().map(|p| &p.title));
    let requirements = &document.security.requirements;
    passages.localised(Section::Requirement, requirements.iter().map(|r| &r.title));
    for vendor in &document.vendors {
        passages.plain(Section::Vendor, vendor.name.as_deref());
        passages.plain(Section::Vendor, vendor.products.iter().filter_map(|p| p.name.as_deref()));
    }
    passages.localised(Section::Attachment, document.attachments.iter().map(|a| &a.title));
    passages.localised(Section::Role, process.roles.iter().map(|role| &role.title));
    passages.localised(Section::Scope, service.scope.iter().flat_map(|scope| &scope.r#in));
    let controls = requirements.iter().flat_map(|r| &r.controls);
    passages.plain(Section::Control, controls.map(|control| control.control.as_str()));
    passages.sentences(Section::Description, document.description.iter());
    passages.sentences(Section::Requirement, requirements.iter().flat_map(|r| &r.rationale));
    passages.0
}

struct Passages(Vec<Passage>);

impl Passages {
    fn add(&mut self, section: Section, lang: Lang, text: &str) {
        if !text.is_empty() {
            self.0.push(Passage { section, lang, text: text.to_owned() });
        }
    }

    /// Texts that are names, the same in each language.
    fn plain<'t>(
        &mut self,
        section: Section,
        texts: impl IntoIterator<Item = impl AsRef<str> + 't>,
    ) {
        texts.into_iter().for_each(|text| self.add(section, Lang::De, text.as_ref()));
    }

    fn localised<'t>(&mut self, section: Section, texts: impl IntoIterator<Item = &'t Localised>) {
        for text in texts {
            for lang in Lang::ALL.into_iter().filter(|lang| text.has(*lang)) {
                self.add(section, lang, text.get(lang));
            }
        }
    }

    fn sentences<'t>(&mut self, section: Section, texts: impl IntoIterator<Item = &'t Localised>) {
        for text in texts {
            for lang in Lang::ALL.into_iter().filter(|lang| text.has(*lang)) {
                sentences(text.get(lang)).for_each(|sentence| self.add(section, lang, sentence));
            }
        }
    }
}

/// Cuts a long text at its sentences and lines.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let ends = rest.char_indices().map(|(at, c)| (at, c, at + c.len_utf8()));
        let mut last_gap = None;
        let mut end = rest.len();
        for (at, c, behind) in ends {
            let full_stop = matches!(c, '.' | '!' | '?')
                && rest.get(behind..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
                // `Abs. 1` and `z. B.` end no sentence.
                && rest.get(behind..).is_some_and(|rest| rest.trim_start().starts_with(char::is_uppercase))
                && 30 < at;
            if c == '\n' || full_stop {
                end = behind;
                break;
            }
            if c.is_whitespace() {
                last_gap = Some(behind);
            }
            if LONGEST_SENTENCE <= behind
                && let Some(gap) = last_gap
            {
                end = gap;
                break;
            }
        }
        let (sentence, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(sentence.trim_end())
    })
    .filter(|sentence| !sentence.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_sentences_lines_and_length() {
        let text = "Nach § 46 Abs. 1 der Ordnung prüft die Behörde. Danach kommt der Bescheid.\n\nEin Absatz.";
        let cut: Vec<&str> = sentences(text).collect();
        assert_eq!(
            cut,
            [
                "Nach § 46 Abs. 1 der Ordnung prüft die Behörde.",
                "Danach kommt der Bescheid.",
                "Ein Absatz."
            ]
        );
        let long = "Wörter ".repeat(200);
        assert!(sentences(&long).all(|sentence| sentence.len() <= LONGEST_SENTENCE));
        assert_eq!(sentences(&long).map(|s| s.split(' ').count()).sum::<usize>(), 200);
        assert_eq!(sentences(&"ä".repeat(1_000)).count(), 1);
        assert_eq!(sentences(" \n ").count(), 0);
    }

    #[test]
    fn days_are_counted_from_the_epoch() {
        assert_eq!(day("1970-01-02"), Some(1));
        assert_eq!(day("2027-06-30"), Some(20_999));
        assert_eq!(day("bald"), None);
    }
}
