//! What the client commands share: the registry to talk to, names as arguments, and how a refusal is shown.

use std::str::FromStr;

use blueprint::{BlueprintId, VersionRef};
use client::{Client, Error};

use super::input::{Placed, Source};
use crate::{
    config::{Config, RegistryArgs},
    exit::{Exit, Failure},
    output::Output,
};

/// `owner/name` or `owner/name@reference`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) id: BlueprintId,
    pub(crate) reference: Option<String>,
}

impl FromStr for Named {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (id, reference) = match text.split_once('@') {
            Some((id, reference)) => (id, Some(reference)),
            None => (text, None),
        };
        if let Some(reference) = reference {
            reference.parse::<VersionRef>().map_err(|error| error.to_string())?;
        }
        let id = id.parse().map_err(|error: blueprint::IdError| error.to_string())?;
        Ok(Self { id, reference: reference.map(str::to_owned) })
    }
}

/// The registry, for those who read. A token is shown where there is one.
pub(crate) fn registry(args: &RegistryArgs, config: &Config) -> Result<Client, Failure> {
    Ok(connect(args, config)?.0)
}

/// The registry, for those who write. Nobody may without a token, so its absence is said before anything is sent.
pub(crate) fn registry_with_token(args: &RegistryArgs, config: &Config) -> Result<Client, Failure> {
    match connect(args, config)? {
        (client, true) => Ok(client),
        (_, false) => Err(Failure::usage(
            "Dafür brauchen Sie ein Token. Setzen Sie BLAUPAUSE_TOKEN auf ein Token Ihrer Organisation. Wer das Register betreibt, macht eines mit „blaupause admin token create“.",
            "this takes a token: set BLAUPAUSE_TOKEN to one of your organisation; whoever operates the registry makes one with “blaupause admin token create”",
        )),
    }
}

/// The registry, and whether a token goes along.
fn connect(args: &RegistryArgs, config: &Config) -> Result<(Client, bool), Failure> {
    let (address, token) = config.registry(args);
    let client = Client::new(&address)?.with_language(config.output.lang.tag());
    let token = token.as_ref().map(|token| token.reveal().trim()).filter(|token| !token.is_empty());
    Ok(match token {
        Some(token) => (client.with_token(token), true),
        None => (client, false),
    })
}

/// Shows why the registry said no, and gives the exit code for it. `source`: what the findings point into.
pub(crate) fn refused(
    error: Error,
    source: Option<&Source>,
    output: Output,
) -> Result<Exit, Failure> {
    let Error::Problem(problem) = &error else { return Err(error.into()) };
    if output.is_json() {
        Output::json(&**problem)?;
        return Ok(Failure::from(error).exit);
    }
    if source.is_none()
        && let [only] = problem.findings.as_slice()
        && problem.detail.as_ref() == Some(&only.message)
    {
        // It is said once, with its place.
        let line = format!("{}: {}", only.pointer, only.message);
        let exit = Failure::from(error).exit;
        output.failure(&Failure::new(exit, line.clone(), line));
        return Ok(exit);
    }
    let mut lines = Vec::new();
    for finding in &problem.findings {
        lines.push(match source {
            Some(source) => source.placed_by_registry(finding).line(&source.path, output),
            None => format!("{}: {}", finding.pointer, finding.message),
        });
    }
    for change in &problem.changes {
        lines.push(changed(change, output));
    }
    let failure = Failure::from(error);
    output.failure(&failure);
    for line in lines {
        output.say(line.clone(), line)?;
    }
    Ok(failure.exit)
}

/// Findings that did not keep the registry from doing it.
pub(crate) fn warnings(
    warnings: &[wire::Finding],
    source: &Source,
    output: Output,
) -> Result<(), Failure> {
    for warning in warnings {
        let placed: Placed = source.placed_by_registry(warning);
        let line = placed.line(&source.path, output);
        output.say(line.clone(), line)?;
    }
    Ok(())
}

fn changed(change: &wire::Change, output: Output) -> String {
    let nothing = output.pick("nichts", "nothing");
    let shown = |value: &Option<serde_json::Value>| {
        value.as_ref().map_or_else(|| nothing.to_owned(), |value| shortened(&value.to_string()))
    };
    let (before, after) = (shown(&change.before), shown(&change.after));
    format!(
        "  {}: {} {before}, {} {after}",
        change.path,
        output.pick("bisher", "so far"),
        output.pick("jetzt", "now")
    )
}

/// A changed section may be long; its beginning tells which it is.
fn shortened(text: &str) -> String {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_optional_and_checked() {
        let named: Named = "mrn/a@^2.0".parse().unwrap();
        assert_eq!(named.id.to_string(), "mrn/a");
        assert_eq!(named.reference.as_deref(), Some("^2.0"));
        assert_eq!("mrn/a".parse::<Named>().unwrap().reference, None);
        for bad in ["mrn", "mrn/a@", "mrn/a@neueste", "mrn/a@1.0.0+1", "Mrn/a"] {
            assert!(bad.parse::<Named>().is_err(), "{bad}");
        }
    }

    #[test]
    fn long_values_are_cut_between_characters() {
        assert_eq!(shortened("ä"), "ä");
        assert_eq!(shortened(&"ä".repeat(200)).chars().count(), 121);
    }
}
