//! `--take`: decisions about conflicts, as many as were given.

use std::str::FromStr;

use blueprint::{
    Finding, Lang, Path,
    merge::{By, Merged, Resolution, Take, resolve},
};

use crate::exit::Failure;

/// `PATH=ours`, `PATH=theirs` or `PATH=base`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    path: Path,
    take: Take,
}

impl FromStr for Decision {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let named =
            text.rsplit_once('=').filter(|(path, _)| path.is_empty() || path.starts_with('/'));
        let (path, side) =
            named.ok_or("PATH=ours, PATH=theirs, PATH=base; a path begins with /")?;
        let take = match side {
            "ours" => Take::Ours,
            "theirs" => Take::Theirs,
            "base" => Take::Base,
            _ => return Err(format!("ours, theirs, base, not {side}")),
        };
        Ok(Self { path: Path::from(path), take })
    }
}

/// The merge with every decision taken; each must meet a conflict.
///
/// One decision may open another conflict, such as one inside of an entry that is kept: so as many rounds as bring
/// something.
pub(super) fn apply(mut merged: Merged, decisions: &[Decision]) -> Result<Merged, Failure> {
    let mut left: Vec<Resolution> = decisions
        .iter()
        .map(|Decision { path, take }| Resolution { path: path.clone(), by: By::Take(*take) })
        .collect();
    while !left.is_empty() {
        let is_open = |one: &Resolution| merged.conflicts.iter().any(|open| open.path == one.path);
        let (mut now, later): (Vec<_>, Vec<_>) = left.into_iter().partition(is_open);
        left = if now.is_empty() {
            // Nothing is open for them: resolving says so of each.
            now = later;
            Vec::new()
        } else {
            later
        };
        merged = resolve(&merged, &now).map_err(|findings| refused(&findings, &merged))?;
    }
    Ok(merged)
}

/// Each reason, and then what is open.
fn refused(findings: &[Finding], merged: &Merged) -> Failure {
    let open: Vec<String> =
        merged.conflicts.iter().map(|conflict| format!("  {}", conflict.path)).collect();
    let told = |lang: Lang, none: &str, some: &str| {
        let mut lines: Vec<&str> =
            findings.iter().map(|finding| finding.message.get(lang)).collect();
        lines.push(if open.is_empty() { none } else { some });
        lines.extend(open.iter().map(String::as_str));
        lines.join("\n")
    };
    Failure::usage(
        told(Lang::De, "Kein Konflikt ist offen.", "Offen sind:"),
        told(Lang::En, "No conflict is open.", "Open are:"),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn decision(text: &str) -> Decision {
        text.parse().unwrap()
    }

    #[test]
    fn a_decision_is_a_path_and_a_side() {
        let expected = Decision { path: Path::from("/extensions/a=b"), take: Take::Theirs };
        assert_eq!(decision("/extensions/a=b=theirs"), expected);
        for bad in ["/title", "/title=", "/title=mine", "title=ours", "ours"] {
            assert!(bad.parse::<Decision>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_decision_that_meets_nothing_or_comes_twice_is_refused() {
        let title = |text: &str| json!({"title": {"de": text}});
        let merged = || blueprint::merge(&title("Alt"), &title("Hier"), &title("Dort"));
        let done = apply(merged(), &[decision("/title/de=theirs")]).unwrap();
        assert_eq!((done.merged, done.conflicts.len()), (title("Dort"), 0));
        let failure = apply(merged(), &[decision("/title/en=ours")]).unwrap_err();
        assert!(failure.message.de.contains("„/title/en“"), "{failure:?}");
        assert!(failure.message.de.ends_with("Offen sind:\n  /title/de"), "{failure:?}");
        let twice = [decision("/title/de=ours"), decision("/title/de=base")];
        assert!(apply(merged(), &twice).unwrap_err().message.en.contains("more than once"));
    }
}
