//! `blaupause check`: all findings of documents, offline, with their places.

use std::path::PathBuf;

use blueprint::{Document, Parsed, difference, parse};
use registry::Checked;
use serde::Serialize;
use serde_json::Value;
use web::shape;

use super::{
    changes,
    input::{self, Placed, Source},
    media_breaks,
};
use crate::{
    clock,
    exit::{Exit, Failure},
    output::Output,
};

/// Check documents offline, by the same rules as the registry.
///
/// Shows all findings at once, each with file, line and column, and where the process leaves the digital world.
/// Errors keep a document from being published, warnings do not. With --against it also shows what changed, and by
/// which step the version must rise at least. What only the registry knows is not checked: whether the version exists already, and whether
/// what the document refers to has been published.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Documents as JSON or YAML; - is stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The earlier document that each of them is compared with
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  blaupause check parkausweis.yaml
  blaupause check --lang en seed-blueprints/mrn/*/*.yaml
  blaupause check --against 1.0.0.yaml 2.0.0.yaml
  blaupause check --format json parkausweis.yaml   (one JSON object a line and file, the shape of POST /api/v1/check)";

/// What is said of a file with `--format json`: what the API says of a document, with file, line and column.
#[derive(Debug, Serialize)]
struct Answer {
    file: String,
    valid: bool,
    digest: Option<String>,
    findings: Vec<Placed>,
    required_bump: Option<String>,
    changes: Vec<wire::Change>,
    media_breaks: wire::MediaBreaks,
    sovereignty: Option<wire::Sovereignty>,
    coverage: Option<wire::Coverage>,
    alternatives: Option<wire::Alternatives>,
}

pub(crate) fn run(args: &Args, output: Output) -> Result<Exit, Failure> {
    input::one_stdin(args.files.iter().chain(&args.against))?;
    let against = match &args.against {
        Some(path) => Some(Source::document(path, output)?.1),
        None => None,
    };
    let mut exit = Exit::Good;
    for file in &args.files {
        let source = match Source::read(file) {
            Ok(source) => source,
            Err(failure) => {
                // The other files are checked all the same.
                output.failure(&failure);
                exit = exit.max(failure.exit);
                continue;
            }
        };
        let (checked, placed) = checked(&source, against.as_ref(), output);
        if !checked.is_valid() {
            exit = exit.max(Exit::Refused);
        }
        if output.is_json() {
            Output::json_line(&answer(&source, &checked, placed, output))?;
        } else {
            show(&source, &checked, &placed, output)?;
        }
    }
    Ok(exit)
}

/// What was found, and its findings from top to bottom, as the file is read.
fn checked(source: &Source, against: Option<&Parsed>, output: Output) -> (Checked, Vec<Placed>) {
    let on = clock::today();
    let parsed = match parse(&source.bytes, source.syntax) {
        Ok(parsed) => parsed,
        Err(error) => {
            let findings = vec![error.finding()];
            let checked = Checked { findings, difference: None, parsed: None, document: None, on };
            return (checked, vec![source.fault(&error, output.lang)]);
        }
    };
    let findings = blueprint::check(&parsed, on);
    let mut placed: Vec<Placed> =
        findings.iter().map(|finding| source.placed(finding, output.lang)).collect();
    // What is missing in an object stands at its beginning.
    placed.sort_by_key(|placed| (placed.line, placed.column));
    let difference = against.map(|against| difference(against.value(), parsed.value()));
    let document = Document::try_from(parsed.value()).ok();
    (Checked { findings, difference, parsed: Some(parsed), document, on }, placed)
}

fn answer(source: &Source, checked: &Checked, placed: Vec<Placed>, output: Output) -> Answer {
    let wire::CheckResult {
        valid,
        digest,
        findings: _,
        required_bump,
        changes,
        media_breaks,
        sovereignty,
        coverage,
        alternatives,
    } = shape::checked(checked, output.lang);
    Answer {
        file: source.path.display().to_string(),
        valid,
        digest,
        findings: placed,
        required_bump,
        changes,
        media_breaks,
        sovereignty,
        coverage,
        alternatives,
    }
}

fn show(
    source: &Source,
    checked: &Checked,
    placed: &[Placed],
    output: Output,
) -> Result<(), Failure> {
    for finding in placed {
        Output::line(&finding.line(&source.path, output))?;
    }
    let file = source.path.display().to_string();
    let value = checked.parsed.as_ref().map_or(&Value::Null, Parsed::value);
    media_breaks::show(value, &file, output)?;
    if let Some(difference) = &checked.difference {
        changes::show(difference, output)?;
    }
    let n_findings = placed.len();
    match &checked.parsed {
        Some(parsed) if checked.is_valid() => {
            let digest = parsed.digest();
            output.say(format!("{file}: gültig, {digest}"), format!("{file}: valid, {digest}"))
        }
        _ => output.say(
            format!("{file}: nicht gültig, Befunde: {n_findings}"),
            format!("{file}: not valid, findings: {n_findings}"),
        ),
    }
}
