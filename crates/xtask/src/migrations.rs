//! The migrations of both databases: the same names, each with its way back.
//!
//! Whether they make the same tables is a test of the store.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    violation::Violation,
    workspace::{ReadError, Workspace},
};

const DATABASES: [&str; 2] = ["sqlite", "postgres"];
const FILES: [&str; 2] = ["up.sql", "down.sql"];

/// The files of each migration, by the migration's name.
type Migrations = BTreeMap<String, BTreeSet<String>>;

pub(crate) fn check(workspace: &Workspace) -> Result<Vec<Violation>, ReadError> {
    let [sqlite, postgres] = DATABASES.map(|database| read(workspace, database));
    Ok(violations([&sqlite?, &postgres?]))
}

fn read(workspace: &Workspace, database: &str) -> Result<Migrations, ReadError> {
    let folder = format!("migrations/{database}");
    let mut res = Migrations::new();
    for name in workspace.names(&folder)? {
        let files = workspace.names(&format!("{folder}/{name}"))?;
        res.insert(name, files);
    }
    Ok(res)
}

fn violations(both: [&Migrations; 2]) -> Vec<Violation> {
    let mut res = Vec::new();
    let names: BTreeSet<&String> = both.iter().flat_map(|migrations| migrations.keys()).collect();
    if names.is_empty() {
        res.push(Violation::new(
            "migrations",
            "holds none",
            "the first one makes the first tables",
        ));
    }
    for name in names {
        for (database, migrations) in DATABASES.iter().zip(both) {
            let place = format!("migrations/{database}/{name}");
            res.extend(lacks(&place, migrations.get(name)));
        }
    }
    res
}

fn lacks(place: &str, files: Option<&BTreeSet<String>>) -> Vec<Violation> {
    let Some(files) = files else {
        let remedy = "write it here too, under the same name";
        return vec![Violation::new(place, "exists for the other database only", remedy)];
    };
    FILES
        .iter()
        .filter(|file| !files.contains(**file))
        .map(|file| {
            let remedy = "each migration goes up and comes down again";
            Violation::new(place, format!("lacks {file}"), remedy)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Migrations, violations};

    fn migrations(entries: &[(&str, &[&str])]) -> Migrations {
        let files = |files: &[&str]| files.iter().map(ToString::to_string).collect();
        entries.iter().map(|(name, of_it)| ((*name).to_owned(), files(of_it))).collect()
    }

    fn found(sqlite: &Migrations, postgres: &Migrations) -> Vec<String> {
        let found = violations([sqlite, postgres]);
        found.into_iter().map(|v| format!("{} {}", v.place, v.wrong)).collect()
    }

    #[test]
    fn equal_names_with_both_directions_are_good() {
        let both = migrations(&[("1_init", &["up.sql", "down.sql", "metadata.toml"])]);
        assert_eq!(found(&both, &both), [""; 0]);
    }

    #[test]
    fn a_migration_on_one_side_is_found() {
        let sqlite = migrations(&[("1_init", &["up.sql", "down.sql"])]);
        let wrong = "migrations/postgres/1_init exists for the other database only";
        assert_eq!(found(&sqlite, &migrations(&[])), [wrong]);
    }

    #[test]
    fn a_missing_way_back_is_found() {
        let whole = migrations(&[("1_init", &["up.sql", "down.sql"])]);
        let half = migrations(&[("1_init", &["up.sql"])]);
        assert_eq!(found(&whole, &half), ["migrations/postgres/1_init lacks down.sql"]);
    }

    #[test]
    fn an_empty_folder_is_found() {
        assert_eq!(found(&migrations(&[]), &migrations(&[])), ["migrations holds none"]);
    }
}
