//! The commands, a file each. A command says what it found and gives the exit code; only failures are left to `main`.

mod admin;
mod ask;
mod changes;
mod check;
mod diff;
mod fit;
mod fmt;
mod fork;
mod input;
mod media_breaks;
mod merge;
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

// What each does is said where its arguments are: a documenting comment here would hide the longer one there.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Serve(serve::Args),
    Check(check::Args),
    Fmt(fmt::Args),
    Diff(diff::Args),
    Merge(merge::Args),
    Fit(fit::Args),
    Publish(publish::Args),
    Yank(yank::Args),
    Fork(fork::Args),
    Show(show::Args),
    Search(Box<search::Args>),
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
            Self::Diff(args) => diff::run(args, config.output),
            Self::Merge(args) => merge::run(args, config.output),
            Self::Fit(args) => fit::run(args, config.output),
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
