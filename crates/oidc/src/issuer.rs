//! An issuer of tokens, and what it says in one.

use serde_json::Value;
use url::Url;

use crate::{
    OidcError, Part, Reach, address,
    discovery::Metadata,
    fields::{Fields, SECOND},
    http::Http,
    jws::Jws,
    keyring::Keyring,
};

/// By how much two clocks may differ: for what lies in the future. What has expired has expired.
pub(crate) const SKEW: i64 = 60 * SECOND;

#[derive(Debug)]
pub(crate) struct Issuer {
    pub(crate) name: String,
    pub(crate) url: Url,
    pub(crate) http: Http,
    keyring: Keyring,
}

/// What the issuer says; signed by it, not expired, and begun.
#[derive(Debug)]
pub(crate) struct Claims {
    pub(crate) fields: Fields,
    pub(crate) expires_at: i64,
}

impl Issuer {
    /// With the rest of what it says of itself.
    pub(crate) fn discover(
        name: &str,
        reach: &Reach,
        now: i64,
    ) -> Result<(Self, Metadata), OidcError> {
        let url = address::issuer(name)?;
        let http = Http::new(&url, reach);
        let metadata = Metadata::fetch(name, &url, &http)?;
        let keyring = Keyring::fetch(metadata.keys(&url)?, &http, now)?;
        Ok((Self { name: name.to_owned(), url, http, keyring }, metadata))
    }

    pub(crate) fn claims(&self, jws: &Jws<'_>, now: i64) -> Result<Claims, OidcError> {
        self.keyring.verify(jws, &self.http, now)?;
        let fields = Fields::parse(Part::Token, &jws.payload)?;
        let issuer = fields.needed_text("iss")?;
        if issuer != self.name {
            return Err(OidcError::wrong_issuer(&self.name, issuer));
        }
        let expires_at = fields.needed_time("exp")?;
        if expires_at <= now {
            return Err(OidcError::Expired);
        }
        for begin in ["nbf", "iat"] {
            if fields.time(begin)?.is_some_and(|begin| now.saturating_add(SKEW) < begin) {
                return Err(OidcError::NotYetValid);
            }
        }
        Ok(Claims { fields, expires_at })
    }
}

impl Claims {
    /// Who is meant: a text or a list of texts.
    pub(crate) fn audience(&self) -> Result<Vec<&str>, OidcError> {
        let wrong = || self.fields.wrong("aud");
        match self.fields.get("aud") {
            None => Err(self.fields.lacks("aud")),
            Some(Value::String(one)) => Ok(vec![one]),
            Some(Value::Array(many)) => {
                many.iter().map(|one| one.as_str().ok_or_else(wrong)).collect()
            }
            Some(_other) => Err(wrong()),
        }
    }

    /// Never empty, and never longer than the standard allows.
    pub(crate) fn subject(&self) -> Result<&str, OidcError> {
        let subject = self.fields.needed_text("sub")?;
        if subject.is_empty() || 255 < subject.len() {
            return Err(self.fields.wrong("sub"));
        }
        Ok(subject)
    }
}
