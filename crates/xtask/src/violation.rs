//! What a check found: the place, what is wrong there, and the remedy.
//!
//! The only module that prints.

use std::{error::Error, fmt};

/// Something that the house rules forbid.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Violation {
    /// A crate or a path from the root of the repository.
    pub(crate) place: String,
    pub(crate) wrong: String,
    pub(crate) remedy: String,
}

impl Violation {
    pub(crate) fn new(
        place: impl Into<String>,
        wrong: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { place: place.into(), wrong: wrong.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n    remedy: {}", self.place, self.wrong, self.remedy)
    }
}

#[expect(clippy::print_stdout, reason = "the findings of a check are what it is run for")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// An error with its causes, on one line.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Violation;

    #[test]
    fn a_violation_shows_place_fault_and_remedy() {
        let text = Violation::new("web", "names `diesel`", "ask the store").to_string();
        assert_eq!(text, "web: names `diesel`\n    remedy: ask the store");
    }
}
