//! Trusted publishing in `blaupause.toml`: `[trusted_publishing]`.

use std::{fs, path::PathBuf};

use oidc::Roots;
use serde::Deserialize;
use web::TrustedPublishing;

use crate::exit::Failure;

/// As the file says it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrustEntry {
    /// Only these may be named by organisations; absent: every one that is reached by `https`.
    issuers: Option<Vec<String>>,
    /// Whether they may lie in private networks, and on this machine with `http`.
    #[serde(default)]
    allow_private_networks: bool,
    /// Certificates in PEM that count instead of the public ones.
    ca_file: Option<PathBuf>,
}

impl TrustEntry {
    /// As the server wants it.
    pub(crate) fn decided(&self) -> Result<TrustedPublishing, Failure> {
        for issuer in self.issuers.iter().flatten() {
            let is_secure = oidc::issuer_address(issuer).map_err(|error| {
                faulty("issuers", "Adressen von Ausstellern", "addresses of issuers")
                    .because(&error)
            })?;
            if !is_secure && !self.allow_private_networks {
                return Err(faulty(
                    "issuers",
                    "Adressen mit https:// (http:// nur mit allow_private_networks = true)",
                    "addresses with https:// (http:// only with allow_private_networks = true)",
                ));
            }
        }
        Ok(TrustedPublishing {
            issuers: self.issuers.clone(),
            allow_private_networks: self.allow_private_networks,
            roots: self.roots()?,
        })
    }

    fn roots(&self) -> Result<Roots, Failure> {
        let Some(path) = &self.ca_file else { return Ok(Roots::default()) };
        let pem = fs::read(path).map_err(|error| Failure::file(path, &error))?;
        Roots::from_pem(&pem).map_err(|error| {
            faulty("ca_file", "Zertifikate in PEM", "certificates in PEM").because(&error)
        })
    }
}

fn faulty(member: &str, de: &str, en: &str) -> Failure {
    Failure::usage(
        format!("blaupause.toml: trusted_publishing: {member} nennt nicht nur {de}."),
        format!("blaupause.toml: trusted_publishing: {member} names other things than {en}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(toml: &str) -> Result<TrustedPublishing, Failure> {
        toml::from_str::<TrustEntry>(toml).unwrap().decided()
    }

    #[test]
    fn the_operator_decides_whom_organisations_may_name() {
        let open = decided("").unwrap();
        assert!(open.issuers.is_none() && !open.allow_private_networks);
        let listed = decided(r#"issuers = ["https://gitlab.musterstadt.example"]"#).unwrap();
        assert_eq!(listed.issuers.unwrap(), ["https://gitlab.musterstadt.example"]);
        assert!(decided(r#"issuers = ["gitlab"]"#).is_err());
        assert!(decided(r#"issuers = ["http://127.0.0.1:4000"]"#).is_err());
        let inside =
            decided("issuers = [\"http://127.0.0.1:4000\"]\nallow_private_networks = true");
        assert!(inside.unwrap().allow_private_networks);
        assert!(decided(r#"ca_file = "/nowhere.pem""#).is_err());
        assert!(toml::from_str::<TrustEntry>("isuers = []").is_err());
    }
}
