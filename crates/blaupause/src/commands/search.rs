//! `blaupause search`: blueprints by words and facets.

use blueprint::maturity::Maturity;
use client::Query;

use super::{ask, show::in_language};
use crate::{
    config::{Config, RegistryArgs},
    exit::{Exit, Failure},
    output::Output,
};

/// Find blueprints by words and facets. Without words all are listed.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// What is looked for
    words: Vec<String>,
    /// Only with this property, by the name of any facet
    #[arg(long = "facet", value_name = "NAME=VALUE", value_parser = facet)]
    facets: Vec<(String, String)>,
    #[command(flatten)]
    filters: Filters,
    /// Count what was found by facet, below the hits
    #[arg(long = "facets")]
    counts: bool,
    /// relevance, updated, adoptions (most used first) or name
    #[arg(long)]
    sort: Option<String>,
    /// At most so many, 1 to 100
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100))]
    limit: Option<u32>,
    /// Where an earlier page said that the next one begins
    #[arg(long)]
    cursor: Option<String>,
    #[command(flatten)]
    registry: RegistryArgs,
}

/// The same several times widens, different ones narrow.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Filters")]
struct Filters {
    /// Of this organisation
    #[arg(long, value_name = "SLUG")]
    owner: Vec<String>,
    /// Of an organisation of this kind, such as municipality
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Of this Land, 01 to 16
    #[arg(long, value_name = "LAND")]
    state: Vec<String>,
    /// With this Leistungsschlüssel, 14 digits
    #[arg(long, value_name = "KEY")]
    service: Vec<String>,
    #[arg(long, value_name = "WORD")]
    keyword: Vec<String>,
    /// For citizen, business or administration
    #[arg(long, value_name = "GROUP")]
    target_group: Vec<String>,
    /// digital, or breaks when a step is not digital
    #[arg(long, value_name = "CHANNEL")]
    channel: Vec<String>,
    /// With a product of this vendor
    #[arg(long, value_name = "SLUG")]
    vendor: Vec<String>,
    /// In use by this organisation
    #[arg(long, value_name = "SLUG")]
    adopted_by: Vec<String>,
    /// none, pilot, proven or standard
    #[arg(long, value_name = "LEVEL")]
    maturity: Vec<String>,
    #[arg(long, value_name = "SPDX")]
    license: Vec<String>,
    /// Smallest SEAL that it demands, 0 to 4
    #[arg(long, value_name = "SEAL")]
    min_seal: Vec<String>,
    /// normal, high or `very_high`
    #[arg(long, value_name = "NEED")]
    protection_need: Vec<String>,
    /// low, substantial or high
    #[arg(long, value_name = "LEVEL")]
    trust_level: Vec<String>,
    /// What suits this organisation, by its profile in the registry
    #[arg(long, value_name = "SLUG")]
    fits: Option<String>,
    /// fits, gaps or unfit; without it fits and gaps
    #[arg(long, value_name = "VERDICT", requires = "fits")]
    fit: Vec<String>,
    /// What is deprecated, which is left out otherwise
    #[arg(long)]
    deprecated: bool,
}

impl Filters {
    /// As facets and their values.
    fn pairs(&self) -> Vec<(String, String)> {
        let named = [
            ("owner", &self.owner),
            ("kind", &self.kind),
            ("state", &self.state),
            ("service", &self.service),
            ("keyword", &self.keyword),
            ("target_group", &self.target_group),
            ("channel", &self.channel),
            ("vendor", &self.vendor),
            ("adopted_by", &self.adopted_by),
            ("maturity", &self.maturity),
            ("license", &self.license),
            ("min_seal", &self.min_seal),
            ("protection_need", &self.protection_need),
            ("trust_level", &self.trust_level),
            ("fit", &self.fit),
        ];
        let mut pairs: Vec<(String, String)> = named
            .into_iter()
            .flat_map(|(name, values)| values.iter().map(|value| (name.to_owned(), value.clone())))
            .collect();
        pairs.extend(self.fits.iter().map(|slug| ("fits".to_owned(), slug.clone())));
        if self.deprecated {
            pairs.push(("deprecated".to_owned(), true.to_string()));
        }
        pairs
    }
}

const EXAMPLES: &str = "\
Examples:
  blaupause search Parkausweis für Handwerker
  blaupause search hundesteuer --state 08 --state 07 --channel digital --facets
  blaupause search wohngeld --fits musterstadt --fit fits
  blaupause search --owner mrn --sort name --format json
  blaupause search --facet keyword=verkehr";

fn facet(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => {
            Ok((name.to_owned(), value.to_owned()))
        }
        _ => Err("NAME=VALUE".to_owned()),
    }
}

pub(crate) fn run(args: &Args, config: &Config) -> Result<Exit, Failure> {
    let registry = ask::registry(&args.registry, config)?;
    let mut facets = args.facets.clone();
    facets.extend(args.filters.pairs());
    let query = Query {
        text: &args.words.join(" "),
        facets: &facets,
        sort: args.sort.as_deref(),
        limit: args.limit,
        cursor: args.cursor.as_deref(),
    };
    match registry.search(&query) {
        Ok(page) => show(&page, args.counts, config.output),
        Err(error) => ask::refused(error, None, config.output),
    }
}

fn show(page: &wire::BlueprintPage, counts: bool, output: Output) -> Result<Exit, Failure> {
    if output.is_json() {
        Output::json(page)?;
        return Ok(Exit::Good);
    }
    for item in &page.items {
        let latest = item.latest.as_deref().unwrap_or("–");
        let title = in_language(&item.title, output);
        let level = Maturity::ALL.into_iter().find(|one| one.as_str() == item.maturity.level);
        let label = level.filter(|level| *level != Maturity::Unproven).map(Maturity::label);
        let badge = label.map(|label| format!("\t{}", output.pick(&label.de, &label.en)));
        let badge = badge.unwrap_or_default();
        let fit = item.fit.as_ref().map(|fit| format!("\t{fit}")).unwrap_or_default();
        Output::line(&format!("{}/{}\t{latest}\t{title}{badge}{fit}", item.owner, item.name))?;
    }
    if counts {
        show_counts(page)?;
    }
    let (n_shown, total) = (page.items.len(), page.total);
    output.say(
        format!("{n_shown} von {total} Blaupausen."),
        format!("{n_shown} of {total} blueprints."),
    )?;
    if let Some(cursor) = &page.next_cursor {
        output.say(
            format!("Weitere mit --cursor {cursor}"),
            format!("More with --cursor {cursor}"),
        )?;
    }
    Ok(Exit::Good)
}

/// Behind an empty line, each as `--facet` takes it.
fn show_counts(page: &wire::BlueprintPage) -> Result<(), Failure> {
    Output::line("")?;
    for (facet, values) in &page.facets {
        for wire::FacetCount { value, count } in values {
            Output::line(&format!("{facet}={value}\t{count}"))?;
        }
    }
    Ok(())
}
