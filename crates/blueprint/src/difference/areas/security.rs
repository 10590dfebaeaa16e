//! Protection needs and security requirements.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::{
    ChangeKind,
    found::Found,
    place::Place,
    rule::{Rule, Wording, came_or_went},
    table::Row,
    words,
};
use super::general::{self, LINK};
use crate::Lang;

pub(crate) const PROTECTION_RAISED: ChangeKind =
    ChangeKind::major("BP170", "protection-raised", "The protection needs are higher.");
pub(crate) const PROTECTION_LOWERED: ChangeKind =
    ChangeKind::lowered("BP171", "protection-lowered", "The protection needs are lower.");
pub(crate) const MUST_ADDED: ChangeKind =
    ChangeKind::major("BP172", "must-requirement-added", "A binding requirement is new.");
pub(crate) const ADVICE_ADDED: ChangeKind = ChangeKind::minor(
    "BP173",
    "recommendation-added",
    "A recommended or optional requirement is new.",
);
pub(crate) const REMOVED: ChangeKind =
    ChangeKind::major("BP174", "requirement-removed", "A requirement was removed.");
pub(crate) const OBLIGATION_RAISED: ChangeKind =
    ChangeKind::major("BP175", "obligation-raised", "A requirement binds more strictly.");
pub(crate) const OBLIGATION_LOWERED: ChangeKind =
    ChangeKind::lowered("BP176", "obligation-lowered", "A requirement binds less strictly.");
pub(crate) const CONTROL_ADDED: ChangeKind = ChangeKind::minor(
    "BP177",
    "control-added",
    "A requirement cites a further control of a catalogue.",
);
pub(crate) const CONTROL_REMOVED: ChangeKind =
    ChangeKind::lowered("BP178", "control-removed", "A requirement no longer cites a control.");
pub(crate) const RESPONSIBLE: ChangeKind =
    ChangeKind::major("BP179", "responsibility-changed", "Somebody else must meet a requirement.");
pub(crate) const PROOF_RAISED: ChangeKind = ChangeKind::major(
    "BP180",
    "verification-raised",
    "A requirement must be proven more strictly.",
);
pub(crate) const PROOF_LOWERED: ChangeKind = ChangeKind::lowered(
    "BP181",
    "verification-lowered",
    "A requirement may be proven less strictly.",
);

const PROTECTION: Rule = Rule::Rank {
    ranks: &["normal", "high", "very_high"],
    wording: Wording::Height,
    raised: &PROTECTION_RAISED,
    lowered: &PROTECTION_LOWERED,
};

pub(crate) const ROWS: &[Row] = &[
    ("/security/protection/confidentiality", PROTECTION),
    ("/security/protection/integrity", PROTECTION),
    ("/security/protection/availability", PROTECTION),
    ("/security/requirements/*", Rule::Custom(element)),
    (
        "/security/requirements/*/obligation",
        Rule::Rank {
            ranks: &["may", "should", "must"],
            wording: Wording::Strictness,
            raised: &OBLIGATION_RAISED,
            lowered: &OBLIGATION_LOWERED,
        },
    ),
    ("/security/requirements/*/controls", Rule::Custom(controls)),
    ("/security/requirements/*/responsible", Rule::Any(&RESPONSIBLE)),
    (
        "/security/requirements/*/verification",
        Rule::Rank {
            ranks: &["document", "test", "audit", "certificate"],
            wording: Wording::Strictness,
            raised: &PROOF_RAISED,
            lowered: &PROOF_LOWERED,
        },
    ),
];

fn element(place: &Place<'_>, found: &mut Found<'_>) {
    let (kind, words_de, words_en) = match (place.new.is_some(), place.member_of_new("obligation"))
    {
        (false, _) => return came_or_went(&REMOVED, &REMOVED, place, found),
        (true, Some("should")) => {
            (&ADVICE_ADDED, "Neue Sollanforderung", "New recommended requirement")
        }
        (true, Some("may")) => (&ADVICE_ADDED, "Neue Kannanforderung", "New optional requirement"),
        (true, _) => (&MUST_ADDED, "Neue Pflichtanforderung", "New mandatory requirement"),
    };
    let message = words::message(|lang| match lang {
        Lang::De => format!("{words_de}: {}.", place.label(lang)),
        Lang::En => format!("{words_en}: {}.", place.label(lang)),
    });
    found.push(kind, place, message);
}

/// A citation is its catalogue and its control; the stable number beside them is only a link.
fn controls(place: &Place<'_>, found: &mut Found<'_>) {
    let (Some(old), Some(new)) = (citations(place.old), citations(place.new)) else {
        return general::unknown(place, found);
    };
    let gained: Vec<_> = new.difference(&old).collect();
    let lost: Vec<_> = old.difference(&new).collect();
    if gained.is_empty() && lost.is_empty() {
        let message = words::message(|lang| match lang {
            Lang::De => format!(
                "{}Die Katalogverweise sind anders angegeben und meinen dieselben.",
                place.prefix(lang)
            ),
            Lang::En => format!(
                "{}The controls are cited differently and are the same.",
                place.prefix(lang)
            ),
        });
        found.push(&LINK, place, message);
    }
    for control in gained {
        cited(&CONTROL_ADDED, control, place, found);
    }
    for control in lost {
        cited(&CONTROL_REMOVED, control, place, found);
    }
}

fn cited(kind: &ChangeKind, control: &(&str, &str), place: &Place<'_>, found: &mut Found<'_>) {
    let is_new = kind.code == CONTROL_ADDED.code;
    let catalogue = place.node.and_then(|node| node.items()?.property("catalogue"));
    let message = words::message(|lang| {
        let (name, id) = control;
        let name = words::value(Some(&Value::from(*name)), catalogue, lang);
        let (prefix, id) = (place.prefix(lang), words::quoted(id, lang));
        match (lang, is_new) {
            (Lang::De, true) => format!("{prefix}Der Verweis auf {id} aus {name} ist neu."),
            (Lang::En, true) => format!("{prefix}The reference to {id} of {name} is new."),
            (Lang::De, false) => format!("{prefix}Der Verweis auf {id} aus {name} ist entfallen."),
            (Lang::En, false) => format!("{prefix}The reference to {id} of {name} was removed."),
        }
    });
    found.push(kind, place, message);
}

fn citations<'d>(side: Option<&'d Value>) -> Option<BTreeSet<(&'d str, &'d str)>> {
    let items = side.map_or(Some(&[][..]), |list| list.as_array().map(Vec::as_slice))?;
    // Other members than these would go unseen.
    let known = ["catalogue", "control", "uuid"];
    let read = |item: &'d Value| {
        let is_known = item.as_object()?.keys().all(|name| known.contains(&name.as_str()));
        let citation = (item.get("catalogue")?.as_str()?, item.get("control")?.as_str()?);
        is_known.then_some(citation)
    };
    items.iter().map(read).collect()
}
