//! Everything that is wrong with a trusted publisher as somebody names it.

use blueprint::Finding;

use super::{NewTrustedPublisher, TRUSTED_SCOPES};
use crate::fault::fault;

const MAX_LABEL_CHARS: usize = 200;
const MAX_TEXT_BYTES: usize = 500;
const MAX_CLAIMS: usize = 10;

/// What ties a token to one project. An issuer serves many, and a branch alone is called `main` everywhere.
const OF_A_PROJECT: [&str; 5] =
    ["sub", "project_id", "project_path", "repository", "repository_id"];

/// Judged already, or another with every token.
const OF_NO_USE: [&str; 6] = ["iss", "aud", "exp", "iat", "nbf", "jti"];

pub(super) fn all(new: &NewTrustedPublisher<'_>) -> Vec<Finding> {
    let mut found = new.findings.to_vec();
    found.extend(audience(new));
    found.extend(claims(new));
    found.extend(scopes(new));
    found.extend(pattern(new));
    if MAX_LABEL_CHARS < new.label.chars().count() {
        found.push(fault(
            "trust-label",
            "/label",
            format!("Die Bezeichnung hat höchstens {MAX_LABEL_CHARS} Zeichen."),
            format!("The label has at most {MAX_LABEL_CHARS} characters."),
        ));
    }
    found
}

pub(super) fn too_many(max: usize) -> Finding {
    fault(
        "trust-number",
        "",
        format!(
            "Eine Organisation nennt höchstens {max} Projekte. Entfernen Sie zuerst eines, das Sie nicht mehr brauchen."
        ),
        format!(
            "An organisation names at most {max} projects. First remove one that is no longer needed."
        ),
    )
}

fn is_plain(text: &str) -> bool {
    (1..=MAX_TEXT_BYTES).contains(&text.len()) && !text.contains(char::is_control)
}

fn audience(new: &NewTrustedPublisher<'_>) -> Option<Finding> {
    let is_good = is_plain(new.audience) && !new.audience.contains(char::is_whitespace);
    (!is_good).then(|| {
        fault(
            "trust-audience",
            "/audience",
            "Nennen Sie den Empfänger, für den das Token ausgestellt wird, am besten die Adresse dieses Registers.",
            "Name the audience for which the token is made, best the address of this registry.",
        )
    })
}

fn claims(new: &NewTrustedPublisher<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let names_a_project = OF_A_PROJECT.iter().any(|name| new.claims.contains_key(*name));
    if !names_a_project || MAX_CLAIMS < new.claims.len() {
        let names = OF_A_PROJECT.join(", ");
        found.push(fault(
            "trust-claims",
            "/claims",
            format!("Verlangen Sie 1 bis {MAX_CLAIMS} Angaben, darunter mindestens eine, die das Projekt nennt: {names}. Sonst könnte jedes Projekt desselben Ausstellers veröffentlichen."),
            format!("Demand 1 to {MAX_CLAIMS} claims, at least one of them naming the project: {names}. Otherwise every project of the same issuer could publish."),
        ));
    }
    for (name, value) in new.claims {
        let pointer = format!("/claims/{}", name.replace('~', "~0").replace('/', "~1"));
        if OF_NO_USE.contains(&name.as_str()) {
            found.push(fault(
                "trust-claim",
                &pointer,
                format!("„{name}“ kann hier nicht verlangt werden: Diese Angabe wird ohnehin geprüft oder ist jedes Mal eine andere."),
                format!("“{name}” cannot be demanded here: it is judged anyway, or is another each time."),
            ));
        } else if !is_plain(name) || !is_plain(value) {
            found.push(fault(
                "trust-claim",
                &pointer,
                format!("Name und Wert einer Angabe haben 1 bis {MAX_TEXT_BYTES} Zeichen und stehen auf einer Zeile."),
                format!("A claim's name and value have 1 to {MAX_TEXT_BYTES} characters, on one line."),
            ));
        }
    }
    found
}

fn scopes(new: &NewTrustedPublisher<'_>) -> Option<Finding> {
    let is_good =
        !new.scopes.is_empty() && new.scopes.iter().all(|scope| TRUSTED_SCOPES.contains(scope));
    (!is_good).then(|| {
        fault(
            "trust-scopes",
            "/scopes",
            "Wählen Sie mindestens ein Recht. Möglich sind publish und yank.",
            "Choose at least one scope. Possible are publish and yank.",
        )
    })
}

fn pattern(new: &NewTrustedPublisher<'_>) -> Option<Finding> {
    let organisation = new.organisation;
    (new.pattern.owner() != organisation).then(|| {
        fault(
            "trust-pattern",
            "/pattern",
            format!("Veröffentlicht wird nur für die eigene Organisation. Das Muster beginnt mit „{organisation}/“."),
            format!("Only the organisation's own blueprints are published. The pattern begins with “{organisation}/”."),
        )
    })
}
