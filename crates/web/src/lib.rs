//! HTTP: the JSON API and the pages. The only crate that names actix-web.
//!
//! A handler extracts, calls one use case of the registry, converts. It decides nothing about blueprints and knows
//! no SQL. Use cases are synchronous; each runs in one hop to the blocking pool.

mod api;
mod conditional;
mod limits;
mod pages;
mod problem;
mod server;
pub mod shape;
mod state;

pub use limits::RateLimits;
pub use server::{Server, Settings};
