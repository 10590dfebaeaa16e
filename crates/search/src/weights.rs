//! What a match is worth.
//!
//! A blueprint's score is the sum of what each wanted word is worth in it (BM25 in each of the three depths of a text,
//! weighted), times how much of what was wanted it has, times its standing. All figures of the ranking are here.

use crate::section::Depth;

/// The weight of a depth, and how much longer texts are held against it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weight {
    pub(crate) weight: f32,
    pub(crate) length: f32,
}

pub(crate) fn depth(depth: Depth) -> Weight {
    match depth {
        Depth::Title => Weight { weight: 5.0, length: 0.6 },
        Depth::Head => Weight { weight: 2.5, length: 0.5 },
        Depth::Body => Weight { weight: 1.0, length: 0.5 },
    }
}

/// How soon more of the same stops counting.
pub(crate) const SATURATION: f32 = 1.2;

/// What a way is worth beside the word as it was typed.
pub(crate) mod way {
    /// Beside a word in all depths.
    pub(crate) const UNIT: f32 = 8.0;
    pub(crate) const WORD: f32 = 1.0;
    pub(crate) const COMPOUND: f32 = 0.8;
    pub(crate) const PARTS: f32 = 0.5;
    pub(crate) const SINGLE_PART: f32 = 0.2;
    pub(crate) const BEGINNING: f32 = 0.7;
    /// Divided by the number of errors.
    pub(crate) const MENDED: f32 = 0.8;
}

/// Added when what was typed is, as a whole, a name, a title or a key.
pub(crate) const WHOLE: f32 = 20.0;

/// How much of what was wanted, by rarity, a blueprint needs when none has all.
pub(crate) const ENOUGH: f32 = 0.5;

/// How rare a term is.
pub(crate) fn idf(n_docs: u64, n_all: u64) -> f32 {
    let (n_docs, n_all) = (float(n_docs), float(n_all.max(n_docs)));
    narrow((1.0 + (n_all - n_docs + 0.5) / (n_docs + 0.5)).ln())
}

/// The factor of a blueprint's standing; `maturity` is the place of its level, from nothing to three.
pub(crate) fn standing(maturity: u8, adoptions: u32, is_overdue: bool) -> f32 {
    let earned = 0.05 * f32::from(maturity);
    let used = 0.03 * narrow(f64::from(adoptions).ln_1p());
    let stale = if is_overdue { 0.85 } else { 1.0 };
    (1.0 + earned + used) * stale
}

/// The factor of a blueprint that its owner says not to use any more.
pub(crate) const DEPRECATED: f32 = 0.5;

fn float(n: u64) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a score needs no more digits"
)]
pub(crate) fn narrow(x: f64) -> f32 {
    x as f32
}
