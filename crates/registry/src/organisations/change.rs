//! Changing what is said of an organisation.
//!
//! Its owners say how it is called and what it asks for; those who operate the registry say what it is, where it belongs,
//! whether that was looked at, and in which other it went up. What was said before stays in its history.

use blueprint::{Finding, Slug, fit::Profile};
use store::{
    Organisation, OrganisationDeed, OrganisationKind, OrganisationStep, OrganisationUpdate,
    StoreError, Succession, Txn, Verified, organisation_get, organisation_update, policy_get,
};

use super::succession::successor;
use crate::{
    Act, Actor, On, Refused, Registry, Unknown,
    audit::{Concerning, Deed, note},
    fault::fault,
    places::settled,
    reason,
};

/// What shall be said of an organisation from now on; `None` leaves it as it is, `Some(None)` takes it back.
#[derive(Clone, Debug, Default)]
pub struct OrganisationChange {
    pub name: Option<String>,
    pub state: Option<Option<String>>,
    pub population: Option<Option<i64>>,
    /// In place of the whole one before. The facts in it are not read.
    pub policy: Option<Profile>,
    pub kind: Option<OrganisationKind>,
    /// Land and population follow it, unless they are given too.
    pub ars: Option<Option<String>>,
    /// Slug of an organisation.
    pub parent: Option<Option<String>>,
    pub verification: Option<Verdict>,
    pub succession: Option<NewSuccession>,
}

/// Whether an organisation is what it says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub verified: bool,
    pub reason: String,
}

/// In which organisation one went up, or, without one, that it did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSuccession {
    pub successor: Option<String>,
    pub reason: String,
}

/// Where and when a change is made.
#[derive(Clone, Copy, Debug)]
pub struct OrganisationRequest<'a> {
    pub slug: &'a Slug,
    pub change: &'a OrganisationChange,
    /// When given, the change is made only to the organisation as of this revision.
    pub seen_revision: Option<i64>,
    pub at: i64,
}

/// What comes of a change: the organisation, what goes into its history, and what is written down.
#[derive(Debug)]
struct Changed {
    organisation: Organisation,
    policy: Option<Profile>,
    steps: Vec<OrganisationStep>,
    deeds: Vec<Deed>,
}

/// Changes what is said of an organisation. Saying again what is said already changes nothing.
pub fn organisation_change(
    registry: &Registry,
    actor: &Actor,
    request: OrganisationRequest<'_>,
) -> Result<(), Refused> {
    let OrganisationRequest { slug, change, seen_revision, at } = request;
    let on = On::Organisation(slug);
    let acts = change.acts();
    acts.iter().try_for_each(|act| actor.require(*act, on))?;
    registry.store.write(|txn| {
        acts.iter().try_for_each(|act| actor.confirm(txn, (*act, on), at))?;
        let current =
            organisation_get(txn, slug)?.ok_or_else(|| Unknown::Organisation(slug.clone()))?;
        if seen_revision.is_some_and(|seen| seen != current.standing.revision) {
            return Err(Refused::Overtaken);
        }
        let changed = changed(txn, &current, change, at)?;
        if changed.deeds.is_empty() {
            return Ok(());
        }
        let update = OrganisationUpdate {
            organisation: &changed.organisation,
            policy: changed.policy.as_ref(),
            steps: &changed.steps,
        };
        organisation_update(txn, update, at)?;
        let concerning = Concerning { organisation: Some(slug), subject: None };
        for deed in changed.deeds {
            note(txn, deed, Some(actor.author()), concerning, at)?;
        }
        Ok(())
    })
}

impl OrganisationChange {
    /// The rights that it takes, all of them.
    fn acts(&self) -> Vec<Act> {
        let is_administered = self.kind.is_some()
            || self.ars.is_some()
            || self.parent.is_some()
            || self.verification.is_some()
            || self.succession.is_some();
        let is_described = self.name.is_some() || self.state.is_some() || self.population.is_some();
        let mut acts = Vec::new();
        if is_administered {
            acts.push(Act::AdministerOrganisation);
        }
        if self.policy.is_some() {
            acts.push(Act::SetPolicy);
        }
        // Whoever asks for nothing at all is still asked who they are.
        if is_described || acts.is_empty() {
            acts.push(Act::ChangeOrganisation);
        }
        acts
    }
}

/// What will be said, or all findings at once.
fn changed(
    txn: &mut Txn<'_>,
    current: &Organisation,
    change: &OrganisationChange,
    at: i64,
) -> Result<Changed, Refused> {
    let mut findings = Vec::new();
    let mut told = Changed {
        organisation: facts(txn, current, change, &mut findings)?,
        policy: None,
        steps: Vec::new(),
        deeds: Vec::new(),
    };
    if told.organisation != *current {
        told.deeds.push(Deed::OrganisationChanged);
    }
    if told.organisation.name != current.name {
        let (deed, text) = (OrganisationDeed::Renamed, current.name.clone());
        told.steps.push(OrganisationStep { at, deed, text });
    }
    findings.extend(change.policy.as_ref().and_then(too_long));
    if let Some(policy) = &change.policy
        && policy_get(txn, &current.slug)? != without_facts(policy)
    {
        told.policy = Some(policy.clone());
        told.deeds.push(Deed::PolicySet);
    }
    if let Some(verdict) = &change.verification {
        findings.extend(told.verify(verdict, at).err());
    }
    if let Some(wanted) = &change.succession {
        let successor = successor(txn, current, wanted, &mut findings)?;
        findings.extend(told.succeed(successor, wanted, at).err());
    }
    if findings.is_empty() { Ok(told) } else { Err(Refused::Invalid(findings)) }
}

/// Each demand is a row, written while everybody else waits.
const MOST_PRODUCTS: usize = 200;

/// All else in a policy is of a few known values.
fn too_long(policy: &Profile) -> Option<Finding> {
    (MOST_PRODUCTS < policy.products_in_use.len()).then(|| {
        fault(
            "organisation-policy",
            "/policy/products_in_use",
            format!("Nennen Sie höchstens {MOST_PRODUCTS} Produkte."),
            format!("Name at most {MOST_PRODUCTS} products."),
        )
    })
}

fn without_facts(policy: &Profile) -> Profile {
    Profile { state: None, kind: None, population: None, ..policy.clone() }
}

/// The facts as they will be, agreeing with the list of municipalities.
fn facts(
    txn: &mut Txn<'_>,
    current: &Organisation,
    change: &OrganisationChange,
    findings: &mut Vec<Finding>,
) -> Result<Organisation, Refused> {
    let mut next = current.clone();
    if let Some(name) = &change.name {
        next.name.clone_from(name);
    }
    next.kind = change.kind.unwrap_or(current.kind);
    if let Some(ars) = &change.ars {
        next.ars.clone_from(ars);
        if ars.is_some() && !is_same_place(current, &next) {
            (next.state, next.population) = (None, None);
        }
    }
    if let Some(state) = &change.state {
        next.state.clone_from(state);
    }
    next.population = change.population.unwrap_or(next.population);
    if let Some(parent) = &change.parent {
        next.parent = parent_of(txn, &current.slug, parent.as_deref(), findings)?;
    }
    match settled(&next) {
        Ok(settled) => Ok(settled),
        Err(faults) => {
            findings.extend(faults);
            Ok(next)
        }
    }
}

/// Whether a key, in whichever form, says what the one before said.
fn is_same_place(current: &Organisation, next: &Organisation) -> bool {
    settled(next).is_ok_and(|settled| settled.ars == current.ars)
}

/// The organisation that it belongs to: another one, that does not itself belong to it.
fn parent_of(
    txn: &mut Txn<'_>,
    slug: &Slug,
    wanted: Option<&str>,
    findings: &mut Vec<Finding>,
) -> Result<Option<Slug>, StoreError> {
    let Some(text) = wanted else { return Ok(None) };
    let known = match text.parse::<Slug>() {
        Ok(parent) => organisation_get(txn, &parent)?,
        Err(_no_slug) => None,
    };
    let Some(known) = known else {
        findings.push(fault(
            "organisation-parent",
            "/parent",
            format!("Die Organisation „{text}“ gibt es in diesem Register nicht. Nennen Sie ihr Kürzel, zum Beispiel beispielkreis."),
            format!("There is no organisation “{text}” in this registry. Give its slug, for example beispielkreis."),
        ));
        return Ok(None);
    };
    let parent = known.slug.clone();
    let mut above = Some(known);
    while let Some(one) = above {
        if one.slug == *slug {
            findings.push(fault(
                "organisation-parent",
                "/parent",
                format!("{text} gehört selbst zu {slug}. Nennen Sie eine Organisation, die darüber steht."),
                format!("{text} itself belongs to {slug}. Give an organisation above it."),
            ));
            return Ok(None);
        }
        above = match &one.parent {
            Some(next) => organisation_get(txn, next)?,
            None => None,
        };
    }
    Ok(Some(parent))
}

impl Changed {
    fn verify(&mut self, verdict: &Verdict, at: i64) -> Result<(), Finding> {
        let text = verdict.reason.trim().to_owned();
        reason::check("organisation-reason", "/verification/reason", &text)?;
        let standing = &mut self.organisation.standing;
        let is_said = match &standing.verified {
            Some(verified) => verdict.verified && verified.reason == text,
            None => !verdict.verified,
        };
        if is_said {
            return Ok(());
        }
        let (deed, written) = if verdict.verified {
            (OrganisationDeed::Verified, Deed::OrganisationVerified)
        } else {
            (OrganisationDeed::Unverified, Deed::VerificationRevoked)
        };
        standing.verified = verdict.verified.then(|| Verified { at, reason: text.clone() });
        self.steps.push(OrganisationStep { at, deed, text });
        self.deeds.push(written);
        Ok(())
    }

    fn succeed(
        &mut self,
        successor: Option<Slug>,
        wanted: &NewSuccession,
        at: i64,
    ) -> Result<(), Finding> {
        let text = wanted.reason.trim().to_owned();
        reason::check("organisation-reason", "/succession/reason", &text)?;
        let standing = &mut self.organisation.standing;
        let before = standing.succession.as_ref().map(|earlier| &earlier.successor);
        if before == successor.as_ref() {
            return Ok(());
        }
        let (deed, written) = match successor {
            Some(_) => (OrganisationDeed::Succeeded, Deed::OrganisationSucceeded),
            None => (OrganisationDeed::Continued, Deed::SuccessionRevoked),
        };
        let reason = text.clone();
        standing.succession = successor.map(|successor| Succession { successor, at, reason });
        self.steps.push(OrganisationStep { at, deed, text });
        self.deeds.push(written);
        Ok(())
    }
}
