//! Renamed ids: what makes a new name a rename instead of something removed and something added.
//!
//! The member `renames` of a document names places of the version before (`from`) and of this one (`to`). All of
//! them happen at once, so two elements may swap their names. Whatever is malformed or ambiguous is left out: then
//! the element counts as removed and added, which asks for more and never for less.

mod references;
mod through;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{Path, Slug, schema::Node};

pub use through::following;

/// The renames that one document declares.
///
/// Invariant: every `from` and every `to` occurs once; both end in an id of the same list, and the list of `to` is
/// the list of `from` after the renames of the elements around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renames {
    // A place sorts before the places below it, so the renames around an element come first.
    targets: BTreeMap<Path, Path>,
}

impl Renames {
    /// The well-formed renames of a document; of two from or to the same place, the first.
    pub fn of(document: &Value) -> Self {
        let entries = document.get("renames").and_then(Value::as_array);
        let mut declared = BTreeMap::new();
        for entry in entries.into_iter().flatten() {
            let place = |member| entry.get(member).and_then(Value::as_str).map(Path::from);
            if let (Some(from), Some(to)) = (place("from"), place("to")) {
                declared.entry(from).or_insert(to);
            }
        }
        let mut renames = Self::default();
        let mut taken = BTreeSet::new();
        for (from, to) in declared {
            if from != to && renames.stays_in_its_list(&from, &to) && taken.insert(to.clone()) {
                renames.targets.insert(from, to);
            }
        }
        renames
    }

    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// Each rename as `(from, to)`, in the order of the old places.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Path)> {
        self.targets.iter()
    }

    /// The way back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { targets: self.targets.iter().map(|(from, to)| (to.clone(), from.clone())).collect() }
    }

    /// Where an old place is now.
    pub fn path(&self, old: &Path) -> Path {
        let text = old.as_str();
        let ends = text.match_indices('/').skip(1).map(|(end, _)| end).chain([text.len()]);
        // A target spells out the renames around it, so the innermost one says all.
        let innermost = ends
            .filter_map(|end| text.split_at_checked(end))
            .filter_map(|(place, below)| Some((self.targets.get(place)?, below)))
            .last();
        innermost.map_or_else(
            || old.clone(),
            |(target, below)| Path::from(format!("{target}{below}").as_str()),
        )
    }

    /// Those renames that `old` can follow: the element is there, and its new id is free by then.
    #[must_use]
    pub fn within(&self, old: &Value) -> Self {
        let mut targets = BTreeMap::new();
        self.tree().collect(old, &mut targets);
        Self { targets }
    }

    /// The old document with these ids renamed, and with them every reference to them.
    ///
    /// A rename that `old` cannot follow (see [`Self::within`]) changes nothing.
    #[must_use]
    pub fn apply(&self, old: &Value) -> Value {
        let followed = self.within(old);
        let mut renamed = old.clone();
        if !followed.is_empty() {
            followed.tree().rename(&mut renamed);
            references::follow(&followed, &mut renamed);
        }
        renamed
    }

    /// Some of them.
    pub(crate) fn only(&self, is_kept: impl Fn(&Path, &Path) -> bool) -> Self {
        let kept = self.iter().filter(|(from, to)| is_kept(from, to));
        Self { targets: kept.map(|(from, to)| (from.clone(), to.clone())).collect() }
    }

    fn stays_in_its_list(&self, from: &Path, to: &Path) -> bool {
        let (Some((list, old)), Some((new_list, new))) = (from.split_last(), to.split_last())
        else {
            return false;
        };
        old.parse::<Slug>().is_ok()
            && new.parse::<Slug>().is_ok()
            && is_list_of_ids(&list)
            && self.path(&list) == new_list
    }

    fn tree(&self) -> Step<'_> {
        let mut root = Step::default();
        for (from, to) in &self.targets {
            let mut here = &mut root;
            for step in from.steps() {
                here = here.below.entry(step.into_owned()).or_default();
            }
            here.rename = Some((from, to));
        }
        root
    }
}

/// Keys that others issue (service keys, names of blueprints) are no names to choose: only `id`s are renamed.
fn is_list_of_ids(list: &Path) -> bool {
    let mut node = Node::root();
    for step in list.steps() {
        let child = if is_keyed_by_id(node) { node.items() } else { node.property(&step) };
        match child {
            Some(child) => node = child,
            None => return false,
        }
    }
    is_keyed_by_id(node)
}

fn is_keyed_by_id(node: Node) -> bool {
    node.keyword("x-merge-key").and_then(Value::as_str) == Some("id")
}

/// The renames as a tree of places: what lies below a member or an element.
#[derive(Debug, Default)]
struct Step<'r> {
    below: BTreeMap<String, Self>,
    rename: Option<(&'r Path, &'r Path)>,
}

impl Step<'_> {
    fn collect(&self, old: &Value, kept: &mut BTreeMap<Path, Path>) {
        match old {
            Value::Object(members) => {
                for (name, step) in &self.below {
                    if let Some(member) = members.get(name) {
                        step.collect(member, kept);
                    }
                }
            }
            Value::Array(items) => self.collect_elements(items, kept),
            _ => {}
        }
    }

    fn collect_elements(&self, items: &[Value], kept: &mut BTreeMap<Path, Path>) {
        let elements: BTreeMap<&str, &Value> =
            items.iter().filter_map(|item| Some((item.get("id")?.as_str()?, item))).collect();
        let stuck = self.stuck(&elements);
        for (id, step) in &self.below {
            let Some(element) = elements.get(id.as_str()) else { continue };
            // What lies below a stuck element was declared for a place that never comes to be.
            if stuck.contains(id.as_str()) {
                continue;
            }
            if let Some((from, to)) = step.rename {
                kept.insert(from.clone(), to.clone());
            }
            step.collect(element, kept);
        }
    }

    /// The ids whose new name is taken by an element that keeps it, and all that wait for theirs.
    fn stuck(&self, elements: &BTreeMap<&str, &Value>) -> BTreeSet<&str> {
        let moves: BTreeMap<&str, &str> = self
            .below
            .iter()
            .filter(|(id, _)| elements.contains_key(id.as_str()))
            .filter_map(|(id, step)| Some((id.as_str(), step.new_id()?)))
            .collect();
        let sources: BTreeMap<&str, &str> = moves.iter().map(|(from, to)| (*to, *from)).collect();
        let mut stuck = BTreeSet::new();
        for (from, to) in &moves {
            let is_taken = elements.contains_key(to) && !moves.contains_key(to);
            let mut next = Some(from).filter(|_| is_taken);
            while let Some(id) = next {
                if !stuck.insert(*id) {
                    break;
                }
                next = sources.get(id);
            }
        }
        stuck
    }

    fn new_id(&self) -> Option<&str> {
        self.rename.and_then(|(_, to)| to.last())
    }

    fn rename(&self, value: &mut Value) {
        match value {
            Value::Object(members) => {
                for (name, step) in &self.below {
                    if let Some(member) = members.get_mut(name) {
                        step.rename(member);
                    }
                }
            }
            Value::Array(items) => {
                for item in items {
                    let step =
                        item.get("id").and_then(Value::as_str).and_then(|id| self.below.get(id));
                    let Some(step) = step else { continue };
                    step.rename(item);
                    if let (Some(id), Some(new)) = (item.get_mut("id"), step.new_id()) {
                        *id = Value::from(new);
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn renames(pairs: &[(&str, &str)]) -> Renames {
        let entries: Vec<Value> =
            pairs.iter().map(|(from, to)| json!({"from": from, "to": to})).collect();
        Renames::of(&json!({ "renames": entries }))
    }

    #[test]
    fn malformed_renames_are_left_out() {
        let renames = Renames::of(&json!({"renames": [
            {"from": "/process/nodes/pruefung", "to": "/process/nodes/formelle-pruefung"},
            {"from": "/process/nodes/a", "to": "/process/roles/a"},
            {"from": "/process/nodes/b", "to": "/process/nodes/b"},
            {"from": "/process/nodes/c", "to": "/process/nodes/C"},
            {"from": "/process/nodes/d"},
            {"from": "/title/de", "to": "/title/en"},
            {"from": "/service/leistungen/99108001001000", "to": "/service/leistungen/99108001001001"},
            {"from": "/dependencies/a", "to": "/dependencies/b"},
            {"from": "process/nodes/e", "to": "process/nodes/f"},
            {"from": "/process/nodes/g/title/de", "to": "/process/nodes/g/title/en"},
            {"from": "", "to": "/"},
            17
        ]}));
        let pairs: Vec<_> = renames.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        assert_eq!(pairs, [("/process/nodes/pruefung", "/process/nodes/formelle-pruefung")]);
        assert!(Renames::of(&json!({"renames": "a"})).is_empty());
    }

    #[test]
    fn of_two_renames_to_one_place_the_first_counts() {
        let renames =
            renames(&[("/documents/a", "/documents/c"), ("/documents/b", "/documents/c")]);
        assert_eq!(renames.iter().count(), 1);
        assert_eq!(renames.path(&Path::from("/documents/a/title")).as_str(), "/documents/c/title");
    }

    #[test]
    fn every_reference_follows() {
        let old = json!({
            "documents": [{"id": "antrag"}],
            "legal_bases": [{"id": "stvo"}],
            "personal_data": {"legal_bases": ["stvo"], "dpia": {"attachment": "dsfa"}},
            "attachments": [{"id": "dsfa"}],
            "process": {
                "roles": [{"id": "amt"}],
                "nodes": [{"id": "a", "role": "amt", "inputs": ["antrag"], "outputs": ["antrag"],
                    "legal_bases": ["stvo"], "requirements": ["zugang"]}],
                "flows": [{"id": "f", "from": "a", "to": "a"}]
            },
            "parameters": [{"id": "p", "used_by": ["/process/nodes/a/time", "unlesbar"]}],
            "security": {"requirements": [{"id": "zugang"}]},
            "vendors": [{"id": "v", "products": [{"id": "q", "tests": [{"id": "t",
                "requirements": {"zugang": "met"}}]}]}],
            "rollout": {"steps": [{"id": "s1"}, {"id": "s2", "after": ["s1"]}]}
        });
        let renames = renames(&[
            ("/documents/antrag", "/documents/ersuchen"),
            ("/legal_bases/stvo", "/legal_bases/vo"),
            ("/attachments/dsfa", "/attachments/anlage"),
            ("/process/roles/amt", "/process/roles/behoerde"),
            ("/process/nodes/a", "/process/nodes/b"),
            ("/security/requirements/zugang", "/security/requirements/konto"),
            ("/rollout/steps/s1", "/rollout/steps/s0"),
        ]);
        let expected = json!({
            "documents": [{"id": "ersuchen"}],
            "legal_bases": [{"id": "vo"}],
            "personal_data": {"legal_bases": ["vo"], "dpia": {"attachment": "anlage"}},
            "attachments": [{"id": "anlage"}],
            "process": {
                "roles": [{"id": "behoerde"}],
                "nodes": [{"id": "b", "role": "behoerde", "inputs": ["ersuchen"],
                    "outputs": ["ersuchen"], "legal_bases": ["vo"], "requirements": ["konto"]}],
                "flows": [{"id": "f", "from": "b", "to": "b"}]
            },
            "parameters": [{"id": "p", "used_by": ["/process/nodes/b/time", "unlesbar"]}],
            "security": {"requirements": [{"id": "konto"}]},
            "vendors": [{"id": "v", "products": [{"id": "q", "tests": [{"id": "t",
                "requirements": {"konto": "met"}}]}]}],
            "rollout": {"steps": [{"id": "s0"}, {"id": "s2", "after": ["s0"]}]}
        });
        assert_eq!(renames.apply(&old), expected);
        assert_eq!(renames.inverse().apply(&expected), old);
    }

    #[test]
    fn two_elements_may_swap_their_names() {
        let old = json!({"process": {"nodes": [{"id": "a"}, {"id": "b"}],
            "flows": [{"id": "f", "from": "a", "to": "b"}]}});
        let swapped = renames(&[
            ("/process/nodes/a", "/process/nodes/b"),
            ("/process/nodes/b", "/process/nodes/a"),
        ]);
        let new = json!({"process": {"nodes": [{"id": "b"}, {"id": "a"}],
            "flows": [{"id": "f", "from": "b", "to": "a"}]}});
        assert_eq!(swapped.apply(&old), new);
    }

    #[test]
    fn a_taken_name_holds_up_the_whole_chain() {
        let chain = renames(&[("/documents/a", "/documents/b"), ("/documents/b", "/documents/c")]);
        let free = json!({"documents": [{"id": "a"}, {"id": "b"}]});
        assert_eq!(chain.apply(&free), json!({"documents": [{"id": "b"}, {"id": "c"}]}));
        let taken = json!({"documents": [{"id": "a"}, {"id": "b"}, {"id": "c"}]});
        assert_eq!(chain.apply(&taken), taken);
        assert!(chain.within(&taken).is_empty());
    }

    #[test]
    fn a_rename_inside_a_renamed_element_names_its_new_place() {
        let old = json!({"vendors": [{"id": "alt", "products": [{"id": "p"}]}]});
        let new = json!({"vendors": [{"id": "neu", "products": [{"id": "q"}]}]});
        let outer = ("/vendors/alt", "/vendors/neu");
        let both = renames(&[outer, ("/vendors/alt/products/p", "/vendors/neu/products/q")]);
        assert_eq!(both.apply(&old), new);
        assert_eq!(both.inverse().apply(&new), old);
        let stale = renames(&[outer, ("/vendors/alt/products/p", "/vendors/alt/products/q")]);
        assert_eq!(stale.iter().count(), 1);
    }
}
