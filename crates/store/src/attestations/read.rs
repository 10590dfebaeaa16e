//! Reading attestations: one, or pages of them, the newest first.

use std::collections::BTreeMap;

use blueprint::{
    Slug,
    document::{Environment, RequirementStatus, TestResult},
    evidence::ProductRef,
};
use diesel::prelude::*;
use jiff::civil::Date;

use super::{Attestation, AttestationFilter, AttestationState, AttestationsOf, EvidenceFile};
use crate::{
    Author, Conn, EvidencePlace, Stamp, StoreError, Withdrawal,
    conn::MultiBackend,
    row,
    schema::evidence::{
        attestation_evidence as e, attestation_requirements as r, attestations as a,
    },
};

const WHAT: &str = "attestation";

pub fn attestation_get(conn: &mut Conn, id: &str) -> Result<Option<Attestation>, StoreError> {
    Ok(rows(conn, a::table.filter(a::id.eq(id)).into_boxed())?.pop())
}

/// At most `limit` attestations behind `after`, the newest first.
pub fn attestation_list(
    conn: &mut Conn,
    (of, filter): (AttestationsOf<'_>, &AttestationFilter),
    after: Option<&EvidencePlace>,
    limit: u32,
) -> Result<Vec<Attestation>, StoreError> {
    let mut query = filtered(of, filter);
    if let Some(EvidencePlace { created_at, id }) = after {
        // The first condition says nothing new, but lets the database begin in the right place.
        query = query
            .filter(a::created_at.le(*created_at))
            .filter(a::created_at.lt(*created_at).or(a::id.lt(id.clone())));
    }
    rows(conn, query.order((a::created_at.desc(), a::id.desc())).limit(limit.into()))
}

/// At most `limit` of an organisation's attestations that are current on a day, those first that end first.
pub fn attestation_ending(
    conn: &mut Conn,
    organisation: &Slug,
    (today, limit): (Date, u32),
) -> Result<Vec<Attestation>, StoreError> {
    let current = a::table
        .filter(a::organisation.eq(organisation.as_str()))
        .filter(a::withdrawn_at.is_null())
        .filter(a::expires_on.ge(today.to_string()))
        .into_boxed();
    rows(conn, current.order((a::expires_on, a::id)).limit(limit.into()))
}

pub fn attestation_count(
    conn: &mut Conn,
    of: AttestationsOf<'_>,
    filter: &AttestationFilter,
) -> Result<i64, StoreError> {
    Ok(filtered(of, filter).count().get_result(conn)?)
}

type Query<'a> = a::BoxedQuery<'a, MultiBackend>;

fn filtered<'a>(of: AttestationsOf<'a>, filter: &AttestationFilter) -> Query<'a> {
    let mut query = match of {
        AttestationsOf::Blueprint(id) => a::table
            .filter(a::owner.eq(id.owner.as_str()))
            .filter(a::name.eq(id.name.as_str()))
            .into_boxed(),
        AttestationsOf::Organisation(slug) => {
            a::table.filter(a::organisation.eq(slug.as_str())).into_boxed()
        }
    };
    if let Some(version) = &filter.version {
        query = query.filter(a::version.eq(version.to_string()));
    }
    if let Some(ProductRef { vendor, product }) = filter.product.clone() {
        query = query.filter(a::vendor.eq(vendor)).filter(a::product.eq(product));
    }
    let Some((state, today)) = filter.state else { return query };
    // Days are compared as texts: all have ten characters. The empty end keeps SQLite from the index by end, after which it
    // would have to sort by time.
    let (today, expires_on) = (today.to_string(), a::expires_on.concat(""));
    match state {
        AttestationState::Withdrawn => query.filter(a::withdrawn_at.is_not_null()),
        AttestationState::Expired => {
            query.filter(a::withdrawn_at.is_null()).filter(expires_on.lt(today))
        }
        AttestationState::Current => {
            query.filter(a::withdrawn_at.is_null()).filter(expires_on.ge(today))
        }
    }
}

fn rows(conn: &mut Conn, query: Query<'_>) -> Result<Vec<Attestation>, StoreError> {
    let rows: Vec<AttestationRow> = query.select(AttestationRow::as_select()).load(conn)?;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let (mut requirements, mut evidence) = (Outcomes::new(), Files::new());
    for page in ids.chunks(row::PAGE) {
        requirements_of(conn, page, &mut requirements)?;
        evidence_of(conn, page, &mut evidence)?;
    }
    rows.into_iter()
        .map(|row| {
            let outcomes = requirements.remove(&row.id).unwrap_or_default();
            let files = evidence.remove(&row.id).unwrap_or_default();
            row.into_attestation(outcomes, files)
        })
        .collect()
}

type Outcomes = BTreeMap<String, BTreeMap<String, RequirementStatus>>;
type Files = BTreeMap<String, Vec<EvidenceFile>>;

fn requirements_of(conn: &mut Conn, ids: &[&str], found: &mut Outcomes) -> Result<(), StoreError> {
    let rows: Vec<(String, String, String)> = r::table
        .filter(r::attestation.eq_any(ids))
        .select((r::attestation, r::requirement, r::outcome))
        .load(conn)?;
    for (attestation, requirement, outcome) in rows {
        let outcome = known(RequirementStatus::of_code(&outcome))?;
        found.entry(attestation).or_default().insert(requirement, outcome);
    }
    Ok(())
}

fn evidence_of(conn: &mut Conn, ids: &[&str], found: &mut Files) -> Result<(), StoreError> {
    let rows: Vec<(String, String, Vec<u8>)> = e::table
        .filter(e::attestation.eq_any(ids))
        .order((e::attestation, e::number))
        .select((e::attestation, e::title, e::digest))
        .load(conn)?;
    for (attestation, title, digest) in rows {
        let file = EvidenceFile { title, digest: row::digest(&digest)? };
        found.entry(attestation).or_default().push(file);
    }
    Ok(())
}

fn known<T>(code: Option<T>) -> Result<T, StoreError> {
    code.ok_or(StoreError::Corrupt { what: WHAT })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = a)]
struct AttestationRow {
    id: String,
    owner: String,
    name: String,
    version: String,
    vendor: String,
    product: String,
    product_version: Option<String>,
    organisation: String,
    environment: String,
    tested_on: String,
    expires_on: String,
    result: String,
    note: Option<String>,
    created_at: i64,
    created_by: Option<String>,
    created_by_person: Option<String>,
    withdrawn_at: Option<i64>,
    withdrawn_by: Option<String>,
    withdrawn_by_person: Option<String>,
    withdrawn_reason: Option<String>,
}

impl AttestationRow {
    fn into_attestation(
        self,
        requirements: BTreeMap<String, RequirementStatus>,
        evidence: Vec<EvidenceFile>,
    ) -> Result<Attestation, StoreError> {
        let created = Author::of(self.created_by, self.created_by_person)?;
        let withdrawn = match (self.withdrawn_at, self.withdrawn_reason) {
            (None, None) => None,
            (Some(at), Some(reason)) => {
                let by = Author::of(self.withdrawn_by, self.withdrawn_by_person)?;
                Some(Withdrawal { stamp: Stamp { at, by }, reason })
            }
            _ => return Err(StoreError::Corrupt { what: WHAT }),
        };
        Ok(Attestation {
            id: self.id,
            blueprint: row::blueprint_id(&self.owner, &self.name)?,
            version: row::parse(&self.version, WHAT)?,
            product: ProductRef { vendor: self.vendor, product: self.product },
            product_version: self.product_version,
            organisation: row::parse(&self.organisation, WHAT)?,
            environment: known(Environment::of_code(&self.environment))?,
            tested_on: row::parse(&self.tested_on, WHAT)?,
            expires_on: row::parse(&self.expires_on, WHAT)?,
            result: known(TestResult::of_code(&self.result))?,
            requirements,
            evidence,
            note: self.note,
            created: Stamp { at: self.created_at, by: created },
            withdrawn,
        })
    }
}
