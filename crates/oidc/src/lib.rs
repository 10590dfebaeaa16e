//! What the registry needs of OpenID Connect: people sign in at the provider of their organisation, and CI systems
//! prove by a token for which project they work.
//!
//! - [`Provider`]: authorization code flow with PKCE. [`Provider::begin`] sends a person away, [`Provider::finish`]
//!   says who came back. What lies between, [`Pending`], the caller keeps, on its side, for one use, and bound to the
//!   browser that began.
//! - [`TrustedIssuer`]: a token made elsewhere, judged here. The caller sees to it that each is taken only once, by
//!   [`CiToken::id`].
//!
//! Both ask the issuer over the network and block meanwhile, bounded by [`Reach`]. Time is microseconds since the Unix
//! epoch; time and random bytes are arguments.
//!
//! Law: nothing is believed before its signature, by a key of the issuer that was named and an algorithm of
//! asymmetric keys; `none` and shared secrets do not exist here. The only crate that names `ring`.
//!
//! Absent: sessions, roles, cookies, the implicit flow, encrypted tokens, dynamic registration, a log.

mod address;
mod algorithm;
mod ci;
mod discovery;
mod error;
mod fields;
mod http;
mod identity;
mod issuer;
mod jws;
mod keyring;
mod keys;
mod pending;
mod provider;
mod public;
mod reach;
mod secret;
#[cfg(feature = "testing")]
pub mod testing;

pub use address::issuer_address;
pub use ci::{CiToken, TrustedIssuer, claimed_issuer};
pub use error::{Flaw, OidcError, Part};
pub use identity::Identity;
pub use pending::Pending;
pub use provider::{Begun, Callback, Provider, ProviderConfig};
pub use reach::{Network, Reach, Roots};
pub use secret::Secret;
