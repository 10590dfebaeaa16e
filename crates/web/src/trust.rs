//! The issuers of CI systems' tokens: which may be named at all, and what is known of each that was asked.
//!
//! Law: an issuer is asked only when an organisation trusts it and the operator allows it; one that does not answer is
//! left alone for a minute, whatever tokens are shown meanwhile.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use blueprint::{Code, Finding, Message, Path, Pointer, Severity};
use oidc::{Network, OidcError, Reach, Roots, TrustedIssuer, issuer_address};

/// What the operator says of trusted publishing.
#[derive(Clone, Debug, Default)]
pub struct TrustedPublishing {
    /// Only these may be named; `None`: every one that is reached by `https`.
    pub issuers: Option<Vec<String>>,
    /// Issuers may lie in private networks, and on this machine with `http`.
    pub allow_private_networks: bool,
    /// Whose certificates count.
    pub roots: Roots,
}

/// All that were asked.
#[derive(Debug)]
pub(crate) struct Issuers {
    settings: TrustedPublishing,
    known: Mutex<HashMap<String, Arc<Mutex<Asked>>>>,
}

/// What became of asking one.
#[derive(Debug, Default)]
enum Asked {
    #[default]
    Never,
    Known(Arc<TrustedIssuer>),
    Silent {
        since: i64,
    },
}

/// Why an issuer's keys are not at hand.
#[derive(Debug)]
pub(crate) enum NoIssuer {
    /// The operator does not allow it.
    NotAllowed,
    Failed(OidcError),
    /// It did not answer within the last minute.
    Silent,
}

const PAUSE: i64 = 60 * 1_000_000;

impl Issuers {
    pub(crate) fn new(settings: TrustedPublishing) -> Self {
        Self { settings, known: Mutex::default() }
    }

    /// What is wrong with an issuer that somebody wants to name.
    pub(crate) fn fault(&self, issuer: &str) -> Option<Finding> {
        let message = match issuer_address(issuer) {
            _ if 500 < issuer.len() => unreadable(),
            Err(_malformed) => unreadable(),
            Ok(false) if !self.settings.allow_private_networks => unreadable(),
            Ok(_) if self.is_listed(issuer) => return None,
            Ok(_) => Message::new(
                "Diesen Aussteller lässt die Betriebsstelle nicht zu. Bitten Sie sie, ihn aufzunehmen.",
                "The operator does not allow this issuer. Ask them to add it.",
            ),
        };
        let place = "/issuer";
        Some(Finding {
            code: Code("trust-issuer"),
            severity: Severity::Error,
            pointer: Pointer::new(place),
            path: Path::from(place),
            message,
        })
    }

    /// The issuer with its keys. May ask over the network, so it belongs on the blocking pool.
    pub(crate) fn get(&self, issuer: &str, now: i64) -> Result<Arc<TrustedIssuer>, NoIssuer> {
        if self.fault(issuer).is_some() {
            return Err(NoIssuer::NotAllowed);
        }
        let one = Arc::clone(locked(&self.known).entry(issuer.to_owned()).or_default());
        // Whoever waits here would have asked the same.
        let mut asked = locked(&one);
        match &*asked {
            Asked::Known(known) => return Ok(Arc::clone(known)),
            Asked::Silent { since } if (*since..since.saturating_add(PAUSE)).contains(&now) => {
                return Err(NoIssuer::Silent);
            }
            Asked::Silent { .. } | Asked::Never => {}
        }
        match TrustedIssuer::discover(issuer, &self.reach(), now) {
            Ok(found) => {
                let found = Arc::new(found);
                *asked = Asked::Known(Arc::clone(&found));
                Ok(found)
            }
            Err(error) => {
                *asked = Asked::Silent { since: now };
                Err(NoIssuer::Failed(error))
            }
        }
    }

    fn is_listed(&self, issuer: &str) -> bool {
        let listed = self.settings.issuers.as_ref();
        listed.is_none_or(|listed| listed.iter().any(|known| known == issuer))
    }

    fn reach(&self) -> Reach {
        let network =
            if self.settings.allow_private_networks { Network::Any } else { Network::Public };
        Reach { network, roots: self.settings.roots.clone(), ..Reach::default() }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn unreadable() -> Message {
    Message::new(
        "Nennen Sie die Adresse des Ausstellers, so wie er sich selbst nennt. Sie beginnt mit https:// und hat kein „?“ und kein „#“.",
        "Give the issuer’s address as it calls itself. It begins with https:// and has neither “?” nor “#”.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issuers(issuers: Option<&[&str]>, allow_private_networks: bool) -> Issuers {
        let issuers = issuers.map(|all| all.iter().map(|one| (*one).to_owned()).collect());
        Issuers::new(TrustedPublishing { issuers, allow_private_networks, roots: Roots::default() })
    }

    #[test]
    fn only_what_the_operator_allows_may_be_named() {
        let open = issuers(None, false);
        assert!(open.fault("https://gitlab.musterstadt.example").is_none());
        for bad in ["", "gitlab.example", "http://127.0.0.1:4000", "https://a.example/?b"] {
            assert!(open.fault(bad).is_some(), "{bad}");
        }
        let listed = issuers(Some(&["https://gitlab.example"]), false);
        assert!(listed.fault("https://gitlab.example").is_none());
        assert!(listed.fault("https://gitlab.example/").is_some());
        assert!(issuers(None, true).fault("http://127.0.0.1:4000").is_none());
    }

    #[test]
    fn nobody_is_led_into_a_private_network() {
        let open = issuers(None, false);
        // An address whose turn of the name server leads inside is no other case: the address connected to counts.
        for inside in ["https://127.0.0.1:9", "https://localhost:9", "https://169.254.169.254"] {
            let refused = open.get(inside, 0);
            let is_private = matches!(refused, Err(NoIssuer::Failed(OidcError::NotPublic(_))));
            assert!(is_private, "{inside}: {refused:?}");
        }
    }

    #[test]
    fn an_issuer_that_does_not_answer_is_left_alone_for_a_minute() {
        let open = issuers(None, true);
        // The port of a listener that is gone.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let gone = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        assert!(matches!(open.get(&gone, 0), Err(NoIssuer::Failed(_))));
        assert!(matches!(open.get(&gone, PAUSE - 1), Err(NoIssuer::Silent)));
        assert!(matches!(open.get(&gone, PAUSE), Err(NoIssuer::Failed(_))));
    }
}
