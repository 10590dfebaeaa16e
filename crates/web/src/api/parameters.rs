//! Parts of addresses, read into types; what cannot be read is a problem that names the part.

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use blueprint::{BlueprintId, Digest, Message, Slug, VersionRef};
use semver::Version;
use std::future::{Ready, ready};

use crate::problem::{Problem, kinds};

/// `{owner}/{name}`.
#[derive(Clone, Debug)]
pub(crate) struct Blueprint(pub(crate) BlueprintId);

/// `{reference}`: exact, `latest` or a requirement.
#[derive(Clone, Debug)]
pub(crate) struct Reference(pub(crate) VersionRef);

/// `{reference}` where only an exact version will do.
#[derive(Clone, Debug)]
pub(crate) struct Exact(pub(crate) Version);

/// `{digest}`: 64 hexadecimal digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BlobDigest(pub(crate) Digest);

/// `{organisation}`.
#[derive(Clone, Debug)]
pub(crate) struct Organisation(pub(crate) Slug);

/// `{slug}`: one that is kept.
#[derive(Clone, Debug)]
pub(crate) struct Reserved(pub(crate) Slug);

/// `{user}`: a person's id.
#[derive(Clone, Debug)]
pub(crate) struct User(pub(crate) String);

/// `{id}`: of a token, an invitation or a draft.
#[derive(Clone, Debug)]
pub(crate) struct Id(pub(crate) String);

/// The parameters behind the `?`, in their order.
#[derive(Clone, Debug)]
pub(crate) struct Parameters(pub(crate) Vec<(String, String)>);

impl Parameters {
    /// Refuses parameters that mean nothing here: a misspelt filter must not look as if it had been applied.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), Problem> {
        match self.0.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            None => Ok(()),
            Some((name, _)) => Err(Problem::at(
                "parameter-unknown",
                &format!("/{name}"),
                Message::new(
                    format!(
                        "Den Parameter „{name}“ gibt es hier nicht. Möglich sind: {}.",
                        known.join(", ")
                    ),
                    format!(
                        "There is no parameter “{name}” here. Possible are: {}.",
                        known.join(", ")
                    ),
                ),
            )),
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// A value of some type; what cannot be read as one is refused.
    pub(crate) fn parsed<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Problem> {
        let Some(text) = self.get(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_unknown| {
            Problem::at(
                "parameter-value",
                &format!("/{name}"),
                Message::new(
                    format!("„{text}“ ist für „{name}“ kein gültiger Wert."),
                    format!("“{text}” is not a valid value of “{name}”."),
                ),
            )
        })
    }

    /// A switch such as `dry_run=true`.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, Problem> {
        match self.get(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => Err(Problem::at(
                "parameter-value",
                &format!("/{name}"),
                Message::new(
                    format!("„{name}“ ist true oder false, nicht „{other}“."),
                    format!("“{name}” is true or false, not “{other}”."),
                ),
            )),
        }
    }
}

/// A part as it was meant. The router still has its `%2B`, `%2F` and `%25` encoded, so as not to mistake them for
/// what they stand for; only loading the parts decodes these too.
fn part(request: &HttpRequest, name: &str) -> String {
    let parts = request.match_info();
    let decoded = parts.load::<Vec<String>>().unwrap_or_default();
    let mut named = parts.iter().map(|(name, _)| name).zip(decoded);
    named.find(|(other, _)| *other == name).map(|(_, text)| text).unwrap_or_default()
}

fn slug(request: &HttpRequest, name: &'static str) -> Result<Slug, Problem> {
    let text = part(request, name);
    text.parse().map_err(|_malformed| {
        Problem::saying(
            &kinds::NOT_FOUND,
            format!("„{text}“ ist kein Name ({name}). Namen bestehen aus Kleinbuchstaben, Ziffern und Bindestrichen."),
            format!("“{text}” is not a name ({name}). Names have lower-case letters, digits and hyphens."),
        )
    })
}

fn reference_problem(message: Message) -> Problem {
    Problem::at("version-reference", "/version", message)
}

macro_rules! from_path {
    ($type:ty, |$request:ident| $read:expr) => {
        impl FromRequest for $type {
            type Error = Problem;
            type Future = Ready<Result<Self, Problem>>;

            fn from_request($request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
                ready($read)
            }
        }
    };
}

from_path!(Blueprint, |request| {
    slug(request, "owner")
        .and_then(|owner| Ok(Self(BlueprintId::new(owner, slug(request, "name")?))))
});
from_path!(Organisation, |request| slug(request, "organisation").map(Self));
from_path!(Reserved, |request| slug(request, "slug").map(Self));
from_path!(User, |request| Ok(Self(part(request, "user"))));
from_path!(Id, |request| Ok(Self(part(request, "id"))));
from_path!(Reference, |request| {
    let text = part(request, "reference");
    text.parse::<VersionRef>().map(Self).map_err(|error| reference_problem(error.message(&text)))
});
from_path!(Exact, |request| {
    let text = part(request, "reference");
    VersionRef::exact(&text).map(Self).map_err(|error| reference_problem(error.message(&text)))
});
from_path!(BlobDigest, |request| {
    Digest::from_hex(&part(request, "digest")).map(Self).map_err(|_malformed| {
        Problem::at(
            "digest",
            "/digest",
            Message::new(
                "Die Adresse einer Anlage sind die 64 Hexadezimalziffern ihres SHA-256 in Kleinbuchstaben.",
                "The address of an attachment is the 64 hexadecimal digits of its SHA-256 in lower case.",
            ),
        )
    })
});
from_path!(Parameters, |request| {
    web::Query::<Vec<(String, String)>>::from_query(request.query_string())
        .map(|pairs| Self(pairs.into_inner()))
        .map_err(|_malformed| {
            Problem::at(
                "parameter-malformed",
                "",
                Message::new(
                    "Die Parameter hinter dem Fragezeichen lassen sich nicht lesen.",
                    "The parameters behind the question mark cannot be read.",
                ),
            )
        })
});
