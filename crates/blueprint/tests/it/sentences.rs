//! What people read: the sentences of every example, in both languages.

use std::fmt::Write as _;

use blueprint::{Parsed, check, rules::RULES};
use testkit::invalid_examples;

use crate::ON;

#[test]
fn the_sentences_of_all_examples() {
    let mut text = String::new();
    let folders = RULES.iter().map(|rule| format!("rules/{}", rule.name));
    for folder in std::iter::once("invalid".to_owned()).chain(folders) {
        for example in invalid_examples(&folder) {
            let found = check(&Parsed::of(example.document.clone()).unwrap(), ON);
            writeln!(text, "{}", example.name).unwrap();
            for finding in found {
                let (code, pointer) = (finding.code.as_str(), &finding.pointer);
                writeln!(text, "  {} {code} {pointer}", finding.severity.as_str()).unwrap();
                writeln!(text, "    de: {}", finding.message.de).unwrap();
                writeln!(text, "    en: {}", finding.message.en).unwrap();
            }
        }
    }
    insta::assert_snapshot!(text);
}
