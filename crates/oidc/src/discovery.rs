//! What an issuer says of itself (OpenID Connect Discovery 1.0).

use serde::Deserialize;
use url::Url;

use crate::{Flaw, OidcError, Part, address, http::Http};

/// What is needed of the document.
#[derive(Debug, Deserialize)]
pub(crate) struct Metadata {
    issuer: String,
    jwks_uri: String,
    authorization_endpoint: Option<String>,
    token_endpoint: Option<String>,
    userinfo_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    authorization_response_iss_parameter_supported: Option<bool>,
}

impl Metadata {
    /// Of the issuer of this name, which the document must repeat letter by letter.
    pub(crate) fn fetch(name: &str, url: &Url, http: &Http) -> Result<Self, OidcError> {
        let place = format!("{}/.well-known/openid-configuration", name.trim_end_matches('/'));
        let bytes = http.get(&address::endpoint(&place, url)?)?;
        let metadata: Self = serde_json::from_slice(&bytes)
            .map_err(|error| OidcError::malformed(Part::Discovery, Flaw::Json(error)))?;
        if metadata.issuer == name {
            Ok(metadata)
        } else {
            Err(OidcError::wrong_issuer(name, &metadata.issuer))
        }
    }

    pub(crate) fn keys(&self, issuer: &Url) -> Result<Url, OidcError> {
        address::endpoint(&self.jwks_uri, issuer)
    }

    pub(crate) fn authorization(&self, issuer: &Url) -> Result<Url, OidcError> {
        needed(self.authorization_endpoint.as_deref(), "authorization_endpoint", issuer)
    }

    pub(crate) fn token(&self, issuer: &Url) -> Result<Url, OidcError> {
        needed(self.token_endpoint.as_deref(), "token_endpoint", issuer)
    }

    pub(crate) fn user_info(&self, issuer: &Url) -> Result<Option<Url>, OidcError> {
        self.userinfo_endpoint.as_deref().map(|text| address::endpoint(text, issuer)).transpose()
    }

    /// Whether the client's secret goes into the form. The standard's own way is the header.
    pub(crate) fn wants_secret_in_form(&self) -> bool {
        let offers = |method: &str| {
            self.token_endpoint_auth_methods_supported
                .as_ref()
                .is_some_and(|methods| methods.iter().any(|offered| offered == method))
        };
        offers("client_secret_post") && !offers("client_secret_basic")
    }

    /// Whether answers name their issuer (RFC 9207).
    pub(crate) fn names_itself(&self) -> bool {
        self.authorization_response_iss_parameter_supported == Some(true)
    }
}

fn needed(text: Option<&str>, name: &'static str, issuer: &Url) -> Result<Url, OidcError> {
    let lacks = || OidcError::malformed(Part::Discovery, Flaw::Lacks(name));
    address::endpoint(text.ok_or_else(lacks)?, issuer)
}
