//! `blaupause admin user`: people who sign in.
//!
//! A first password is made here and printed once, alone on stdout; the person changes it on their own page.

use blueprint::Slug;
use clap::Subcommand;
use registry::{
    NewPerson, Person, Refused, Role, first_password, operator_set, password_reset,
    people_at_the_machine, person_create, person_erase, role_set,
};
use serde::Serialize;

use super::faulty;
use crate::{
    clock,
    config::{Config, PlaceArgs},
    exit::{Exit, Failure},
    output::Output,
};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make an account and print its first password, this once
    Create(Create),
    /// List everybody with an account
    List(List),
    /// Print a new password for somebody; all their sessions end
    Password(NewPassword),
    /// Give somebody a role in an organisation
    Role(GiveRole),
    /// Say whether somebody operates the registry
    Operator(Operator),
    /// Delete an account; what the person did stays
    Delete(Delete),
}

/// Make an account and print its first password alone on stdout, this once.
#[derive(Debug, clap::Args)]
#[command(after_help = CREATE_EXAMPLES)]
pub(crate) struct Create {
    /// E-mail address that the person signs in with
    login: String,
    /// Name for people
    #[arg(long)]
    name: String,
    /// Organisation that the person acts for
    #[arg(long, value_name = "SLUG", requires = "role")]
    organisation: Option<Slug>,
    /// Role there: reader, contributor, publisher or owner
    #[arg(long, requires = "organisation")]
    role: Option<Role>,
    /// The person operates the registry
    #[arg(long)]
    operator: bool,
    #[command(flatten)]
    place: PlaceArgs,
}

const CREATE_EXAMPLES: &str = "\
Examples:
  blaupause admin user create poststelle@musterstadt.example --name Poststelle --organisation musterstadt --role owner
  blaupause admin user create betrieb@register.example --name Betrieb --operator";

/// List everybody with an account.
#[derive(Debug, clap::Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(crate) struct List {
    #[command(flatten)]
    place: PlaceArgs,
}

const LIST_EXAMPLES: &str = "\
Example:
  blaupause admin user list --format json";

/// Print a new password for somebody alone on stdout, this once; all their sessions end.
#[derive(Debug, clap::Args)]
#[command(after_help = PASSWORD_EXAMPLES)]
pub(crate) struct NewPassword {
    /// E-mail address that the person signs in with
    login: String,
    #[command(flatten)]
    place: PlaceArgs,
}

const PASSWORD_EXAMPLES: &str = "\
Example:
  blaupause admin user password poststelle@musterstadt.example";

/// Delete an account; what the person did stays, under an id that says nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = DELETE_EXAMPLES)]
pub(crate) struct Delete {
    /// E-mail address that the person signs in with
    login: String,
    #[command(flatten)]
    place: PlaceArgs,
}

const DELETE_EXAMPLES: &str = "\
Example:
  blaupause admin user delete poststelle@musterstadt.example";

/// Give somebody a role in an organisation, in place of the one they had.
#[derive(Debug, clap::Args)]
#[command(after_help = ROLE_EXAMPLES)]
pub(crate) struct GiveRole {
    /// E-mail address that the person signs in with
    login: String,
    #[arg(long, value_name = "SLUG")]
    organisation: Slug,
    /// reader, contributor, publisher or owner
    #[arg(long)]
    role: Role,
    #[command(flatten)]
    place: PlaceArgs,
}

const ROLE_EXAMPLES: &str = "\
Example:
  blaupause admin user role poststelle@musterstadt.example --organisation musterstadt --role owner";

/// Say whether somebody operates the registry.
#[derive(Debug, clap::Args)]
#[command(after_help = OPERATOR_EXAMPLES)]
pub(crate) struct Operator {
    /// E-mail address that the person signs in with
    login: String,
    /// No longer
    #[arg(long)]
    dismiss: bool,
    #[command(flatten)]
    place: PlaceArgs,
}

const OPERATOR_EXAMPLES: &str = "\
Examples:
  blaupause admin user operator betrieb@register.example
  blaupause admin user operator betrieb@register.example --dismiss";

/// A person with `--format json`.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    login: Option<&'a str>,
    name: Option<&'a str>,
    is_operator: bool,
}

/// Everybody with `--format json`.
#[derive(Debug, Serialize)]
struct Rows<'a> {
    items: Vec<Row<'a>>,
    total: usize,
}

/// A new password with `--format json`.
#[derive(Debug, Serialize)]
struct Made<'a> {
    password: &'a str,
}

/// People read at once.
const STEP: u32 = 500;

pub(crate) fn run(command: &Command, config: &Config) -> Result<Exit, Failure> {
    match command {
        Command::Create(args) => create(args, config),
        Command::List(args) => list(args, config),
        Command::Password(args) => password(args, config),
        Command::Role(args) => role(args, config),
        Command::Operator(args) => operator(args, config),
        Command::Delete(args) => delete(args, config),
    }
}

fn create(args: &Create, config: &Config) -> Result<Exit, Failure> {
    let (registry, _folder) = config.place(&args.place)?.beside()?;
    if let Some(slug) = &args.organisation {
        // Before an account is made for nothing.
        registry::organisation(&registry, slug)?;
    }
    let first = first_password(&clock::random()?);
    let at = clock::now();
    let new = NewPerson {
        login: &args.login,
        name: &args.name,
        password: Some(&first),
        is_operator: args.operator,
        random: (&clock::random()?, &clock::random()?),
        at,
    };
    person_create(&registry, new).map_err(|refused| match refused {
        Refused::Invalid(findings) => faulty(&findings, config.output),
        refused => refused.into(),
    })?;
    if let Some((slug, role)) = args.organisation.as_ref().zip(args.role) {
        role_set(&registry, (slug, &args.login, role), at)?;
    }
    show(&first, config.output)
}

fn show(password: &str, output: Output) -> Result<Exit, Failure> {
    if output.is_json() {
        Output::json(&Made { password })?;
    } else {
        Output::line(password)?;
        output.say(
            "Geben Sie das Passwort auf sicherem Weg weiter. Es wird nicht noch einmal angezeigt; unter /meine/konto lässt es sich ändern.",
            "Hand the password over on a safe way. It is not shown again; it can be changed at /meine/konto.",
        )?;
    }
    Ok(Exit::Good)
}

fn list(args: &List, config: &Config) -> Result<Exit, Failure> {
    let (registry, _folder) = config.place(&args.place)?.beside()?;
    let mut all: Vec<Person> = Vec::new();
    loop {
        let after = all.last().map(|last| last.id.clone());
        let (items, _) = people_at_the_machine(&registry, after.as_deref(), STEP)?;
        if items.is_empty() {
            break;
        }
        all.extend(items);
    }
    if config.output.is_json() {
        let items: Vec<Row<'_>> = all.iter().map(row).collect();
        Output::json(&Rows { total: items.len(), items })?;
        return Ok(Exit::Good);
    }
    for person in &all {
        let Row { id, login, name, is_operator } = row(person);
        let mark = if is_operator { config.output.pick("Betrieb", "operator") } else { "" };
        let (login, name) = (login.unwrap_or_default(), name.unwrap_or_default());
        Output::line(&format!("{id}\t{login}\t{name}\t{mark}"))?;
    }
    Ok(Exit::Good)
}

fn row(person: &Person) -> Row<'_> {
    Row {
        id: &person.id,
        login: person.login.as_deref(),
        name: person.name.as_deref(),
        is_operator: person.is_operator,
    }
}

fn password(args: &NewPassword, config: &Config) -> Result<Exit, Failure> {
    let (registry, _folder) = config.place(&args.place)?.beside()?;
    let first = first_password(&clock::random()?);
    password_reset(&registry, &args.login, &first, (&clock::random()?, clock::now()))?;
    show(&first, config.output)
}

fn role(args: &GiveRole, config: &Config) -> Result<Exit, Failure> {
    let (registry, _folder) = config.place(&args.place)?.beside()?;
    role_set(&registry, (&args.organisation, &args.login, args.role), clock::now())?;
    config.output.say("Die Rolle ist vergeben.", "The role is given.")?;
    Ok(Exit::Good)
}

fn operator(args: &Operator, config: &Config) -> Result<Exit, Failure> {
    let (registry, _folder) = config.place(&args.place)?.beside()?;
    operator_set(&registry, &args.login, !args.dismiss, clock::now())?;
    config.output.say("Das ist eingetragen.", "That is noted.")?;
    Ok(Exit::Good)
}

fn delete(args: &Delete, config: &Config) -> Result<Exit, Failure> {
    let (registry, _folder) = config.place(&args.place)?.beside()?;
    person_erase(&registry, &args.login, clock::now())?;
    config.output.say("Das Konto ist gelöscht.", "The account is deleted.")?;
    Ok(Exit::Good)
}
