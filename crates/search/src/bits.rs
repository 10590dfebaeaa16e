//! Sets of documents, a bit each.

use tantivy::DocId;

/// A set of the documents of a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits(Vec<u64>);

const WORD: u32 = u64::BITS;

impl Bits {
    pub(crate) fn none(n_docs: u32) -> Self {
        Self(vec![0; place(n_docs.div_ceil(WORD))])
    }

    pub(crate) fn all(n_docs: u32) -> Self {
        let mut bits = Self(vec![u64::MAX; place(n_docs.div_ceil(WORD))]);
        let rest = n_docs % WORD;
        if rest != 0
            && let Some(last) = bits.0.last_mut()
        {
            *last = (1 << rest) - 1;
        }
        bits
    }

    pub(crate) fn insert(&mut self, doc: DocId) {
        if let Some(word) = self.0.get_mut(place(doc / WORD)) {
            *word |= 1 << (doc % WORD);
        }
    }

    pub(crate) fn remove(&mut self, doc: DocId) {
        if let Some(word) = self.0.get_mut(place(doc / WORD)) {
            *word &= !(1 << (doc % WORD));
        }
    }

    pub(crate) fn has(&self, doc: DocId) -> bool {
        self.0.get(place(doc / WORD)).is_some_and(|word| word & (1 << (doc % WORD)) != 0)
    }

    pub(crate) fn and(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
    }

    pub(crate) fn or(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    pub(crate) fn and_not(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= !other);
    }

    pub(crate) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// How many are in both.
    pub(crate) fn count_and(&self, other: &Self) -> u64 {
        let both = self.0.iter().zip(&other.0);
        both.map(|(word, other)| u64::from((word & other).count_ones())).sum()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = DocId> + '_ {
        (0_u32..).zip(&self.0).flat_map(|(idx, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                if left == 0 {
                    return None;
                }
                let bit = left.trailing_zeros();
                left &= left - 1;
                Some(idx * WORD + bit)
            })
        })
    }
}

/// A document's place in an array of its segment.
#[inline]
pub(crate) fn place(doc: DocId) -> usize {
    usize::try_from(doc).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_do_what_sets_do() {
        for n in [0, 1, 63, 64, 65, 1_000] {
            assert_eq!(Bits::all(n).count(), u64::from(n));
            assert_eq!(Bits::all(n).iter().collect::<Vec<_>>(), (0..n).collect::<Vec<_>>());
            assert_eq!(Bits::none(n).count(), 0);
        }
        let (mut even, mut third) = (Bits::none(100), Bits::none(100));
        (0..100).step_by(2).for_each(|doc| even.insert(doc));
        (0..100).step_by(3).for_each(|doc| third.insert(doc));
        assert_eq!(even.count_and(&third), 17);
        let mut both = even.clone();
        both.and(&third);
        assert!(both.has(6) && !both.has(2) && !both.has(3) && !both.has(10_000));
        let mut either = even.clone();
        either.or(&third);
        assert_eq!(either.count(), 50 + 34 - 17);
        either.and_not(&even);
        assert_eq!(either.count(), 17);
        either.remove(3);
        assert_eq!(either.count(), 16);
        either.insert(10_000);
    }
}
