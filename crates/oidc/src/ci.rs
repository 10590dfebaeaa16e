//! Tokens by which a CI system says for which project it works: self-hosted GitLab, Forgejo, GitHub.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::{
    OidcError, Part, Reach,
    fields::{Fields, SECOND},
    issuer::{Issuer, SKEW},
    jws::Jws,
};

/// A CI system takes a token shortly before it is used.
const MAX_LIFE: i64 = 60 * 60 * SECOND;

/// An issuer whose tokens may be exchanged for access.
#[derive(Debug)]
pub struct TrustedIssuer(Issuer);

/// What a CI system says of itself, proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CiToken {
    pub subject: String,
    pub jti: Option<String>,
    /// The same for the same token, another for any other: of the issuer and `jti`, or else of all that is signed.
    /// Whoever remembers it until [`CiToken::expires_at`] notices a token that is shown again.
    pub id: [u8; 32],
    pub expires_at: i64,
    /// All claims that are texts.
    pub claims: BTreeMap<String, String>,
}

/// Who a token says that made it, to find the [`TrustedIssuer`] that judges it. Proves nothing.
pub fn claimed_issuer(token: &str) -> Result<String, OidcError> {
    let jws = Jws::parse(token)?;
    Ok(Fields::parse(Part::Token, &jws.payload)?.needed_text("iss")?.to_owned())
}

impl TrustedIssuer {
    /// Asks the issuer for its keys. Its name must be what its document calls it, letter by letter.
    pub fn discover(issuer: &str, reach: &Reach, now: i64) -> Result<Self, OidcError> {
        let (issuer, _metadata) = Issuer::discover(issuer, reach, now)?;
        Ok(Self(issuer))
    }

    pub fn issuer(&self) -> &str {
        &self.0.name
    }

    /// Judges a token that was made for `audience`. May ask the issuer for its keys again.
    pub fn verify(&self, token: &str, audience: &str, now: i64) -> Result<CiToken, OidcError> {
        let jws = Jws::parse(token)?;
        let claims = self.0.claims(&jws, now)?;
        if !claims.audience()?.contains(&audience) {
            return Err(OidcError::WrongAudience { expected: audience.to_owned() });
        }
        if now.saturating_add(MAX_LIFE + SKEW) < claims.expires_at {
            return Err(OidcError::LivesTooLong);
        }
        let jti = claims.fields.text("jti")?;
        Ok(CiToken {
            subject: claims.subject()?.to_owned(),
            jti: jti.map(str::to_owned),
            id: self.id(jti, &jws),
            expires_at: claims.expires_at,
            claims: claims.fields.texts().map(|(k, v)| (k.to_owned(), v.to_owned())).collect(),
        })
    }

    /// Not of the signature: of one made with an elliptic curve, anybody can make a second one that holds too.
    fn id(&self, jti: Option<&str>, jws: &Jws<'_>) -> [u8; 32] {
        let (kind, what) = match jti {
            Some(jti) => ("jti", jti),
            None => ("token", jws.signed),
        };
        // No issuer's name has a blank.
        Sha256::digest(format!("{} {kind} {what}", self.0.name)).into()
    }
}
