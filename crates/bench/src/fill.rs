//! A registry filled from the corpus, in this process and through the one door: owners, versions, forks.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use blueprint::{BlueprintId, Slug, Syntax, VersionRef};
use fastrand::Rng;
use registry::{
    Actor, Address, Fork, ForkKind, NewToken, Organisation, OrganisationKind, OrganisationStanding,
    Pattern, Publish, Registry, Scope, authenticate, fork, organisation_create, publish,
    token_create,
};
use semver::Version;
use serde_json::Value;
use store::Store;
use testkit::{CorpusId, CorpusStep, corpus_owners, corpus_steps};

use crate::error::BenchError;

/// When the first version comes: 2026-01-01, in microseconds. Each one comes a second after the one before.
const BEGINNING: i64 = 1_767_225_600_000_000;

const N_THREADS: u64 = 2;

/// Blueprints that one thread takes at once; a fork and its upstream are never apart.
const CHUNK: u64 = 20;

/// What it took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filled {
    pub(crate) n_owners: usize,
    pub(crate) n_versions: u32,
    took: Duration,
}

impl Filled {
    pub(crate) fn per_second(&self) -> f64 {
        f64::from(self.n_versions) / self.took.as_secs_f64()
    }
}

/// Fills the database in `data`; the index stays empty, as the server makes it from the log.
pub(crate) fn fill(data: &Path, n_documents: u64) -> Result<Filled, BenchError> {
    fs::create_dir_all(data).map_err(BenchError::io("the data folder"))?;
    let url = format!("sqlite://{}/registry.db", data.display());
    let unreadable = || BenchError::Unreadable(url.clone());
    let store = Store::open(&url.parse().map_err(|_malformed| unreadable())?)
        .map_err(|error| BenchError::refused("the database")(error.into()))?;
    store.migrate().map_err(|error| BenchError::refused("the tables")(error.into()))?;
    let registry =
        Registry::open(store, &data.join("index")).map_err(BenchError::refused("the index"))?;
    let actors = owners(&registry, n_documents)?;
    let begun = Instant::now();
    let work = |thread: u64| -> Result<u32, BenchError> {
        let mine = |n: &u64| n / CHUNK % N_THREADS == thread;
        let mut n_versions = 0;
        for n in (0..n_documents).filter(mine) {
            n_versions += blueprint(&registry, &actors, n)?;
        }
        Ok(n_versions)
    };
    let mut n_versions = 0;
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> =
            (0..N_THREADS).map(|thread| scope.spawn(move || work(thread))).collect();
        for thread in threads {
            match thread.join() {
                Ok(done) => n_versions += done?,
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok::<(), BenchError>(())
    })?;
    Ok(Filled { n_owners: actors.len(), n_versions, took: begun.elapsed() })
}

/// Makes the owners, each with a token.
fn owners(registry: &Registry, n_documents: u64) -> Result<BTreeMap<String, Actor>, BenchError> {
    let mut rng = Rng::with_seed(1);
    let mut actors = BTreeMap::new();
    for owner in corpus_owners(n_documents) {
        let refused = || BenchError::refused(format!("the owner {}", owner.slug));
        let slug = slug(&owner.slug)?;
        let organisation = Organisation {
            slug: slug.clone(),
            kind: OrganisationKind::Municipality,
            name: owner.name.to_owned(),
            ars: Some(owner.ars.to_owned()),
            state: None,
            population: None,
            parent: None,
            created_at: BEGINNING,
            standing: OrganisationStanding::default(),
        };
        organisation_create(registry, &organisation).map_err(refused())?;
        let pattern: Pattern = format!("{slug}/*")
            .parse()
            .map_err(|_malformed| BenchError::Unreadable(owner.slug.clone()))?;
        let mut random = [0; 32];
        rng.fill(&mut random);
        let token = NewToken {
            organisation: &slug,
            scopes: &[Scope::Publish],
            pattern: &pattern,
            label: "bench",
            at: BEGINNING,
            expires_at: None,
            random: &random,
        };
        let secret = token_create(registry, &token).map_err(refused())?;
        let actor = authenticate(registry, &secret, BEGINNING).map_err(refused())?;
        actors.insert(owner.slug.clone(), actor);
    }
    Ok(actors)
}

/// Does all steps of blueprint `n` and gives how many versions came of them.
fn blueprint(
    registry: &Registry,
    actors: &BTreeMap<String, Actor>,
    n: u64,
) -> Result<u32, BenchError> {
    let mut n_versions = 0;
    let mut at = BEGINNING + i64::try_from(n).unwrap_or(0) * 1_000_000;
    for step in corpus_steps(n) {
        at += 1;
        match step {
            CorpusStep::Publish(document) => put(registry, actors, &document, at)?,
            CorpusStep::Fork { upstream, id, reason } => {
                let request = Fork {
                    upstream: &parsed(&upstream)?,
                    reference: &VersionRef::Exact(Version::new(1, 0, 0)),
                    id: &parsed(&id)?,
                    kind: ForkKind::Variant,
                    reason: &reason,
                    idempotency_key: None,
                    at,
                };
                fork(registry, actor(actors, &id.owner)?, &request)
                    .map_err(BenchError::refused(format!("the fork {}", id.name)))?;
            }
        }
        n_versions += 1;
    }
    Ok(n_versions)
}

fn put(
    registry: &Registry,
    actors: &BTreeMap<String, Actor>,
    document: &Value,
    at: i64,
) -> Result<(), BenchError> {
    let text = |member: &str| document.get(member).and_then(Value::as_str).unwrap_or_default();
    let id = CorpusId { owner: text("owner").to_owned(), name: text("name").to_owned() };
    let version = Version::parse(text("version"))
        .map_err(|_malformed| BenchError::Unreadable(text("version").to_owned()))?;
    let body = document.to_string();
    let request = Publish {
        address: &Address { id: parsed(&id)?, version },
        body: body.as_bytes(),
        syntax: Syntax::Json,
        override_reason: None,
        merge: None,
        at,
    };
    publish(registry, actor(actors, &id.owner)?, request)
        .map(|_published| ())
        .map_err(BenchError::refused(format!("the version of {}", id.name)))
}

fn actor<'a>(actors: &'a BTreeMap<String, Actor>, owner: &str) -> Result<&'a Actor, BenchError> {
    actors.get(owner).ok_or_else(|| BenchError::Unreadable(format!("the owner {owner}")))
}

fn parsed(id: &CorpusId) -> Result<BlueprintId, BenchError> {
    Ok(BlueprintId::new(slug(&id.owner)?, slug(&id.name)?))
}

fn slug(text: &str) -> Result<Slug, BenchError> {
    text.parse().map_err(|_malformed| BenchError::Unreadable(text.to_owned()))
}
