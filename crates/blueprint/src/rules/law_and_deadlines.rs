//! Deadlines of the Data Act and legal bases per Land.
//!
//! Regulation (EU) 2023/2854, Article 25: notice at most two months, transition at most 30 days, retrieval at
//! least 30 days. FIM types 4 and 5 mean that a Land or the municipality itself makes the rule.

use serde_json::Value;

use super::{Context, Findings, Rule, each, text};
use crate::{Message, Pointer};

pub(super) const RULE: Rule = Rule {
    name: "law-and-deadlines",
    codes: &["law-notice", "law-transition", "law-retrieval", "law-basis-per-land"],
    check,
};

fn check(Context { document, .. }: Context<'_>, findings: &mut Findings<'_>) {
    exit_terms(document, findings);
    bases_per_land(document, findings);
}

fn exit_terms(document: &Value, findings: &mut Findings<'_>) {
    let days = |member: &str| document.pointer(&format!("/sovereignty/exit/{member}"))?.as_i64();
    let at = |member: &str| Pointer::new("/sovereignty/exit").join(member);
    if let Some(days) = days("notice_days").filter(|days| 60 < *days) {
        findings.warning("law-notice", at("notice_days"), notice(days));
    }
    if let Some(days) = days("transition_days").filter(|days| 30 < *days) {
        findings.warning("law-transition", at("transition_days"), transition(days));
    }
    if let Some(days) = days("retrieval_days").filter(|days| *days < 30) {
        findings.warning("law-retrieval", at("retrieval_days"), retrieval(days));
    }
}

fn bases_per_land(document: &Value, findings: &mut Findings<'_>) {
    let typing = document.pointer("/service/typing").and_then(Value::as_str).unwrap_or_default();
    if !matches!(typing, "4" | "4a" | "4b" | "5") {
        return;
    }
    for (at, state) in each(document, "/applicability/states") {
        let Some(state) = state.as_str() else { continue };
        let has_basis = each(document, "/legal_bases").any(|(_, basis)| holds_in(basis, state));
        if !has_basis {
            findings.error("law-basis-per-land", at, no_basis(typing, state));
        }
    }
}

/// A bylaw without a Land holds wherever it is made; a Land's own law names its Land.
fn holds_in(basis: &Value, state: &str) -> bool {
    let states =
        basis.get("states").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is_named = states.iter().any(|named| named.as_str() == Some(state));
    match text(basis, "level") {
        Some("municipal") => is_named || states.is_empty(),
        Some("state") => is_named,
        _ => false,
    }
}

fn notice(days: i64) -> Message {
    Message::new(
        format!(
            "Die Kündigungsfrist beträgt {days} Tage. Der Data Act (Art. 25) erlaubt höchstens zwei Monate."
        ),
        format!(
            "The notice period is {days} days. The Data Act (Art. 25) allows two months at most."
        ),
    )
}

fn transition(days: i64) -> Message {
    Message::new(
        format!(
            "Die Übergangsfrist beträgt {days} Tage. Der Data Act (Art. 25) erlaubt höchstens 30 Tage."
        ),
        format!(
            "The transition period is {days} days. The Data Act (Art. 25) allows 30 days at most."
        ),
    )
}

fn retrieval(days: i64) -> Message {
    Message::new(
        format!(
            "Daten sind nur {days} Tage lang abrufbar. Der Data Act (Art. 25) verlangt mindestens 30 Tage."
        ),
        format!(
            "Data can be retrieved for {days} days only. The Data Act (Art. 25) demands at least 30 days."
        ),
    )
}

fn no_basis(typing: &str, state: &str) -> Message {
    Message::new(
        format!(
            "FIM-Typ {typing} richtet sich nach Landesrecht oder Satzung, aber für das Land {state} ist keine Rechtsgrundlage genannt. Ergänzen Sie sie unter /legal_bases."
        ),
        format!(
            "FIM type {typing} follows Land law or a bylaw, but no legal basis is named for Land {state}. Add it under /legal_bases."
        ),
    )
}
