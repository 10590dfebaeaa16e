//! The identity providers of the operator's choice: where people may sign in besides here.
//!
//! A provider is asked what it offers when somebody first wants to sign in there, and again when that failed: a
//! provider that is away at the start keeps nobody from anything else.

use std::sync::{Arc, Mutex, PoisonError};

use blueprint::Slug;
use oidc::{OidcError, Provider, ProviderConfig};
use registry::Role;

/// A provider, as the operator configures it.
#[derive(Clone, Debug)]
pub struct SignInProvider {
    /// In addresses.
    pub id: Slug,
    /// On the page where people choose.
    pub name: String,
    pub config: ProviderConfig,
    /// Which groups there are which roles here.
    pub roles: Vec<GroupRole>,
}

/// A group at a provider, and the role that its members have here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRole {
    pub group: String,
    pub organisation: Slug,
    pub role: Role,
}

/// All of them, and what is known of each.
#[derive(Debug)]
pub(crate) struct Providers(Vec<Known>);

#[derive(Debug)]
struct Known {
    settings: SignInProvider,
    asked: Mutex<Option<Arc<Provider>>>,
}

impl Providers {
    pub(crate) fn new(all: Vec<SignInProvider>) -> Self {
        let known = |settings| Known { settings, asked: Mutex::new(None) };
        Self(all.into_iter().map(known).collect())
    }

    /// Id and name of each.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|known| (known.settings.id.as_str(), known.settings.name.as_str()))
    }

    /// The provider, and what the operator says of it; `None` where there is none of that id. Asks over the network
    /// the first time, so it belongs on the blocking pool.
    pub(crate) fn get(
        &self,
        id: &str,
        now: i64,
    ) -> Option<Result<(Arc<Provider>, &SignInProvider), OidcError>> {
        let known = self.0.iter().find(|known| known.settings.id.as_str() == id)?;
        Some(known.ask(now).map(|provider| (provider, &known.settings)))
    }
}

impl Known {
    fn ask(&self, now: i64) -> Result<Arc<Provider>, OidcError> {
        // Whoever waits here would have asked the same.
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(provider) = &*asked {
            return Ok(Arc::clone(provider));
        }
        let provider = Arc::new(Provider::discover(self.settings.config.clone(), now)?);
        *asked = Some(Arc::clone(&provider));
        Ok(provider)
    }
}

impl SignInProvider {
    /// The roles of somebody in these groups: the highest where several groups give one in the same organisation.
    pub(crate) fn roles_of(&self, groups: &[String]) -> Vec<(Slug, Role)> {
        let mut found: Vec<(Slug, Role)> = Vec::new();
        for given in self.roles.iter().filter(|given| groups.contains(&given.group)) {
            match found.iter_mut().find(|(organisation, _)| *organisation == given.organisation) {
                Some((_, role)) => *role = (*role).max(given.role),
                None => found.push((given.organisation.clone(), given.role)),
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_role_counts_and_unknown_groups_give_none() {
        let role = |group: &str, organisation: &str, role| GroupRole {
            group: group.to_owned(),
            organisation: organisation.parse().unwrap(),
            role,
        };
        let provider = SignInProvider {
            id: "idp".parse().unwrap(),
            name: "IDP".to_owned(),
            config: ProviderConfig {
                issuer: "https://idp.example".to_owned(),
                client_id: "register".to_owned(),
                client_secret: None,
                scopes: Vec::new(),
                groups_claim: None,
                reach: oidc::Reach::default(),
            },
            roles: vec![
                role("a", "musterstadt", Role::Reader),
                role("b", "musterstadt", Role::Owner),
                role("c", "beispielkreis", Role::Publisher),
            ],
        };
        let of = |groups: &[&str]| {
            let groups: Vec<String> = groups.iter().map(|group| (*group).to_owned()).collect();
            provider.roles_of(&groups)
        };
        assert_eq!(of(&["b", "a", "x"]), [("musterstadt".parse().unwrap(), Role::Owner)]);
        assert_eq!(of(&["a", "c"]).len(), 2);
        assert_eq!(of(&[]), []);
    }
}
