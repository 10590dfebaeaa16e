//! People, their roles, sessions and tokens.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A password or a secret: sent and shown where it must be, and never by `Debug`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hidden(pub String);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden(…)")
    }
}

/// Whoever asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Me {
    pub id: String,
    pub name: Option<String>,
    pub login: Option<String>,
    /// Whether they operate the registry.
    pub is_operator: bool,
    pub roles: Vec<OwnRole>,
    /// How many sessions are open, this one included.
    pub sessions: usize,
    /// To be sent as `X-CSRF-Token` with every request of this session that changes something.
    pub csrf_token: String,
}

/// A role of whoever asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnRole {
    pub organisation: String,
    /// `reader`, `contributor`, `publisher` or `owner`; each may do all that those before it may.
    pub role: String,
}

/// Signs somebody in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionRequest {
    pub login: String,
    #[schema(value_type = String)]
    pub password: Hidden,
}

/// A session that has begun; its secret is in the cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SessionResult {
    /// To be sent as `X-CSRF-Token` with every request of this session that changes something.
    pub csrf_token: String,
    pub expires_at: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordRequest {
    /// May be left out by somebody who has none yet.
    #[serde(default)]
    #[schema(value_type = String)]
    pub old_password: Hidden,
    #[schema(value_type = String)]
    pub new_password: Hidden,
}

/// A member of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Member {
    /// The person's id.
    pub user: String,
    pub name: Option<String>,
    pub login: Option<String>,
    pub role: String,
    /// `granted` by somebody here, or by the identity `provider`, which may take it away again.
    pub source: String,
    pub since: String,
}

/// Members by id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MemberPage {
    pub items: Vec<Member>,
    pub total: i64,
    pub next_cursor: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleRequest {
    /// `reader`, `contributor`, `publisher` or `owner`.
    pub role: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationRequest {
    /// `reader`, `contributor`, `publisher` or `owner`.
    pub role: String,
    /// For whom it is, to know it again in the list; at most 200 characters.
    #[serde(default)]
    pub note: String,
}

/// An invitation that nobody has taken yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Invitation {
    pub id: String,
    pub organisation: String,
    pub role: String,
    pub note: String,
    pub created_at: String,
    pub expires_at: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InvitationList {
    pub items: Vec<Invitation>,
}

/// A new invitation. Whoever has the secret gets the role, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InvitationResult {
    pub invitation: Invitation,
    /// Shown this once: `bli_…`.
    #[schema(value_type = String)]
    pub secret: Hidden,
    /// Where the one who is invited goes, on this server.
    #[schema(value_type = String)]
    pub path: Hidden,
}

/// Takes an invitation: as the person who has signed in, or with a new account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationAcceptance {
    #[schema(value_type = String)]
    pub secret: Hidden,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenRequest {
    pub organisation: String,
    /// `publish`, `yank`, `adopt`, `attest`, `manage`, `read`.
    pub scopes: Vec<String>,
    /// Blueprints that it reaches: `owner/*` or `owner/name`.
    pub pattern: String,
    /// What it is for, to know it again in the list.
    #[serde(default)]
    pub label: String,
    /// 1 to 366.
    pub expires_in_days: u32,
}

/// A token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TokenItem {
    pub id: String,
    pub organisation: String,
    pub scopes: Vec<String>,
    pub pattern: String,
    pub label: String,
    pub created_at: String,
    pub expires_at: Option<String>,
    /// Whether it is good for less than 30 more days.
    pub expires_soon: bool,
    pub revoked_at: Option<String>,
    /// To the hour.
    pub last_used_at: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TokenList {
    pub items: Vec<TokenItem>,
}

/// A new token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TokenResult {
    pub token: TokenItem,
    /// Shown this once: `blp_…`.
    #[schema(value_type = String)]
    pub secret: Hidden,
}

/// Somebody with an account, for those who operate the registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    pub id: String,
    pub name: Option<String>,
    pub login: Option<String>,
    pub is_operator: bool,
    pub created_at: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonPage {
    pub items: Vec<Person>,
    pub total: i64,
    pub next_cursor: Option<String>,
}

/// Something that was done and matters for security.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditItem {
    pub seq: i64,
    pub at: String,
    /// A stable code, such as `role_granted`.
    pub act: String,
    /// The id of the person who did it; absent when it was a token, or the operator at the machine.
    pub person: Option<String>,
    /// The id of the token that did it.
    pub token: Option<String>,
    pub organisation: Option<String>,
    /// To whom or what: an id or a code.
    pub subject: Option<String>,
}

/// Newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditPage {
    pub items: Vec<AuditItem>,
    pub next_cursor: Option<String>,
}
