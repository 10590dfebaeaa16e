//! Members of request bodies, read into types; what cannot be read is a problem that names the member.

use blueprint::{Message, Slug};
use registry::Role;

use crate::problem::Problem;

/// An organisation's or a blueprint's name.
pub(super) fn slug(text: &str, place: &str) -> Result<Slug, Problem> {
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
