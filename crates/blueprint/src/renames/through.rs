//! Renames over several versions. Each version's `renames` speaks of the version before; who skips some needs them all.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Renames;
use crate::Path;

/// The last of `later` as if it had followed on `first` directly: its `renames` lead from there.
///
/// `later` are the versions since, in their order; without any it is `first` itself.
pub fn following(first: &Value, later: &[&Value]) -> Value {
    let mut last = later.last().map_or_else(|| first.clone(), |last| (*last).clone());
    let renames = Renames::through(first, later);
    if let Some(members) = last.as_object_mut() {
        if renames.is_empty() {
            members.remove("renames");
        } else {
            members.insert("renames".to_owned(), renames.entries());
        }
    }
    last
}

impl Renames {
    /// The renames that lead from `first` to the last of `later`, through the versions between.
    ///
    /// Only what is there in the beginning and in the end counts.
    pub fn through(first: &Value, later: &[&Value]) -> Self {
        let Some(last) = later.last() else { return Self::default() };
        let mut led = Self::default();
        let mut before = first;
        for next in later {
            led = led.then(&Self::of(next).within(before));
            before = next;
        }
        led.between(first, last).or_directly(first, last)
    }

    /// These, and those that `last` declares of what would be gone and come otherwise: it may have been measured by an
    /// earlier version than the one before it, which was withdrawn at the time.
    fn or_directly(self, first: &Value, last: &Value) -> Self {
        let back = self.inverse();
        let direct = Self::of(last).between(first, last);
        let is_loose = |(from, to): &(&Path, &Path)| {
            self.path(from).find(last).is_none() && back.path(to).find(first).is_none()
        };
        let more = direct.iter().filter(is_loose).map(|(from, to)| (from.clone(), to.clone()));
        let mut targets = self.targets.clone();
        targets.extend(more);
        Self::well_formed(targets)
    }

    /// Those that lead from `old` to `new`: the one has the old name, the other the new one.
    pub(crate) fn between(&self, old: &Value, new: &Value) -> Self {
        if self.is_empty() {
            return Self::default();
        }
        self.within(old).inverse().within(new).inverse()
    }

    /// These, and then `next`.
    fn then(&self, next: &Self) -> Self {
        if next.is_empty() {
            return self.clone();
        }
        let moved = self.iter().map(|(from, to)| (from.clone(), next.path(to)));
        let mut targets: BTreeMap<Path, Path> = moved.collect();
        let back = self.inverse();
        for (from, to) in next.iter() {
            targets.entry(back.path(from)).or_insert_with(|| to.clone());
        }
        Self::well_formed(targets)
    }

    fn well_formed(targets: BTreeMap<Path, Path>) -> Self {
        Self::of(&json!({ "renames": Self { targets }.entries() }))
    }

    /// As the member `renames` has them.
    fn entries(&self) -> Value {
        let entry = |(from, to): (&Path, &Path)| json!({"from": from.as_str(), "to": to.as_str()});
        self.iter().map(entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document with these documents, and renames among them.
    fn version(ids: &[&str], renames: &[(&str, &str)]) -> Value {
        let list: Vec<Value> = ids.iter().map(|id| json!({"id": id})).collect();
        let place = |id: &str| format!("/documents/{id}");
        let renames: Vec<Value> = renames
            .iter()
            .map(|(from, to)| json!({"from": place(from), "to": place(to)}))
            .collect();
        json!({"documents": list, "renames": renames})
    }

    fn through(versions: &[Value]) -> Vec<String> {
        let (first, later) = versions.split_first().unwrap();
        let later: Vec<&Value> = later.iter().collect();
        let renames = Renames::through(first, &later);
        let short = |path: &Path| path.as_str().replace("/documents/", "");
        renames.iter().map(|(from, to)| format!("{} {}", short(from), short(to))).collect()
    }

    #[test]
    fn renames_of_skipped_versions_are_joined() {
        let chain = [
            version(&["a", "x"], &[]),
            version(&["b", "x"], &[("a", "b")]),
            version(&["b", "y"], &[("x", "y")]),
            version(&["c", "y"], &[("b", "c")]),
        ];
        assert_eq!(through(&chain), ["a c", "x y"]);
        assert_eq!(through(&chain[..2]), ["a b"]);
        assert_eq!(through(&chain[..1]), [""; 0]);
        let back = [chain[0].clone(), chain[1].clone(), version(&["a", "x"], &[("b", "a")])];
        assert_eq!(through(&back), [""; 0], "there and back again is no rename");
    }

    #[test]
    fn a_name_that_was_given_anew_is_another_element() {
        let chain = [
            version(&["a"], &[]),
            version(&["b", "a"], &[("a", "b")]),
            version(&["b", "c"], &[("a", "c")]),
        ];
        assert_eq!(through(&chain), ["a b"], "the later `a` was not there in the beginning");
    }

    #[test]
    fn what_came_or_went_between_is_no_rename() {
        let came = [version(&[], &[]), version(&["a"], &[]), version(&["b"], &[("a", "b")])];
        assert_eq!(through(&came), [""; 0]);
        let went = [version(&["a"], &[]), version(&["b"], &[("a", "b")]), version(&[], &[])];
        assert_eq!(through(&went), [""; 0]);
    }

    #[test]
    fn a_version_beside_the_line_does_not_hide_what_the_last_says() {
        let chain = [
            version(&["a"], &[]),
            version(&["b"], &[("a", "b")]),
            // Published after the one before had been withdrawn, and measured by the first.
            version(&["c"], &[("a", "c")]),
        ];
        assert_eq!(through(&chain), ["a c"]);
    }

    #[test]
    fn renames_inside_renamed_elements_are_joined() {
        let vendor = |id: &str, product: &str, renames: Value| json!({"vendors": [{"id": id, "products": [{"id": product}]}], "renames": renames});
        let outer = json!([{"from": "/vendors/alt", "to": "/vendors/neu"}]);
        let inner = |vendor: &str| json!([{"from": format!("/vendors/{vendor}/products/p"), "to": format!("/vendors/{vendor}/products/q")}]);
        let first = vendor("alt", "p", json!([]));
        let expected = vendor(
            "neu",
            "q",
            json!([
                {"from": "/vendors/alt", "to": "/vendors/neu"},
                {"from": "/vendors/alt/products/p", "to": "/vendors/neu/products/q"},
            ]),
        );
        let outside_in = [vendor("neu", "p", outer.clone()), vendor("neu", "q", inner("neu"))];
        let inside_out = [vendor("alt", "q", inner("alt")), vendor("neu", "q", outer)];
        for later in [outside_in, inside_out] {
            let later: Vec<&Value> = later.iter().collect();
            assert_eq!(following(&first, &later), expected);
        }
    }

    #[test]
    fn what_leads_nowhere_leaves_no_entries() {
        let first = version(&["a"], &[("z", "a")]);
        let plain = json!({"documents": [{"id": "a"}]});
        assert_eq!(following(&first, &[]), plain);
        assert_eq!(following(&first, &[&version(&["a"], &[("y", "a")])]), plain);
    }
}
