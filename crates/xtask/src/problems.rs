//! Every kind of problem that the API answers with is explained to people.
//!
//! The page of each problem's `type` and `docs/problems.md` must not drift apart.

use std::collections::BTreeSet;

use crate::{
    violation::Violation,
    workspace::{ReadError, Workspace},
};

const TABLE: &str = "crates/web/src/problem/kinds.rs";
const PAGE: &str = "docs/problems.md";

pub(crate) fn check(workspace: &Workspace) -> Result<Vec<Violation>, ReadError> {
    let table = workspace.text(TABLE)?.unwrap_or_default();
    let page = workspace.text(PAGE)?.unwrap_or_default();
    Ok(violations(&table, &page))
}

fn violations(table: &str, page: &str) -> Vec<Violation> {
    let slugs: BTreeSet<&str> = table.lines().filter_map(slug).collect();
    let sections: BTreeSet<&str> = page.lines().filter_map(section).collect();
    if slugs.is_empty() {
        let remedy = "the table of problems names each as `slug: \"…\"` on a line";
        return vec![Violation::new(TABLE, "names no problem", remedy)];
    }
    let missing = slugs.difference(&sections).map(|slug| {
        let remedy = format!("add the section `## {slug}`: what happened, what to do");
        Violation::new(PAGE, format!("does not explain `{slug}`"), remedy)
    });
    let stale = sections.difference(&slugs).map(|slug| {
        let remedy = format!("remove the section, or add the kind to {TABLE}");
        Violation::new(PAGE, format!("explains `{slug}`, which nothing answers with"), remedy)
    });
    missing.chain(stale).collect()
}

/// `invalid-document` in `    slug: "invalid-document",`.
fn slug(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("slug: \"")?;
    rest.split_once('"').map(|(slug, _)| slug)
}

/// `invalid-document` in `## invalid-document`.
fn section(line: &str) -> Option<&str> {
    line.strip_prefix("## ").map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::violations;

    const TABLE: &str = "Kind {\n    slug: \"not-found\",\n    status: 404,\n},\n";

    fn wrongs(table: &str, page: &str) -> Vec<String> {
        violations(table, page).into_iter().map(|v| v.wrong).collect()
    }

    #[test]
    fn an_explained_problem_is_good() {
        assert_eq!(wrongs(TABLE, "# Problems\n\n## not-found\nNothing there.\n"), [""; 0]);
    }

    #[test]
    fn an_unexplained_problem_is_found() {
        assert_eq!(wrongs(TABLE, "# Problems\n"), ["does not explain `not-found`"]);
    }

    #[test]
    fn a_section_that_outlived_its_problem_is_found() {
        let page = "## not-found\n## gone\n";
        assert_eq!(wrongs(TABLE, page), ["explains `gone`, which nothing answers with"]);
    }

    #[test]
    fn a_table_that_cannot_be_read_is_found() {
        assert_eq!(wrongs("", "## not-found\n"), ["names no problem"]);
    }
}
