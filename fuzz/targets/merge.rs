//! Three versions of a document: the laws of the merge hold, and everything can be decided.
#![no_main]

use blueprint::merge::{By, ConflictKind, Resolution, Take, merge, resolve};
use libfuzzer_sys::{
    arbitrary::{Result, Unstructured},
    fuzz_target,
};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    if let Ok((base, ours, theirs)) = versions(&mut Unstructured::new(bytes)) {
        laws(&base, &ours, &theirs);
    }
});

fn versions(bytes: &mut Unstructured<'_>) -> Result<(Value, Value, Value)> {
    let base = fuzz::document(bytes)?;
    let ours = fuzz::changed(&base, bytes)?;
    let theirs = fuzz::changed(&base, bytes)?;
    Ok((base, ours, theirs))
}

fn laws(base: &Value, ours: &Value, theirs: &Value) {
    assert_eq!(merge(base, ours, base).merged, *ours);
    assert_eq!(merge(base, ours, ours).merged, *ours);
    assert!(merge(base, base, theirs).conflicts.is_empty());

    let merged = merge(base, ours, theirs);
    for take in [Take::Ours, Take::Theirs, Take::Base] {
        let each = |path| Resolution { path, by: By::Take(take) };
        let paths = merged.conflicts.iter().map(|conflict| conflict.path.clone());
        let all: Vec<Resolution> = paths.map(each).collect();
        let settled = resolve(&merged, &all).expect("each names an open conflict");
        assert!(settled.conflicts.is_empty());
        if take == Take::Ours {
            assert_eq!(settled.merged, merged.merged);
        }
    }
    for conflict in merged.conflicts.iter().filter(|conflict| conflict.kind != ConflictKind::Order)
    {
        let there = |pointer: &blueprint::Pointer| ours.pointer(pointer.as_str());
        assert_eq!(conflict.pointers.ours.as_ref().and_then(there), conflict.ours.as_ref());
    }
}
