//! `blaupause fork`: a blueprint of one's own that begins as a copy and remembers where it comes from.

use blueprint::BlueprintId;
use clap::ValueEnum;

use super::ask::{self, Named};
use crate::{
    config::{Config, RegistryArgs},
    exit::{Exit, Failure},
    output::Output,
};

/// Begin a blueprint of your own as a copy of another. Its first version 1.0.0 is published at once, or is a draft where
/// the new owner demands four eyes.
///
/// The token comes from `BLAUPAUSE_TOKEN`; it must be one of the new owner.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Where it begins: OWNER/NAME or OWNER/NAME@VERSION, such as mrn/handwerkerparkausweis@^2.0
    upstream: Named,
    /// The new blueprint: NEWOWNER/NEWNAME
    new: BlueprintId,
    /// To go one's own way (variant), or to propose changes back (technical)
    #[arg(long, value_enum)]
    kind: Kind,
    /// Why; it will stand beside the fork
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    registry: RegistryArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Variant,
    Technical,
}

const EXAMPLES: &str = "\
Example:
  blaupause fork mrn/handwerkerparkausweis@^2.0 musterstadt/handwerkerparkausweis \\
      --kind variant --reason 'Eigene Gebühren und Parkzonen'";

pub(crate) fn run(args: &Args, config: &Config) -> Result<Exit, Failure> {
    let output = config.output;
    let Named { id, reference } = &args.upstream;
    let request = wire::ForkRequest {
        owner: args.new.owner.to_string(),
        name: args.new.name.to_string(),
        version: reference.clone().unwrap_or_else(|| "latest".to_owned()),
        kind: match args.kind {
            Kind::Variant => "variant".to_owned(),
            Kind::Technical => "technical".to_owned(),
        },
        reason: args.reason.clone(),
    };
    let registry = ask::registry_with_token(&args.registry, config)?;
    let forked = match registry.fork(id.owner.as_str(), id.name.as_str(), &request, None) {
        Ok(forked) => forked,
        Err(error) => return ask::refused(error, None, output),
    };
    if output.is_json() {
        Output::json(&forked)?;
        return Ok(Exit::Good);
    }
    let new = &args.new;
    if let Some(digest) = &forked.digest {
        Output::line(&format!("{new} {} {digest}", forked.version))?;
        output.say(format!("Abgeleitet aus {id}."), format!("Forked from {id}."))?;
    } else {
        Output::line(&format!("{new} {} {}", forked.version, forked.url))?;
        output.say(
            format!("Ein Entwurf der Ableitung aus {id} ist angelegt. {} verlangt vier Augen: Reichen Sie ihn ein, dann kann ihn eine zweite Person veröffentlichen.", new.owner),
            format!("A draft of the fork of {id} has been begun. {} demands four eyes: submit it, and a second person can publish it.", new.owner),
        )?;
    }
    Ok(Exit::Good)
}
