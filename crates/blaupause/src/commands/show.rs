//! `blaupause show`: a blueprint, a version, or the document's own bytes.

use super::ask::{self, Named};
use crate::{
    config::{Config, RegistryArgs},
    exit::{Exit, Failure},
    output::Output,
};

/// Show a blueprint, a version or a document.
///
/// A version is exact (2.1.0), latest, or a requirement (^2.0).
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// OWNER/NAME for the blueprint, OWNER/NAME@VERSION for a version
    what: Named,
    /// Write the document's canonical bytes to stdout, checked against their digest
    #[arg(long)]
    document: bool,
    #[command(flatten)]
    registry: RegistryArgs,
}

const EXAMPLES: &str = "\
Examples:
  blaupause show mrn/handwerkerparkausweis
  blaupause show 'mrn/handwerkerparkausweis@^2.0'
  blaupause show mrn/handwerkerparkausweis --document | sha256sum";

pub(crate) fn run(args: &Args, config: &Config) -> Result<Exit, Failure> {
    let output = config.output;
    let registry = ask::registry(&args.registry, config)?;
    let (owner, name) = (args.what.id.owner.as_str(), args.what.id.name.as_str());
    let reference = args.what.reference.as_deref();
    let shown = if args.document {
        registry.document(owner, name, reference.unwrap_or("latest")).map(Shown::Document)
    } else if let Some(reference) = reference {
        registry.version(owner, name, reference).map(|item| Shown::Version(Box::new(item)))
    } else {
        registry.blueprint(owner, name).map(|summary| Shown::Blueprint(Box::new(summary)))
    };
    match shown {
        Ok(Shown::Document(document)) => document_bytes(&document, output)?,
        Ok(Shown::Version(item)) => version(&item, output)?,
        Ok(Shown::Blueprint(summary)) => blueprint(&summary, output)?,
        Err(error) => return ask::refused(error, None, output),
    }
    Ok(Exit::Good)
}

enum Shown {
    Document(client::Document),
    Version(Box<wire::VersionItem>),
    Blueprint(Box<wire::BlueprintSummary>),
}

fn document_bytes(document: &client::Document, output: Output) -> Result<(), Failure> {
    // The bytes alone: a line feed behind them would change their digest.
    Output::bytes(&document.bytes)?;
    let client::Document { version, digest, .. } = document;
    output.say(format!("Version {version}, {digest}"), format!("version {version}, {digest}"))
}

fn version(item: &wire::VersionItem, output: Output) -> Result<(), Failure> {
    if output.is_json() {
        return Output::json(item);
    }
    let wire::VersionItem { version, digest, published_at, .. } = item;
    Output::line(&format!("{version}\t{published_at}\t{digest}"))?;
    match &item.yanked {
        Some(yanked) => {
            Output::line(&format!("{}: {}", output.pick("Zurückgezogen", "Yanked"), yanked.reason))
        }
        None => Ok(()),
    }
}

fn blueprint(summary: &wire::BlueprintSummary, output: Output) -> Result<(), Failure> {
    if output.is_json() {
        return Output::json(summary);
    }
    let wire::BlueprintSummary { owner, name, license, .. } = summary;
    Output::line(&format!("{owner}/{name}"))?;
    Output::line(in_language(&summary.title, output))?;
    Output::line(in_language(&summary.summary, output))?;
    let maturity = &summary.maturity;
    Output::line(&format!("{}: {}", output.pick("Reifegrad", "Maturity"), maturity.explanation))?;
    let latest = summary.latest.as_deref().unwrap_or("–");
    Output::line(&format!("{}: {latest}", output.pick("Neueste Version", "Latest version")))?;
    Output::line(&format!("{}: {license}", output.pick("Lizenz", "Licence")))?;
    match &summary.deprecation {
        Some(end) => {
            Output::line(&format!("{}: {}", output.pick("Abgekündigt", "Deprecated"), end.reason))?;
            end.successor.as_ref().map_or(Ok(()), |successor| {
                Output::line(&format!("{}: {successor}", output.pick("Nachfolger", "Successor")))
            })
        }
        None => Ok(()),
    }
}

/// English where there is English and it was asked for, else German, which is always there.
pub(crate) fn in_language(title: &wire::Localised, output: Output) -> &str {
    match (output.lang, &title.en) {
        (blueprint::Lang::En, Some(english)) => english,
        (_, _) => &title.de,
    }
}
