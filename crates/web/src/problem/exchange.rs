//! Why a CI system's token was not exchanged. Only what the sender can act on is said: which organisation trusts which
//! project is not.

use oidc::OidcError;
use registry::ExchangeRefused;

use super::{Problem, kinds, refused::chain};

/// Seconds after which an issuer that does not answer is asked again.
const LATER: u64 = 60;

pub(super) fn refused(why: ExchangeRefused) -> Problem {
    let (de, en) = match why {
        ExchangeRefused::Issuer => (
            "Dem Aussteller dieses Tokens vertraut hier keine Organisation, oder die genannte nicht. Wer die Organisation leitet, nennt ihn auf deren Seite, Zeichen für Zeichen wie im Token unter „iss“.",
            "No organisation here trusts the issuer of this token, or not the one named. Owners name it on the organisation’s page, letter by letter as in the token’s “iss”.",
        ),
        ExchangeRefused::Claims => (
            "Das Token ist echt, aber keine Organisation vertraut dem, was es sagt. Vergleichen Sie seine Angaben mit denen auf der Seite der Organisation.",
            "The token is genuine, but no organisation trusts what it says. Compare its claims with those on the organisation’s page.",
        ),
        ExchangeRefused::Ambiguous => (
            "Mehrere Organisationen vertrauen diesem Projekt. Nennen Sie unter „organisation“, welche gemeint ist.",
            "Several organisations trust this project. Name in “organisation” which one is meant.",
        ),
        ExchangeRefused::Replayed => (
            "Dieses Token wurde schon eingetauscht. Jedes gilt einmal: Lassen Sie vom CI-System ein neues ausstellen.",
            "This token has been exchanged before. Each is good once: have the CI system make a new one.",
        ),
    };
    Problem::saying(&kinds::EXCHANGE_REFUSED, de, en)
}

/// Genuine, as far as that was looked at, but made for somebody else.
pub(crate) fn for_others() -> Problem {
    Problem::saying(
        &kinds::EXCHANGE_REFUSED,
        "Das Token wurde für einen anderen Empfänger ausgestellt. Lassen Sie es für den Empfänger ausstellen, der auf der Seite der Organisation steht („aud“).",
        "The token was made for another audience. Have it made for the audience on the organisation’s page (“aud”).",
    )
}

pub(crate) fn silent() -> Problem {
    Problem::saying(
        &kinds::UNAVAILABLE,
        "Der Aussteller des Tokens antwortet gerade nicht, oder nicht so, wie er muss. Versuchen Sie es in einer Minute noch einmal.",
        "The issuer of the token does not answer right now, or not as it must. Try again in a minute.",
    )
    .retry_after(LATER)
}

/// What the issuer or its token has wrong; the chain of causes is the log's.
pub(crate) fn failed(error: &OidcError) -> Problem {
    tracing::warn!(error = chain(error), "a token of a CI system was not exchanged");
    let (de, en) = match error {
        OidcError::Expired => (
            "Das Token ist abgelaufen. Tauschen Sie es ein, sobald der Auftrag läuft, oder lassen Sie ein neues ausstellen.",
            "The token has expired. Exchange it as soon as the job runs, or have a new one made.",
        ),
        OidcError::NotYetValid => (
            "Das Token gilt noch nicht. Stellen Sie die Uhr des CI-Systems.",
            "The token is not valid yet. Set the clock of the CI system.",
        ),
        OidcError::LivesTooLong => (
            "Das Token gilt länger als eine Stunde. Begrenzen Sie die Laufzeit des Auftrags auf eine Stunde.",
            "The token is valid for more than an hour. Limit the job’s time to an hour.",
        ),
        OidcError::Algorithm(_) | OidcError::UnknownKey | OidcError::Signature => (
            "Die Unterschrift des Tokens gilt nicht. Senden Sie das Token unverändert, so wie das CI-System es ausstellt.",
            "The token’s signature does not hold. Send the token as it is, as the CI system makes it.",
        ),
        OidcError::NotPublic(_) => (
            "Der Aussteller liegt in einem internen Netz, das dieses Register nicht fragt. Wenden Sie sich an die Betriebsstelle.",
            "The issuer lies in a private network, which this registry does not ask. Turn to the operator.",
        ),
        OidcError::Address(_)
        | OidcError::Roots(_)
        | OidcError::Unreachable { .. }
        | OidcError::Status { .. }
        | OidcError::TooLarge { .. }
        | OidcError::Malformed { part: oidc::Part::Discovery | oidc::Part::Keys, .. } => {
            return silent();
        }
        OidcError::Malformed { .. }
        | OidcError::Refused { .. }
        | OidcError::WrongState
        | OidcError::WrongIssuer { .. }
        | OidcError::WrongAudience { .. }
        | OidcError::WrongNonce
        | OidcError::WrongSubject
        | OidcError::WrongAccessToken
        | OidcError::TokenType(_)
        | OidcError::Groups(_) => (
            "Das Token ist nicht, was es sein muss: das ID-Token eines Auftrags, so wie das CI-System es ausstellt.",
            "The token is not what it must be: the ID token of a job, as the CI system makes it.",
        ),
    };
    Problem::saying(&kinds::EXCHANGE_REFUSED, de, en)
}
