//! A published blueprint is finished: no "TODO", no "bitte ergänzen", no text of blanks.

use std::sync::LazyLock;

use regex::Regex;

use super::{Context, Findings, Rule, each_text};
use crate::{Message, Pointer};

pub(super) const RULE: Rule =
    Rule { name: "placeholders", codes: &["placeholder", "placeholder-blank"], check };

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "a constant; every test of this rule compiles it")]
    Regex::new(
        r"(?x) \b(?: TODO | FIXME | TBD | XXX+ ) \b
        | (?i: \b bitte \s+ (?: noch \s+ )? (?: ergänzen | ausfüllen | eintragen ) \b )
        | (?i: \b (?: noch \s+ zu \s+ ergänzen | wird \s+ noch \s+ ergänzt | to \s+ be \s+ (?: defined | done ) ) \b )
        | (?i: \b lorem \s+ ipsum \b )",
    )
    .expect("the pattern is valid")
});

fn check(Context { document, .. }: Context<'_>, findings: &mut Findings<'_>) {
    each_text(document, &mut |at, text| {
        if is_free(at) {
            return;
        }
        if let Some(found) = PLACEHOLDER.find(text) {
            findings.error("placeholder", at.clone(), placeholder(found.as_str()));
        }
        if !text.is_empty() && text.trim().is_empty() {
            findings.error("placeholder-blank", at.clone(), blank());
        }
    });
}

/// Extensions are never interpreted.
fn is_free(at: &Pointer) -> bool {
    at.as_str().starts_with("/extensions/")
}

fn placeholder(found: &str) -> Message {
    Message::new(
        format!(
            "Hier steht noch der Platzhalter „{found}“. Ersetzen Sie ihn durch den endgültigen Text."
        ),
        format!("The placeholder “{found}” still stands here. Replace it with the final text."),
    )
}

fn blank() -> Message {
    Message::new(
        "Der Text besteht nur aus Leerzeichen. Tragen Sie etwas ein oder lassen Sie die Angabe weg.",
        "The text is blank. Enter something or leave the member out.",
    )
}
