//! The fields of the index, and how an entry is written into them.
//!
//! Not here: how a query reads the fields (`plan`, `score`, `columns`). Law: the stamp in the index's folder covers the schema,
//! so a changed field starts the index anew; there is no migration.

use std::collections::BTreeSet;

use blueprint::maturity::Earned;
use blueprint::{BlueprintId, Lang};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager, WhitespaceTokenizer};
use tantivy::{TantivyDocument, Term};

use crate::analysis::{Analysis, words};
use crate::citation::citations;
use crate::day;
use crate::entry::Entry;
use crate::facet::Facet;
use crate::german::fold;
use crate::passages;
use crate::section::{Depth, Section};
use crate::suggest;

/// Longest title that is matched and sorted as one unit.
const LONGEST_UNIT: usize = 200;

/// Names of the columns that `columns` reads.
pub(crate) const ID: &str = "id";
pub(crate) const UPDATED: &str = "updated";
/// The last day of each level, from pilot to standard.
pub(crate) const MATURITY: [&str; 3] = ["pilot_until", "proven_until", "standard_until"];
pub(crate) const ADOPTIONS: &str = "adoptions";
pub(crate) const REVIEW_BY: &str = "review_by";
pub(crate) const FACTS: &str = "fit_facts";
pub(crate) const POPULATION_MIN: &str = "population_min";
pub(crate) const POPULATION_MAX: &str = "population_max";

/// The name of the chain that cuts at spaces: terms are made here and not by the index.
const TERMS: &str = "terms";

/// The chains that fields refer to.
pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(TERMS, TextAnalyzer::from(WhitespaceTokenizer::default()));
    tokenizers
}

/// Handles of all fields.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    updated: Field,
    /// The terms of titles, of what else says what a blueprint is about, and of all the rest.
    pub(crate) text: [Field; 3],
    /// Words as they are written, only folded, with their places: for phrases, spelling and beginnings of words.
    pub(crate) words: Field,
    /// Terms with the letter of the section they stand in.
    pub(crate) sections: Field,
    /// What matches only as a whole: service keys, names, titles, paragraphs.
    pub(crate) units: Field,
    /// What is suggested while somebody types, by each of its words.
    pub(crate) suggestions: Field,
    /// What is shown of a hit, only stored.
    pub(crate) passages: Field,
    names: [Field; 2],
    maturity: [Field; 3],
    adoptions: Field,
    review_by: Field,
    population: [Field; 2],
    facts: Field,
    facets: Vec<(Facet, Field)>,
}

/// The column that sorts by name in `lang`.
pub(crate) fn name_column(lang: Lang) -> &'static str {
    match lang {
        Lang::De => "name_de",
        Lang::En => "name_en",
    }
}

/// How a whole text is written and asked for as a unit: folded words with one space between.
pub(crate) fn unit(text: &str) -> String {
    let folded: Vec<String> = words(text).map(|(_, word)| fold(word)).collect();
    folded.join(" ").chars().take(LONGEST_UNIT).collect()
}

/// How a term is written that is asked for in one section only.
pub(crate) fn in_section(section: Section, term: &str) -> String {
    format!("{}:{term}", char::from(section.letter()))
}

impl Fields {
    /// Declares all fields.
    pub(crate) fn declare() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let terms = analysed(IndexRecordOption::WithFreqs, true);
        let places = analysed(IndexRecordOption::WithFreqsAndPositions, false);
        let fields = Self {
            id: schema.add_text_field(ID, STRING.set_fast("raw")),
            updated: schema.add_i64_field(UPDATED, FAST),
            text: ["title", "head", "body"].map(|name| schema.add_text_field(name, terms.clone())),
            words: schema.add_text_field("words", places),
            sections: schema.add_text_field("sections", analysed(IndexRecordOption::Basic, false)),
            units: schema.add_text_field("units", STRING),
            suggestions: schema.add_text_field("suggestions", STRING),
            passages: schema.add_text_field("passages", STORED),
            names: Lang::ALL.map(|lang| column(&mut schema, name_column(lang))),
            maturity: MATURITY.map(|name| schema.add_i64_field(name, FAST)),
            adoptions: schema.add_u64_field(ADOPTIONS, FAST),
            review_by: schema.add_i64_field(REVIEW_BY, FAST),
            population: [POPULATION_MIN, POPULATION_MAX]
                .map(|name| schema.add_u64_field(name, FAST)),
            facts: schema.add_bytes_field(FACTS, FAST),
            facets: Facet::held()
                .map(|facet| (facet, column(&mut schema, facet.as_str())))
                .collect(),
        };
        (schema.build(), fields)
    }

    /// The term that names a blueprint.
    pub(crate) fn key(&self, id: &BlueprintId) -> Term {
        Term::from_field_text(self.id, &id.to_string())
    }

    /// The field that holds the terms of a depth.
    pub(crate) fn of_depth(&self, depth: Depth) -> Field {
        let [title, head, body] = self.text;
        match depth {
            Depth::Title => title,
            Depth::Head => head,
            Depth::Body => body,
        }
    }

    /// Writes an entry.
    pub(crate) fn document(&self, analysis: &mut Analysis, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.id, entry.id.to_string());
        self.add_texts(&mut document, analysis, entry);
        document.add_text(self.passages, passages::write(analysis, &entry.passages));
        for unit in units(entry) {
            document.add_text(self.units, unit);
        }
        for suggestion in suggest::terms(entry) {
            document.add_text(self.suggestions, suggestion);
        }
        for (field, lang) in self.names.into_iter().zip(Lang::ALL) {
            document.add_text(field, sort_key(title(entry, lang)));
        }
        self.add_numbers(&mut document, entry);
        document.add_bytes(self.facts, &entry.facts.encode());
        // A value named twice counts once.
        let values: BTreeSet<&(Facet, String)> = entry.facets.iter().collect();
        for (facet, value) in values {
            if let Some((_, field)) = self.facets.iter().find(|(known, _)| known == facet) {
                document.add_text(*field, value);
            }
        }
        document
    }

    fn add_texts(&self, document: &mut TantivyDocument, analysis: &mut Analysis, entry: &Entry) {
        let mut depths: [String; 3] = Default::default();
        let mut sections = String::new();
        // The name is made of words that people search for.
        let name = (Section::Keyword, Lang::De, entry.id.name.as_str());
        let texts = entry.passages.iter().map(|p| (p.section, p.lang, p.text.as_str()));
        for (section, lang, text) in texts.chain([name]) {
            let [title, head, body] = &mut depths;
            let tokens = match section.depth() {
                Depth::Title => title,
                Depth::Head => head,
                Depth::Body => body,
            };
            let mut exact = String::new();
            for (_, word) in words(text) {
                let Some(word) = analysis.word(lang, word) else { continue };
                for term in word.terms() {
                    add(tokens, term);
                    sections.extend([char::from(section.letter()), ':']);
                    add(&mut sections, term);
                }
                add(&mut exact, &word.exact);
            }
            document.add_text(self.words, exact);
        }
        for (field, tokens) in self.text.into_iter().zip(depths) {
            document.add_text(field, tokens);
        }
        document.add_text(self.sections, sections);
    }

    fn add_numbers(&self, document: &mut TantivyDocument, entry: &Entry) {
        let standing = &entry.standing;
        document.add_i64(self.updated, entry.updated_at);
        let Earned { pilot, proven, standard } = standing.maturity;
        for (field, until) in self.maturity.into_iter().zip([pilot, proven, standard]) {
            if let Some(day) = day::written(until) {
                document.add_i64(field, day);
            }
        }
        document.add_u64(self.adoptions, standing.adoptions.into());
        if let Some(day) = standing.review_by {
            document.add_i64(self.review_by, day);
        }
        let [min, max] = self.population;
        if let Some(people) = entry.population.min {
            document.add_u64(min, people);
        }
        if let Some(people) = entry.population.max {
            document.add_u64(max, people);
        }
    }
}

/// Adds a term to others, ready for a field that only cuts at spaces.
fn add(terms: &mut String, term: &str) {
    terms.push_str(term);
    terms.push(' ');
}

/// The title in `lang`, or else in German, or else in any language.
pub(crate) fn title(entry: &Entry, lang: Lang) -> &str {
    let titles: Vec<(Lang, &str)> = entry.texts(Section::Title).collect();
    let find = |wanted| titles.iter().find(|(lang, _)| *lang == wanted);
    let found = find(lang).or_else(|| find(Lang::De)).or(titles.first());
    found.map(|(_, text)| *text).unwrap_or_default()
}

fn units(entry: &Entry) -> BTreeSet<String> {
    let id = &entry.id;
    let named = [id.owner.to_string(), id.name.to_string(), id.to_string()];
    let named = named.into_iter().chain(entry.service_keys.iter().cloned());
    let mut units: BTreeSet<String> = named.map(|name| fold(&name)).collect();
    for section in [Section::Title, Section::Owner, Section::Service] {
        units.extend(entry.texts(section).map(|(_, text)| unit(text)));
    }
    for (_, law) in entry.texts(Section::Law) {
        let words: Vec<String> = words(law).map(|(_, word)| fold(word)).collect();
        units.extend(citations(&words).into_iter().map(|citation| citation.unit));
    }
    units.remove("");
    units
}

/// Sorts as a German dictionary does: umlauts as their vowels, without regard to case.
fn sort_key(title: &str) -> String {
    let mut key = String::with_capacity(title.len());
    for letter in title.chars().flat_map(char::to_lowercase).take(LONGEST_UNIT) {
        match letter {
            'ä' => key.push('a'),
            'ö' => key.push('o'),
            'ü' => key.push('u'),
            'ß' => key.push_str("ss"),
            other => key.push(other),
        }
    }
    key
}

/// A field of terms.
fn analysed(detail: IndexRecordOption, has_lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(TERMS).set_index_option(detail);
    TextOptions::default().set_indexing_options(indexing.set_fieldnorms(has_lengths))
}

/// A column of whole values: read by row, never searched.
fn column(schema: &mut SchemaBuilder, name: &str) -> Field {
    schema.add_text_field(name, TextOptions::default().set_fast("raw"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_in_a_dictionary() {
        let mut titles =
            ["Zulassung", "Übernahme", "ummelden", "Ärger", "Azubi", "Straße", "Strasse a"];
        titles.sort_by_key(|title| sort_key(title));
        assert_eq!(
            titles,
            ["Ärger", "Azubi", "Straße", "Strasse a", "Übernahme", "ummelden", "Zulassung"]
        );
    }

    #[test]
    fn a_unit_forgets_case_space_and_punctuation() {
        assert_eq!(
            unit("  Sondernutzung:  Außengastronomie "),
            unit("sondernutzung aussengastronomie")
        );
        assert_eq!(unit("?!"), "");
    }
}
