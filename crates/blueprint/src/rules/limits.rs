//! Text that looks alike must be alike: form NFC, no control characters, nothing that turns reading direction.

use unicode_normalization::is_nfc;

use super::{Context, Findings, Rule, each_text};
use crate::Message;

pub(super) const RULE: Rule = Rule {
    name: "limits",
    codes: &["limits-control-character", "limits-direction", "limits-not-nfc"],
    check,
};

fn check(Context { document, .. }: Context<'_>, findings: &mut Findings<'_>) {
    each_text(document, &mut |at, text| {
        if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) {
            return;
        }
        if let Some(c) = text.chars().find(|c| is_control(*c)) {
            findings.error("limits-control-character", at.clone(), control(c));
        }
        if let Some(c) = text.chars().find(|c| turns_direction(*c)) {
            findings.error("limits-direction", at.clone(), direction(c));
        }
        if !is_nfc(text) {
            findings.error("limits-not-nfc", at.clone(), not_nfc());
        }
    });
}

/// Line breaks and tabs are text; everything else that is not printed hides something.
fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

/// The embeddings, overrides and isolates of UAX 9, and the marks that act alike.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn control(c: char) -> Message {
    let code = u32::from(c);
    Message::new(
        format!("Der Text enthält das unsichtbare Steuerzeichen U+{code:04X}. Löschen Sie es."),
        format!("The text has the invisible control character U+{code:04X}. Delete it."),
    )
}

fn direction(c: char) -> Message {
    let code = u32::from(c);
    Message::new(
        format!(
            "Der Text enthält das Zeichen U+{code:04X}, das die Leserichtung umkehrt. Löschen Sie es."
        ),
        format!(
            "The text has the character U+{code:04X}, which turns the reading direction. Delete it."
        ),
    )
}

fn not_nfc() -> Message {
    Message::new(
        "Umlaute oder Akzente sind hier aus zwei Zeichen zusammengesetzt (nicht Unicode-Form NFC). „blaupause fmt“ berichtigt das.",
        "Umlauts or accents are composed of two characters here (not Unicode form NFC). “blaupause fmt” mends that.",
    )
}
