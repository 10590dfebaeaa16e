//! Documents as people write them, with anything in them: bounded findings, each with a sentence.
#![no_main]

use blueprint::{Parsed, Syntax, check, parse, validate};
use libfuzzer_sys::{arbitrary::Unstructured, fuzz_target};

/// Any day will do: what is out of date is a warning.
const ON: jiff::civil::Date = jiff::civil::date(2026, 9, 1);

fuzz_target!(|bytes: &[u8]| {
    let written = || parse(bytes, Syntax::Json).or_else(|_| parse(bytes, Syntax::Yaml)).ok();
    let made = || Parsed::of(fuzz::document(&mut Unstructured::new(bytes)).ok()?).ok();
    let Some(parsed) = written().or_else(made) else { return };
    let found = check(&parsed, ON);
    assert!(found.len() <= 1000);
    for finding in &found {
        assert!(!finding.message.de.is_empty() && !finding.message.en.is_empty());
    }
    let is_refused = found.iter().any(blueprint::Finding::is_error);
    assert_eq!(validate(parsed, ON).is_err(), is_refused, "what is valid has a typed view");
});
