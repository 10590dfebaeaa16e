//! What a blueprint's maturity rests on, as it stands in the tables. The law itself is `blueprint::maturity`.

use std::collections::BTreeSet;

use blueprint::{
    BlueprintId, Slug,
    document::TestResult,
    maturity::{Adoption, Attestation, Facts, Review},
};
use diesel::prelude::*;

use crate::{
    Conn, OrganisationKind, StoreError, row,
    schema::{
        evidence::{adoptions, attestations, reviews},
        organisation_successions, organisations,
    },
};

const WHAT: &str = "evidence";

/// Puts what was recorded of the blueprint at one address into the facts, and what is known of everybody concerned.
pub fn maturity_facts(
    conn: &mut Conn,
    place: &BlueprintId,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    facts.adoptions.extend(adoptions_of(conn, place)?);
    facts.attestations.extend(attestations_of(conn, place)?);
    facts.reviews.extend(reviews_of(conn, place)?);
    if facts.adoptions.is_empty() && facts.attestations.is_empty() && facts.reviews.is_empty() {
        return Ok(());
    }
    let mut concerned: BTreeSet<Slug> = [facts.owner.clone()].into();
    concerned.extend(facts.adoptions.iter().map(|adoption| adoption.organisation.clone()));
    // Whoever took over a vendor is that vendor.
    concerned.extend(facts.vendors.iter().cloned());
    for attestation in &facts.attestations {
        concerned.extend([attestation.organisation.clone(), attestation.vendor.clone()]);
    }
    for review in &facts.reviews {
        concerned.extend([review.organisation.clone(), review.working_group.clone()]);
    }
    // Successors concern us too, and theirs.
    while !concerned.is_empty() {
        let found = successions(conn, &concerned)?;
        facts.sellers.extend(sellers(conn, &concerned)?);
        concerned = found
            .into_iter()
            .filter_map(|(from, to)| {
                facts.successors.insert(from, to.clone()).is_none().then_some(to)
            })
            .collect();
    }
    Ok(())
}

/// At most `limit` blueprints behind `after` whose maturity may rest on what an organisation is: those that it uses, tested or
/// reviewed, that were reviewed in its name or for which a product of its was tested.
pub fn maturity_touched(
    conn: &mut Conn,
    organisation: &Slug,
    after: Option<&BlueprintId>,
    limit: u32,
) -> Result<Vec<BlueprintId>, StoreError> {
    let owner = after.map_or("", |id| id.owner.as_str());
    let name = after.map_or("", |id| id.name.as_str());
    let mut found: BTreeSet<BlueprintId> = BTreeSet::new();
    macro_rules! touched {
        ($table:ident by $column:ident) => {{
            let rows: Vec<(String, String)> = $table::table
                .filter($table::$column.eq(organisation.as_str()))
                // The first condition says nothing new, but lets the database begin in the right place.
                .filter($table::owner.ge(owner))
                .filter(
                    $table::owner.gt(owner).or($table::owner.eq(owner).and($table::name.gt(name))),
                )
                .select(($table::owner, $table::name))
                .distinct()
                .order(($table::owner, $table::name))
                .limit(limit.into())
                .load(conn)?;
            for (owner_of, name_of) in rows {
                found.insert(row::blueprint_id(&owner_of, &name_of)?);
            }
        }};
    }
    touched!(adoptions by organisation);
    touched!(attestations by organisation);
    touched!(attestations by vendor);
    touched!(reviews by organisation);
    touched!(reviews by working_group);
    Ok(found.into_iter().take(usize::try_from(limit).unwrap_or(usize::MAX)).collect())
}

fn adoptions_of(conn: &mut Conn, place: &BlueprintId) -> Result<Vec<Adoption>, StoreError> {
    let rows: Vec<(String, String)> = adoptions::table
        .filter(adoptions::owner.eq(place.owner.as_str()))
        .filter(adoptions::name.eq(place.name.as_str()))
        .select((adoptions::organisation, adoptions::stage))
        .load(conn)?;
    rows.iter()
        .map(|(organisation, stage)| {
            let organisation = row::parse(organisation, WHAT)?;
            Ok(Adoption { organisation, stage: row::parse(stage, WHAT)? })
        })
        .collect()
}

fn attestations_of(conn: &mut Conn, place: &BlueprintId) -> Result<Vec<Attestation>, StoreError> {
    type Row = (String, String, String, String, String, String, Option<i64>);

    let rows: Vec<Row> = attestations::table
        .filter(attestations::owner.eq(place.owner.as_str()))
        .filter(attestations::name.eq(place.name.as_str()))
        .select((
            attestations::version,
            attestations::vendor,
            attestations::organisation,
            attestations::result,
            attestations::tested_on,
            attestations::expires_on,
            attestations::withdrawn_at,
        ))
        .load(conn)?;
    rows.iter()
        .map(|(version, vendor, organisation, result, tested_on, expires_on, withdrawn_at)| {
            Ok(Attestation {
                version: row::parse(version, WHAT)?,
                vendor: row::parse(vendor, WHAT)?,
                organisation: row::parse(organisation, WHAT)?,
                result: TestResult::of_code(result).ok_or(StoreError::Corrupt { what: WHAT })?,
                tested_on: row::parse(tested_on, WHAT)?,
                expires_on: row::parse(expires_on, WHAT)?,
                is_withdrawn: withdrawn_at.is_some(),
            })
        })
        .collect()
}

fn reviews_of(conn: &mut Conn, place: &BlueprintId) -> Result<Vec<Review>, StoreError> {
    let rows: Vec<(String, String, String, String, Option<i64>)> = reviews::table
        .filter(reviews::owner.eq(place.owner.as_str()))
        .filter(reviews::name.eq(place.name.as_str()))
        .order((reviews::created_at, reviews::id))
        .select((
            reviews::version,
            reviews::working_group,
            reviews::organisation,
            reviews::verdict,
            reviews::withdrawn_at,
        ))
        .load(conn)?;
    rows.iter()
        .map(|(version, working_group, organisation, verdict, withdrawn_at)| {
            Ok(Review {
                version: row::parse(version, WHAT)?,
                working_group: row::parse(working_group, WHAT)?,
                organisation: row::parse(organisation, WHAT)?,
                verdict: row::parse(verdict, WHAT)?,
                is_withdrawn: withdrawn_at.is_some(),
            })
        })
        .collect()
}

fn successions(conn: &mut Conn, of: &BTreeSet<Slug>) -> Result<Vec<(Slug, Slug)>, StoreError> {
    let slugs: Vec<&str> = of.iter().map(Slug::as_str).collect();
    let mut found = Vec::new();
    for page in slugs.chunks(row::PAGE) {
        let rows: Vec<(String, String)> = organisation_successions::table
            .filter(organisation_successions::organisation.eq_any(page))
            .select((organisation_successions::organisation, organisation_successions::successor))
            .load(conn)?;
        for (from, to) in rows {
            found.push((row::parse(&from, WHAT)?, row::parse(&to, WHAT)?));
        }
    }
    Ok(found)
}

/// Those who are registered as vendors.
fn sellers(conn: &mut Conn, among: &BTreeSet<Slug>) -> Result<Vec<Slug>, StoreError> {
    let slugs: Vec<&str> = among.iter().map(Slug::as_str).collect();
    let mut found = Vec::new();
    for page in slugs.chunks(row::PAGE) {
        let rows: Vec<String> = organisations::table
            .filter(organisations::slug.eq_any(page))
            .filter(organisations::kind.eq(OrganisationKind::Vendor.as_str()))
            .select(organisations::slug)
            .load(conn)?;
        for slug in rows {
            found.push(row::parse(&slug, WHAT)?);
        }
    }
    Ok(found)
}
