//! `blaupause adopt`: the record that an organisation uses a blueprint.

use clap::ValueEnum;
use serde_json::{Map, Value};

use super::ask::{self, Named};
use crate::{
    config::{Config, RegistryArgs},
    exit::{Exit, Failure},
    output::Output,
};

/// Record that an organisation uses a blueprint, or means to. What is on record already and not named here stays as it is.
///
/// Version, stage, product, day and effort are public; values and note are the organisation's own. The token comes from
/// `BLAUPAUSE_TOKEN` and needs the scope adopt.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// OWNER/NAME or OWNER/NAME@VERSION; without a version the one on record, at first the latest
    blueprint: Named,
    /// Which organisation uses it
    #[arg(long, value_name = "SLUG")]
    organisation: String,
    /// How far it is
    #[arg(long, value_enum)]
    stage: Stage,
    /// A parameter's value, as JSON or as text; null takes it back
    #[arg(long, value_name = "ID=VALUE", value_parser = setting)]
    set: Vec<(String, Value)>,
    /// Which product of the version it uses; empty for none
    #[arg(long, value_name = "VENDOR/PRODUCT")]
    product: Option<String>,
    /// What introducing it took, in hours
    #[arg(long, value_name = "HOURS")]
    effort_hours: Option<i64>,
    /// Since when: YYYY-MM-DD
    #[arg(long, value_name = "DAY")]
    started_on: Option<String>,
    /// For the organisation itself; empty for none
    #[arg(long)]
    note: Option<String>,
    #[command(flatten)]
    registry: RegistryArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Stage {
    Planned,
    Introducing,
    Productive,
    Ended,
}

const EXAMPLES: &str = "\
Examples:
  blaupause adopt mrn/handwerkerparkausweis --organisation musterstadt --stage planned
  blaupause adopt mrn/handwerkerparkausweis@2.1.0 --organisation musterstadt --stage productive \\
      --set gebuehr=195 --set 'zonen=[\"A\",\"B\"]' --effort-hours 80 --started-on 2026-03-01";

fn setting(text: &str) -> Result<(String, Value), String> {
    let (id, value) = text.split_once('=').ok_or("write ID=VALUE, such as gebuehr=195")?;
    let value = serde_json::from_str(value).unwrap_or_else(|_no_json| Value::from(value));
    Ok((id.to_owned(), value))
}

impl Stage {
    fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Introducing => "introducing",
            Self::Productive => "productive",
            Self::Ended => "ended",
        }
    }
}

pub(crate) fn run(args: &Args, config: &Config) -> Result<Exit, Failure> {
    let output = config.output;
    let id = &args.blueprint.id;
    let of = [id.owner.as_str(), id.name.as_str()];
    let registry = ask::registry_with_token(&args.registry, config)?;
    let recorded = registry.adoption(&args.organisation, of).and_then(|before| {
        let tag = before.as_ref().map(|own| own.tag.clone());
        let request = request(args, before.map(|own| own.adoption));
        registry.adopt(&args.organisation, of, &request, tag.as_deref())
    });
    let recorded = match recorded {
        Ok(recorded) => recorded,
        Err(error) => return ask::refused(error, None, output),
    };
    if output.is_json() {
        Output::json(&recorded)?;
        return Ok(Exit::Good);
    }
    let wire::Adoption { organisation, blueprint, version, stage, .. } = &recorded;
    Output::line(&format!("{organisation} {blueprint} {version} {stage}"))?;
    output.say(
        format!("Eingetragen: {organisation} nutzt {blueprint} {version}."),
        format!("Recorded: {organisation} uses {blueprint} {version}."),
    )?;
    Ok(Exit::Good)
}

/// What is on record, with what was named.
fn request(args: &Args, before: Option<wire::Adoption>) -> wire::AdoptionRequest {
    let kept = before.map(|before| wire::AdoptionRequest {
        version: before.version,
        stage: before.stage,
        parameters: before.parameters,
        product: before.product,
        effort_hours: before.effort_hours,
        started_on: before.started_on,
        note: before.note,
    });
    let mut request = kept.unwrap_or_else(|| wire::AdoptionRequest {
        version: "latest".to_owned(),
        stage: String::new(),
        parameters: Map::new(),
        product: None,
        effort_hours: None,
        started_on: None,
        note: None,
    });
    args.stage.as_str().clone_into(&mut request.stage);
    if let Some(reference) = &args.blueprint.reference {
        request.version.clone_from(reference);
    }
    request.parameters.extend(args.set.iter().cloned());
    let given = |text: &Option<String>, kept| text.clone().or(kept).filter(|it| !it.is_empty());
    request.product = given(&args.product, request.product);
    request.started_on = given(&args.started_on, request.started_on);
    request.note = given(&args.note, request.note);
    request.effort_hours = args.effort_hours.or(request.effort_hours);
    request
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_json_or_else_text() {
        let read = |text: &str| setting(text).unwrap().1;
        assert_eq!(read("gebuehr=195"), json!(195));
        assert_eq!(read("ort=Rathaus"), json!("Rathaus"));
        assert_eq!(read("plz=\"67059\""), json!("67059"));
        assert_eq!(read("a=b=c"), json!("b=c"));
        assert!(setting("gebuehr").is_err());
    }
}
