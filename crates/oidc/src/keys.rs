//! An issuer's public keys, and whether one of them made a signature.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rsa::PublicKeyComponents,
    signature::{self, UnparsedPublicKey, VerificationAlgorithm},
};
use serde::Deserialize;
use serde_json::Value;

use crate::{Flaw, OidcError, Part, algorithm::Algorithm, jws::Jws};

#[derive(Debug)]
pub(crate) struct Keys(Vec<Key>);

#[derive(Debug)]
struct Key {
    id: Option<String>,
    /// The only one that it is for, when it says so.
    algorithm: Option<Algorithm>,
    material: Material,
}

#[derive(Debug)]
enum Material {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
    P384(Vec<u8>),
    Ed25519(Vec<u8>),
}

/// RFC 7517.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    key_ops: Option<Vec<String>>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

#[derive(Deserialize)]
struct JwkSet {
    /// Each is read for itself: one that is not understood does not spoil the others.
    keys: Vec<Value>,
}

impl Keys {
    /// Keys that are not understood, or are not for signatures, are left out, as RFC 7517 asks.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, OidcError> {
        let set: JwkSet = serde_json::from_slice(bytes)
            .map_err(|error| OidcError::malformed(Part::Keys, Flaw::Json(error)))?;
        Ok(Self(set.keys.into_iter().filter_map(Key::read).collect()))
    }

    pub(crate) fn verify(&self, jws: &Jws<'_>) -> Result<(), OidcError> {
        let mut suitable = self.0.iter().filter(|key| key.suits(jws)).peekable();
        if suitable.peek().is_none() {
            return Err(OidcError::UnknownKey);
        }
        if suitable.any(|key| key.material.made(jws)) { Ok(()) } else { Err(OidcError::Signature) }
    }
}

impl Key {
    fn read(value: Value) -> Option<Self> {
        let jwk: Jwk = serde_json::from_value(value).ok()?;
        let is_for_signatures = jwk.purpose.as_deref().is_none_or(|purpose| purpose == "sig")
            && jwk.key_ops.as_ref().is_none_or(|ops| ops.iter().any(|op| op == "verify"));
        if !is_for_signatures {
            return None;
        }
        let algorithm = match &jwk.alg {
            Some(name) => Some(Algorithm::parse(name)?),
            None => None,
        };
        Some(Self { material: Material::read(&jwk)?, id: jwk.kid, algorithm })
    }

    fn suits(&self, jws: &Jws<'_>) -> bool {
        let is_named = jws.key_id.is_none() || jws.key_id == self.id;
        let is_for_this = self.algorithm.is_none_or(|only| only == jws.algorithm);
        is_named && is_for_this && self.material.goes_with(jws.algorithm)
    }
}

impl Material {
    fn read(jwk: &Jwk) -> Option<Self> {
        Some(match (jwk.kty.as_str(), jwk.crv.as_deref()) {
            ("RSA", _) => Self::Rsa { n: number(jwk.n.as_ref()?)?, e: number(jwk.e.as_ref()?)? },
            ("EC", Some("P-256")) => Self::P256(point(jwk, 32)?),
            ("EC", Some("P-384")) => Self::P384(point(jwk, 48)?),
            ("OKP", Some("Ed25519")) => Self::Ed25519(decoded(jwk.x.as_ref()?)?),
            _ => return None,
        })
    }

    fn goes_with(&self, algorithm: Algorithm) -> bool {
        match self {
            Self::Rsa { .. } => algorithm.rsa().is_some(),
            Self::P256(_) => algorithm == Algorithm::Es256,
            Self::P384(_) => algorithm == Algorithm::Es384,
            Self::Ed25519(_) => algorithm == Algorithm::EdDsa,
        }
    }

    fn made(&self, jws: &Jws<'_>) -> bool {
        let (message, signature) = (jws.signed.as_bytes(), jws.signature.as_slice());
        let of = |algorithm: &'static dyn VerificationAlgorithm, key: &[u8]| {
            UnparsedPublicKey::new(algorithm, key).verify(message, signature).is_ok()
        };
        match self {
            Self::Rsa { n, e } => jws.algorithm.rsa().is_some_and(|parameters| {
                PublicKeyComponents { n, e }.verify(parameters, message, signature).is_ok()
            }),
            Self::P256(point) => of(&signature::ECDSA_P256_SHA256_FIXED, point),
            Self::P384(point) => of(&signature::ECDSA_P384_SHA384_FIXED, point),
            Self::Ed25519(key) => of(&signature::ED25519, key),
        }
    }
}

/// A large number. Some issuers pad it with zeros.
fn number(text: &str) -> Option<Vec<u8>> {
    Some(decoded(text)?.into_iter().skip_while(|byte| *byte == 0).collect())
}

/// A point of a curve, uncompressed.
fn point(jwk: &Jwk, coordinate: usize) -> Option<Vec<u8>> {
    let (x, y) = (decoded(jwk.x.as_ref()?)?, decoded(jwk.y.as_ref()?)?);
    let is_whole = x.len() == coordinate && y.len() == coordinate;
    is_whole.then(|| [&[4], x.as_slice(), y.as_slice()].concat())
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}
