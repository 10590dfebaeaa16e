//! Filling an empty registry: organisations first, then publications, through the same door as everybody's.
//!
//! Only a registry without organisations is filled. The first organisation and an open token of its with the label
//! [`LABEL`] mark a seeding that has begun and not ended; such a one is finished by the next start. Law: every
//! step may be done twice.

mod plan;

use std::{collections::BTreeMap, path::Path};

use blueprint::{Finding, Slug};
use registry::{
    Actor, Fork, NewToken, OrganisationFilter, Pattern, Publish, Refused, Registry, Scope,
    authenticate, fork, organisation_create, organisations, publish, token_create, token_revoke,
    tokens,
};

use self::plan::{Plan, PlanError, Step};
use crate::{
    clock,
    commands::Source,
    exit::{Exit, Failure},
    output::Output,
};

/// Of the tokens that a seeding makes for itself.
const LABEL: &str = "blaupause-seed";

/// A token that an interrupted seeding left behind opens nothing after this long.
const GOOD_FOR: i64 = 60 * 60 * 1_000_000;

/// How many things were there afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seeded {
    pub(crate) n_organisations: usize,
    pub(crate) n_publications: usize,
}

/// Fills the registry from `folder` when it is empty, or when filling it was interrupted. `None`: nothing to do.
pub(crate) fn seed(
    registry: &Registry,
    folder: &Path,
    output: Output,
) -> Result<Option<Seeded>, Failure> {
    let plan = Plan::read(folder, clock::now()).map_err(|error| of_plan(folder, &error))?;
    if !is_wanted(registry, &plan)? {
        return Ok(None);
    }
    let mut owners = Owners { registry, actors: BTreeMap::new() };
    for organisation in &plan.organisations {
        match organisation_create(registry, organisation) {
            Ok(_) | Err(Refused::NameTaken(_)) => {}
            Err(refused) => return Err(refused.into()),
        }
        // The mark stands right behind the first organisation.
        if owners.actors.is_empty() {
            owners.actor(&organisation.slug)?;
        }
    }
    for step in &plan.steps {
        let actor = owners.actor(step.owner())?;
        take(registry, &actor, step, output)?;
    }
    close(registry, &plan)?;
    Ok(Some(Seeded { n_organisations: plan.organisations.len(), n_publications: plan.steps.len() }))
}

/// Whether the registry is empty, or a seeding has begun and not ended.
fn is_wanted(registry: &Registry, plan: &Plan) -> Result<bool, Failure> {
    let (some, total) = organisations(registry, &OrganisationFilter::default(), None, 1)?;
    let (Some(only), Some(first)) = (some.first(), plan.organisations.first()) else {
        return Ok(total == 0);
    };
    let tokens = tokens(registry, &first.slug)?;
    let is_marked = tokens.iter().any(|token| token.label == LABEL && token.revoked_at.is_none());
    // Interrupted between the first organisation and its mark.
    let has_just_begun = total == 1 && only.slug == first.slug && tokens.is_empty();
    Ok(is_marked || has_just_begun)
}

/// For whom the seeding acts; tokens are made when first needed.
struct Owners<'a> {
    registry: &'a Registry,
    actors: BTreeMap<Slug, Actor>,
}

impl Owners<'_> {
    fn actor(&mut self, owner: &Slug) -> Result<Actor, Failure> {
        if let Some(actor) = self.actors.get(owner) {
            return Ok(actor.clone());
        }
        let pattern: Pattern =
            format!("{owner}/*").parse().map_err(|error: blueprint::IdError| {
                Failure::internal(
                    "Der Name der Organisation ist kein Muster.",
                    "the organisation's name makes no pattern",
                )
                .because(&error)
            })?;
        let now = clock::now();
        let secret = token_create(
            self.registry,
            &NewToken {
                organisation: owner,
                scopes: &[Scope::Publish],
                pattern: &pattern,
                label: LABEL,
                at: now,
                expires_at: Some(now + GOOD_FOR),
                random: &clock::random()?,
            },
        )?;
        let actor = authenticate(self.registry, &secret, now)?;
        self.actors.insert(owner.clone(), actor.clone());
        Ok(actor)
    }
}

fn take(registry: &Registry, actor: &Actor, step: &Step, output: Output) -> Result<(), Failure> {
    match step {
        Step::Publish { address, file, bytes, syntax } => {
            let request = Publish {
                address,
                body: bytes,
                syntax: *syntax,
                override_reason: None,
                merge: None,
                at: clock::now(),
            };
            match publish(registry, actor, request) {
                Ok(_) => Ok(()),
                Err(Refused::Invalid(findings)) => {
                    let source =
                        Source { path: file.clone(), bytes: bytes.clone(), syntax: *syntax };
                    Err(refused(&findings, &source, output))
                }
                Err(refused) => Err(in_step(&file.display().to_string(), refused)),
            }
        }
        Step::Fork(step) => {
            let key = format!("{LABEL}:{}", step.id);
            let request = Fork {
                upstream: &step.of,
                reference: &step.reference,
                id: &step.id,
                kind: step.kind,
                reason: &step.reason,
                idempotency_key: Some(&key),
                at: clock::now(),
            };
            fork(registry, actor, &request).map(|_| ()).map_err(|refused| match refused {
                Refused::Invalid(findings) => invalid_fork(&step.id.to_string(), &findings),
                refused => in_step(&step.id.to_string(), refused),
            })
        }
    }
}

/// Revokes what the seeding made for itself, the mark last.
fn close(registry: &Registry, plan: &Plan) -> Result<(), Failure> {
    let owners: std::collections::BTreeSet<&Slug> = plan.steps.iter().map(Step::owner).collect();
    let first = plan.organisations.first().map(|first| &first.slug);
    let others = owners.into_iter().filter(|owner| Some(*owner) != first);
    for owner in others.chain(first) {
        for token in tokens(registry, owner)? {
            if token.label == LABEL && token.revoked_at.is_none() {
                token_revoke(registry, &token.id, clock::now())?;
            }
        }
    }
    Ok(())
}

fn refused(findings: &[Finding], source: &Source, output: Output) -> Failure {
    let lines = findings
        .iter()
        .map(|finding| source.placed(finding, output.lang).line(&source.path, output))
        .collect();
    let file = source.path.display();
    let failure = Failure::new(
        Exit::Refused,
        format!("Die Blaupause {file} wurde abgelehnt."),
        format!("the blueprint {file} was refused"),
    );
    Failure { causes: lines, ..failure }
}

fn invalid_fork(id: &str, findings: &[Finding]) -> Failure {
    let failure = Failure::new(
        Exit::Refused,
        format!("Die Ableitung {id} wurde abgelehnt."),
        format!("the fork {id} was refused"),
    );
    let causes = findings
        .iter()
        .map(|finding| format!("{}: {}", finding.pointer, finding.message.en))
        .collect();
    Failure { causes, ..failure }
}

fn in_step(what: &str, refused: Refused) -> Failure {
    let mut failure = Failure::from(refused);
    failure.message.de = format!("{what}: {}", failure.message.de);
    failure.message.en = format!("{what}: {}", failure.message.en);
    failure
}

fn of_plan(folder: &Path, error: &PlanError) -> Failure {
    let folder = folder.display();
    Failure::usage(
        format!("{folder}: Der Ordner lässt sich nicht als Ausgangsbestand lesen."),
        format!("{folder}: the folder cannot be read as seeds"),
    )
    .because(error)
}
