//! Members of request bodies, read into types; what cannot be read is a problem that names the member.

use blueprint::{Message, Slug, Syntax, misread, parse};
use registry::{Refused, Role};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::problem::{Problem, kinds};

/// The members of a request that carries a document, read by the same reader as documents: a key twice is refused here
/// too. Members beside the `known` ones are refused.
pub(super) fn members(
    body: &[u8],
    syntax: Syntax,
    known: &[&str],
) -> Result<Map<String, Value>, Problem> {
    let parsed = parse(body, syntax).map_err(|error| Refused::Invalid(vec![error.finding()]))?;
    let Value::Object(members) = parsed.into_value() else {
        return Err(Problem::new(&kinds::INVALID_REQUEST));
    };
    let Some(unknown) = members.keys().find(|name| !known.contains(&name.as_str())) else {
        return Ok(members);
    };
    let possible = known.join(", ");
    Err(Problem::at(
        "member-unknown",
        &format!("/{unknown}"),
        Message::new(
            format!("Die Angabe „{unknown}“ gibt es hier nicht. Möglich sind: {possible}."),
            format!("There is no member “{unknown}” here. Possible are: {possible}."),
        ),
    ))
}

/// A body with known members, in which no key stands twice.
pub(super) fn strict<T: DeserializeOwned>(body: &[u8], syntax: Syntax) -> Result<T, Problem> {
    let parsed = parse(body, syntax).map_err(|error| Refused::Invalid(vec![error.finding()]))?;
    serde_json::from_value(parsed.into_value()).map_err(|error| {
        let Message { de, en } = misread(&error);
        Problem::at(
            "request-malformed",
            "",
            Message::new(
                format!("Der Inhalt der Anfrage lässt sich nicht lesen. {de}"),
                format!("The body of the request cannot be read. {en}"),
            ),
        )
    })
}

/// A JSON body that may be left out.
pub(super) fn optional<T: Default + DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    if body.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_slice(body).map_err(|error| {
        Problem::at(
            "request-malformed",
            "",
            Message::new(
                format!(
                    "Der Inhalt der Anfrage lässt sich nicht lesen. (Meldung des Lesers: {error})"
                ),
                format!("The body of the request cannot be read. ({error})"),
            ),
        )
    })
}

/// An organisation's or a blueprint's name.
pub(crate) fn slug(text: &str, place: &str) -> Result<Slug, Problem> {
    text.parse().map_err(|_malformed| {
        Problem::at(
            "name",
            place,
            Message::new(
                format!("„{text}“ ist kein Name. Namen beginnen mit einem Buchstaben und bestehen aus Kleinbuchstaben, Ziffern und Bindestrichen."),
                format!("“{text}” is not a name. Names start with a letter and have lower-case letters, digits and hyphens."),
            ),
        )
    })
}

pub(super) fn role(text: &str) -> Result<Role, Problem> {
    text.parse().map_err(|error| {
        Problem::at(
            "role",
            "/role",
            Message::new(
                format!("„{text}“ ist keine Rolle. Möglich sind reader, contributor, publisher und owner."),
                format!("“{text}”: {error}."),
            ),
        )
    })
}
