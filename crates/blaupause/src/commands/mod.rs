//! The commands, a file each. A command says what it found and gives the exit code; only failures are left to `main`.

mod admin;
mod ask;
mod check;
mod fmt;
mod fork;
mod input;
mod publish;
mod search;
mod serve;
mod show;
mod yank;

use clap::Subcommand;

pub(crate) use self::input::Source;

use crate::{
    config::{Common, Config},
    exit::{Exit, Failure},
};

/// Registry of administrative blueprints: publish, check, find and fork them.
#[derive(Debug, clap::Parser)]
#[command(name = "blaupause", version, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 good, 1 findings or refused, 2 wrong use, 3 registry unavailable, 4 internal.
Data goes to stdout, messages to stderr. Settings: flags, then BLAUPAUSE_… variables, then blaupause.toml.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the registry: API and pages
    Serve(serve::Args),
    /// Check documents offline, as the registry would
    Check(check::Args),
    /// Bring documents into their usual form
    Fmt(fmt::Args),
    /// Publish a version
    Publish(publish::Args),
    /// Mark a version as one that should no longer be chosen
    Yank(yank::Args),
    /// Begin a blueprint of your own as a copy of another
    Fork(fork::Args),
    /// Show a blueprint, a version or a document
    Show(show::Args),
    /// Find blueprints
    Search(search::Args),
    /// Manage organisations and tokens, on the data folder or database
    #[command(subcommand)]
    Admin(admin::Command),
}

impl Command {
    pub(crate) fn run(&self, config: &Config) -> Result<Exit, Failure> {
        match self {
            Self::Serve(args) => serve::run(args, config),
            Self::Check(args) => check::run(args, config.output),
            Self::Fmt(args) => Ok(fmt::run(args, config.output)),
            Self::Publish(args) => publish::run(args, config),
            Self::Yank(args) => yank::run(args, config),
            Self::Fork(args) => fork::run(args, config),
            Self::Show(args) => show::run(args, config),
            Self::Search(args) => search::run(args, config),
            Self::Admin(command) => admin::run(command, config),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_flags_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_has_an_example() {
        fn visit(command: &clap::Command) {
            let mut n_below = 0;
            for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
                visit(below);
                n_below += 1;
            }
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let name = command.get_name();
            assert!(0 < n_below || help.contains(&format!("{name} ")), "no example: {name}");
        }
        visit(&Cli::command());
    }
}
