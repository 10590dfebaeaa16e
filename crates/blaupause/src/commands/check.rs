//! `blaupause check`: all findings of documents, offline, with their places.

use std::path::PathBuf;

use blueprint::{Finding, check, parse};
use serde::Serialize;

use super::input::{Placed, Source};
use crate::{
    clock,
    exit::{Exit, Failure},
    output::Output,
};

/// Check documents offline, by the same rules as the registry.
///
/// Shows all findings at once, each with file, line and column. Errors keep a document from being published,
/// warnings do not. What only the registry knows is not checked: whether the version exists already, and whether
/// what the document refers to has been published.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Documents as JSON or YAML; - is stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  blaupause check parkausweis.yaml
  blaupause check --lang en seed-blueprints/mrn/*/*.yaml
  blaupause check --format json parkausweis.yaml   (one JSON object a line and file)";

/// What is said of a file with `--format json`.
#[derive(Debug, Serialize)]
struct Checked {
    file: String,
    valid: bool,
    digest: Option<String>,
    findings: Vec<Placed>,
}

pub(crate) fn run(args: &Args, output: Output) -> Result<Exit, Failure> {
    let mut exit = Exit::Good;
    for file in &args.files {
        let checked = match Source::read(file) {
            Ok(source) => checked(&source, output),
            Err(failure) => {
                // The other files are checked all the same.
                output.failure(&failure);
                exit = exit.max(failure.exit);
                continue;
            }
        };
        if !checked.valid {
            exit = exit.max(Exit::Refused);
        }
        show(&checked, file, output)?;
    }
    Ok(exit)
}

fn checked(source: &Source, output: Output) -> Checked {
    let (valid, digest, findings) = match parse(&source.bytes, source.syntax) {
        Ok(parsed) => {
            let findings = check(&parsed, clock::today());
            let mut placed: Vec<Placed> =
                findings.iter().map(|finding| source.placed(finding, output.lang)).collect();
            // From top to bottom, as the file is read; what is missing in an object stands at its beginning.
            placed.sort_by_key(|placed| (placed.line, placed.column));
            let valid = !findings.iter().any(Finding::is_error);
            (valid, Some(parsed.digest().to_string()), placed)
        }
        Err(error) => (false, None, vec![source.fault(&error, output.lang)]),
    };
    Checked { file: source.path.display().to_string(), valid, digest, findings }
}

fn show(checked: &Checked, file: &std::path::Path, output: Output) -> Result<(), Failure> {
    if output.is_json() {
        return Output::json_line(checked);
    }
    for finding in &checked.findings {
        Output::line(&finding.line(file, output))?;
    }
    let file = &checked.file;
    let n_findings = checked.findings.len();
    match (checked.valid, &checked.digest) {
        (true, Some(digest)) => {
            output.say(format!("{file}: gültig, {digest}"), format!("{file}: valid, {digest}"))
        }
        _ => output.say(
            format!("{file}: nicht gültig, Befunde: {n_findings}"),
            format!("{file}: not valid, findings: {n_findings}"),
        ),
    }
}
