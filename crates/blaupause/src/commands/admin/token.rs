//! `blaupause admin token`: what an organisation shows to publish.
//!
//! A token's secret is printed once, alone on stdout, and can be had from nowhere afterwards.

use blueprint::Slug;
use clap::Subcommand;
use registry::{NewToken, Pattern, Scope, Token, organisation, token_create, token_revoke, tokens};
use serde::Serialize;

use crate::{
    clock,
    config::{Config, PlaceArgs},
    exit::{Exit, Failure},
    output::Output,
};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a token and print it, this once
    Create(Create),
    /// List an organisation's tokens, without their secrets
    List(List),
    /// Make a token useless from now on
    Revoke(Revoke),
}

/// Make a token and print it alone on stdout, this once.
#[derive(Debug, clap::Args)]
#[command(after_help = CREATE_EXAMPLES)]
pub(crate) struct Create {
    /// Organisation that the token acts for
    #[arg(long, value_name = "SLUG")]
    organisation: Slug,
    /// What it allows: publish, yank, adopt, attest, manage, read
    #[arg(long, value_delimiter = ',', required = true)]
    scopes: Vec<Scope>,
    /// Blueprints that it reaches: 'owner/*' or owner/name
    #[arg(long)]
    pattern: Pattern,
    /// Days that it is good for [default: no end]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=36_500))]
    expires: Option<u32>,
    /// What it is for, to know it again in the list
    #[arg(long, default_value = "")]
    label: String,
    #[command(flatten)]
    place: PlaceArgs,
}

const CREATE_EXAMPLES: &str = "\
Examples:
  blaupause admin token create --organisation mrn --scopes publish,yank --pattern 'mrn/*'
  export BLAUPAUSE_TOKEN=$(blaupause admin token create --organisation mrn --scopes publish \\
      --pattern mrn/handwerkerparkausweis --expires 90 --label 'Referat Verkehr')";

/// List an organisation's tokens, without their secrets.
#[derive(Debug, clap::Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(crate) struct List {
    #[arg(long, value_name = "SLUG")]
    organisation: Slug,
    #[command(flatten)]
    place: PlaceArgs,
}

const LIST_EXAMPLES: &str = "\
Example:
  blaupause admin token list --organisation mrn";

/// Make a token useless from now on.
#[derive(Debug, clap::Args)]
#[command(after_help = REVOKE_EXAMPLES)]
pub(crate) struct Revoke {
    /// First column of the list
    id: String,
    #[command(flatten)]
    place: PlaceArgs,
}

const REVOKE_EXAMPLES: &str = "\
Example:
  blaupause admin token revoke 3f1c0a9be277";

/// A token with `--format json`.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    organisation: &'a str,
    scopes: Vec<&'a str>,
    pattern: &'a str,
    label: &'a str,
    created_at: String,
    expires_at: Option<String>,
    revoked_at: Option<String>,
}

/// An organisation's tokens with `--format json`.
#[derive(Debug, Serialize)]
struct Rows<'a> {
    items: Vec<Row<'a>>,
    total: usize,
}

/// A new token with `--format json`.
#[derive(Debug, Serialize)]
struct Made<'a> {
    token: &'a str,
}

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

pub(crate) fn run(command: &Command, config: &Config) -> Result<Exit, Failure> {
    match command {
        Command::Create(args) => create(args, config),
        Command::List(args) => list(args, config),
        Command::Revoke(args) => revoke(args, config),
    }
}

fn create(args: &Create, config: &Config) -> Result<Exit, Failure> {
    let output = config.output;
    if args.pattern.owner() != &args.organisation {
        return Err(Failure::usage(
            "Ein Token erreicht nur Blaupausen der eigenen Organisation. Das Muster beginnt mit ihrem Namen.",
            "a token reaches only blueprints of its own organisation; the pattern begins with its name",
        ));
    }
    let now = clock::now();
    let (registry, _folder) = config.place(&args.place)?.beside()?;
    let secret = token_create(
        &registry,
        &NewToken {
            organisation: &args.organisation,
            scopes: &args.scopes,
            pattern: &args.pattern,
            label: args.label.trim(),
            at: now,
            expires_at: args.expires.map(|days| now + i64::from(days) * DAY),
            random: &clock::random()?,
        },
    )?;
    if output.is_json() {
        Output::json(&Made { token: secret.reveal() })?;
    } else {
        Output::line(secret.reveal())?;
        output.say(
            "Bewahren Sie das Token sicher auf. Es wird nicht noch einmal angezeigt.",
            "Keep the token safe. It is not shown again.",
        )?;
    }
    Ok(Exit::Good)
}

fn list(args: &List, config: &Config) -> Result<Exit, Failure> {
    let (registry, _folder) = config.place(&args.place)?.beside()?;
    organisation(&registry, &args.organisation)?;
    let tokens = tokens(&registry, &args.organisation)?;
    if config.output.is_json() {
        let items: Vec<Row<'_>> = tokens.iter().map(row).collect();
        Output::json(&Rows { total: items.len(), items })?;
        return Ok(Exit::Good);
    }
    for token in &tokens {
        let Token { id, scopes, pattern, label, .. } = token;
        let state = state(token, config.output);
        Output::line(&format!("{id}\t{scopes}\t{pattern}\t{state}\t{label}"))?;
    }
    Ok(Exit::Good)
}

fn row(token: &Token) -> Row<'_> {
    Row {
        id: &token.id,
        organisation: token.organisation.as_str(),
        scopes: token.scopes.split(',').collect(),
        pattern: &token.pattern,
        label: &token.label,
        created_at: time(token.created_at),
        expires_at: token.expires_at.map(time),
        revoked_at: token.revoked_at.map(time),
    }
}

/// As the API writes times.
fn time(micros: i64) -> String {
    jiff::Timestamp::from_microsecond(micros).map(|time| time.to_string()).unwrap_or_default()
}

fn state(token: &Token, output: Output) -> String {
    match (token.revoked_at, token.expires_at) {
        (Some(at), _) => format!("{} {}", output.pick("widerrufen", "revoked"), time(at)),
        (None, Some(at)) if at <= clock::now() => {
            format!("{} {}", output.pick("abgelaufen", "expired"), time(at))
        }
        (None, Some(at)) => format!("{} {}", output.pick("gültig bis", "good until"), time(at)),
        (None, None) => output.pick("gültig", "good").to_owned(),
    }
}

fn revoke(args: &Revoke, config: &Config) -> Result<Exit, Failure> {
    let (registry, _folder) = config.place(&args.place)?.beside()?;
    token_revoke(&registry, &args.id, clock::now())?;
    config.output.say("Das Token ist widerrufen.", "The token is revoked.")?;
    Ok(Exit::Good)
}
