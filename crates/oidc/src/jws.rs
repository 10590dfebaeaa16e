//! A signed token in its compact form, taken apart and not yet believed.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{Flaw, OidcError, Part, algorithm::Algorithm, error::shown, fields::Fields};

#[derive(Debug)]
pub(crate) struct Jws<'a> {
    pub(crate) algorithm: Algorithm,
    pub(crate) key_id: Option<String>,
    /// What the signature is over.
    pub(crate) signed: &'a str,
    pub(crate) payload: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

impl<'a> Jws<'a> {
    pub(crate) fn parse(token: &'a str) -> Result<Self, OidcError> {
        let encoding = || OidcError::malformed(Part::Token, Flaw::Encoding);
        let (signed, signature) = token.rsplit_once('.').ok_or_else(encoding)?;
        let (header, payload) = signed.split_once('.').ok_or_else(encoding)?;

        let header = Fields::parse(Part::Token, &decoded(header)?)?;
        let named = header.needed_text("alg")?;
        let algorithm =
            Algorithm::parse(named).ok_or_else(|| OidcError::Algorithm(shown(named)))?;
        // Whoever sets `crit` demands that the token is refused when its extensions are not understood.
        if header.get("crit").is_some() {
            return Err(header.wrong("crit"));
        }
        match header.text("typ")? {
            Some(other) if !is_plain(other) => return Err(OidcError::TokenType(shown(other))),
            Some(_) | None => {}
        }
        Ok(Self {
            algorithm,
            key_id: header.text("kid")?.map(str::to_owned),
            signed,
            payload: decoded(payload)?,
            signature: decoded(signature)?,
        })
    }
}

/// `at+jwt`, `logout+jwt` and others are for other purposes, though the same keys sign them (RFC 8725, 3.11).
fn is_plain(typ: &str) -> bool {
    ["JWT", "JOSE", "application/jwt", "application/jose"]
        .iter()
        .any(|plain| plain.eq_ignore_ascii_case(typ))
}

fn decoded(part: &str) -> Result<Vec<u8>, OidcError> {
    URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_not_base64url| OidcError::malformed(Part::Token, Flaw::Encoding))
}
