//! Why somebody is not who they say, or why nobody could say, in the caller's terms.

use std::fmt;

/// Each variant is something else to do about it.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// Neither `https` nor, for tests and development, `http` on this machine; or with a password, a query or a fragment.
    #[error("`{0}` is not an address that an issuer may have")]
    Address(String),
    /// Its name leads into a private network, and only public ones may be asked ([`crate::Network::Public`]).
    #[error("`{0}` does not lie in the public internet")]
    NotPublic(String),
    /// The operator's own roots are not certificates in PEM.
    #[error("no certificate can be read")]
    Roots(#[source] Option<Box<ureq::Error>>),
    /// Nobody answers there, not in time, or not with a certificate that counts. Trying again later may help.
    #[error("`{url}` cannot be reached")]
    Unreachable { url: String, source: Box<ureq::Error> },
    /// Redirects are an answer like any other: none is followed.
    #[error("`{url}` answers with status {status}")]
    Status { url: String, status: u16 },
    #[error("the answer of `{url}` is larger than any such answer")]
    TooLarge { url: String },
    #[error("{part} cannot be understood")]
    Malformed { part: Part, source: Flaw },
    /// The provider says no, or the person does. The description is the provider's and not checked.
    #[error("the provider refuses: {error}")]
    Refused { error: String, description: Option<String> },
    /// The answer belongs to no sign-in that was begun here.
    #[error("the state is another than the one that was sent")]
    WrongState,
    #[error("the issuer is `{found}`, expected was `{expected}`")]
    WrongIssuer { expected: String, found: String },
    /// Meant for others, or handed to others (`azp`).
    #[error("the token is not meant for `{expected}`")]
    WrongAudience { expected: String },
    #[error("the token belongs to another sign-in")]
    WrongNonce,
    #[error("the user information speaks of somebody else")]
    WrongSubject,
    #[error("the access token is another than the one that the identity token names")]
    WrongAccessToken,
    /// Not a plain token, but one for another purpose, such as an access token.
    #[error("`{0}` is no type of token for this purpose")]
    TokenType(String),
    #[error("the algorithm `{0}` is not allowed")]
    Algorithm(String),
    /// Also after the keys were fetched anew, unless that happened within the last minute.
    #[error("the issuer has no such key")]
    UnknownKey,
    #[error("the signature is wrong")]
    Signature,
    #[error("the token has expired")]
    Expired,
    #[error("the token is not valid yet")]
    NotYetValid,
    /// A CI system's token that could be shown for longer than an hour.
    #[error("the token is valid for too long")]
    LivesTooLong,
    /// A fault of configuration, here or at the provider.
    #[error("the claim `{0}` holds neither a text nor a list of texts")]
    Groups(String),
}

/// What came from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Discovery,
    Keys,
    Callback,
    TokenAnswer,
    Token,
    UserInfo,
    Pending,
}

/// What is wrong with it.
#[derive(Debug, thiserror::Error)]
pub enum Flaw {
    #[error("it is not JSON as expected")]
    Json(#[source] serde_json::Error),
    #[error("it is not three parts in base64url")]
    Encoding,
    #[error("it lacks `{0}`")]
    Lacks(&'static str),
    #[error("its `{0}` is not what it must be")]
    Wrong(&'static str),
}

impl OidcError {
    pub(crate) fn malformed(part: Part, source: Flaw) -> Self {
        Self::Malformed { part, source }
    }

    pub(crate) fn wrong_issuer(expected: &str, found: &str) -> Self {
        Self::WrongIssuer { expected: expected.to_owned(), found: shown(found) }
    }

    /// What a provider says in place of an answer, which may be anybody's text.
    pub(crate) fn refused(error: &str, description: Option<&str>) -> Self {
        Self::Refused { error: shown(error), description: description.map(shown) }
    }
}

/// Texts from outside reach logs and pages: short, and on one line.
pub(crate) fn shown(text: &str) -> String {
    const MAX: usize = 200;
    text.chars().filter(|c| !c.is_control()).take(MAX).collect()
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Discovery => "the discovery document",
            Self::Keys => "the set of keys",
            Self::Callback => "what the browser brought back",
            Self::TokenAnswer => "the answer of the token endpoint",
            Self::Token => "the token",
            Self::UserInfo => "the user information",
            Self::Pending => "the pending sign-in",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::OidcError;

    #[test]
    fn what_a_provider_says_is_short_and_on_one_line() {
        let said = OidcError::refused("access_denied\r\nX", Some(&"ä".repeat(1_000)));
        let OidcError::Refused { error, description } = said else { panic!("{said:?}") };
        assert_eq!(error, "access_deniedX");
        assert_eq!(description.unwrap().chars().count(), 200);
    }
}
