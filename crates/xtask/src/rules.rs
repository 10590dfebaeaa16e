//! A rule about documents is a file, a page of documentation, and an example that breaks it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    violation::Violation,
    workspace::{ReadError, Workspace},
};

const CODE: &str = "crates/blueprint/src/rules";
/// What stands beside the rules: their table, and the tests of all.
const NO_RULES: [&str; 2] = ["mod", "tests"];
const PAGES: &str = "docs/rules";
const EXAMPLES: &str = "schemas/blueprint/examples/rules";

pub(crate) fn check(workspace: &Workspace) -> Result<Vec<Violation>, ReadError> {
    let files = workspace.names(CODE)?;
    let pages = workspace.names(PAGES)?;
    let mut examples = BTreeMap::new();
    for rule in workspace.names(EXAMPLES)? {
        let n_examples = workspace.names(&format!("{EXAMPLES}/{rule}"))?.len();
        examples.insert(rule, n_examples);
    }
    Ok(violations(&files, &pages, &examples))
}

fn violations(
    files: &BTreeSet<String>,
    pages: &BTreeSet<String>,
    examples: &BTreeMap<String, usize>,
) -> Vec<Violation> {
    let rules: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| file.strip_suffix(".rs"))
        .filter(|rule| !NO_RULES.contains(rule))
        .collect();
    if rules.is_empty() {
        let remedy = "each rule is a file beside mod.rs";
        return vec![Violation::new(CODE, "holds no rule", remedy)];
    }
    let mut res = Vec::new();
    for rule in rules {
        let page = page_of(rule);
        if !pages.contains(&page) {
            let wrong = format!("rule `{rule}` has no page");
            let remedy = format!("write {PAGES}/{page}; see docs/adding-a-rule.md");
            res.push(Violation::new(PAGES, wrong, remedy));
        }
        let folder = rule.replace('_', "-");
        if examples.get(&folder).is_none_or(|n_examples| *n_examples == 0) {
            let wrong = format!("rule `{rule}` has no example");
            let remedy = format!("put a document that breaks it into {EXAMPLES}/{folder}/");
            res.push(Violation::new(EXAMPLES, wrong, remedy));
        }
    }
    res
}

fn page_of(rule: &str) -> String {
    format!("{}.md", rule.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::violations;

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(ToString::to_string).collect()
    }

    fn wrongs(files: &[&str], pages: &[&str], examples: &[(&str, usize)]) -> Vec<String> {
        let examples: BTreeMap<_, _> =
            examples.iter().map(|(rule, n)| ((*rule).to_owned(), *n)).collect();
        violations(&names(files), &names(pages), &examples).into_iter().map(|v| v.wrong).collect()
    }

    #[test]
    fn a_rule_with_page_and_example_is_good() {
        let files = ["mod.rs", "legal_basis.rs"];
        assert_eq!(wrongs(&files, &["legal-basis.md"], &[("legal-basis", 2)]), [""; 0]);
    }

    #[test]
    fn a_rule_without_a_page_is_found() {
        let found = wrongs(&["limits.rs"], &[], &[("limits", 1)]);
        assert_eq!(found, ["rule `limits` has no page"]);
    }

    #[test]
    fn a_rule_without_an_example_is_found() {
        let found = wrongs(&["limits.rs"], &["limits.md"], &[]);
        assert_eq!(found, ["rule `limits` has no example"]);
    }

    #[test]
    fn an_empty_folder_of_examples_is_found() {
        let found = wrongs(&["limits.rs"], &["limits.md"], &[("limits", 0)]);
        assert_eq!(found, ["rule `limits` has no example"]);
    }

    #[test]
    fn a_folder_without_rules_is_found() {
        assert_eq!(wrongs(&["mod.rs", "tests.rs"], &[], &[]), ["holds no rule"]);
    }
}
