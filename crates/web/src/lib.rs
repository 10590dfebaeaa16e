//! HTTP: the JSON API and the pages. The only crate that names actix-web.
//!
//! A handler extracts, calls one use case of the registry, converts. It decides nothing about blueprints and knows
//! no SQL. Use cases are synchronous; each runs in one hop to the blocking pool.

mod api;
mod conditional;
mod gate;
mod limits;
mod metrics;
mod notice;
mod pages;
mod problem;
mod providers;
mod remark;
mod searches;
mod server;
mod session;
pub mod shape;
mod state;
mod trust;

pub use gate::table::{act_of, pages};
pub use limits::RateLimits;
pub use providers::{GroupRole, SignInProvider};
pub use searches::{Place, SearchLimits, Searches};
pub use server::{Server, Settings};
pub use state::Edge;
pub use trust::TrustedPublishing;
