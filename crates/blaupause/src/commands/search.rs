//! `blaupause search`: blueprints by words and facets.

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
    /// Only with this property; the same name several times widens, different names narrow
    #[arg(long = "facet", value_name = "NAME=VALUE", value_parser = facet)]
    facets: Vec<(String, String)>,
    /// relevance, updated or name
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

const EXAMPLES: &str = "\
Examples:
  blaupause search Parkausweis für Handwerker
  blaupause search hundesteuer --facet state=08 --facet channel=digital
  blaupause search --facet owner=mrn --sort name --format json";

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
    let query = Query {
        text: &args.words.join(" "),
        facets: &args.facets,
        sort: args.sort.as_deref(),
        limit: args.limit,
        cursor: args.cursor.as_deref(),
    };
    match registry.search(&query) {
        Ok(page) => show(&page, config.output),
        Err(error) => ask::refused(error, None, config.output),
    }
}

fn show(page: &wire::BlueprintPage, output: Output) -> Result<Exit, Failure> {
    if output.is_json() {
        Output::json(page)?;
        return Ok(Exit::Good);
    }
    for item in &page.items {
        let latest = item.latest.as_deref().unwrap_or("–");
        let title = in_language(&item.title, output);
        Output::line(&format!("{}/{}\t{latest}\t{title}", item.owner, item.name))?;
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
