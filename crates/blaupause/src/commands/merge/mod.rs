//! `blaupause merge`: what the upstream changed since, taken into a fork, and what is left to decide.

mod report;
mod take;

use std::path::{Path, PathBuf};

use blueprint::{
    Finding, Parsed, Syntax,
    merge::{Conflict, Merged, merge},
};
use serde::Serialize;
use serde_json::Value;
use web::shape;

use self::take::Decision;
use super::{
    fmt,
    input::{self, Source},
};
use crate::{
    clock,
    exit::{Exit, Failure},
    file,
    output::Output,
    yaml,
};

/// Take the changes of the upstream into a fork.
///
/// BASE is the upstream's version that the fork took in last, OURS the fork, THEIRS the upstream's newer version.
/// The merged document goes to stdout or into a file, as JSON or YAML like the file it goes to, else like OURS.
/// Comments and the order of members do not survive. Where both sides changed the same place it has what
/// the fork has, and the place is shown as a conflict; --take decides it.
///
/// The exit code is 0 when no conflict is open and the merged document keeps all rules, else 1. Set a new version
/// and describe the changes before you publish.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// What both began from, as JSON or YAML; - is stdin
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// The fork, likewise
    #[arg(value_name = "OURS")]
    ours: PathBuf,
    /// The upstream's newer version, likewise
    #[arg(value_name = "THEIRS")]
    theirs: PathBuf,
    /// Decide the conflict at a path; may be repeated
    #[arg(long = "take", value_name = "PATH=ours|theirs|base")]
    takes: Vec<Decision>,
    /// Write the merged document there; - is stdout [default: -]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  blaupause merge vorbild-2.0.0.yaml unsere.yaml vorbild-2.1.0.yaml --output neu.yaml
  blaupause merge vorbild-2.0.0.yaml unsere.yaml vorbild-2.1.0.yaml --output neu.yaml \\
      --take /process/nodes/gebuehr-zahlen/title/de=ours
  blaupause merge --format json 2.0.0.yaml unsere.yaml 2.1.0.yaml   (merged, conflicts, findings)";

/// What is said with `--format json`.
#[derive(Debug, Serialize)]
struct Answer<'m> {
    merged: &'m Value,
    conflicts: Vec<Open<'m>>,
    findings: Vec<wire::Finding>,
}

/// A conflict that is open. A side is null where it does not have the place.
#[derive(Debug, Serialize)]
struct Open<'m> {
    path: String,
    kind: &'static str,
    base: Option<&'m Value>,
    ours: Option<&'m Value>,
    theirs: Option<&'m Value>,
    message: &'m str,
}

pub(crate) fn run(args: &Args, output: Output) -> Result<Exit, Failure> {
    input::one_stdin([&args.base, &args.ours, &args.theirs])?;
    let (_, base) = Source::document(&args.base, output)?;
    let (source, ours) = Source::document(&args.ours, output)?;
    let (_, theirs) = Source::document(&args.theirs, output)?;
    let merged = merge(base.value(), ours.value(), theirs.value());
    let merged = take::apply(merged, &args.takes)?;
    let findings = findings(&merged.merged);

    let target = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let written = written(&merged.merged, target, source.syntax);
    match target {
        Some(path) => file::write(path, &written.bytes)?,
        None if !output.is_json() => Output::bytes(&written.bytes)?,
        None => {}
    }
    if output.is_json() {
        Output::json(&answer(&merged, &findings, output))?;
    } else {
        report::show(&merged, &findings, &written, output)?;
    }
    let is_good = merged.conflicts.is_empty() && !findings.iter().any(Finding::is_error);
    Ok(if is_good { Exit::Good } else { Exit::Refused })
}

/// What the rules say of the merged document.
fn findings(merged: &Value) -> Vec<Finding> {
    match Parsed::of(merged.clone()) {
        Ok(parsed) => blueprint::check(&parsed, clock::today()),
        Err(error) => vec![error.finding()],
    }
}

/// The merged document as the file that it becomes, so that findings have a line in it.
fn written(merged: &Value, target: Option<&Path>, syntax_of_ours: Syntax) -> Source {
    let syntax = target.and_then(input::by_ending).unwrap_or(syntax_of_ours);
    let text = match syntax {
        Syntax::Json => fmt::pretty(merged.clone()),
        Syntax::Yaml => yaml::written(merged),
    };
    let path = target.unwrap_or(Path::new("-")).to_owned();
    Source { path, bytes: text.into_bytes(), syntax }
}

fn answer<'m>(merged: &'m Merged, findings: &[Finding], output: Output) -> Answer<'m> {
    let open = |conflict: &'m Conflict| Open {
        path: conflict.path.to_string(),
        kind: conflict.kind.as_str(),
        base: conflict.base.as_ref(),
        ours: conflict.ours.as_ref(),
        theirs: conflict.theirs.as_ref(),
        message: conflict.message.get(output.lang),
    };
    Answer {
        merged: &merged.merged,
        conflicts: merged.conflicts.iter().map(open).collect(),
        findings: findings.iter().map(|one| shape::finding(one, output.lang)).collect(),
    }
}
