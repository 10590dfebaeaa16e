//! Which crate may name which: the matrix of `docs/ARCHITECTURE.md`, as a test.
//!
//! Crates from elsewhere are bound to theirs in `deny.toml`.

use cargo_metadata::DependencyKind;

use crate::{violation::Violation, workspace::Workspace};

/// Each crate that may exist, and the crates of this workspace that it may name.
///
/// `interchange` and `translog` have their place before they have content.
const MATRIX: &[(&str, &[&str])] = &[
    ("blueprint", &[]),
    ("interchange", &["blueprint"]),
    ("translog", &[]),
    ("wire", &[]),
    ("oidc", &[]),
    ("store", &["blueprint", "translog"]),
    ("search", &["blueprint"]),
    ("registry", &["blueprint", "interchange", "translog", "store", "search"]),
    ("web", &["blueprint", "wire", "registry", "oidc"]),
    ("client", &["translog", "wire"]),
    (
        "blaupause",
        &[
            "blueprint",
            "interchange",
            "translog",
            "wire",
            "store",
            "search",
            "registry",
            "client",
            "oidc",
            "web",
        ],
    ),
    ("testkit", &["blueprint", "translog", "wire", "store", "search", "registry", "client", "web"]),
    ("bench", &["blueprint", "store", "search", "registry", "testkit"]),
    ("xtask", &[]),
];

/// What tests share. The only crate that a dev-dependency may name beyond the matrix.
const TESTKIT: &str = "testkit";

/// One crate naming another, both of this workspace.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Arrow {
    from: String,
    to: String,
    dev: bool,
}

pub(crate) fn check(workspace: &Workspace) -> Vec<Violation> {
    let packages = workspace.metadata.workspace_packages();
    let crates: Vec<String> = packages.iter().map(|package| package.name.to_string()).collect();
    let arrows: Vec<Arrow> = packages
        .iter()
        .flat_map(|package| {
            package.dependencies.iter().map(|dependency| Arrow {
                from: package.name.to_string(),
                to: dependency.name.clone(),
                dev: dependency.kind == DependencyKind::Development,
            })
        })
        .filter(|arrow| crates.contains(&arrow.to))
        .collect();
    violations(&crates, &arrows)
}

fn violations(crates: &[String], arrows: &[Arrow]) -> Vec<Violation> {
    let strangers = crates.iter().filter(|name| allowed(name).is_none()).map(|name| {
        Violation::new(
            name,
            "is not in the architecture",
            "put its content into the crate whose job it is, or give it a row in \
             crates/xtask/src/arrows.rs and in docs/ARCHITECTURE.md",
        )
    });
    strangers.chain(arrows.iter().filter_map(violation)).collect()
}

fn allowed(name: &str) -> Option<&'static [&'static str]> {
    MATRIX.iter().find(|(from, _)| *from == name).map(|(_, to)| *to)
}

fn violation(arrow: &Arrow) -> Option<Violation> {
    let Arrow { from, to, dev } = arrow;
    let in_matrix = allowed(from).is_some_and(|may| may.contains(&to.as_str()));
    if in_matrix || (*dev && to == TESTKIT) {
        return None;
    }
    Some(if to == TESTKIT {
        Violation::new(
            from,
            format!("names `{TESTKIT}` outside its tests"),
            "make it a dev-dependency; what the program needs belongs into a crate of its own",
        )
    } else if *dev {
        Violation::new(
            from,
            format!("names `{to}` in its tests"),
            format!("reach it through `{TESTKIT}`, the only dev-dependency beyond the matrix"),
        )
    } else {
        Violation::new(
            from,
            format!("may not name `{to}`"),
            format!("{from} may name: {}; see docs/ARCHITECTURE.md", listed(from)),
        )
    })
}

fn listed(from: &str) -> String {
    match allowed(from) {
        None | Some([]) => "no crate of this workspace".to_owned(),
        Some(may) => may.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrow, MATRIX, violations};

    fn arrow(from: &str, to: &str, dev: bool) -> Arrow {
        Arrow { from: from.to_owned(), to: to.to_owned(), dev }
    }

    fn wrongs(crates: &[&str], arrows: &[Arrow]) -> Vec<String> {
        let crates: Vec<_> = crates.iter().map(ToString::to_string).collect();
        let found = violations(&crates, arrows);
        found.into_iter().map(|v| format!("{} {}", v.place, v.wrong)).collect()
    }

    #[test]
    fn arrows_of_the_matrix_are_good() {
        let arrows = [arrow("web", "registry", false), arrow("store", "testkit", true)];
        assert_eq!(wrongs(&["web", "registry", "store", "testkit"], &arrows), [""; 0]);
    }

    #[test]
    fn an_arrow_against_the_matrix_is_found() {
        let found = wrongs(&["web", "store"], &[arrow("web", "store", false)]);
        assert_eq!(found, ["web may not name `store`"]);
    }

    #[test]
    fn a_stranger_is_found() {
        assert_eq!(wrongs(&["utils"], &[]), ["utils is not in the architecture"]);
    }

    #[test]
    fn a_crate_reached_for_in_tests_is_found() {
        let found = wrongs(&["web", "store"], &[arrow("web", "store", true)]);
        assert_eq!(found, ["web names `store` in its tests"]);
    }

    #[test]
    fn the_testkit_in_the_program_is_found() {
        let found = wrongs(&["web", "testkit"], &[arrow("web", "testkit", false)]);
        assert_eq!(found, ["web names `testkit` outside its tests"]);
    }

    #[test]
    fn the_remedy_names_what_is_allowed() {
        let found = violations(&[], &[arrow("search", "store", false)]);
        assert_eq!(found[0].remedy, "search may name: blueprint; see docs/ARCHITECTURE.md");
    }

    /// A crate named in a row but without a row could never exist.
    #[test]
    fn the_matrix_is_closed() {
        for (from, may) in MATRIX {
            for to in *may {
                assert!(MATRIX.iter().any(|(name, _)| name == to), "{from} may name {to}");
            }
        }
    }
}
