//! Sentences of offices: no grammar book's, but with the words where they would stand.

use fastrand::Rng;

use super::{vocabulary::noun, word::pick, words::VERBS};

/// `n` sentences about a topic.
pub(super) fn sentences(rng: &mut Rng, topic: usize, n: usize) -> String {
    let sentences: Vec<String> = (0..n).map(|_| sentence(rng, topic)).collect();
    sentences.join(" ")
}

/// What is done in a step: `Gebührenbescheid versenden`.
pub(super) fn task(rng: &mut Rng, topic: usize) -> String {
    let (infinitive, _) = pick(rng, VERBS).unwrap_or_default();
    let object = noun(rng, topic);
    if rng.bool() {
        format!("{object} mit {} {infinitive}", noun(rng, topic))
    } else {
        format!("{object} {infinitive}")
    }
}

fn sentence(rng: &mut Rng, topic: usize) -> String {
    let (infinitive, participle) = pick(rng, VERBS).unwrap_or_default();
    let shape = rng.u8(0..9);
    let years = rng.u8(1..11);
    let mut noun = || noun(rng, topic);
    match shape {
        0 => format!("Für {} gilt {} nach {}.", noun(), noun(), noun()),
        1 => format!("{} und {} sind vor {} zu {infinitive}.", noun(), noun(), noun()),
        2 => format!("Ohne {} wird {} nicht {participle}.", noun(), noun()),
        3 => format!("Zuerst lassen sich {}, {} und {} {infinitive}.", noun(), noun(), noun()),
        4 => format!("Wer {} beantragt, braucht {} und {}.", noun(), noun(), noun()),
        5 => format!("{} wird durch {} {participle}, sobald {} vorliegt.", noun(), noun(), noun()),
        6 => format!("Danach folgt {} mit {} nach {}.", noun(), noun(), noun()),
        7 => format!("Bei {} genügt {}, sonst {}.", noun(), noun(), noun()),
        _ => format!("{} bleibt {years} Jahre bei {} {participle}.", noun(), noun()),
    }
}
