//! Words as parts of addresses and of sentences.

use fastrand::Rng;

/// Lower case with hyphens, umlauts written out: a name for addresses.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    // Places in Lusatia have a second name behind the slash.
    for character in text.split('/').next().unwrap_or_default().chars().flat_map(char::to_lowercase)
    {
        match character {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'a'..='z' | '0'..='9' => slug.push(character),
            _ if slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_matches('-').to_owned()
}

pub(super) fn pick<T: Copy>(rng: &mut Rng, from: &[T]) -> Option<T> {
    if from.is_empty() { None } else { from.get(rng.usize(0..from.len())).copied() }
}

/// One of words that are there.
pub(super) fn one(rng: &mut Rng, from: &[&'static str]) -> &'static str {
    pick(rng, from).unwrap_or_default()
}
