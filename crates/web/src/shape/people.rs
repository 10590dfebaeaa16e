//! People, roles, invitations, tokens and the audit trail.

use registry::{
    AuditEntry, Author, Invitation, Membership, Person, RoleSource, Token, TrustedPublisher,
    token_expires_soon,
};

use super::time;

pub fn member(person: Person, membership: &Membership) -> wire::Member {
    let source = match membership.source {
        RoleSource::Granted => "granted",
        RoleSource::Provider => "provider",
    };
    wire::Member {
        user: person.id,
        name: person.name,
        login: person.login,
        role: membership.role.to_string(),
        source: source.to_owned(),
        since: time(membership.since),
    }
}

pub fn invitation(invitation: &Invitation) -> wire::Invitation {
    wire::Invitation {
        id: invitation.id.clone(),
        organisation: invitation.organisation.to_string(),
        role: invitation.role.to_string(),
        note: invitation.note.clone(),
        created_at: time(invitation.created_at),
        expires_at: time(invitation.expires_at),
    }
}

pub fn token(token: &Token, now: i64) -> wire::TokenItem {
    wire::TokenItem {
        id: token.id.clone(),
        organisation: token.organisation.to_string(),
        scopes: token.scopes.split(',').map(str::to_owned).collect(),
        pattern: token.pattern.clone(),
        label: token.label.clone(),
        created_at: time(token.created_at),
        expires_at: token.expires_at.map(time),
        expires_soon: token_expires_soon(token, now),
        revoked_at: token.revoked_at.map(time),
        last_used_at: token.last_used_at.map(time),
    }
}

pub fn trusted_publisher(publisher: &TrustedPublisher) -> wire::TrustedPublisher {
    wire::TrustedPublisher {
        id: publisher.id.clone(),
        organisation: publisher.organisation.to_string(),
        issuer: publisher.issuer.clone(),
        audience: publisher.audience.clone(),
        claims: publisher.claims.clone(),
        scopes: publisher.scopes.split(',').map(str::to_owned).collect(),
        pattern: publisher.pattern.clone(),
        label: publisher.label.clone(),
        created_at: time(publisher.created_at),
        created_by: publisher.created_by.clone(),
    }
}

pub fn person(person: Person) -> wire::Person {
    wire::Person {
        id: person.id,
        name: person.name,
        login: person.login,
        is_operator: person.is_operator,
        created_at: time(person.created_at),
    }
}

pub fn audit(entry: AuditEntry) -> wire::AuditItem {
    let by = entry.by.as_ref();
    wire::AuditItem {
        seq: entry.seq,
        at: time(entry.at),
        person: by.and_then(Author::person).map(str::to_owned),
        token: by.and_then(Author::token).map(str::to_owned),
        act: entry.act,
        organisation: entry.organisation.map(|organisation| organisation.to_string()),
        subject: entry.subject,
    }
}
