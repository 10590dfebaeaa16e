//! Identity providers in `blaupause.toml`: `[[provider]]`, with `[[provider.role]]` for the groups that have a role here.

use std::{fs, path::PathBuf};

use blueprint::Slug;
use oidc::{ProviderConfig, Reach, Roots, Secret};
use registry::Role;
use serde::Deserialize;
use web::{GroupRole, SignInProvider};

use crate::{config::Hidden, exit::Failure};

/// One provider, as the file says it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProviderEntry {
    /// In addresses: `/anmelden/{id}`.
    id: String,
    /// On the page where people choose.
    name: String,
    /// Letter by letter as the provider calls itself.
    issuer: String,
    client_id: String,
    client_secret: Option<Hidden>,
    /// Beyond `openid`.
    #[serde(default = "usual_scopes")]
    scopes: Vec<String>,
    /// The claim that holds a person's groups.
    groups_claim: Option<String>,
    /// Certificates in PEM that count instead of the public ones.
    ca_file: Option<PathBuf>,
    #[serde(default, rename = "role")]
    roles: Vec<RoleEntry>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleEntry {
    group: String,
    organisation: String,
    role: String,
}

fn usual_scopes() -> Vec<String> {
    vec!["profile".to_owned(), "email".to_owned()]
}

/// As the server wants them.
pub(crate) fn decided(entries: &[ProviderEntry]) -> Result<Vec<SignInProvider>, Failure> {
    entries.iter().map(ProviderEntry::decided).collect()
}

impl ProviderEntry {
    fn decided(&self) -> Result<SignInProvider, Failure> {
        let id: Slug = self.id.parse().map_err(|_malformed| {
            self.faulty(
                "id",
                "Kleinbuchstaben, Ziffern und Bindestriche",
                "lower-case letters, digits and hyphens",
            )
        })?;
        Ok(SignInProvider {
            id,
            name: self.name.clone(),
            config: ProviderConfig {
                issuer: self.issuer.clone(),
                client_id: self.client_id.clone(),
                client_secret: self
                    .client_secret
                    .as_ref()
                    .map(|secret| Secret::new(secret.reveal())),
                scopes: self.scopes.clone(),
                groups_claim: self.groups_claim.clone(),
                reach: Reach { roots: self.roots()?, ..Reach::default() },
            },
            roles: self.roles.iter().map(|entry| self.role(entry)).collect::<Result<_, _>>()?,
        })
    }

    fn roots(&self) -> Result<Roots, Failure> {
        let Some(path) = &self.ca_file else { return Ok(Roots::default()) };
        let pem = fs::read(path).map_err(|error| Failure::file(path, &error))?;
        Roots::from_pem(&pem).map_err(|error| {
            self.faulty("ca_file", "Zertifikate in PEM", "certificates in PEM").because(&error)
        })
    }

    fn role(&self, entry: &RoleEntry) -> Result<GroupRole, Failure> {
        let organisation: Slug = entry.organisation.parse().map_err(|_malformed| {
            self.faulty(
                "role.organisation",
                "das Kürzel einer Organisation",
                "an organisation’s slug",
            )
        })?;
        let role: Role = entry
            .role
            .parse()
            .map_err(|error| self.faulty("role.role", "eine Rolle", "a role").because(&error))?;
        Ok(GroupRole { group: entry.group.clone(), organisation, role })
    }

    fn faulty(&self, member: &str, de: &str, en: &str) -> Failure {
        let id = &self.id;
        Failure::usage(
            format!("blaupause.toml: provider „{id}“: {member} ist nicht {de}."),
            format!("blaupause.toml: provider “{id}”: {member} is not {en}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        provider: Vec<ProviderEntry>,
    }

    const WHOLE: &str = r#"
        [[provider]]
        id = "musterstadt"
        name = "Musterstadt-Konto"
        issuer = "https://idp.musterstadt.example"
        client_id = "register"
        client_secret = "geheim"
        groups_claim = "groups"
        [[provider.role]]
        group = "register-leitung"
        organisation = "musterstadt"
        role = "owner"
    "#;

    #[test]
    fn a_provider_is_read_and_its_secret_is_not_shown() {
        let file: File = toml::from_str(WHOLE).unwrap();
        assert!(!format!("{:?}", file.provider).contains("geheim"));
        let decided = decided(&file.provider).unwrap();
        assert_eq!(decided[0].config.scopes, ["profile", "email"]);
        assert_eq!(decided[0].roles[0].role, Role::Owner);
        assert!(!format!("{decided:?}").contains("geheim"));
    }

    #[test]
    fn what_cannot_be_meant_is_named() {
        for (right, wrong) in [
            ("id = \"musterstadt\"", "id = \"Muster Stadt\""),
            ("role = \"owner\"", "role = \"chef\""),
            ("organisation = \"musterstadt\"", "organisation = \"?\""),
        ] {
            let file: File = toml::from_str(&WHOLE.replace(right, wrong)).unwrap();
            assert!(decided(&file.provider).is_err(), "{wrong}");
        }
        let unknown = WHOLE.replace("client_id", "klient");
        assert!(toml::from_str::<File>(&unknown).is_err());
    }
}
