//! How an issuer is reached: how long it is waited for, whose certificates count, which networks may be asked.

use std::time::Duration;

use ureq::tls::{PemItem, RootCerts, parse_pem};

use crate::OidcError;

/// The bounds of each question to an issuer. The default suits a provider that the operator chose.
#[derive(Clone, Debug)]
pub struct Reach {
    /// For a connection, with TLS.
    pub connect: Duration,
    /// For a question and its whole answer.
    pub total: Duration,
    pub roots: Roots,
    pub network: Network,
}

/// Whose certificates count: the public authorities (Mozilla's list), or the operator's own.
#[derive(Clone, Debug)]
pub struct Roots(pub(crate) RootCerts);

/// Which addresses an issuer's name may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// All, and through the proxy of the environment (`HTTPS_PROXY`) where there is one. For issuers that the operator
    /// named.
    Any,
    /// Only the public internet, and without a proxy, which could lead elsewhere. For issuers that others name.
    Public,
}

impl Default for Reach {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            total: Duration::from_secs(10),
            roots: Roots::default(),
            network: Network::Any,
        }
    }
}

impl Default for Roots {
    fn default() -> Self {
        Self(RootCerts::WebPki)
    }
}

impl Roots {
    /// Only these certificates count, and no public ones: for a provider behind an authority of one's own.
    pub fn from_pem(pem: &[u8]) -> Result<Self, OidcError> {
        let mut certificates = Vec::new();
        for item in parse_pem(pem) {
            match item.map_err(|error| OidcError::Roots(Some(Box::new(error))))? {
                PemItem::Certificate(certificate) => certificates.push(certificate),
                _other => {}
            }
        }
        if certificates.is_empty() {
            return Err(OidcError::Roots(None));
        }
        Ok(Self(RootCerts::from(certificates)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_refused() {
        for bad in ["", "https://login.example", "-----BEGIN CERTIFICATE-----\nä\n"] {
            assert!(matches!(Roots::from_pem(bad.as_bytes()), Err(OidcError::Roots(_))), "{bad}");
        }
    }
}
