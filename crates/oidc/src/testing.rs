//! What tests of others need: a key that signs. Not part of the program.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    error::Unspecified,
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair as _},
};
use serde_json::{Value, json};

/// A key of an issuer of tokens.
#[derive(Debug)]
pub struct TestKey(Ed25519KeyPair);

impl TestKey {
    pub fn new() -> Result<Self, Unspecified> {
        let made = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new())?;
        let pair = Ed25519KeyPair::from_pkcs8(made.as_ref()).map_err(|_rejected| Unspecified)?;
        Ok(Self(pair))
    }

    /// The set of keys that an issuer with this one publishes.
    pub fn published(&self) -> Value {
        let x = URL_SAFE_NO_PAD.encode(self.0.public_key().as_ref());
        json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": x, "kid": "1", "alg": "EdDSA"}]})
    }

    pub fn token(&self, claims: &Value) -> String {
        let signed = unsigned("EdDSA", claims);
        let signature = self.0.sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }
}

/// A token up to its signature.
pub fn unsigned(algorithm: &str, claims: &Value) -> String {
    let header = json!({"alg": algorithm, "kid": "1", "typ": "JWT"});
    let encoded = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    format!("{}.{}", encoded(&header), encoded(claims))
}
