//! `blaupause diff`: what changed between two documents, and what step that asks for.

use std::path::PathBuf;

use blueprint::{Parsed, difference};
use serde::Serialize;
use web::shape;

use super::{
    changes,
    input::{self, Source},
};
use crate::{
    exit::{Exit, Failure},
    output::Output,
    styled::{Styled, Tone},
};

/// Show what changed between two documents, and by which step the version must rise at least.
///
/// Each change has a level: Major for whoever uses the earlier version has to adapt something, Minor for
/// something is added, Patch for only texts, contacts or order. The strictest one decides. The documents need not
/// be valid, nor of the same blueprint.
///
/// The exit code is 0 whether or not something changed, and 1 when a file cannot be read as a document.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The earlier document as JSON or YAML; - is stdin
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The later document, likewise
    #[arg(value_name = "NEW")]
    new: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  blaupause diff 1.0.0.yaml 2.0.0.yaml
  blaupause show mrn/handwerkerparkausweis --document | blaupause diff - parkausweis.yaml
  blaupause diff --format json 1.0.0.yaml 2.0.0.yaml   (the shape of GET /api/v1/diff)";

/// What is said with `--format json`. A document that does not say which version it is stays unnamed.
#[derive(Debug, Serialize)]
struct Compared {
    from: Option<wire::ComparedVersion>,
    to: Option<wire::ComparedVersion>,
    required_bump: Option<String>,
    changes: Vec<wire::Change>,
    media_breaks: wire::MediaBreaksChanged,
}

pub(crate) fn run(args: &Args, output: Output) -> Result<Exit, Failure> {
    input::one_stdin([&args.old, &args.new])?;
    let (_, old) = Source::document(&args.old, output)?;
    let (_, new) = Source::document(&args.new, output)?;
    let difference = difference(old.value(), new.value());
    if output.is_json() {
        let changes = difference.changes.iter().map(|one| shape::change(one, output.lang));
        Output::json(&Compared {
            from: version(&old),
            to: version(&new),
            required_bump: difference.required_bump().map(|level| level.to_string()),
            changes: changes.collect(),
            media_breaks: shape::breaks_changed(&difference.media_breaks, output.lang),
        })?;
    } else {
        let name = |parsed: &Parsed, path: &PathBuf| match version(parsed) {
            Some(named) => format!("{} {}", named.blueprint, named.version),
            None => path.display().to_string(),
        };
        let heading = format!("{} → {}", name(&old, &args.old), name(&new, &args.new));
        Output::styled(&Styled::default().and(Tone::Strong, &heading))?;
        for told in difference.media_breaks.gone.iter().chain(&difference.media_breaks.new) {
            Output::line(told.message.get(output.lang))?;
        }
        changes::show(&difference, output)?;
    }
    Ok(Exit::Good)
}

/// Which version a document says it is.
fn version(parsed: &Parsed) -> Option<wire::ComparedVersion> {
    let member = |name: &str| parsed.value().get(name)?.as_str();
    Some(wire::ComparedVersion {
        blueprint: format!("{}/{}", member("owner")?, member("name")?),
        version: member("version")?.to_owned(),
        digest: parsed.digest().to_string(),
    })
}
