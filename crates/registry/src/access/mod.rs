//! Who may do what. [`Act`] is the table, [`Actor`] is somebody who has shown who they are.
//!
//! Law: a use case that writes asks [`Actor::require`] before it begins, and [`Actor::confirm`] inside the transaction,
//! so that a role, a session or a token that was taken away in between counts. Default is no.

mod act;
mod actor;
mod scope;
mod secret;

use blueprint::{BlueprintId, Slug};
use store::Role;

pub use act::{Act, On, People, Rule};
pub use actor::{Actor, authenticate};
pub use scope::{Pattern, Scope, UnknownScope};
pub use secret::Secret;
pub(crate) use secret::{SecretKind, random_id};

/// Why somebody may not do what they asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Access {
    #[error("nobody has signed in, and no token was given")]
    Anonymous,
    #[error("the token is unknown")]
    UnknownToken,
    #[error("the token has expired")]
    Expired,
    #[error("the token was revoked")]
    Revoked,
    #[error("the session has ended")]
    SessionEnded,
    /// A session's cookie came along, but nothing that only our own pages know.
    #[error("the request does not come from a page of the registry")]
    Forged,
    #[error("login or password is wrong")]
    WrongPassword,
    #[error("no token may do this, only people who have signed in")]
    PeopleOnly,
    #[error("the token lacks the scope `{}`", .0.as_str())]
    Scope(Scope),
    #[error("`{organisation}` may not act for `{owner}`")]
    ForeignOwner { organisation: Slug, owner: Slug },
    #[error("the token's pattern `{pattern}` does not match `{blueprint}`")]
    Pattern { pattern: Pattern, blueprint: BlueprintId },
    #[error("has no role in `{organisation}`")]
    NotMember { organisation: Slug },
    #[error("is {has} in `{organisation}`, and {needed} is needed")]
    Role { organisation: Slug, needed: Role, has: Role },
    #[error("only who operates the registry may do this")]
    OperatorOnly,
}
