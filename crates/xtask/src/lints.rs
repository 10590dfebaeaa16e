//! Every crate takes the lints of the workspace. Cargo does not do so by itself.

use crate::{
    violation::Violation,
    workspace::{ReadError, Workspace},
};

pub(crate) fn check(workspace: &Workspace) -> Result<Vec<Violation>, ReadError> {
    let mut found = Vec::new();
    for package in workspace.metadata.workspace_packages() {
        let manifest = package.manifest_path.as_str();
        let text = workspace.text(manifest)?.unwrap_or_default();
        found.extend(violation(&package.name, &text));
    }
    Ok(found)
}

fn violation(name: &str, manifest: &str) -> Option<Violation> {
    let mut section = manifest.lines().map(str::trim).skip_while(|line| *line != "[lints]").skip(1);
    let inherits = section
        .by_ref()
        .take_while(|line| !line.starts_with('['))
        .any(|line| line.split_whitespace().collect::<String>() == "workspace=true");
    (!inherits).then(|| {
        Violation::new(
            name,
            "does not take the workspace's lints",
            "write `[lints]` and `workspace = true` into its Cargo.toml",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::violation;

    #[test]
    fn a_crate_with_the_lints_is_good() {
        let manifest = "[package]\nname = \"web\"\n\n[lints]\nworkspace = true\n\n[dependencies]\n";
        assert_eq!(violation("web", manifest), None);
    }

    #[test]
    fn a_crate_without_the_lints_is_found() {
        let found = violation("web", "[package]\nname = \"web\"\n").expect("a violation");
        assert_eq!(found.place, "web");
    }

    #[test]
    fn another_sections_switch_does_not_count() {
        let manifest = "[lints]\n\n[dependencies.serde]\nworkspace = true\n";
        assert!(violation("web", manifest).is_some());
    }
}
