//! From the registry's refusals to problems. What the sender can act on is said; the rest goes to the log, once.

use blueprint::{Message, Slug};
use registry::{Refused, StoreError, Unknown, UpstreamRefused, VersionRecord};

use super::{Problem, denied::denied, drafts, evidence, exchange, kinds, proposals, transfers};

/// Seconds after which a passing fault is worth another try.
const SOON: u64 = 2;

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Unknown(unknown) => not_found(&unknown),
            Refused::Access(access) => denied(&access),
            Refused::Invalid(findings) => Self { findings, ..Self::new(&kinds::INVALID_DOCUMENT) },
            Refused::VersionTaken { existing, changes } => {
                let detail = version_taken(&existing, changes.len());
                Self { detail: Some(detail), changes, ..Self::new(&kinds::VERSION_EXISTS) }
            }
            Refused::NameTaken(name) => name_taken(&name),
            Refused::NameReserved(name) => name_reserved(&name),
            Refused::NameKept { slug, reason } => transfers::kept(&slug, &reason),
            Refused::Moved { from, to } => transfers::moved(&from, &to),
            Refused::Transfer(why) => transfers::refused(&why),
            Refused::LastOwner(organisation) => last_owner(&organisation),
            Refused::Succeeded { organisation, successor } => succeeded(&organisation, &successor),
            Refused::LastOperator => Self::new(&kinds::LAST_OPERATOR),
            Refused::InvitationGone => Self::new(&kinds::INVITATION_GONE),
            Refused::KeyReused => Self::new(&kinds::KEY_REUSED),
            Refused::Overtaken => Self::new(&kinds::OVERTAKEN),
            Refused::DraftMoved { revision } => drafts::moved(revision),
            Refused::DraftState { state, wish } => drafts::state(state, wish),
            Refused::DraftUnfinished(findings) => {
                Self { findings, ..Self::new(&kinds::DRAFT_UNFINISHED) }
            }
            Refused::ProposalMoved { revision } => proposals::moved(revision),
            Refused::ProposalState(state) => proposals::state(state),
            Refused::ProposalOutdated(target) => proposals::outdated(&target),
            Refused::AttestationWithdrawn(_) => Self::new(&kinds::ATTESTATION_WITHDRAWN),
            Refused::ReviewWithdrawn(_) => Self::new(&kinds::REVIEW_WITHDRAWN),
            Refused::FourEyes(why) => drafts::four_eyes(&why),
            Refused::Upstream(refused) => upstream_refused(&refused),
            Refused::Exchange(why) => exchange::refused(why),
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
            // Nobody is there to read it.
            Refused::Stopped => Self::new(&kinds::SEARCH_BUSY).retry_after(SOON),
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

fn name_taken(name: &str) -> Problem {
    Problem::saying(
        &kinds::NAME_TAKEN,
        format!("„{name}“ gibt es schon. Wählen Sie einen anderen Namen."),
        format!("“{name}” exists already. Choose another name."),
    )
}

fn name_reserved(name: &Slug) -> Problem {
    Problem::saying(
        &kinds::NAME_TAKEN,
        format!(
            "„{name}“ ist ein Wort aus den Adressen des Registers. Wählen Sie einen anderen Namen."
        ),
        format!("“{name}” is a word of the registry’s own addresses. Choose another name."),
    )
}

fn last_owner(organisation: &Slug) -> Problem {
    Problem::saying(
        &kinds::LAST_OWNER,
        format!(
            "{organisation} hätte dann niemanden mehr mit der Rolle „Leitung“. Geben Sie diese Rolle zuerst jemand anderem."
        ),
        format!("{organisation} would have no owner left. Give that role to somebody else first."),
    )
}

fn succeeded(organisation: &Slug, successor: &Slug) -> Problem {
    Problem::saying(
        &kinds::ORGANISATION_SUCCEEDED,
        format!(
            "{organisation} ist in {successor} aufgegangen und bleibt nur zum Lesen. Handeln Sie für {successor}."
        ),
        format!(
            "{organisation} went up in {successor} and stays for reading alone. Act for {successor}."
        ),
    )
}

fn version_taken(existing: &VersionRecord, n_changes: usize) -> Message {
    let VersionRecord { version, digest, .. } = existing;
    let (de, en) = match n_changes {
        1 => ("an einer Stelle".to_owned(), "in one place".to_owned()),
        n => (format!("an {n} Stellen"), format!("in {n} places")),
    };
    Message::new(
        format!(
            "Version {version} ist mit dem Fingerabdruck {digest} veröffentlicht. Ihr Dokument weicht {de} ab. Vergeben Sie eine höhere Versionsnummer."
        ),
        format!(
            "Version {version} is published with the digest {digest}. Your document differs {en}. Use a higher version number."
        ),
    )
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
        UpstreamRefused::Outdated(fork) => (
            format!(
                "{fork} hat sich geändert, seit dieser Abgleich begonnen wurde. Beginnen Sie ihn neu; der Entwurf bleibt lesbar."
            ),
            format!(
                "{fork} has changed since this merge was begun. Begin it anew; the draft stays readable."
            ),
        ),
        UpstreamRefused::NoMerge => (
            "Dieser Entwurf entstand nicht aus einem Abgleich, es gibt nichts zu entscheiden. Bearbeiten Sie sein Dokument.".to_owned(),
            "This draft did not come of a merge, there is nothing to decide. Edit its document.".to_owned(),
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
    let kind = match refused {
        UpstreamRefused::NoMerge => &kinds::DRAFT_STATE,
        UpstreamRefused::NotNewer { .. }
        | UpstreamRefused::Yanked(_)
        | UpstreamRefused::Prerelease(_)
        | UpstreamRefused::Outdated(_)
        | UpstreamRefused::Skipped(_) => &kinds::UPSTREAM_VERSION,
    };
    Problem::saying(kind, de, en)
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
        Unknown::TrustedPublisher(id) => (
            format!("Ein Projekt {id}, dem diese Organisation vertraut, gibt es nicht."),
            format!("There is no project {id} that this organisation trusts."),
        ),
        Unknown::Person(id) => {
            (format!("Die Person {id} gibt es nicht."), format!("There is no person {id}."))
        }
        Unknown::Invitation(id) => (
            format!("Eine offene Einladung {id} gibt es nicht."),
            format!("There is no open invitation {id}."),
        ),
        Unknown::Draft(id) => {
            (format!("Den Entwurf {id} gibt es nicht."), format!("There is no draft {id}."))
        }
        Unknown::Proposal(id) => {
            (format!("Den Vorschlag {id} gibt es nicht."), format!("There is no proposal {id}."))
        }
        Unknown::Adoption(organisation, id) => evidence::no_adoption(organisation, id),
        Unknown::Attestation(id) => evidence::no_attestation(id),
        Unknown::Review(id) => evidence::no_review(id),
        Unknown::Transfer(id) => transfers::unknown(id),
        Unknown::Reservation(slug) => transfers::not_kept(slug),
        Unknown::Member(organisation, id) => (
            format!("Die Person {id} gehört nicht zu {organisation}."),
            format!("The person {id} does not belong to {organisation}."),
        ),
    };
    Problem::saying(&kinds::NOT_FOUND, de, en)
}

/// An error with all its causes, for the log.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}
