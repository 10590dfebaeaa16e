//! Against an issuer that is a real server on a real port, in the same process.
//!
//! The issuer is honest unless a test tells it to be otherwise, and checks what a provider must check: the client's
//! secret, that a code is used once, PKCE, the redirect address.

#[cfg(test)]
mod ci;
#[cfg(test)]
mod discovery;
#[cfg(test)]
mod issuer;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod person;
#[cfg(test)]
mod rotation;
#[cfg(test)]
mod server;
#[cfg(test)]
mod signin;
#[cfg(test)]
mod token;
