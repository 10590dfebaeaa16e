//! The fields of the index, and how an entry is written into them.
//!
//! Not here: how a query reads the fields (`plan`, `collect`). Law: the stamp in the index's folder covers the schema, so
//! a changed field starts the index anew; there is no migration.

use std::collections::BTreeSet;

use blueprint::{BlueprintId, Lang};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::{TantivyDocument, Term};

use crate::analysis::{ENGLISH, EXACT, GERMAN, words};
use crate::entry::Entry;
use crate::facet::Facet;
use crate::german::fold;

/// Characters of the text that are kept for highlighting.
const EXCERPT: usize = 4_000;

/// Longest title that is matched and sorted as one unit.
const LONGEST_UNIT: usize = 200;

/// Names of the columns that `collect` reads.
pub(crate) const ID: &str = "id";
pub(crate) const UPDATED: &str = "updated";

/// A field in each language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bilingual {
    de: Field,
    en: Field,
}

/// Handles of all fields.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    id: Field,
    updated: Field,
    /// Titles, stemmed.
    pub(crate) title: Bilingual,
    pub(crate) summary: Bilingual,
    /// Title words in both languages as they are written, only folded.
    pub(crate) title_words: Field,
    pub(crate) keywords: Field,
    pub(crate) text: Field,
    /// The beginning of the text, only stored.
    pub(crate) excerpt: Field,
    /// What matches only as a whole: service keys, owner, name, `owner/name`, titles.
    pub(crate) units: Field,
    names: Bilingual,
    facets: Vec<(Facet, Field)>,
}

impl Bilingual {
    pub(crate) fn get(self, lang: Lang) -> Field {
        match lang {
            Lang::De => self.de,
            Lang::En => self.en,
        }
    }
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

impl Fields {
    /// Declares all fields.
    pub(crate) fn declare() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let german = analysed(GERMAN, IndexRecordOption::WithFreqsAndPositions);
        let english = analysed(ENGLISH, IndexRecordOption::WithFreqs);
        let mut bilingual = |name: &str| Bilingual {
            de: schema.add_text_field(&format!("{name}_de"), german.clone().set_stored()),
            en: schema.add_text_field(&format!("{name}_en"), english.clone().set_stored()),
        };
        let (title, summary) = (bilingual("title"), bilingual("summary"));
        let exact = analysed(EXACT, IndexRecordOption::WithFreqsAndPositions);
        let fields = Self {
            id: schema.add_text_field(ID, STRING.set_fast("raw")),
            updated: schema.add_i64_field(UPDATED, tantivy::schema::FAST),
            title,
            summary,
            title_words: schema.add_text_field("title_words", exact),
            keywords: schema.add_text_field("keywords", german.clone()),
            text: schema.add_text_field("text", german),
            excerpt: schema.add_text_field("excerpt", STORED),
            units: schema.add_text_field("units", STRING),
            names: Bilingual {
                de: column(&mut schema, name_column(Lang::De)),
                en: column(&mut schema, name_column(Lang::En)),
            },
            facets: Facet::ALL
                .into_iter()
                .map(|facet| (facet, column(&mut schema, facet.as_str())))
                .collect(),
        };
        (schema.build(), fields)
    }

    /// The term that names a blueprint.
    pub(crate) fn key(&self, id: &BlueprintId) -> Term {
        Term::from_field_text(self.id, &id.to_string())
    }

    /// Writes an entry.
    pub(crate) fn document(&self, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.id, entry.id.to_string());
        document.add_i64(self.updated, entry.updated_at);
        for (lang, title) in &entry.title {
            document.add_text(self.title.get(*lang), title);
            document.add_text(self.title_words, title);
        }
        for (lang, summary) in &entry.summary {
            document.add_text(self.summary.get(*lang), summary);
        }
        document.add_text(self.keywords, entry.keywords.join("\n"));
        // The name is made of words that people search for.
        document.add_text(self.keywords, entry.id.name.as_str());
        document.add_text(self.text, &entry.text);
        document.add_text(self.excerpt, entry.text.chars().take(EXCERPT).collect::<String>());
        for unit in units(entry) {
            document.add_text(self.units, unit);
        }
        for lang in Lang::ALL {
            document.add_text(self.names.get(lang), sort_key(in_lang(&entry.title, lang)));
        }
        // A value named twice counts once.
        let values: BTreeSet<&(Facet, String)> = entry.facets.iter().collect();
        for (facet, value) in values {
            if let Some((_, field)) = self.facets.iter().find(|(known, _)| known == facet) {
                document.add_text(*field, value);
            }
        }
        document
    }
}

/// The text in `lang`, or else in German, or else in any language.
pub(crate) fn in_lang(texts: &[(Lang, String)], lang: Lang) -> &str {
    let find = |wanted| texts.iter().find(|(lang, _)| *lang == wanted);
    let found = find(lang).or_else(|| find(Lang::De)).or(texts.first());
    found.map(|(_, text)| text.as_str()).unwrap_or_default()
}

fn units(entry: &Entry) -> BTreeSet<String> {
    let id = &entry.id;
    let named = [id.owner.to_string(), id.name.to_string(), id.to_string()];
    let titles = entry.title.iter().map(|(_, title)| unit(title));
    let named = named.into_iter().chain(entry.service_keys.iter().cloned());
    named.map(|name| fold(&name)).chain(titles).filter(|unit| !unit.is_empty()).collect()
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

fn analysed(chain: &str, detail: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(chain).set_index_option(detail);
    TextOptions::default().set_indexing_options(indexing)
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
