//! `blaupause admin organisation`: who publishes.

use blueprint::Slug;
use clap::Subcommand;
use registry::{
    Organisation, OrganisationFilter, OrganisationKind, OrganisationStanding, organisation_create,
    organisation_settled, organisations,
};

use super::faulty;
use crate::{
    clock,
    config::{Config, PlaceArgs},
    exit::{Exit, Failure},
    output::Output,
};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Add an organisation
    Create(Create),
    /// List organisations
    List(List),
}

/// Add an organisation.
#[derive(Debug, clap::Args)]
#[command(after_help = CREATE_EXAMPLES)]
pub(crate) struct Create {
    /// Name in addresses: a to z, 0 to 9 and hyphens
    slug: Slug,
    /// `municipality`, `municipal_association`, `district`, `region`, `state`, `federal`, `working_group`,
    /// `public_it_provider`, `vendor` or `other`
    #[arg(long)]
    kind: OrganisationKind,
    /// Name for people
    #[arg(long)]
    name: String,
    /// Amtlicher Regionalschlüssel: 12 digits (or the AGS, 8) of a municipality, 9 of an association, 5 of a district, 2
    /// of a Land
    #[arg(long)]
    ars: Option<String>,
    /// Land, 01 to 16 [default: by the ARS]
    #[arg(long)]
    state: Option<String>,
    /// Number of inhabitants [default: by the ARS]
    #[arg(long)]
    population: Option<u32>,
    /// Organisation that it belongs to, such as a municipality to its district
    #[arg(long, value_name = "SLUG")]
    parent: Option<Slug>,
    #[command(flatten)]
    place: PlaceArgs,
}

const CREATE_EXAMPLES: &str = "\
Examples:
  blaupause admin organisation create meine-stadt --kind municipality --name 'Meine Stadt'
  blaupause admin organisation create bensheim --kind municipality --name Bensheim --ars 064310002002";

/// List organisations.
#[derive(Debug, clap::Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(crate) struct List {
    /// Only of this kind
    #[arg(long)]
    kind: Option<OrganisationKind>,
    /// Only of this Land, 01 to 16
    #[arg(long)]
    state: Option<String>,
    /// Only those that belong to this one
    #[arg(long, value_name = "SLUG")]
    parent: Option<Slug>,
    #[command(flatten)]
    place: PlaceArgs,
}

const LIST_EXAMPLES: &str = "\
Examples:
  blaupause admin organisation list
  blaupause admin organisation list --kind district --format json";

/// Organisations read at once.
const STEP: u32 = 500;

pub(crate) fn run(command: &Command, config: &Config) -> Result<Exit, Failure> {
    match command {
        Command::Create(args) => create(args, config),
        Command::List(args) => list(args, config),
    }
}

fn create(args: &Create, config: &Config) -> Result<Exit, Failure> {
    let given = Organisation {
        slug: args.slug.clone(),
        kind: args.kind,
        name: args.name.clone(),
        ars: args.ars.clone(),
        state: args.state.clone(),
        population: args.population.map(i64::from),
        parent: args.parent.clone(),
        created_at: clock::now(),
        standing: OrganisationStanding::default(),
    };
    // What is wrong with it is told before anything is opened.
    let organisation =
        organisation_settled(&given).map_err(|findings| faulty(&findings, config.output))?;
    let (registry, _folder) = config.place(&args.place)?.beside()?;
    organisation_create(&registry, &organisation)?;
    if config.output.is_json() {
        Output::json(&web::shape::organisation::item(organisation))?;
    } else {
        line(&organisation)?;
    }
    Ok(Exit::Good)
}

fn list(args: &List, config: &Config) -> Result<Exit, Failure> {
    let (registry, _folder) = config.place(&args.place)?.beside()?;
    let filter = OrganisationFilter {
        kind: args.kind,
        state: args.state.clone(),
        parent: args.parent.clone(),
        ..OrganisationFilter::default()
    };
    let mut all: Vec<Organisation> = Vec::new();
    let total = loop {
        let after = all.last().map(|last| last.slug.clone());
        let (items, total) = organisations(&registry, &filter, after.as_ref(), STEP)?;
        if items.is_empty() {
            break total;
        }
        all.extend(items);
    };
    if config.output.is_json() {
        let items = all.into_iter().map(web::shape::organisation::item).collect();
        Output::json(&wire::OrganisationPage { items, total, next_cursor: None })?;
    } else {
        all.iter().try_for_each(line)?;
    }
    Ok(Exit::Good)
}

fn line(organisation: &Organisation) -> Result<(), Failure> {
    let Organisation { slug, kind, name, .. } = organisation;
    Output::line(&format!("{slug}\t{kind}\t{name}"))
}
