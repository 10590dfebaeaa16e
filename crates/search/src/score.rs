//! How much each document of a segment has of what is wanted.
//!
//! Term by term over dense arrays: adding to an array is the cheapest thing that can be done with a posting, and all that
//! ranking and counting need to know afterwards is one number and one bit mask a document. Law: arrays are as long as the
//! segment, kept for the next query, and clean between two.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, Searcher, SegmentReader, Term};

use crate::bits::{Bits, place};
use crate::error::SearchError;
use crate::plan::{Plan, Terms, Wanted, Way};
use crate::schema::Fields;
use crate::section::Depth;
use crate::stop::Stop;
use crate::weights::{self, SATURATION, WHOLE, narrow};

const DEPTHS: [Depth; 3] = [Depth::Title, Depth::Head, Depth::Body];

/// Depths in which the parts of a compound may stand apart: in a long text they would stand anywhere.
const ABOUT: [Depth; 2] = [Depth::Title, Depth::Head];

/// The arrays of one query.
#[derive(Default)]
pub(crate) struct Scratch {
    /// What each document has.
    pub(crate) score: Vec<f32>,
    /// A bit for each wanted thing that a document has.
    pub(crate) mask: Vec<u32>,
    /// Documents with a mask.
    pub(crate) touched: Vec<DocId>,
    word: Sums,
    way: Sums,
    parts: Parts,
}

/// How many parts of a compound each document has, and the documents that have some.
#[derive(Default)]
struct Parts {
    counts: Vec<u32>,
    seen: Vec<DocId>,
}

impl Parts {
    /// Counts a part; they come in their order, so one that is missing is never caught up.
    fn count(&mut self, doc: DocId, part: u32) {
        if let Some(count) = self.counts.get_mut(place(doc)).filter(|count| **count == part) {
            *count += 1;
            self.seen.push(doc);
        }
    }

    fn clean(&mut self) {
        for doc in self.seen.drain(..) {
            if let Some(count) = self.counts.get_mut(place(doc)) {
                *count = 0;
            }
        }
    }
}

/// A sum for each document, and the documents that have one.
#[derive(Default)]
struct Sums {
    sums: Vec<f32>,
    touched: Vec<DocId>,
}

impl Sums {
    fn resize(&mut self, n_docs: u32) {
        self.sums.resize(self.sums.len().max(place(n_docs)), 0.0);
    }

    #[inline]
    fn add(&mut self, doc: DocId, amount: f32) {
        if let Some(sum) = self.sums.get_mut(place(doc)) {
            if *sum == 0.0 {
                self.touched.push(doc);
            }
            *sum += amount;
        }
    }

    #[inline]
    fn raise(&mut self, doc: DocId, amount: f32) {
        if let Some(sum) = self.sums.get_mut(place(doc)) {
            if *sum == 0.0 {
                self.touched.push(doc);
            }
            *sum = sum.max(amount);
        }
    }

    /// Hands every sum over and is clean again.
    fn drain(&mut self, mut each: impl FnMut(DocId, f32)) {
        for doc in self.touched.drain(..) {
            if let Some(sum) = self.sums.get_mut(place(doc)) {
                each(doc, std::mem::take(sum));
            }
        }
    }
}

/// A segment, ready to be scored.
pub(crate) struct Segment<'a> {
    pub(crate) reader: &'a SegmentReader,
    fields: &'a Fields,
    depths: Vec<DepthReader>,
}

/// A depth's lengths, as what they do to a score.
struct DepthReader {
    depth: Depth,
    field: Field,
    lengths: FieldNormReader,
    /// By the length's id.
    damping: Vec<f32>,
    weight: f32,
}

impl<'a> Segment<'a> {
    pub(crate) fn open(
        searcher: &Searcher,
        reader: &'a SegmentReader,
        fields: &'a Fields,
    ) -> tantivy::Result<Self> {
        let mut depths = Vec::new();
        for depth in DEPTHS {
            depths.push(DepthReader::open(searcher, reader, fields, depth)?);
        }
        Ok(Self { reader, fields, depths })
    }

    /// Fills `scratch` with what the documents have of the plan. With `strict`, only those that have all of it matter.
    pub(crate) fn score(
        &self,
        plan: &Plan,
        strict: bool,
        scratch: &mut Scratch,
        stop: &Stop,
    ) -> Result<(), SearchError> {
        scratch.prepare(self.reader.max_doc());
        let mut order: Vec<(u32, &Wanted)> = (0..).zip(&plan.wanted).collect();
        // The rarest first: what it rules out need not be looked at again.
        order.sort_by(|(_, a), (_, b)| b.idf.total_cmp(&a.idf));
        let mut before = 0;
        for (bit, wanted) in order {
            if stop.is_stopped() {
                scratch.clean();
                return Err(SearchError::Stopped);
            }
            self.wanted(wanted, scratch).map_err(SearchError::unexpected)?;
            scratch.take_word(1 << bit, strict.then_some(before));
            before |= 1 << bit;
        }
        if let Some(whole) = &plan.whole {
            let Scratch { score, mask, .. } = scratch;
            let add = |doc: DocId, _| {
                let is_match = mask.get(place(doc)).is_some_and(|mask| *mask != 0);
                if let Some(score) = score.get_mut(place(doc)).filter(|_| is_match) {
                    *score += WHOLE;
                }
            };
            self.each(self.fields.units, whole, add).map_err(SearchError::unexpected)?;
        }
        Ok(())
    }

    fn wanted(&self, wanted: &Wanted, scratch: &mut Scratch) -> tantivy::Result<()> {
        let Scratch { word, way: sums, parts, .. } = scratch;
        for way in &wanted.ways {
            match &way.terms {
                Terms::Unit(unit) => {
                    self.each(self.fields.units, unit, |doc, _| sums.add(doc, way.idf))?;
                }
                Terms::One(term) => {
                    for depth in &self.depths {
                        self.each(depth.field, term, |doc, freq| {
                            sums.add(doc, way.idf * depth.impact(doc, freq));
                        })?;
                    }
                }
                Terms::All(terms) => self.all(terms, way.idf, sums, parts)?,
            }
            // Of several ways the best one counts.
            sums.drain(|doc, sum| word.raise(doc, way.factor * sum));
        }
        Ok(())
    }

    /// Sums of those that have all `terms` where it says what they are about.
    fn all(
        &self,
        terms: &[String],
        idf: f32,
        sums: &mut Sums,
        parts: &mut Parts,
    ) -> tantivy::Result<()> {
        let n_terms = u32::try_from(terms.len()).unwrap_or(u32::MAX);
        let share = idf / f32::from(u8::try_from(n_terms).unwrap_or(u8::MAX));
        for (idx, term) in (0_u32..).zip(terms) {
            for depth in self.depths.iter().filter(|depth| ABOUT.contains(&depth.depth)) {
                self.each(depth.field, term, |doc, freq| {
                    parts.count(doc, idx);
                    sums.add(doc, share * depth.impact(doc, freq));
                })?;
            }
        }
        let Sums { sums, touched } = sums;
        touched.retain(|doc| {
            let complete = parts.counts.get(place(*doc)) == Some(&n_terms);
            if let Some(sum) = sums.get_mut(place(*doc)).filter(|_| !complete) {
                *sum = 0.0;
            }
            complete
        });
        parts.clean();
        Ok(())
    }

    /// Calls `visit` for each document that has a term in a field, with how often.
    pub(crate) fn each(
        &self,
        field: Field,
        term: &str,
        mut visit: impl FnMut(DocId, u32),
    ) -> tantivy::Result<()> {
        let Some(mut postings) = self.postings(field, term)? else { return Ok(()) };
        while postings.block_len() != 0 {
            // A field without frequencies has one of each.
            for (idx, doc) in postings.docs().iter().enumerate() {
                visit(*doc, postings.freq(idx));
            }
            postings.advance();
        }
        Ok(())
    }

    fn postings(&self, field: Field, term: &str) -> tantivy::Result<Option<BlockSegmentPostings>> {
        let index = self.reader.inverted_index(field)?;
        let term = Term::from_field_text(field, term);
        Ok(index.read_block_postings(&term, IndexRecordOption::WithFreqs)?)
    }

    /// What one way is worth in one document, by depth; nothing when it is not there.
    pub(crate) fn worth(
        &self,
        way: &Way,
        doc: DocId,
    ) -> tantivy::Result<Vec<(Option<Depth>, Score)>> {
        let mut worth = Vec::new();
        match &way.terms {
            Terms::Unit(unit) => {
                if self.freq(self.fields.units, unit, doc)?.is_some() {
                    worth.push((None, way.factor * way.idf));
                }
            }
            Terms::One(term) => {
                for depth in &self.depths {
                    if let Some(freq) = self.freq(depth.field, term, doc)? {
                        worth.push((
                            Some(depth.depth),
                            way.factor * way.idf * depth.impact(doc, freq),
                        ));
                    }
                }
            }
            Terms::All(terms) => {
                let n_terms = f32::from(u8::try_from(terms.len()).unwrap_or(u8::MAX));
                let mut sum = 0.0;
                for term in terms {
                    let mut found = false;
                    for depth in self.depths.iter().filter(|depth| ABOUT.contains(&depth.depth)) {
                        if let Some(freq) = self.freq(depth.field, term, doc)? {
                            found = true;
                            sum += way.idf / n_terms * depth.impact(doc, freq);
                        }
                    }
                    if !found {
                        return Ok(Vec::new());
                    }
                }
                worth.push((None, way.factor * sum));
            }
        }
        Ok(worth)
    }

    fn freq(&self, field: Field, term: &str, doc: DocId) -> tantivy::Result<Option<u32>> {
        let Some(mut postings) = self.postings(field, term)? else { return Ok(None) };
        let at = postings.seek(doc);
        let found = postings.docs().get(at) == Some(&doc);
        Ok(found.then(|| postings.freq(at)))
    }

    pub(crate) fn has_unit(&self, unit: &str, doc: DocId) -> tantivy::Result<bool> {
        Ok(self.freq(self.fields.units, unit, doc)?.is_some())
    }

    /// The documents that have a term in a field.
    pub(crate) fn having(&self, field: Field, term: &str) -> tantivy::Result<Bits> {
        let mut bits = Bits::none(self.reader.max_doc());
        self.each(field, term, |doc, _| bits.insert(doc))?;
        Ok(bits)
    }
}

impl DepthReader {
    fn open(
        searcher: &Searcher,
        reader: &SegmentReader,
        fields: &Fields,
        depth: Depth,
    ) -> tantivy::Result<Self> {
        let field = fields.of_depth(depth);
        let weight = weights::depth(depth);
        let average = average_length(searcher, field)?;
        let damping = (0..=u8::MAX)
            .map(|id| {
                let length = narrow(f64::from(FieldNormReader::id_to_fieldnorm(id))) / average;
                SATURATION * (1.0 - weight.length + weight.length * length)
            })
            .collect();
        let lengths = reader.get_fieldnorms_reader(field)?;
        Ok(Self { depth, field, lengths, damping, weight: weight.weight })
    }

    /// What a term that stands in a document so often is worth there, for a rarity of one.
    #[inline]
    fn impact(&self, doc: DocId, freq: u32) -> f32 {
        let damping = self.damping.get(usize::from(self.lengths.fieldnorm_id(doc))).copied();
        let freq = f32::from(u16::try_from(freq).unwrap_or(u16::MAX));
        self.weight * freq * (SATURATION + 1.0) / (freq + damping.unwrap_or(SATURATION))
    }
}

fn average_length(searcher: &Searcher, field: Field) -> tantivy::Result<f32> {
    let (mut n_tokens, mut n_docs) = (0_u64, 0_u64);
    for segment in searcher.segment_readers() {
        n_tokens += segment.inverted_index(field)?.total_num_tokens();
        n_docs += u64::from(segment.max_doc());
    }
    let float = |n: u64| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    Ok(narrow((float(n_tokens) / float(n_docs.max(1))).max(1.0)))
}

impl Scratch {
    fn prepare(&mut self, n_docs: u32) {
        self.clean();
        let n_docs_at_least = self.score.len().max(place(n_docs));
        self.score.resize(n_docs_at_least, 0.0);
        self.mask.resize(n_docs_at_least, 0);
        self.parts.counts.resize(n_docs_at_least, 0);
        self.word.resize(n_docs);
        self.way.resize(n_docs);
    }

    /// Adds what the documents have of one wanted thing. With `only`, those that lack what came before stay out.
    fn take_word(&mut self, bit: u32, only: Option<u32>) {
        let Self { score, mask, touched, word, .. } = self;
        word.drain(|doc, sum| {
            let at = place(doc);
            let (Some(mask), Some(score)) = (mask.get_mut(at), score.get_mut(at)) else { return };
            if only.is_some_and(|only| *mask != only) {
                return;
            }
            if *mask == 0 {
                touched.push(doc);
            }
            *mask |= bit;
            *score += sum;
        });
    }

    fn clean(&mut self) {
        self.parts.clean();
        self.word.drain(|_, _| {});
        self.way.drain(|_, _| {});
        for doc in self.touched.drain(..) {
            if let (Some(mask), Some(score)) =
                (self.mask.get_mut(place(doc)), self.score.get_mut(place(doc)))
            {
                (*mask, *score) = (0, 0.0);
            }
        }
    }
}
