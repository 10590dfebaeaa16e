//! A sign-in that was begun and is not finished.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::{Flaw, OidcError, Part};

/// What must be known when somebody comes back: where they were sent, and the secrets that tie the answer to the
/// question.
///
/// The caller keeps it as text on its own side, hands it out once, and only to the browser that began; otherwise
/// somebody could be signed in as somebody else without noticing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    issuer: String,
    redirect_uri: String,
    state: String,
    nonce: String,
    pkce_verifier: String,
}

impl Pending {
    pub(crate) fn new(issuer: &str, redirect_uri: &str, random: &[u8; 96]) -> Self {
        let (state, rest) = random.split_at(32);
        let (nonce, verifier) = rest.split_at(32);
        Self {
            issuer: issuer.to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            state: URL_SAFE_NO_PAD.encode(state),
            nonce: URL_SAFE_NO_PAD.encode(nonce),
            pkce_verifier: URL_SAFE_NO_PAD.encode(verifier),
        }
    }

    /// As [`Pending::to_text`] gave it.
    pub fn from_text(text: &str) -> Result<Self, OidcError> {
        serde_json::from_str(text)
            .map_err(|error| OidcError::malformed(Part::Pending, Flaw::Json(error)))
    }

    /// For keeping. Whoever has it and the browser's answer can finish the sign-in.
    pub fn to_text(&self) -> Result<String, OidcError> {
        serde_json::to_string(self)
            .map_err(|error| OidcError::malformed(Part::Pending, Flaw::Json(error)))
    }

    /// What the browser will bring back, to find this again.
    pub fn state(&self) -> &str {
        &self.state
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    pub(crate) fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    pub(crate) fn nonce(&self) -> &str {
        &self.nonce
    }

    pub(crate) fn pkce_verifier(&self) -> &str {
        &self.pkce_verifier
    }

    /// RFC 7636, method S256.
    pub(crate) fn pkce_challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(&self.pkce_verifier))
    }

    pub(crate) fn has_state(&self, state: &str) -> bool {
        self.state.as_bytes().ct_eq(state.as_bytes()).into()
    }

    pub(crate) fn has_nonce(&self, nonce: &str) -> bool {
        self.nonce.as_bytes().ct_eq(nonce.as_bytes()).into()
    }
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_survives_being_kept() {
        let pending = Pending::new("https://a.example", "https://b.example/\"zurück\"", &[7; 96]);
        let kept = pending.to_text().unwrap();
        assert_eq!(Pending::from_text(&kept).unwrap(), pending);
        let more = kept.replace('{', r#"{"more":1,"#);
        for bad in ["", "{}", &kept.replace("nonce", "once"), &more] {
            let error = Pending::from_text(bad).unwrap_err();
            assert!(matches!(error, OidcError::Malformed { part: Part::Pending, .. }), "{bad}");
        }
    }

    #[test]
    fn it_never_shows_its_secrets() {
        let shown =
            format!("{:?}", Pending::new("https://a.example", "https://b.example", &[7; 96]));
        assert_eq!(shown, r#"Pending { issuer: "https://a.example", .. }"#);
    }

    /// RFC 7636, appendix B.
    #[test]
    fn the_challenge_is_that_of_the_standard() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let mut random = [0; 96];
        random[64..].copy_from_slice(&URL_SAFE_NO_PAD.decode(verifier).unwrap());
        let pending = Pending::new("https://a.example", "https://b.example", &random);
        assert_eq!(pending.pkce_verifier(), verifier);
        assert_eq!(pending.pkce_challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
