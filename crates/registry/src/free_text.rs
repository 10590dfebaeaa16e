//! Texts that people write freely: how long they may be, and that every database can keep them.

use blueprint::Finding;

use crate::fault::fault;

/// What is wrong with a text at `pointer`: longer than `most` characters, or with control characters in it. New lines and
/// tabs may stay.
pub(crate) fn check(
    (code, pointer): (&'static str, &str),
    text: &str,
    most: usize,
) -> Option<Finding> {
    let n_chars = text.chars().count();
    if most < n_chars {
        return Some(fault(
            code,
            pointer,
            format!(
                "Das sind höchstens {most} Zeichen, hier sind es {n_chars}. Kürzen Sie den Text."
            ),
            format!("This has {most} characters at most; here are {n_chars}. Shorten the text."),
        ));
    }
    let is_fit = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    let strange = u32::from(text.chars().find(|c| !is_fit(c))?);
    Some(fault(
        code,
        pointer,
        format!(
            "Der Text enthält ein unsichtbares Steuerzeichen (U+{strange:04X}). Entfernen Sie es; Zeilenumbrüche und Tabulatoren dürfen bleiben."
        ),
        format!(
            "The text has an invisible control character (U+{strange:04X}). Remove it; new lines and tabs may stay."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Option<String> {
        check(("note", "/note"), text, 5).map(|finding| finding.message.en)
    }

    #[test]
    fn lines_and_tabs_may_stay_and_other_control_characters_not() {
        assert_eq!(wrong("ä\n\r\tz"), None);
        assert!(wrong("123456").unwrap().contains("5 characters"));
        for (strange, named) in [("a\u{0}b", "U+0000"), ("\u{1b}", "U+001B"), ("\u{85}", "U+0085")]
        {
            assert!(wrong(strange).unwrap().contains(named), "{named}");
        }
    }
}
