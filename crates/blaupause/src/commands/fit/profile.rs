//! The profile: a file, read as strictly as the API reads it, with a place for each fault.

use std::path::Path;

use blueprint::{Message, Pointer, fit::Profile, misread, parse};
use serde_json::{Map, Value};
use web::shape;

use crate::{
    commands::input::Source,
    exit::{Exit, Failure},
    output::Output,
};

pub(super) fn read(path: &Path, output: Output) -> Result<Profile, Failure> {
    let source = Source::read(path)?;
    let parsed = parse(&source.bytes, source.syntax)
        .map_err(|error| source.unreadable(&error, Exit::Usage, output))?;
    let sent = sent(parsed.value(), &source)?;
    shape::fit::profile(&sent).map_err(|fault| meaningless(&source, &fault.member, &fault.why))
}

fn sent(value: &Value, source: &Source) -> Result<wire::FitProfile, Failure> {
    let members = value.as_object().into_iter().flatten();
    // Read one by one, the members say which of them is at fault.
    for (name, member) in members {
        let alone = Value::from(Map::from_iter([(name.clone(), member.clone())]));
        if let Err(error) = serde_json::from_value::<wire::FitProfile>(alone) {
            return Err(if known().contains(name) {
                meaningless(source, name, &misread(&error))
            } else {
                unknown(source, name)
            });
        }
    }
    serde_json::from_value(value.clone()).map_err(|error| meaningless(source, "", &misread(&error)))
}

/// The names of all members, as the API has them.
fn known() -> Vec<String> {
    match serde_json::to_value(wire::FitProfile::default()) {
        Ok(Value::Object(members)) => members.into_iter().map(|(name, _)| name).collect(),
        _ => Vec::new(),
    }
}

fn unknown(source: &Source, member: &str) -> Failure {
    let at = source.at(&Pointer::root().join(member));
    let known = known().join(", ");
    Failure::usage(
        format!("{at}: Ein Profil hat keine Angabe „{member}“. Möglich sind: {known}."),
        format!("{at}: a profile has no member “{member}”; possible are: {known}"),
    )
}

fn meaningless(source: &Source, member: &str, why: &Message) -> Failure {
    let at = source.at(&Pointer::root().join(member));
    Failure::usage(
        format!("{at}: Die Angabe „{member}“ des Profils hat keinen gültigen Wert. {}", why.de),
        format!("{at}: the member “{member}” of the profile has no valid value. {}", why.en),
    )
}
