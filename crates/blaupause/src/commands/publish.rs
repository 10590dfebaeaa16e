//! `blaupause publish`: a file becomes a version.

use std::path::PathBuf;

use blueprint::{BlueprintId, VersionRef, parse};
use serde_json::Value;

use super::{
    ask,
    input::{Placed, Source},
};
use crate::{
    clock,
    config::{Config, RegistryArgs},
    exit::{Exit, Failure},
    output::Output,
};

/// Publish a version. Owner, name and version are those in the document.
///
/// Publishing the same content again changes nothing and is good. Other content under a published version is refused.
/// The token comes from `BLAUPAUSE_TOKEN`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Document as JSON or YAML; - is stdin
    file: PathBuf,
    /// Let the registry check everything, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Publish although the changes ask for a larger step; the reason is logged and shown beside the version
    #[arg(long, value_name = "REASON")]
    override_reason: Option<String>,
    #[command(flatten)]
    registry: RegistryArgs,
}

const EXAMPLES: &str = "\
Examples:
  BLAUPAUSE_TOKEN=blp_… blaupause publish parkausweis.yaml
  blaupause publish --dry-run parkausweis.yaml --registry https://register.example";

pub(crate) fn run(args: &Args, config: &Config) -> Result<Exit, Failure> {
    let output = config.output;
    let source = Source::read(&args.file)?;
    let Some((id, version)) = address(&source, output)? else { return Ok(Exit::Refused) };
    let registry = ask::registry_with_token(&args.registry, config)?;
    let syntax = match source.syntax {
        blueprint::Syntax::Json => client::Syntax::Json,
        blueprint::Syntax::Yaml => client::Syntax::Yaml,
    };
    let (owner, name) = (id.owner.as_str(), id.name.as_str());
    let document = (source.bytes.as_slice(), syntax);
    let wish =
        client::Publish { dry_run: args.dry_run, override_reason: args.override_reason.as_deref() };
    match registry.publish([owner, name, &version], document, wish) {
        Ok(published) => show(&published, &source, output),
        Err(error) => ask::refused(error, Some(&source), output),
    }
}

fn show(published: &wire::PublishResult, source: &Source, output: Output) -> Result<Exit, Failure> {
    ask::warnings(&published.warnings, source, output)?;
    if output.is_json() {
        Output::json(published)?;
        return Ok(Exit::Good);
    }
    let wire::PublishResult { blueprint, version, digest, url, .. } = published;
    Output::line(&format!("{blueprint} {version} {digest}"))?;
    if let Some((required, baseline)) =
        published.required_bump.as_ref().zip(published.baseline.as_ref())
    {
        output.say(
            format!("Die Änderungen seit {baseline} verlangen mindestens: {}.", bump_de(required)),
            format!("The changes since {baseline} ask for at least: {required}."),
        )?;
    }
    match (published.dry_run, published.created) {
        (true, true) => output.say("Geprüft, nicht veröffentlicht.", "Checked, not published.")?,
        (false, true) => {
            output.say(format!("Veröffentlicht: {url}"), format!("Published: {url}"))?;
        }
        (_, false) => output.say(
            format!("Diese Version ist mit genau diesem Inhalt schon veröffentlicht: {url}"),
            format!("This version is published already with the same content: {url}"),
        )?,
    }
    Ok(Exit::Good)
}

fn bump_de(level: &str) -> &str {
    match level {
        "major" => "Hauptversion",
        "minor" => "Nebenversion",
        _ => "Korrekturversion",
    }
}

/// Where the document says that it belongs; `None` when it does not say so, and the findings have been shown.
fn address(source: &Source, output: Output) -> Result<Option<(BlueprintId, String)>, Failure> {
    let placed: Vec<Placed> = match parse(&source.bytes, source.syntax) {
        Ok(parsed) => {
            if let Some(address) = of(parsed.value()) {
                return Ok(Some(address));
            }
            let findings = blueprint::check(&parsed, clock::today());
            findings.iter().map(|finding| source.placed(finding, output.lang)).collect()
        }
        Err(error) => vec![source.fault(&error, output.lang)],
    };
    if output.is_json() {
        Output::json(&serde_json::json!({ "valid": false, "findings": placed }))?;
        return Ok(None);
    }
    for finding in placed {
        let line = finding.line(&source.path, output);
        output.say(line.clone(), line)?;
    }
    output.say(
        "Das Dokument nennt keine Adresse aus owner, name und version. Es wurde nichts gesendet.",
        "The document does not name an address of owner, name and version. Nothing was sent.",
    )?;
    Ok(None)
}

fn of(document: &Value) -> Option<(BlueprintId, String)> {
    let text = |member: &str| document.get(member).and_then(Value::as_str);
    let id = BlueprintId::new(text("owner")?.parse().ok()?, text("name")?.parse().ok()?);
    let version = VersionRef::exact(text("version")?).ok()?;
    Some((id, version.to_string()))
}
