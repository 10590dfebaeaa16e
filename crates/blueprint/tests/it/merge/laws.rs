//! What holds for every merge, whatever the three versions are.

use blueprint::merge::{
    By, Conflict, ConflictKind, Merged, Origin, Resolution, Take, merge, resolve,
};
use proptest::prelude::*;
use serde_json::Value;

use super::documents::{
    Edit, any_tree, disjoint_edits, document, edited, edits, local_edit, rename, shared_edit,
    sorted, with_local_of, without_nulls,
};

type Versions = (Value, Value, Value);

/// Any three trees, and any edits of one document on two sides.
fn any_versions() -> impl Strategy<Value = Versions> {
    let edit = || prop_oneof![10 => shared_edit(), 1 => rename(), 2 => local_edit()];
    prop_oneof![
        1 => (any_tree(), any_tree(), any_tree()),
        3 => (document(), edits(edit()), edits(edit())).prop_map(both_edited),
    ]
}

/// The same without what is local to one side.
fn shared_versions() -> impl Strategy<Value = Versions> {
    let bare = |tree: Value| with_local_of(&tree, &Value::Null);
    let edit = || prop_oneof![10 => shared_edit(), 1 => rename()];
    prop_oneof![
        1 => (any_tree(), any_tree(), any_tree())
            .prop_map(move |(b, o, t)| (bare(b), bare(o), bare(t))),
        3 => (document(), edits(edit()), edits(edit())).prop_map(both_edited),
    ]
}

fn both_edited((base, ours, theirs): (Value, Vec<Edit>, Vec<Edit>)) -> Versions {
    let (ours, theirs) = (edited(&base, &ours), edited(&base, &theirs));
    (base, ours, theirs)
}

fn all(merged: &Merged, take: Take) -> Merged {
    let each = |conflict: &Conflict| Resolution { path: conflict.path.clone(), by: By::Take(take) };
    let resolutions: Vec<Resolution> = merged.conflicts.iter().map(each).collect();
    resolve(merged, &resolutions).unwrap()
}

fn mirrored(kind: ConflictKind) -> ConflictKind {
    match kind {
        ConflictKind::DeletedByOurs => ConflictKind::DeletedByTheirs,
        ConflictKind::DeletedByTheirs => ConflictKind::DeletedByOurs,
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// merge(b, b, t) = t, but for what the fork keeps as its own.
    #[test]
    fn a_fork_without_changes_becomes_the_newer_version((base, _, theirs) in any_versions()) {
        let merged = merge(&base, &base, &theirs);
        prop_assert_eq!(&merged.conflicts, &[]);
        prop_assert!(merged.taken.iter().all(|taken| taken.by == Origin::Upstream), "{:?}", merged.taken);
        prop_assert_eq!(merged.merged, with_local_of(&theirs, &base));
    }

    /// merge(b, o, b) = o.
    #[test]
    fn an_upstream_without_changes_changes_nothing((base, ours, _) in any_versions()) {
        let merged = merge(&base, &ours, &base);
        prop_assert_eq!(&merged.conflicts, &[]);
        prop_assert!(merged.taken.iter().all(|taken| taken.by == Origin::Own), "{:?}", merged.taken);
        prop_assert_eq!(merged.merged, ours);
    }

    /// merge(b, x, x) = x.
    #[test]
    fn the_same_changes_on_both_sides_are_one((base, both, _) in any_versions()) {
        let merged = merge(&base, &both, &both);
        prop_assert_eq!(&merged.conflicts, &[]);
        prop_assert_eq!(merged.merged, both);
    }

    /// Swapping the sides mirrors the conflicts, and changes nothing else.
    #[test]
    fn the_sides_are_equal((base, ours, theirs) in shared_versions()) {
        let there = merge(&base, &ours, &theirs);
        let back = merge(&base, &theirs, &ours);
        prop_assert_eq!(there.conflicts.len(), back.conflicts.len());
        // A clash of names lets the sides speak of one place by two names.
        let same_names = there.conflicts.iter().all(|conflict| conflict.kind != ConflictKind::Renamed);
        for (a, b) in there.conflicts.iter().zip(&back.conflicts).filter(|_| same_names) {
            prop_assert_eq!(&a.path, &b.path);
            prop_assert_eq!(a.kind, mirrored(b.kind));
            prop_assert_eq!((&a.base, &a.ours, &a.theirs), (&b.base, &b.theirs, &b.ours));
        }
        let (theirs, ours) = (all(&there, Take::Theirs), all(&back, Take::Ours));
        prop_assert_eq!(without_nulls(theirs.merged), without_nulls(ours.merged));
    }

    /// Deciding everything in favour of the fork leaves the candidate as it is, and nothing to decide.
    #[test]
    fn decided_for_ours_nothing_is_left((base, ours, theirs) in any_versions()) {
        let merged = merge(&base, &ours, &theirs);
        let settled = all(&merged, Take::Ours);
        prop_assert_eq!(&settled.conflicts, &[]);
        prop_assert_eq!(&settled.merged, &merged.merged);
        prop_assert_eq!(all(&merged, Take::Base).conflicts, []);
    }

    /// A conflict has three states of one place, which the versions have where it says.
    #[test]
    fn a_conflict_says_what_each_version_has((base, ours, theirs) in any_versions()) {
        let merged = merge(&base, &ours, &theirs);
        for conflict in &merged.conflicts {
            prop_assert!(conflict.ours != conflict.theirs, "{conflict:?}");
            if conflict.kind == ConflictKind::Order {
                continue;
            }
            for (state, pointer, version) in [
                (&conflict.base, &conflict.pointers.base, &base),
                (&conflict.ours, &conflict.pointers.ours, &ours),
                (&conflict.theirs, &conflict.pointers.theirs, &theirs),
            ] {
                let there = pointer.as_ref().and_then(|pointer| version.pointer(pointer.as_str()));
                prop_assert_eq!(state.as_ref().is_some(), pointer.is_some());
                if version != &base {
                    prop_assert_eq!(state.as_ref(), there);
                }
            }
        }
    }

    /// Edits of different places all arrive.
    #[test]
    fn edits_apart_from_each_other_never_conflict(base in document(), (ours, theirs) in disjoint_edits()) {
        let merged = merge(&base, &edited(&base, &ours), &edited(&base, &theirs));
        prop_assert_eq!(&merged.conflicts, &[]);
        let both = edited(&edited(&base, &ours), &theirs);
        prop_assert_eq!(sorted(without_nulls(merged.merged)), sorted(without_nulls(both)));
    }
}
