//! What changed between two documents, and how much it asks of those who use them.
//!
//! Every change has a code, the level that it raises the version by at least, and a sentence for people. What a
//! place means is said in one table of rules, a file per area; a change that no rule knows is major.

mod level;
mod section;

mod breaks;
mod called;
mod deadline;
mod found;
mod kind;
mod place;
mod range;
mod renamed;
mod rule;
mod schemas;
mod table;
mod walk;
mod words;

mod areas;

use serde_json::Value;

use crate::{Code, Message, Path, Pointer, Renames};

pub use breaks::{BreakTold, BreaksChanged};
pub use kind::{CHANGES, ChangeKind};
pub use level::{Level, LevelError};
pub use section::Section;

pub(crate) use called::{Called, plain};
use found::Found;

/// One change and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub code: Code,
    pub level: Level,
    pub section: Section,
    /// The place by keys, in the new document where it has one.
    pub path: Path,
    pub pointer_before: Option<Pointer>,
    pub pointer_after: Option<Pointer>,
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// Whether the release notes must say why: less is demanded than before.
    pub needs_reason: bool,
    /// Whether adopters who rely on what changed are to be told.
    pub notifies_adopters: bool,
    pub message: Message,
    /// What a reason must name; absent where none is needed.
    pub(crate) called: Option<Called>,
}

/// Everything that changed, by section, and within a section in the order of the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    pub changes: Vec<Change>,
    /// What the changes mean for the media breaks.
    pub media_breaks: BreaksChanged,
}

impl Change {
    /// Whether it concerns security: it is one of the requirements or protection needs, or what a product was trusted
    /// for is withdrawn or worse than before.
    pub fn concerns_security(&self) -> bool {
        self.section == Section::Security || self.notifies_adopters
    }
}

impl Difference {
    /// The level by which the version must rise at least; `None` if nothing changed.
    pub fn required_bump(&self) -> Option<Level> {
        self.changes.iter().map(|change| change.level).max()
    }
}

/// What changed from `old` to `new`, any two documents.
///
/// Ids that `new` declares as renamed are followed with every reference to them, so that only the rename itself is
/// a change. The version and the release notes are not compared: they follow from the changes.
pub fn difference(old: &Value, new: &Value) -> Difference {
    let renames = Renames::of(new).within(old);
    let followed;
    let old = if renames.is_empty() {
        old
    } else {
        followed = renames.apply(old);
        &followed
    };
    let mut found = Found::new(old, new);
    renamed::tell(&renames, (old, new), &mut found);
    walk::documents(old, new, &mut found);
    Difference { media_breaks: breaks::compare(old, new), changes: found.into_changes() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn requirements_and_withdrawn_products_concern_security_and_texts_do_not() {
        let document = |integrity: &str, vendors: Value, title: &str| {
            json!({
                "title": {"de": title},
                "security": {"protection": {"integrity": integrity}},
                "vendors": vendors,
            })
        };
        let vendor = json!([{"id": "beispiel-it", "products": []}]);
        let old = document("normal", vendor, "Alt");
        let new = document("high", json!([]), "Neu");
        let found = difference(&old, &new).changes;
        let told: Vec<(&str, bool)> =
            found.iter().map(|change| (change.path.as_str(), change.concerns_security())).collect();
        let expected = [
            ("/title/de", false),
            ("/security/protection/integrity", true),
            ("/vendors/beispiel-it", true),
        ];
        assert_eq!(told, expected);
    }
}
