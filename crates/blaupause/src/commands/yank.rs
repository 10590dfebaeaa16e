//! `blaupause yank`: a version that should no longer be chosen, and the way back.

use blueprint::VersionRef;

use super::ask::{self, Named};
use crate::{
    config::{Config, RegistryArgs},
    exit::{Exit, Failure},
    output::Output,
};

/// Mark a version as one that should no longer be chosen, or take that back.
///
/// The version's document stays readable. The token comes from `BLAUPAUSE_TOKEN` and needs the scope yank.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The version: OWNER/NAME@VERSION
    version: Named,
    /// Why; it will stand beside the version
    #[arg(long, required_unless_present = "undo", conflicts_with = "undo")]
    reason: Option<String>,
    /// Let the version be chosen again
    #[arg(long)]
    undo: bool,
    #[command(flatten)]
    registry: RegistryArgs,
}

const EXAMPLES: &str = "\
Examples:
  blaupause yank mrn/handwerkerparkausweis@2.0.0 --reason 'Gebühr falsch angegeben'
  blaupause yank mrn/handwerkerparkausweis@2.0.0 --undo";

pub(crate) fn run(args: &Args, config: &Config) -> Result<Exit, Failure> {
    let output = config.output;
    let Named { id, reference } = &args.version;
    let version = reference.as_deref().filter(|reference| VersionRef::exact(reference).is_ok());
    let Some(version) = version else {
        return Err(Failure::usage(
            "Nennen Sie genau eine Version, zum Beispiel mrn/handwerkerparkausweis@2.0.0.",
            "name one exact version, such as mrn/handwerkerparkausweis@2.0.0",
        ));
    };
    let registry = ask::registry_with_token(&args.registry, config)?;
    let reason = args.reason.as_deref();
    let item = match registry.yank(id.owner.as_str(), id.name.as_str(), version, reason) {
        Ok(item) => item,
        Err(error) => return ask::refused(error, None, output),
    };
    if output.is_json() {
        Output::json(&item)?;
    } else if item.yanked.is_some() {
        output.say(format!("Zurückgezogen: {id} {version}"), format!("Yanked: {id} {version}"))?;
    } else {
        output.say(
            format!("Wieder wählbar: {id} {version}"),
            format!("No longer yanked: {id} {version}"),
        )?;
    }
    Ok(Exit::Good)
}
