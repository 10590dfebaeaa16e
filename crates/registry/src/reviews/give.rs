//! Giving a review.

use std::collections::BTreeSet;

use blueprint::{
    BlueprintId, Digest, Document, Finding, Slug, VersionRef, maturity::ReviewVerdict,
};
use semver::Version;
use store::{
    Conn, OrganisationKind, Review, ReviewVoice, Role, StoreError, membership_get,
    organisation_get, review_insert, review_last, review_of_another,
};

use super::read::load;
use crate::{
    Access, Act, Actor, Head, On, Refused, Registry, Unknown,
    access::random_id,
    audit::{Concerning, Deed, note},
    fault::fault,
    idempotency::{self, Repeatable, recall, remember},
    moves::refuse_moved,
    reason,
};

/// The same of the same person again within ten minutes is one review.
const REPEATED_WITHIN: i64 = 10 * 60 * 1_000_000;

/// A review that is wanted.
#[derive(Clone, Copy, Debug)]
pub struct NewReview<'a> {
    pub blueprint: &'a BlueprintId,
    pub version: &'a Version,
    pub working_group: &'a Slug,
    /// On whose behalf.
    pub organisation: &'a Slug,
    pub verdict: ReviewVerdict,
    pub reason: &'a str,
    pub idempotency_key: Option<&'a str>,
    /// 32 random bytes; the edge makes them.
    pub random: &'a [u8; 32],
    pub at: i64,
}

/// For which organisations, and for which working groups, somebody could review.
pub fn reviewing(registry: &Registry, actor: &Actor) -> Result<(Vec<Slug>, Vec<Slug>), Refused> {
    registry.store.read(|conn| {
        let (mut organisations, mut groups) = (Vec::new(), Vec::new());
        for (slug, role) in actor.roles() {
            let Some(found) = organisation_get(conn, slug)? else { continue };
            if found.standing.succession.is_some() {
                continue;
            }
            let is_group = found.kind == OrganisationKind::WorkingGroup;
            if is_group && Role::Contributor <= role && found.standing.verified.is_some() {
                groups.push(slug.clone());
            } else if !is_group
                && found.kind != OrganisationKind::Vendor
                && actor.require(Act::ReviewVersion, On::Organisation(slug)).is_ok()
            {
                organisations.push(slug.clone());
            }
        }
        Ok((organisations, groups))
    })
}

/// Says what an organisation thinks of a version, for a working group.
pub fn review_give(
    registry: &Registry,
    actor: &Actor,
    new: &NewReview<'_>,
) -> Result<Review, Refused> {
    let wanted = (Act::ReviewVersion, On::Organisation(new.organisation));
    actor.require(wanted.0, wanted.1)?;
    let person = actor.person().ok_or(Access::PeopleOnly)?;
    let reason = new.reason.trim();
    let text = format!(
        "review\n{:?}",
        (new.blueprint, new.version, new.working_group, new.verdict, reason)
    );
    let repeatable = Repeatable {
        organisation: new.organisation,
        key: new.idempotency_key,
        fingerprint: Digest::of(text.as_bytes()),
    };
    if let Some(earlier) = recall(registry, repeatable)? {
        return registry.store.read(|conn| load(conn, &earlier));
    }
    let vendors = vendors(registry, new)?;
    registry.store.read(|conn| admit(conn, (person, &vendors), new))?;
    let id = random_id(new.random);
    registry.store.write(|txn| {
        actor.confirm(txn, wanted, new.at)?;
        admit(txn, (person, &vendors), new)?;
        if let Some(earlier) = repeated(txn, person, new)? {
            return Ok(earlier);
        }
        let kept = store::NewReview {
            id: &id,
            blueprint: new.blueprint,
            version: new.version,
            working_group: new.working_group,
            organisation: new.organisation,
            verdict: new.verdict,
            reason,
            created_at: new.at,
            created_by: person,
        };
        review_insert(txn, &kept)?;
        for organisation in [new.organisation, new.working_group] {
            let concerning = Concerning { organisation: Some(organisation), subject: Some(&id) };
            note(txn, Deed::ReviewGiven, Some(actor.author()), concerning, new.at)?;
        }
        remember(txn, repeatable, (&id, new.at))?;
        load(txn, &id)
    })
}

/// Who sells what the version names.
fn vendors(registry: &Registry, new: &NewReview<'_>) -> Result<BTreeSet<String>, Refused> {
    let head = registry.head(new.blueprint)?;
    let unknown =
        || Unknown::Version(new.blueprint.clone(), VersionRef::Exact(new.version.clone()));
    let value = registry.value(head.digest_of(new.version).ok_or_else(unknown)?)?;
    let document = Document::try_from(&value)
        .map_err(|_unreadable| StoreError::Corrupt { what: "document" })?;
    Ok(document.vendors.into_iter().map(|vendor| vendor.id).collect())
}

/// Whether the review may be given, or everything that speaks against it.
fn admit(
    conn: &mut Conn,
    (person, vendors): (&str, &BTreeSet<String>),
    new: &NewReview<'_>,
) -> Result<(), Refused> {
    refuse_moved(conn, new.blueprint)?;
    let mut findings: Vec<Finding> = idempotency::check(new.idempotency_key).into_iter().collect();
    findings.extend(reason::check("review-reason", "/reason", new.reason).err());
    let head = Head::load(conn, new.blueprint)?
        .ok_or_else(|| Unknown::Blueprint(new.blueprint.clone()))?;
    if head.is_yanked(new.version) {
        findings.push(yanked(new.version));
    }
    findings.extend(no_group(conn, new.working_group)?);
    findings.extend(not_independent(conn, vendors, new)?);
    findings.extend(speaks_for_another(conn, &head, (person, new))?);
    if findings.is_empty() {
        in_group(conn, person, new.working_group)
    } else {
        Err(Refused::Invalid(findings))
    }
}

fn yanked(version: &Version) -> Finding {
    fault(
        "review-yanked",
        "/version",
        format!("Version {version} ist zurückgezogen. Prüfen Sie die neueste Version."),
        format!("Version {version} was withdrawn. Review the latest version."),
    )
}

/// The group must be one, verified, and still there.
fn no_group(conn: &mut Conn, slug: &Slug) -> Result<Option<Finding>, StoreError> {
    let found = organisation_get(conn, slug)?.filter(|found| {
        found.kind == OrganisationKind::WorkingGroup
            && found.standing.verified.is_some()
            && found.standing.succession.is_none()
    });
    Ok(found.is_none().then(|| {
        fault(
            "review-working-group",
            "/working_group",
            format!("„{slug}“ ist kein bestätigter Arbeitskreis. Nennen Sie das Kürzel eines Arbeitskreises, den die Betriebsstelle bestätigt hat."),
            format!("“{slug}” is no verified working group. Give the slug of a working group that the operator has verified."),
        )
    }))
}

/// Whoever publishes the blueprint, sells what it names or is the group itself is no independent reviewer.
fn not_independent(
    conn: &mut Conn,
    vendors: &BTreeSet<String>,
    new: &NewReview<'_>,
) -> Result<Option<Finding>, StoreError> {
    let by = new.organisation;
    let kind = organisation_get(conn, by)?.map(|found| found.kind);
    let (code, de, en) = if *by == new.blueprint.owner {
        (
            "review-own",
            "veröffentlicht diese Blaupause selbst und kann sie nicht prüfen",
            "publishes this blueprint itself and cannot review it",
        )
    } else if kind == Some(OrganisationKind::Vendor) || vendors.contains(by.as_str()) {
        ("review-vendor", "ist Anbieter und kann nicht prüfen", "is a vendor and cannot review")
    } else if kind == Some(OrganisationKind::WorkingGroup) {
        (
            "review-group-itself",
            "ist ein Arbeitskreis; geprüft wird im Namen eines seiner Mitglieder",
            "is a working group; one reviews on behalf of one of its members",
        )
    } else {
        return Ok(None);
    };
    Ok(Some(fault(
        code,
        "/organisation",
        format!(
            "„{by}“ {de}. Nennen Sie eine andere Organisation, für die Sie veröffentlichen dürfen."
        ),
        format!("“{by}” {en}. Give another organisation that you may publish for."),
    )))
}

/// Two organisations count as two only if two people speak, at whichever addresses of the blueprint.
fn speaks_for_another(
    conn: &mut Conn,
    head: &Head,
    (person, new): (&str, &NewReview<'_>),
) -> Result<Option<Finding>, StoreError> {
    for place in head.addresses() {
        let other = review_of_another(conn, &voice(place, person, new), new.version.major)?;
        if let Some(other) = other {
            return Ok(Some(second_voice(&other.organisation)));
        }
    }
    Ok(None)
}

fn second_voice(by: &Slug) -> Finding {
    fault(
        "review-second-voice",
        "/organisation",
        format!(
            "Sie haben diese Blaupause schon für „{by}“ geprüft. Eine Person prüft nur für eine Organisation; ziehen Sie die andere Prüfung zuerst zurück."
        ),
        format!(
            "You have reviewed this blueprint for “{by}” already. One person reviews for one organisation only; withdraw the other review first."
        ),
    )
}

fn voice<'a>(place: &'a BlueprintId, person: &'a str, new: &NewReview<'a>) -> ReviewVoice<'a> {
    let (working_group, organisation) = (new.working_group, new.organisation);
    ReviewVoice { blueprint: place, person, working_group, organisation }
}

/// Whether the person may speak in the working group.
fn in_group(conn: &mut Conn, person: &str, group: &Slug) -> Result<(), Refused> {
    let organisation = group.clone();
    let needed = Role::Contributor;
    match membership_get(conn, group, person)?.map(|member| member.role) {
        None => Err(Access::NotMember { organisation }.into()),
        Some(has) if has < needed => Err(Access::Role { organisation, needed, has }.into()),
        Some(_) => Ok(()),
    }
}

/// What the person said last, when this says the same again: a form sent twice, a program that got no answer. A version is at
/// one address alone, so no other is asked.
fn repeated(
    conn: &mut Conn,
    person: &str,
    new: &NewReview<'_>,
) -> Result<Option<Review>, StoreError> {
    let last = review_last(conn, &voice(new.blueprint, person, new))?;
    Ok(last.filter(|one| {
        one.version == *new.version
            && (one.verdict, one.reason.as_str()) == (new.verdict, new.reason.trim())
            && new.at.saturating_sub(one.created_at) < REPEATED_WITHIN
    }))
}
