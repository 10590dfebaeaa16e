//! Why the registry did not do what it was asked to.

/// Each variant is something else to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not the address of a registry.
    #[error("`{0}` is not the address of a registry")]
    Address(String),
    /// The registry says what is wrong; trying the same again will not help unless the status is 429 or 503.
    #[error("{} {}", .0.status, .0.title)]
    Problem(Box<wire::Problem>),
    /// Nobody answered, or not to the end. Trying again later may help.
    #[error("the registry cannot be reached")]
    Unreachable(#[source] Box<ureq::Error>),
    /// An answer without a problem, so likely not from a registry but from something in between.
    #[error("unexpected answer with status {0}")]
    Status(u16),
    #[error("the answer cannot be understood")]
    Unreadable(#[source] serde_json::Error),
    /// Somebody altered the bytes on the way.
    #[error("the bytes have the digest {actual}, the registry named `{expected}`")]
    Altered { expected: String, actual: String },
}

impl Error {
    pub(crate) fn unreachable(error: ureq::Error) -> Self {
        Self::Unreachable(Box::new(error))
    }
}
