//! What is suggested while somebody types: titles, services, organisations and keywords, found by each of their words.
//!
//! The index keeps a term for each word that a text may be begun at: the folded rest of the text, and the text itself. So a
//! suggestion is a range of a sorted list, and nothing has to be made anew when a blueprint changes. Law: at most
//! [`MOST_SEEN`] terms of a segment are looked at, however short the beginning.

use std::collections::BTreeMap;

use blueprint::{BlueprintId, Lang};

use crate::analysis::words;
use crate::entry::Entry;
use crate::german::fold;
use crate::lexicon::{Lexicon, n_at_most};
use crate::section::Section;

/// Terms of a segment that are looked at.
const MOST_SEEN: usize = 1_000;

/// Words of a text at which it may be begun.
const MOST_BEGINNINGS: usize = 8;

/// Letters of a text that are compared.
const LONGEST: usize = 120;

/// Stands between the parts of a term; no word has it.
const BETWEEN: char = '\u{1f}';

/// The sections that suggestions come from.
const SOURCES: [Section; 4] = [Section::Title, Section::Service, Section::Owner, Section::Keyword];

/// Something that somebody may be about to type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Title, service, owner or keyword.
    pub section: Section,
    pub lang: Lang,
    pub text: String,
    /// The blueprint, where the text is the title of just one.
    pub blueprint: Option<BlueprintId>,
    /// How many blueprints have it, at most: one that was just replaced may still count.
    pub n_blueprints: u64,
}

/// What was typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    pub text: String,
    pub lang: Lang,
    pub limit: usize,
}

impl Beginning {
    /// Suggestions in one answer, at most.
    pub const MOST: usize = 20;
}

/// The terms under which an entry is suggested. What is deprecated is suggested to nobody.
pub(crate) fn terms(entry: &Entry) -> Vec<String> {
    let mut terms = Vec::new();
    let wanted = entry.passages.iter().filter(|p| SOURCES.contains(&p.section));
    for passage in wanted.filter(|_| !entry.standing.is_deprecated) {
        let folded: Vec<String> = words(&passage.text).map(|(_, word)| fold(word)).collect();
        let lang = if passage.lang == Lang::De { 'd' } else { 'e' };
        let letter = char::from(passage.section.letter());
        // Only a title belongs to one blueprint.
        let id =
            if passage.section == Section::Title { entry.id.to_string() } else { String::new() };
        for start in 0..folded.len().min(MOST_BEGINNINGS) {
            let rest = folded.get(start..).unwrap_or_default().join(" ");
            let rest: String = rest.chars().take(LONGEST).collect();
            let text = passage.text.replace(BETWEEN, " ");
            terms.push(format!("{rest}{BETWEEN}{letter}{lang}{start}{BETWEEN}{text}{BETWEEN}{id}"));
        }
    }
    terms
}

/// What may be meant by a beginning, the likeliest first.
pub(crate) fn suggest(
    lexicon: &Lexicon<'_>,
    beginning: &Beginning,
) -> tantivy::Result<Vec<Suggestion>> {
    let typed: Vec<String> = words(&beginning.text).map(|(_, word)| fold(word)).take(16).collect();
    let limit = beginning.limit.min(Beginning::MOST);
    let Some((last, before)) = typed.split_last() else { return Ok(Vec::new()) };
    let mut found = Found::default();
    // The words side by side, else the last one where the text has the others too.
    found.look(lexicon, &typed.join(" "), &[])?;
    if found.0.is_empty() && !before.is_empty() {
        found.look(lexicon, last, before)?;
    }
    if found.0.is_empty()
        && let Some(near) = lexicon.near(last, 1)?.first()
    {
        found.look(lexicon, &near.word, before)?;
    }
    Ok(found.best(beginning.lang, limit))
}

/// Suggestions by what they are.
#[derive(Default)]
struct Found(BTreeMap<(Section, String), Seen>);

/// What was seen of a suggestion.
struct Seen {
    lang: Lang,
    /// The number of blueprints by the place of the word that was begun and by language: each blueprint is there for each.
    n_docs: BTreeMap<(usize, Lang), u64>,
    id: Option<BlueprintId>,
}

impl Seen {
    fn start(&self) -> usize {
        self.n_docs.keys().map(|(start, _)| *start).min().unwrap_or_default()
    }

    fn n_docs(&self) -> u64 {
        self.n_docs.values().copied().max().unwrap_or_default()
    }
}

impl Found {
    fn look(
        &mut self,
        lexicon: &Lexicon<'_>,
        begun: &str,
        others: &[String],
    ) -> tantivy::Result<()> {
        for segment in lexicon.searcher.segment_readers() {
            let index = segment.inverted_index(lexicon.fields.suggestions)?;
            let mut terms = index.terms().range().ge(begun.as_bytes()).into_stream()?;
            let mut n_seen = 0;
            while n_seen < MOST_SEEN && terms.advance() {
                let Ok(term) = std::str::from_utf8(terms.key()) else { break };
                if !term.starts_with(begun) {
                    break;
                }
                n_seen += 1;
                let n_docs = n_at_most(segment, &index, terms.value())?;
                if 0 < n_docs {
                    self.take(term, others, n_docs);
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, term: &str, others: &[String], n_docs: u64) -> Option<()> {
        let mut parts = term.split(BETWEEN);
        let (_, head, text, id) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let mut head = head.chars();
        let section = Section::of_letter(u8::try_from(head.next()?).ok()?)?;
        let lang = if head.next()? == 'e' { Lang::En } else { Lang::De };
        let start: usize = head.as_str().parse().ok()?;
        let has = |word: &String| words(text).any(|(_, own)| fold(own).starts_with(word.as_str()));
        if !others.iter().all(has) {
            return None;
        }
        let id: Option<BlueprintId> = id.parse().ok();
        let key = (section, text.to_owned());
        let seen = self.0.entry(key);
        let seen = seen.or_insert_with(|| Seen { lang, n_docs: BTreeMap::new(), id: id.clone() });
        *seen.n_docs.entry((start, lang)).or_default() += n_docs;
        // A title that two blueprints have names neither.
        if seen.id != id {
            seen.id = None;
        }
        Some(())
    }

    fn best(self, lang: Lang, limit: usize) -> Vec<Suggestion> {
        let mut found: Vec<_> = self.0.into_iter().collect();
        found.sort_by_cached_key(|((section, text), seen)| {
            let rarity = u64::MAX - seen.n_docs();
            (seen.lang != lang, seen.start() != 0, rarity, text.len(), *section, text.clone())
        });
        let suggestion = |((section, text), seen): ((Section, String), Seen)| Suggestion {
            section,
            lang: seen.lang,
            text,
            n_blueprints: seen.n_docs(),
            blueprint: seen.id,
        };
        found.into_iter().take(limit).map(suggestion).collect()
    }
}
