//! The keys of an issuer as they are known here, and when they are asked for again.
//!
//! Law: a key that the issuer withdrew counts for an hour at most while the issuer can be reached, and for a day at
//! most when it cannot. Whatever tokens are shown, the issuer is asked no more than once a minute.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use url::Url;

use crate::{OidcError, fields::SECOND, http::Http, jws::Jws, keys::Keys};

/// No more than one question within this time.
const PAUSE: i64 = 60 * SECOND;
/// Then they are asked for again; until they come, the old ones serve.
const FRESH: i64 = 60 * 60 * SECOND;
/// Then they serve no more.
const KEPT: i64 = 24 * FRESH;

#[derive(Debug)]
pub(crate) struct Keyring {
    url: Url,
    held: RwLock<Arc<Held>>,
    /// When they were last asked for. Locked while they are, so that those who need them wait for the one who asks.
    asked_at: Mutex<i64>,
}

#[derive(Debug)]
struct Held {
    keys: Keys,
    since: i64,
}

impl Keyring {
    pub(crate) fn fetch(url: Url, http: &Http, now: i64) -> Result<Self, OidcError> {
        let keys = Keys::parse(&http.get(&url)?)?;
        let held = RwLock::new(Arc::new(Held { keys, since: now }));
        Ok(Self { url, held, asked_at: Mutex::new(now) })
    }

    pub(crate) fn verify(&self, jws: &Jws<'_>, http: &Http, now: i64) -> Result<(), OidcError> {
        let held = self.current(http, now)?;
        match held.keys.verify(jws) {
            // The issuer may have changed its keys since.
            Err(OidcError::UnknownKey) => match self.newer(&held, http, now)? {
                Some(newer) => newer.keys.verify(jws),
                None => Err(OidcError::UnknownKey),
            },
            decided => decided,
        }
    }

    fn current(&self, http: &Http, now: i64) -> Result<Arc<Held>, OidcError> {
        let held = self.held();
        if held.age(now) < FRESH {
            return Ok(held);
        }
        match self.newer(&held, http, now) {
            Ok(Some(newer)) => Ok(newer),
            Ok(None) | Err(_) if held.age(now) < KEPT => Ok(held),
            Ok(None) => Err(OidcError::UnknownKey),
            Err(error) => Err(error),
        }
    }

    /// Others than `known`: fetched by somebody meanwhile, or now. `None` when it is too early to ask again.
    fn newer(
        &self,
        known: &Arc<Held>,
        http: &Http,
        now: i64,
    ) -> Result<Option<Arc<Held>>, OidcError> {
        let mut asked_at = self.asked_at.lock().unwrap_or_else(PoisonError::into_inner);
        let held = self.held();
        if !Arc::ptr_eq(&held, known) {
            return Ok(Some(held));
        }
        // A clock that was set back must not silence the question until it has caught up.
        if (*asked_at..asked_at.saturating_add(PAUSE)).contains(&now) {
            return Ok(None);
        }
        *asked_at = now;
        let keys = Keys::parse(&http.get(&self.url)?)?;
        let newer = Arc::new(Held { keys, since: now });
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&newer);
        Ok(Some(newer))
    }

    fn held(&self) -> Arc<Held> {
        Arc::clone(&self.held.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Held {
    fn age(&self, now: i64) -> i64 {
        now.saturating_sub(self.since)
    }
}
