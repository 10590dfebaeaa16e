//! What is named exists, and every name is given once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Context, Findings, Rule, each, each_in, text};
use crate::{Message, Path, Pointer, schema::Node};

pub(super) const RULE: Rule = Rule {
    name: "references",
    codes: &["reference-duplicate-id", "reference-unknown", "reference-itself", "reference-rename"],
    check,
};

fn check(Context { document, .. }: Context<'_>, findings: &mut Findings<'_>) {
    unique(&mut Pointer::root(), document, Node::root(), findings);
    process(document, findings);
    lists(document, findings);
    tests(document, findings);
    paths(document, findings);
    itself(document, findings);
}

/// Every list with `x-merge-key` is a set.
fn unique(at: &mut Pointer, value: &Value, node: Node, findings: &mut Findings<'_>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if let Some(child) = node.child(name) {
                    at.below(name, |at| unique(at, member, child, findings));
                }
            }
        }
        Value::Array(items) => {
            if let Some(key) = node.keyword("x-merge-key").and_then(Value::as_str) {
                keys(at, items, key, findings);
            }
            let Some(element) = node.items() else { return };
            for (index, item) in items.iter().enumerate() {
                at.below(index, |at| unique(at, item, element, findings));
            }
        }
        _ => {}
    }
}

fn keys(at: &Pointer, items: &[Value], key: &str, findings: &mut Findings<'_>) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        let Some(id) = text(item, key) else { continue };
        match first.get(id) {
            Some(earlier) => {
                let message = duplicate(id, &at.join(earlier));
                findings.error("reference-duplicate-id", at.join(index).join(key), message);
            }
            None => {
                first.insert(id, index);
            }
        }
    }
}

fn process(document: &Value, findings: &mut Findings<'_>) {
    let roles = Known::of(document, "/process/roles", ROLE);
    let documents = Known::of(document, "/documents", DOCUMENT);
    let laws = Known::of(document, "/legal_bases", LEGAL_BASIS);
    let requirements = Known::of(document, "/security/requirements", REQUIREMENT);
    let nodes = Known::of(document, "/process/nodes", NODE);
    for (at, node) in each(document, "/process/nodes") {
        roles.expect_member(&at, node, "role", findings);
        documents.expect_each(&at, node, "inputs", findings);
        documents.expect_each(&at, node, "outputs", findings);
        laws.expect_each(&at, node, "legal_bases", findings);
        requirements.expect_each(&at, node, "requirements", findings);
    }
    for (at, flow) in each(document, "/process/flows") {
        nodes.expect_member(&at, flow, "from", findings);
        nodes.expect_member(&at, flow, "to", findings);
    }
}

fn lists(document: &Value, findings: &mut Findings<'_>) {
    let laws = Known::of(document, "/legal_bases", LEGAL_BASIS);
    if let Some(personal) = document.get("personal_data") {
        laws.expect_each(&Pointer::new("/personal_data"), personal, "legal_bases", findings);
    }
    let attachments = Known::of(document, "/attachments", ATTACHMENT);
    if let Some(dpia) = document.pointer("/personal_data/dpia") {
        attachments.expect_member(
            &Pointer::new("/personal_data/dpia"),
            dpia,
            "attachment",
            findings,
        );
    }
    let steps = Known::of(document, "/rollout/steps", ROLLOUT_STEP);
    for (at, step) in each(document, "/rollout/steps") {
        steps.expect_each(&at, step, "after", findings);
    }
}

/// A vendor's test names requirements of this document.
fn tests(document: &Value, findings: &mut Findings<'_>) {
    let requirements = Known::of(document, "/security/requirements", REQUIREMENT);
    for (at, vendor) in each(document, "/vendors") {
        for (at, product) in each_in(&at, vendor, "products") {
            for (at, test) in each_in(&at, product, "tests") {
                let results = test.get("requirements").and_then(Value::as_object);
                for id in results.into_iter().flat_map(|results| results.keys()) {
                    requirements.expect(id, at.join("requirements").join(id), findings);
                }
            }
        }
    }
}

/// Paths name places of this document; a rename's `from` is a place of the version before.
fn paths(document: &Value, findings: &mut Findings<'_>) {
    for (at, parameter) in each(document, "/parameters") {
        for (at, path) in each_in(&at, parameter, "used_by") {
            if let Some(path) = path.as_str().filter(|path| !exists(document, path)) {
                findings.error("reference-unknown", at, unknown_path(path));
            }
        }
    }
    for (at, rename) in each(document, "/renames") {
        if let Some(path) = text(rename, "to").filter(|path| !exists(document, path)) {
            findings.error("reference-unknown", at.join("to"), unknown_path(path));
        }
        if let Some(path) = text(rename, "from").filter(|path| exists(document, path)) {
            findings.error("reference-rename", at.join("from"), still_there(path));
        }
    }
}

fn exists(document: &Value, path: &str) -> bool {
    path.starts_with('/') && Path::from(path).find(document).is_some()
}

fn itself(document: &Value, findings: &mut Findings<'_>) {
    let (Some(owner), Some(name)) = (text(document, "owner"), text(document, "name")) else {
        return;
    };
    let own = format!("{owner}/{name}");
    for (at, dependency) in each(document, "/dependencies") {
        if text(dependency, "blueprint") == Some(&own) {
            findings.error("reference-itself", at.join("blueprint"), depends_on_itself());
        }
    }
}

/// How to call an element of a list.
struct Noun {
    de: &'static str,
    /// What stands for it in German, as an object: the gender of the noun decides.
    de_it: &'static str,
    en: &'static str,
}

const ROLE: &Noun = &Noun { de: "Rolle", de_it: "sie", en: "role" };
const DOCUMENT: &Noun = &Noun { de: "Unterlage", de_it: "sie", en: "document" };
const LEGAL_BASIS: &Noun = &Noun { de: "Rechtsgrundlage", de_it: "sie", en: "legal basis" };
const REQUIREMENT: &Noun = &Noun { de: "Sicherheitsanforderung", de_it: "sie", en: "requirement" };
const NODE: &Noun = &Noun { de: "Prozessschritt", de_it: "ihn", en: "node" };
const ATTACHMENT: &Noun = &Noun { de: "Anlage", de_it: "sie", en: "attachment" };
const ROLLOUT_STEP: &Noun = &Noun { de: "Einführungsschritt", de_it: "ihn", en: "rollout step" };

/// The ids of one list, and how to call its elements.
struct Known<'d> {
    list: &'static str,
    ids: BTreeSet<&'d str>,
    noun: &'static Noun,
}

impl<'d> Known<'d> {
    fn of(document: &'d Value, list: &'static str, noun: &'static Noun) -> Self {
        let ids = each(document, list).filter_map(|(_, element)| text(element, "id")).collect();
        Self { list, ids, noun }
    }

    fn expect_member(
        &self,
        at: &Pointer,
        value: &Value,
        member: &str,
        findings: &mut Findings<'_>,
    ) {
        if let Some(id) = text(value, member) {
            self.expect(id, at.join(member), findings);
        }
    }

    fn expect_each(
        &self,
        at: &Pointer,
        value: &Value,
        member: &'static str,
        findings: &mut Findings<'_>,
    ) {
        for (at, id) in each_in(at, value, member) {
            if let Some(id) = id.as_str() {
                self.expect(id, at, findings);
            }
        }
    }

    fn expect(&self, id: &str, at: Pointer, findings: &mut Findings<'_>) {
        if !self.ids.contains(id) {
            findings.error("reference-unknown", at, self.unknown(id));
        }
    }

    fn unknown(&self, id: &str) -> Message {
        let Self { list, ids, noun: Noun { de, de_it, en } } = self;
        let nearest = ids
            .iter()
            .map(|known| (strsim::osa_distance(id, known), *known))
            .min()
            .filter(|(distance, known)| *distance <= 2 && *distance < known.len());
        let (suggestion_de, suggestion_en) = match nearest {
            Some((_, known)) => {
                (format!(" Meinten Sie „{known}“?"), format!(" Did you mean “{known}”?"))
            }
            None => Default::default(),
        };
        Message::new(
            format!(
                "{de} „{id}“ gibt es in diesem Dokument nicht. Legen Sie {de_it} unter {list} an oder berichtigen Sie den Namen.{suggestion_de}"
            ),
            format!(
                "There is no {en} “{id}” in this document. Add it under {list} or correct the name.{suggestion_en}"
            ),
        )
    }
}

fn duplicate(id: &str, earlier: &Pointer) -> Message {
    Message::new(
        format!("Die Kennung „{id}“ ist schon vergeben, siehe {earlier}. Wählen Sie eine andere."),
        format!("The id “{id}” is already taken, see {earlier}. Choose another."),
    )
}

fn unknown_path(path: &str) -> Message {
    Message::new(
        format!(
            "Die Stelle {path} gibt es in diesem Dokument nicht. Elemente von Listen werden mit ihrer Kennung genannt, zum Beispiel /process/nodes/pruefung."
        ),
        format!(
            "There is no place {path} in this document. Elements of lists are named by their id, for example /process/nodes/pruefung."
        ),
    )
}

fn still_there(path: &str) -> Message {
    Message::new(
        format!(
            "Die Stelle {path} soll umbenannt sein, steht aber noch im Dokument. Entfernen Sie sie oder die Umbenennung."
        ),
        format!(
            "The place {path} is said to be renamed but still stands in the document. Remove it or the rename."
        ),
    )
}

fn depends_on_itself() -> Message {
    Message::new(
        "Die Blaupause hängt von sich selbst ab. Entfernen Sie diese Abhängigkeit.",
        "The blueprint depends on itself. Remove this dependency.",
    )
}
