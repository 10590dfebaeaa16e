//! The API of a registry as Rust functions: blocking, with the types of the wire and with errors to decide by.
//!
//! Decides nothing about blueprints; what a document must contain, the registry says. Law: a document's bytes are
//! given out only when their SHA-256 is the digest that the registry names.
//!
//! ```no_run
//! use client::{Client, Error, Publish, Query, Syntax};
//!
//! let registry = Client::new("https://register.example")?.with_token("blp_…");
//! for found in registry.search(&Query { text: "Parkausweis", ..Query::default() })?.items {
//!     println!("{}/{}", found.owner, found.name);
//! }
//!
//! let document = registry.document("mrn", "handwerkerparkausweis", "^2.0")?;
//! println!("{}: {} bytes", document.version, document.bytes.len());
//!
//! let bytes = br#"{"format": 1}"#;
//! let address = ["musterstadt", "fundsache-melden", "1.0.0"];
//! match registry.publish(address, (bytes, Syntax::Json), Publish::default()) {
//!     Ok(published) => println!("{}", published.digest),
//!     Err(Error::Problem(problem)) => {
//!         for finding in problem.findings {
//!             println!("{}: {}", finding.pointer, finding.message);
//!         }
//!     }
//!     Err(other) => return Err(other),
//! }
//! # Ok::<(), Error>(())
//! ```

mod address;
mod adoptions;
mod error;
mod exchange;

use std::{fmt, time::Duration};

use sha2::{Digest as _, Sha256};
use ureq::Agent;

use crate::address::Address;

pub use adoptions::OwnAdoption;
pub use error::Error;

/// A registry to talk to. Clones share the connections.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    base: Address,
    token: Option<String>,
    language: String,
}

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Json,
    Yaml,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// Empty: everything.
    pub text: &'a str,
    /// Facets and their values, such as `("state", "08")`.
    pub facets: &'a [(String, String)],
    /// `relevance`, `updated`, `adoptions` or `name`.
    pub sort: Option<&'a str>,
    pub limit: Option<u32>,
    /// Where an earlier page said that the next one begins.
    pub cursor: Option<&'a str>,
}

/// How a version shall be published.
#[derive(Clone, Copy, Debug, Default)]
pub struct Publish<'a> {
    /// Run exactly the same checks, and write nothing.
    pub dry_run: bool,
    /// Why the number says less than the changes ask for; without a reason it may not.
    pub override_reason: Option<&'a str>,
}

/// A version's document as the registry keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The canonical bytes.
    pub bytes: Vec<u8>,
    /// The exact version that the reference meant.
    pub version: String,
    /// `sha256:` and 64 hexadecimal digits; these bytes have it.
    pub digest: String,
}

/// No registry needs longer to say that it is there.
const CONNECT: Duration = Duration::from_secs(10);
/// For a whole call, with the body.
const CALL: Duration = Duration::from_mins(1);

impl Client {
    /// For the registry at an address such as `https://register.example` or `http://127.0.0.1:8080`.
    pub fn new(registry: &str) -> Result<Self, Error> {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(CALL))
            // The token and the document go to the registry that was named and nowhere else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("blaupause-client/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Ok(Self { agent, base: Address::parse(registry)?, token: None, language: "de".to_owned() })
    }

    /// Acts for the organisation whose token this is.
    #[must_use]
    pub fn with_token(self, token: impl Into<String>) -> Self {
        Self { token: Some(token.into()), ..self }
    }

    /// The language of findings and messages: `de` or `en`.
    #[must_use]
    pub fn with_language(self, language: impl Into<String>) -> Self {
        Self { language: language.into(), ..self }
    }

    /// Finds and lists blueprints.
    pub fn search(&self, query: &Query<'_>) -> Result<wire::BlueprintPage, Error> {
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        if !query.text.is_empty() {
            pairs.push(("q", query.text));
        }
        pairs.extend(query.facets.iter().map(|(facet, value)| (facet.as_str(), value.as_str())));
        pairs.extend(query.sort.map(|sort| ("sort", sort)));
        let limit = query.limit.map(|limit| limit.to_string());
        pairs.extend(limit.as_deref().map(|limit| ("limit", limit)));
        pairs.extend(query.cursor.map(|cursor| ("cursor", cursor)));
        self.get(&self.base.of(&["blueprints"]), &pairs)
    }

    /// A blueprint at a glance.
    pub fn blueprint(&self, owner: &str, name: &str) -> Result<wire::BlueprintSummary, Error> {
        self.get(&self.base.of(&["blueprints", owner, name]), &[])
    }

    /// Versions, newest first.
    pub fn versions(
        &self,
        owner: &str,
        name: &str,
        cursor: Option<&str>,
    ) -> Result<wire::VersionPage, Error> {
        let pairs: Vec<(&str, &str)> =
            cursor.map(|cursor| ("cursor", cursor)).into_iter().collect();
        self.get(&self.base.of(&["blueprints", owner, name, "versions"]), &pairs)
    }

    /// One version: exact, `latest`, or a requirement such as `^2.0`.
    pub fn version(
        &self,
        owner: &str,
        name: &str,
        reference: &str,
    ) -> Result<wire::VersionItem, Error> {
        self.get(&self.base.of(&["blueprints", owner, name, "versions", reference]), &[])
    }

    /// A version's document, checked against its digest.
    pub fn document(&self, owner: &str, name: &str, reference: &str) -> Result<Document, Error> {
        let url = self.base.of(&["blueprints", owner, name, "versions", reference, "document"]);
        let mut answer = exchange::answer(self.prepared(self.agent.get(&url)).call())?;
        let [version, digest] = ["blaupause-version", "blaupause-digest"].map(|header| {
            answer
                .headers()
                .get(header)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .to_owned()
        });
        let bytes = exchange::bytes(&mut answer)?;
        let actual = format!("sha256:{}", hex(&Sha256::digest(&bytes)));
        if actual == digest {
            Ok(Document { bytes, version, digest })
        } else {
            Err(Error::Altered { expected: digest, actual })
        }
    }

    /// Publishes a version at owner, name and version, or finds that these very bytes are published already.
    pub fn publish(
        &self,
        [owner, name, version]: [&str; 3],
        document: (&[u8], Syntax),
        wish: Publish<'_>,
    ) -> Result<wire::PublishResult, Error> {
        let mut pairs = Vec::new();
        if wish.dry_run {
            pairs.push(("dry_run", "true"));
        }
        pairs.extend(wish.override_reason.map(|reason| ("override_reason", reason)));
        self.put_version([owner, name, version], document, &pairs)
    }

    /// Yanks a version for a reason; `None` takes that back.
    pub fn yank(
        &self,
        owner: &str,
        name: &str,
        version: &str,
        reason: Option<&str>,
    ) -> Result<wire::VersionItem, Error> {
        let url = self.base.of(&["blueprints", owner, name, "versions", version]);
        let yanked = reason.map(|reason| wire::YankReason { reason: reason.to_owned() });
        let body = exchange::json_bytes(&wire::YankRequest { yanked })?;
        let request = self.prepared(self.agent.patch(&url)).content_type("application/json");
        exchange::json(&mut exchange::answer(request.send(body.as_slice()))?)
    }

    /// Forks a blueprint. The same key with the same request gives the same answer again.
    pub fn fork(
        &self,
        owner: &str,
        name: &str,
        request: &wire::ForkRequest,
        idempotency_key: Option<&str>,
    ) -> Result<wire::ForkResult, Error> {
        let url = self.base.of(&["blueprints", owner, name, "forks"]);
        let body = exchange::json_bytes(request)?;
        let mut post = self.prepared(self.agent.post(&url)).content_type("application/json");
        if let Some(key) = idempotency_key {
            post = post.header("Idempotency-Key", key);
        }
        exchange::json(&mut exchange::answer(post.send(body.as_slice()))?)
    }

    /// A blueprint's direct forks.
    pub fn forks(
        &self,
        owner: &str,
        name: &str,
        cursor: Option<&str>,
    ) -> Result<wire::ForkPage, Error> {
        let pairs: Vec<(&str, &str)> =
            cursor.map(|cursor| ("cursor", cursor)).into_iter().collect();
        self.get(&self.base.of(&["blueprints", owner, name, "forks"]), &pairs)
    }

    /// Uploads an attachment before the document that names it, and gives its digest.
    pub fn upload(&self, bytes: &[u8], media_type: &str) -> Result<String, Error> {
        let digest = hex(&Sha256::digest(bytes));
        let put = self.agent.put(self.base.of(&["blobs", &digest]));
        exchange::answer(self.prepared(put).content_type(media_type).send(bytes))?;
        Ok(format!("sha256:{digest}"))
    }

    /// An attachment by its digest `sha256:…`, checked against it.
    pub fn attachment(&self, digest: &str) -> Result<Vec<u8>, Error> {
        let hexadecimal = digest.strip_prefix("sha256:").unwrap_or(digest);
        let url = self.base.of(&["blobs", hexadecimal]);
        let mut answer = exchange::answer(self.prepared(self.agent.get(&url)).call())?;
        let bytes = exchange::bytes(&mut answer)?;
        let actual = hex(&Sha256::digest(&bytes));
        if actual == hexadecimal {
            Ok(bytes)
        } else {
            Err(Error::Altered { expected: digest.to_owned(), actual: format!("sha256:{actual}") })
        }
    }

    /// Organisations by name in addresses.
    pub fn organisations(&self, cursor: Option<&str>) -> Result<wire::OrganisationPage, Error> {
        let pairs: Vec<(&str, &str)> =
            cursor.map(|cursor| ("cursor", cursor)).into_iter().collect();
        self.get(&self.base.of(&["organisations"]), &pairs)
    }

    pub fn organisation(&self, slug: &str) -> Result<wire::Organisation, Error> {
        self.get(&self.base.of(&["organisations", slug]), &[])
    }

    fn put_version(
        &self,
        [owner, name, version]: [&str; 3],
        (bytes, syntax): (&[u8], Syntax),
        pairs: &[(&str, &str)],
    ) -> Result<wire::PublishResult, Error> {
        let url = self.base.of(&["blueprints", owner, name, "versions", version]);
        let media_type = match syntax {
            Syntax::Json => "application/json",
            Syntax::Yaml => "application/yaml",
        };
        let put = self.agent.put(&url).query_pairs(pairs.iter().copied());
        let request = self.prepared(put).content_type(media_type);
        exchange::json(&mut exchange::answer(request.send(bytes))?)
    }
}

impl fmt::Debug for Client {
    /// Without the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("registry", &self.base).finish_non_exhaustive()
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_written_in_lower_case_hexadecimal() {
        assert_eq!(hex(&[0x00, 0x0a, 0xf1, 0xff]), "000af1ff");
    }

    #[test]
    fn the_token_is_in_no_debug_output() {
        let client = Client::new("https://register.example").unwrap().with_token("blp_geheim");
        assert!(!format!("{client:?}").contains("geheim"));
    }
}
