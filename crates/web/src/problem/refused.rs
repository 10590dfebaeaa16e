//! From the registry's refusals to problems. What the sender can act on is said; the rest goes to the log, once.

use blueprint::Message;
use registry::{Access, Refused, StoreError, Unknown, UpstreamRefused};

use super::{Problem, kinds};

/// Seconds after which a passing fault is worth another try.
const SOON: u64 = 2;

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Unknown(unknown) => not_found(&unknown),
            Refused::Access(access) => denied(&access),
            Refused::Invalid(findings) => Self { findings, ..Self::new(&kinds::INVALID_DOCUMENT) },
            Refused::VersionTaken { existing, changes } => {
                let version = &existing.version;
                let detail = Message::new(
                    format!(
                        "Version {version} ist mit dem Fingerabdruck {} veröffentlicht. Ihr Dokument weicht an {} Stellen ab. Vergeben Sie eine höhere Versionsnummer.",
                        existing.digest,
                        changes.len()
                    ),
                    format!(
                        "Version {version} is published with the digest {}. Your document differs in {} places. Use a higher version number.",
                        existing.digest,
                        changes.len()
                    ),
                );
                Self { detail: Some(detail), changes, ..Self::new(&kinds::VERSION_EXISTS) }
            }
            Refused::NameTaken(name) => Self::saying(
                &kinds::NAME_TAKEN,
                format!("„{name}“ gibt es schon. Wählen Sie einen anderen Namen."),
                format!("“{name}” exists already. Choose another name."),
            ),
            Refused::KeyReused => Self::new(&kinds::KEY_REUSED),
            Refused::Overtaken => Self::new(&kinds::OVERTAKEN),
            Refused::Upstream(refused) => upstream_refused(&refused),
            Refused::DigestDiffers { expected, actual } => Self::saying(
                &kinds::DIGEST_DIFFERS,
                format!(
                    "Die Bytes haben den Fingerabdruck {actual}, die Adresse nennt {expected}."
                ),
                format!("The bytes have the digest {actual}, the address names {expected}."),
            ),
            Refused::TooLarge { limit, actual } => Self::saying(
                &kinds::TOO_LARGE,
                format!("Der Inhalt hat {actual} Bytes, erlaubt sind {limit}."),
                format!("The content has {actual} bytes, {limit} are allowed."),
            ),
            Refused::Store(StoreError::Unavailable(cause)) => {
                tracing::warn!(error = chain(&*cause), "the store is unavailable");
                Self::new(&kinds::UNAVAILABLE).retry_after(SOON)
            }
            failed @ (Refused::Store(_) | Refused::Search(_)) => {
                tracing::error!(error = chain(&failed), "a request failed unexpectedly");
                Self::new(&kinds::INTERNAL)
            }
        }
    }
}

fn upstream_refused(refused: &UpstreamRefused) -> Problem {
    let (de, en) = match refused {
        UpstreamRefused::NotNewer { version, base } => (
            format!(
                "Version {version} ist nicht neuer als der übernommene Stand {base}. Wählen Sie eine spätere Version."
            ),
            format!(
                "Version {version} is not newer than {base}, which the fork has taken in. Choose a later version."
            ),
        ),
        UpstreamRefused::Yanked(version) => (
            format!(
                "Version {version} ist zurückgezogen und zählt nicht mehr. Wählen Sie eine andere Version."
            ),
            format!("Version {version} was withdrawn and does not count. Choose another version."),
        ),
        UpstreamRefused::Prerelease(version) => (
            format!(
                "Version {version} ist eine Vorabversion. Sie zählt nicht als neu, es gibt nichts zu überspringen."
            ),
            format!(
                "Version {version} is a pre-release. It does not count as new, there is nothing to skip."
            ),
        ),
        UpstreamRefused::Skipped(version) => (
            format!(
                "Version {version} ist schon übersprungen, mit einem anderen Grund. Der erste Grund bleibt stehen."
            ),
            format!(
                "Version {version} has been skipped already, for another reason. The first reason stands."
            ),
        ),
    };
    Problem::saying(&kinds::UPSTREAM_VERSION, de, en)
}

fn not_found(unknown: &Unknown) -> Problem {
    let (de, en) = match unknown {
        Unknown::Blueprint(id) => {
            (format!("Die Blaupause {id} gibt es nicht."), format!("There is no blueprint {id}."))
        }
        Unknown::Version(id, _) => (
            format!(
                "Eine solche Version von {id} gibt es nicht. Alle Versionen stehen unter /api/v1/blueprints/{id}/versions."
            ),
            format!(
                "There is no such version of {id}. All versions are at /api/v1/blueprints/{id}/versions."
            ),
        ),
        Unknown::Upstream(id) => (
            format!(
                "{id} ist keine Ableitung und hat deshalb keinen Ursprung. Ihre eigenen Ableitungen stehen unter /api/v1/blueprints/{id}/forks."
            ),
            format!(
                "{id} is no fork and so has no upstream. Its own forks are at /api/v1/blueprints/{id}/forks."
            ),
        ),
        Unknown::Organisation(slug) => (
            format!("Die Organisation {slug} gibt es nicht."),
            format!("There is no organisation {slug}."),
        ),
        Unknown::Blob(digest) => (
            format!("Eine Anlage mit dem Fingerabdruck {digest} gibt es nicht."),
            format!("There is no attachment with the digest {digest}."),
        ),
        Unknown::Token(id) => {
            (format!("Das Token {id} gibt es nicht."), format!("There is no token {id}."))
        }
    };
    Problem::saying(&kinds::NOT_FOUND, de, en)
}

fn denied(access: &Access) -> Problem {
    let (kind, de, en) = match access {
        Access::Anonymous => (
            &kinds::UNAUTHORISED,
            "Für diese Handlung brauchen Sie ein Token.".to_owned(),
            "This act takes a token.".to_owned(),
        ),
        Access::UnknownToken => (
            &kinds::UNAUTHORISED,
            "Das Token ist unbekannt. Prüfen Sie, ob es vollständig ist.".to_owned(),
            "The token is unknown. Check that it is complete.".to_owned(),
        ),
        Access::Expired => (
            &kinds::UNAUTHORISED,
            "Das Token ist abgelaufen. Lassen Sie ein neues ausstellen.".to_owned(),
            "The token has expired. Have a new one issued.".to_owned(),
        ),
        Access::Revoked => (
            &kinds::UNAUTHORISED,
            "Das Token wurde gesperrt. Lassen Sie ein neues ausstellen.".to_owned(),
            "The token was revoked. Have a new one issued.".to_owned(),
        ),
        Access::Scope(scope) => (
            &kinds::FORBIDDEN,
            format!("Dem Token fehlt das Recht „{}“.", scope.as_str()),
            format!("The token lacks the scope “{}”.", scope.as_str()),
        ),
        Access::ForeignOwner { organisation, blueprint } => (
            &kinds::FORBIDDEN,
            format!(
                "Das Token gehört {organisation}. In {blueprint} schreibt nur {}.",
                blueprint.owner
            ),
            format!(
                "The token belongs to {organisation}. Only {} writes to {blueprint}.",
                blueprint.owner
            ),
        ),
        Access::Pattern { pattern, blueprint } => (
            &kinds::FORBIDDEN,
            format!("Das Token gilt nur für {pattern}, nicht für {blueprint}."),
            format!("The token is for {pattern} only, not for {blueprint}."),
        ),
    };
    Problem::saying(kind, de, en)
}

/// An error with all its causes, for the log.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}
