//! Turns what was typed into a plan, with what the index knows.

use std::collections::BTreeSet;
use std::sync::Arc;

use blueprint::Lang;

use super::{Condition, How, Plan, Terms, Wanted, Way};
use crate::analysis::{Analysis, Word};
use crate::citation::citations;
use crate::german::fold;
use crate::lexicon::{Lexicon, Near};
use crate::schema::{in_section, unit};
use crate::section::Section;
use crate::typed::{Chunk, Excluded, Typed, Within};
use crate::weights::{idf, way};

/// Words of the index that stand for one beginning.
const MOST_BEGUN: usize = 24;

/// Words of the index that stand for one with a typing error.
const MOST_MENDED: usize = 4;

/// A word in both languages.
struct Both {
    de: Arc<Word>,
    en: Arc<Word>,
}

impl Plan {
    pub(crate) fn new(
        lexicon: &Lexicon<'_>,
        analysis: &mut Analysis,
        text: &str,
        typed: &Typed,
    ) -> tantivy::Result<Self> {
        let separated = typed.separated;
        let mut planner = Planner { lexicon, analysis, separated, plan: Self::default() };
        let rest = planner.citations(&typed.chunks)?;
        let last = typed.chunks.last();
        for chunk in rest {
            let is_open = typed.is_open && last == Some(chunk);
            planner.chunk(chunk, is_open)?;
        }
        planner.plan.whole = Some(unit(text)).filter(|whole| !whole.is_empty());
        let phrases = typed.phrases.iter().cloned().map(Condition::Phrase);
        planner.plan.required.extend(phrases);
        for within in &typed.within {
            planner.mark(&within.chunk);
            let condition = planner.within(within);
            planner.plan.required.push(condition);
        }
        for excluded in &typed.excluded {
            let condition = planner.exclusion(excluded);
            planner.plan.excluded.push(condition);
        }
        Ok(planner.plan)
    }
}

struct Planner<'a> {
    lexicon: &'a Lexicon<'a>,
    analysis: &'a mut Analysis,
    /// What may belong to a verb, from the end of the sentence.
    separated: Option<&'static str>,
    plan: Plan,
}

impl Planner<'_> {
    /// Takes the paragraphs of law out of the chunks, as far as the index knows them, and gives the rest.
    fn citations<'c>(&mut self, chunks: &'c [Chunk]) -> tantivy::Result<Vec<&'c Chunk>> {
        let words: Vec<(usize, String)> = (0..)
            .zip(chunks)
            .flat_map(|(idx, chunk)| chunk.words.iter().map(move |word| (idx, fold(word))))
            .collect();
        let folded: Vec<String> = words.iter().map(|(_, word)| word.clone()).collect();
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        for citation in citations(&folded) {
            let n_docs = self.lexicon.n_with(self.lexicon.fields.units, &citation.unit)?;
            if n_docs == 0 {
                continue;
            }
            let range = words.get(citation.words.clone()).unwrap_or_default();
            taken.extend(range.iter().map(|(idx, _)| *idx));
            self.plan.marks.next();
            for (_, word) in range {
                if let Some(both) = self.both(word) {
                    self.plan.marks.add(&both.de, &both.en);
                }
            }
            let ways = vec![self.unit(citation.unit.clone(), n_docs)];
            self.want(citation.unit, ways);
        }
        let left = (0..).zip(chunks).filter(|(idx, _)| !taken.contains(idx));
        Ok(left.map(|(_, chunk)| chunk).collect())
    }

    /// A chunk is known as a whole, or else each of its words is wanted.
    fn chunk(&mut self, chunk: &Chunk, is_open: bool) -> tantivy::Result<()> {
        let n_docs = self.lexicon.n_with(self.lexicon.fields.units, &chunk.unit)?;
        let as_unit = (0 < n_docs).then(|| self.unit(chunk.unit.clone(), n_docs));
        if let [word] = chunk.words.as_slice() {
            return self.word(word, as_unit, is_open);
        }
        // `mrn/hundesteuer`: words are marked, but only the name as a whole is meant. `Kfz-Zulassung` may be a word like others.
        if let Some(way) = as_unit.filter(|_| chunk.unit.contains('/')) {
            self.mark(chunk);
            self.want(chunk.unit.clone(), vec![way]);
            return Ok(());
        }
        // `Handwerker-Parkausweis` may be written as one word.
        let joined = chunk.words.concat();
        if self.n_known(&joined)? != 0 {
            return self.word(&joined, None, is_open);
        }
        for word in &chunk.words {
            self.word(word, None, is_open && chunk.words.last() == Some(word))?;
        }
        Ok(())
    }

    /// Marks the words of a chunk in the texts that are shown.
    fn mark(&mut self, chunk: &Chunk) {
        for word in &chunk.words {
            self.plan.marks.next();
            if let Some(both) = self.both(word) {
                self.plan.marks.add(&both.de, &both.en);
            }
        }
    }

    fn word(&mut self, typed: &str, unit: Option<Way>, is_open: bool) -> tantivy::Result<()> {
        self.plan.marks.next();
        let Some(both) = self.both(typed) else {
            self.want(typed.to_owned(), Vec::from_iter(unit));
            return Ok(());
        };
        self.plan.marks.add(&both.de, &both.en);
        let mut ways = Vec::from_iter(unit);
        ways.extend(self.ways(&both)?);
        ways.extend(self.joined(typed)?);
        if ways.is_empty() {
            let exact = both.de.exact.clone();
            let begun =
                if is_open { self.lexicon.going_on(&exact, MOST_BEGUN)? } else { Vec::new() };
            if begun.is_empty() {
                let mended = self.lexicon.near(&exact, MOST_MENDED)?;
                if let Some(best) = mended.first() {
                    self.plan.mended.push((typed.to_owned(), best.word.clone()));
                }
                ways = self.instead(How::Mended, &mended)?;
                if ways.is_empty() {
                    ways = self.single_parts(&both.de)?;
                    self.plan.is_loose |= !ways.is_empty();
                }
            } else {
                ways = self.instead(How::Beginning, &begun)?;
            }
        }
        self.want(typed.to_owned(), ways);
        Ok(())
    }

    /// The ways in which the index has a word.
    fn ways(&self, word: &Both) -> tantivy::Result<Vec<Way>> {
        let mut ways = Vec::new();
        let mut one = |how, term: &str, factor| -> tantivy::Result<()> {
            let n_docs = self.lexicon.n_with_anywhere(term)?;
            if 0 < n_docs {
                let idf = idf(n_docs, self.lexicon.n_docs());
                ways.push(Way { how, terms: Terms::One(term.to_owned()), factor, idf });
            }
            Ok(())
        };
        one(How::Word, &word.de.whole, way::WORD)?;
        if word.en.whole != word.de.whole {
            one(How::Word, &word.en.whole, way::WORD)?;
        }
        if let [pair] = word.de.pairs.as_slice() {
            one(How::Compound, pair, way::COMPOUND)?;
        }
        if 1 < word.de.parts.len() {
            ways.extend(self.parts(&word.de)?);
        }
        Ok(ways)
    }

    /// The verb that a word is together with the end of the sentence.
    fn joined(&mut self, typed: &str) -> tantivy::Result<Option<Way>> {
        let Some(separated) = self.separated else { return Ok(None) };
        let Some(both) = self.both(&format!("{separated}{typed}")) else { return Ok(None) };
        let n_docs = self.lexicon.n_with_anywhere(&both.de.whole)?;
        if n_docs == 0 {
            return Ok(None);
        }
        self.plan.marks.add(&both.de, &both.en);
        let idf = idf(n_docs, self.lexicon.n_docs());
        let terms = Terms::One(both.de.whole.clone());
        Ok(Some(Way { how: How::Word, terms, factor: way::WORD, idf }))
    }

    fn parts(&self, word: &Word) -> tantivy::Result<Option<Way>> {
        let mut rarest = u64::MAX;
        for part in &word.parts {
            rarest = rarest.min(self.lexicon.n_with_anywhere(part)?);
        }
        let idf = idf(rarest, self.lexicon.n_docs());
        let terms = Terms::All(word.parts.clone());
        Ok((0 < rarest).then_some(Way { how: How::Parts, terms, factor: way::PARTS, idf }))
    }

    /// The parts of a compound that the index knows, each for itself.
    fn single_parts(&self, word: &Word) -> tantivy::Result<Vec<Way>> {
        let mut ways = Vec::new();
        for part in &word.parts {
            let n_docs = self.lexicon.n_with_anywhere(part)?;
            if 0 < n_docs {
                let idf = idf(n_docs, self.lexicon.n_docs());
                let terms = Terms::One(part.clone());
                ways.push(Way { how: How::Parts, terms, factor: way::SINGLE_PART, idf });
            }
        }
        Ok(ways)
    }

    /// What stands for a word that the index does not know.
    fn instead(&mut self, how: How, words: &[Near]) -> tantivy::Result<Vec<Way>> {
        // Together they are as rare as one word: none is preferred for being rare.
        let n_docs = words.iter().map(|near| near.n_docs).sum();
        let idf = idf(n_docs, self.lexicon.n_docs());
        let mut ways: Vec<Way> = Vec::new();
        for near in words {
            let Some(both) = self.both(&near.word) else { continue };
            self.plan.marks.add(&both.de, &both.en);
            let factor = match how {
                How::Mended => {
                    way::MENDED / f32::from(u8::try_from(near.distance).unwrap_or(u8::MAX))
                }
                _ => way::BEGINNING,
            };
            for term in [&both.de.whole, &both.en.whole] {
                let way = Way { how, terms: Terms::One(term.clone()), factor, idf };
                if !ways.contains(&way) && 0 < self.lexicon.n_with_anywhere(term)? {
                    ways.push(way);
                }
            }
        }
        Ok(ways)
    }

    fn unit(&self, unit: String, n_docs: u64) -> Way {
        let idf = idf(n_docs, self.lexicon.n_docs());
        Way { how: How::Unit, terms: Terms::Unit(unit), factor: way::UNIT, idf }
    }

    fn want(&mut self, typed: String, ways: Vec<Way>) {
        let idf = ways.iter().map(|way| way.idf).fold(0.0, f32::max);
        self.plan.wanted.push(Wanted { typed, ways, idf });
    }

    fn both(&mut self, word: &str) -> Option<Both> {
        Some(Both {
            de: self.analysis.word(Lang::De, word)?,
            en: self.analysis.word(Lang::En, word)?,
        })
    }

    fn n_known(&mut self, word: &str) -> tantivy::Result<u64> {
        match self.analysis.word(Lang::De, word) {
            Some(word) => self.lexicon.n_with_anywhere(&word.whole),
            None => Ok(0),
        }
    }

    fn within(&mut self, within: &Within) -> Condition {
        let section = within.section;
        let words: Vec<Vec<String>> = within
            .chunk
            .words
            .iter()
            .filter_map(|word| {
                let both = self.both(word)?;
                self.plan.marks.add(&both.de, &both.en);
                let mut terms =
                    vec![in_section(section, &both.de.whole), in_section(section, &both.en.whole)];
                if let [pair] = both.de.pairs.as_slice() {
                    terms.push(in_section(section, pair));
                }
                Some(terms)
            })
            .collect();
        let by_words = Condition::Section(words);
        match section {
            // Owners are also named by slug, and services by key.
            Section::Owner | Section::Service => {
                Condition::Any(vec![by_words, Condition::Unit(within.chunk.unit.clone())])
            }
            _ => by_words,
        }
    }

    fn exclusion(&mut self, excluded: &Excluded) -> Condition {
        match excluded {
            Excluded::Phrase(words) => Condition::Phrase(words.clone()),
            Excluded::Within(within) => self.within(within),
            Excluded::Word(chunk) => {
                let words = chunk.words.iter().filter_map(|word| self.both(word));
                let terms = |word: Both| {
                    let mut terms = vec![word.de.whole.clone(), word.en.whole.clone()];
                    terms.extend(
                        word.de.pairs.first().filter(|_| word.de.pairs.len() == 1).cloned(),
                    );
                    Condition::Term(terms)
                };
                let all = words.map(terms).collect();
                Condition::Any(vec![Condition::All(all), Condition::Unit(chunk.unit.clone())])
            }
        }
    }
}
