//! `cargo xtask`: the checks of this repository that need code.
//!
//! Not part of the product, and no place for rules about documents: it looks at
//! the workspace from outside, as text and as `cargo metadata`.
//!
//! Law: a check is a pure function over what was read, so that its test can plant
//! a violation; and every violation says what to do about it.

mod arrows;
mod lints;
mod migrations;
mod problems;
mod rules;
mod violation;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use crate::{
    violation::{Violation, say},
    workspace::{ReadError, Workspace},
};

/// The checks of this repository.
#[derive(Debug, Parser)]
enum Task {
    /// Which crate may name which.
    Arrows,
    /// Every crate takes the lints of the workspace.
    Lints,
    /// The migrations of both databases have the same names and both directions.
    Migrations,
    /// Every kind of problem is explained in `docs/problems.md`.
    Problems,
    /// Every rule has its page and its example.
    Rules,
    /// All of them.
    Check,
}

type Check = fn(&Workspace) -> Result<Vec<Violation>, ReadError>;

impl Task {
    fn checks(&self) -> Vec<(&'static str, Check)> {
        let all: [(&'static str, Check); 5] = [
            ("arrows", |workspace| Ok(arrows::check(workspace))),
            ("lints", lints::check),
            ("migrations", migrations::check),
            ("problems", problems::check),
            ("rules", rules::check),
        ];
        let wanted = match self {
            Self::Arrows => "arrows",
            Self::Lints => "lints",
            Self::Migrations => "migrations",
            Self::Problems => "problems",
            Self::Rules => "rules",
            Self::Check => return all.to_vec(),
        };
        all.into_iter().filter(|(name, _)| *name == wanted).collect()
    }
}

fn main() -> ExitCode {
    let task = Task::parse();
    match run(&task) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(n_violations) => {
            say(&format!("{n_violations} violation(s)"));
            ExitCode::FAILURE
        }
        Err(error) => {
            say(&format!("xtask: {}", violation::chain(&error)));
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<usize, ReadError> {
    let workspace = Workspace::read()?;
    let mut n_violations = 0;
    for (name, check) in task.checks() {
        let violations = check(&workspace)?;
        if violations.is_empty() {
            say(&format!("{name}: good"));
        }
        for violation in &violations {
            say(&format!("{name}: {violation}"));
        }
        n_violations += violations.len();
    }
    Ok(n_violations)
}

#[cfg(test)]
mod tests {
    use super::Task;

    #[test]
    fn check_runs_what_the_single_tasks_run() {
        let single = [Task::Arrows, Task::Lints, Task::Migrations, Task::Problems, Task::Rules];
        let names =
            |task: &Task| -> Vec<_> { task.checks().iter().map(|(name, _)| *name).collect() };
        let one_by_one: Vec<_> = single.iter().flat_map(names).collect();
        assert_eq!(one_by_one, names(&Task::Check));
    }
}
