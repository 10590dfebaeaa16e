//! Why somebody may not do what they asked for, in words: who may, or what is missing.

use blueprint::Message;
use registry::{Access, Role};

use super::{Kind, Problem, kinds};

pub(super) fn denied(access: &Access) -> Problem {
    Problem { detail: Some(words(access)), ..Problem::new(kind(access)) }
}

/// Whether it helps to show who one is.
fn kind(access: &Access) -> &'static Kind {
    match access {
        Access::Anonymous
        | Access::UnknownToken
        | Access::Expired
        | Access::Revoked
        | Access::SessionEnded
        | Access::WrongPassword => &kinds::UNAUTHORISED,
        Access::Forged => &kinds::FORGED,
        Access::PeopleOnly
        | Access::Scope(_)
        | Access::ForeignOwner { .. }
        | Access::Pattern { .. }
        | Access::NotMember { .. }
        | Access::Role { .. }
        | Access::OperatorOnly => &kinds::FORBIDDEN,
    }
}

fn words(access: &Access) -> Message {
    let (de, en) = match access {
        Access::Anonymous => (
            "Melden Sie sich dafür an, oder senden Sie ein Token mit.",
            "Sign in for this, or send a token along.",
        ),
        Access::UnknownToken => (
            "Das Token ist unbekannt. Prüfen Sie, ob es vollständig ist.",
            "The token is unknown. Check that it is complete.",
        ),
        Access::Expired => (
            "Das Token ist abgelaufen. Lassen Sie ein neues ausstellen.",
            "The token has expired. Have a new one issued.",
        ),
        Access::Revoked => (
            "Das Token wurde gesperrt. Lassen Sie ein neues ausstellen.",
            "The token was revoked. Have a new one issued.",
        ),
        Access::SessionEnded => (
            "Ihre Anmeldung ist beendet. Melden Sie sich neu an.",
            "Your session has ended. Sign in again.",
        ),
        Access::Forged => (
            "Laden Sie die Seite neu, und wiederholen Sie die Eingabe.",
            "Load the page again, and repeat your input.",
        ),
        Access::WrongPassword => (
            "Anmeldeadresse oder Passwort ist nicht richtig.",
            "The login or the password is not right.",
        ),
        Access::PeopleOnly => (
            "Das darf kein Token, nur eine angemeldete Person. Melden Sie sich dafür an.",
            "No token may do this, only a person who has signed in. Sign in for it.",
        ),
        Access::OperatorOnly => (
            "Das darf nur, wer das Register betreibt.",
            "Only who operates the registry may do this.",
        ),
        Access::Scope(_)
        | Access::ForeignOwner { .. }
        | Access::Pattern { .. }
        | Access::NotMember { .. }
        | Access::Role { .. } => return reach(access),
    };
    Message::new(de, en)
}

/// How far somebody's rights reach, and that it is not far enough; the rest has its words already.
fn reach(access: &Access) -> Message {
    match access {
        Access::Scope(scope) => Message::new(
            format!("Dem Token fehlt das Recht „{}“.", scope.as_str()),
            format!("The token lacks the scope “{}”.", scope.as_str()),
        ),
        Access::ForeignOwner { organisation, owner } => Message::new(
            format!("Das Token gehört {organisation}. Für {owner} handelt nur, wer dazugehört."),
            format!("The token belongs to {organisation}. Only members act for {owner}."),
        ),
        Access::Pattern { pattern, blueprint } => Message::new(
            format!("Das Token gilt nur für {pattern}, nicht für {blueprint}."),
            format!("The token is for {pattern} only, not for {blueprint}."),
        ),
        Access::NotMember { organisation } => Message::new(
            format!("Sie gehören nicht zu {organisation}. Lassen Sie sich von dort einladen."),
            format!("You do not belong to {organisation}. Have them invite you."),
        ),
        Access::Role { organisation, needed, has } => Message::new(
            format!(
                "In {organisation} haben Sie die Rolle {}. Hierfür braucht es {} oder mehr.",
                role_de(*has),
                role_de(*needed)
            ),
            format!("In {organisation} you are {has}. This takes the role {needed} or more."),
        ),
        other => Message::new(other.to_string(), other.to_string()),
    }
}

/// As the interface names roles.
fn role_de(role: Role) -> &'static str {
    match role {
        Role::Reader => "„Lesen“",
        Role::Contributor => "„Mitarbeit“",
        Role::Publisher => "„Veröffentlichung“",
        Role::Owner => "„Leitung“",
    }
}
