//! `blaupause admin`: what the operator does, on the data folder or database, beside a running server or without one.

mod organisation;
mod reindex;
mod token;
mod user;

use blueprint::Finding;
use clap::Subcommand;

use crate::{
    config::Config,
    exit::{Exit, Failure},
    output::Output,
};

/// Manage organisations, tokens and users, on the data folder or database; a server may run beside it.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Organisations: who publishes
    #[command(subcommand)]
    Organisation(organisation::Command),
    /// Tokens: what an organisation shows to publish
    #[command(subcommand)]
    Token(token::Command),
    /// Users: people who sign in
    #[command(subcommand)]
    User(user::Command),
    Reindex(reindex::Args),
}

pub(crate) fn run(command: &Command, config: &Config) -> Result<Exit, Failure> {
    match command {
        Command::Organisation(command) => organisation::run(command, config),
        Command::Token(command) => token::run(command, config),
        Command::User(command) => user::run(command, config),
        Command::Reindex(args) => reindex::run(args, config),
    }
}

/// Findings of what was typed are sentences for the operator, not places in a file.
fn faulty(findings: &[Finding], output: Output) -> Failure {
    let sentences: Vec<&str> =
        findings.iter().map(|finding| finding.message.get(output.lang)).collect();
    let text = sentences.join(" ");
    Failure::usage(text.clone(), text)
}
