//! Two versions of a document: every change is told, nothing differs from itself, and the edits lead from one to the other.
#![no_main]

use blueprint::{apply, compare, difference};
use libfuzzer_sys::{
    arbitrary::{Result, Unstructured},
    fuzz_target,
};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    if let Ok((old, new)) = versions(&mut Unstructured::new(bytes)) {
        laws(&old, &new);
    }
});

fn versions(bytes: &mut Unstructured<'_>) -> Result<(Value, Value)> {
    let old = fuzz::document(bytes)?;
    let new = fuzz::changed(&old, bytes)?;
    Ok((old, new))
}

fn laws(old: &Value, new: &Value) {
    assert!(difference(old, old).changes.is_empty());
    for change in difference(old, new).changes {
        assert!(!change.message.de.is_empty() && !change.message.en.is_empty());
        let there = |pointer: &blueprint::Pointer| new.pointer(pointer.as_str());
        assert_eq!(change.pointer_after.as_ref().and_then(there), change.after.as_ref());
    }
    let edits = compare(old, new);
    assert!(compare(&apply(old, &edits), new).is_empty());
}
