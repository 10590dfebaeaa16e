//! Organisations: who publishes. Municipalities and districts, but also working groups and vendors.

mod change;
mod demands;
mod find;
mod history;
mod succession;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use blueprint::Slug;
use diesel::prelude::*;

use crate::{
    Conn, EventKind, Seq, StoreError, Txn,
    conn::per_dialect,
    error::or_missing,
    events::{NewEvent, event_append},
    row,
    schema::organisations,
};

pub use change::{OrganisationUpdate, organisation_update};
pub use demands::policy_get;
pub use find::{OrganisationFilter, organisation_count, organisation_list};
pub use history::{OrganisationDeed, OrganisationStep, organisation_history};
pub use succession::{Succession, succession_get, succession_list};

/// An organisation that publishes, or is published for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub slug: Slug,
    pub kind: OrganisationKind,
    pub name: String,
    /// The Amtlicher Regionalschlüssel.
    pub ars: Option<String>,
    /// The Land.
    pub state: Option<String>,
    pub population: Option<i64>,
    /// The organisation it belongs to, as a municipality to its district.
    pub parent: Option<Slug>,
    pub created_at: i64,
    pub standing: OrganisationStanding,
}

/// What became of an organisation since it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationStanding {
    /// Rises with every change.
    pub revision: i64,
    /// Since when and why those who operate the registry take it for what it says it is.
    pub verified: Option<Verified>,
    /// In which organisation it went up.
    pub succession: Option<Succession>,
}

/// That it was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub at: i64,
    pub reason: String,
}

impl Default for OrganisationStanding {
    fn default() -> Self {
        Self { revision: 1, verified: None, succession: None }
    }
}

/// What sort of organisation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrganisationKind {
    Municipality,
    MunicipalAssociation,
    District,
    Region,
    State,
    Federal,
    WorkingGroup,
    PublicItProvider,
    Vendor,
    Other,
}

/// The text is not a kind of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such kind of organisation")]
pub struct UnknownKind;

impl OrganisationKind {
    pub const ALL: [Self; 10] = [
        Self::Municipality,
        Self::MunicipalAssociation,
        Self::District,
        Self::Region,
        Self::State,
        Self::Federal,
        Self::WorkingGroup,
        Self::PublicItProvider,
        Self::Vendor,
        Self::Other,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::MunicipalAssociation => "municipal_association",
            Self::District => "district",
            Self::Region => "region",
            Self::State => "state",
            Self::Federal => "federal",
            Self::WorkingGroup => "working_group",
            Self::PublicItProvider => "public_it_provider",
            Self::Vendor => "vendor",
            Self::Other => "other",
        }
    }
}

impl FromStr for OrganisationKind {
    type Err = UnknownKind;

    fn from_str(s: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == s).ok_or(UnknownKind)
    }
}

impl fmt::Display for OrganisationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// [`StoreError::Exists`] when the name is taken, [`StoreError::Missing`] without the parent.
pub fn organisation_insert(
    txn: &mut Txn<'_>,
    organisation: &Organisation,
) -> Result<Seq, StoreError> {
    let row = (
        organisations::slug.eq(organisation.slug.as_str()),
        organisations::kind.eq(organisation.kind.as_str()),
        organisations::name.eq(&organisation.name),
        organisations::ars.eq(organisation.ars.as_deref()),
        organisations::state.eq(organisation.state.as_deref()),
        organisations::population.eq(organisation.population),
        organisations::parent.eq(organisation.parent.as_ref().map(Slug::as_str)),
        organisations::created_at.eq(organisation.created_at),
    );
    let n_inserted = per_dialect!(&mut **txn, |c| diesel::insert_into(organisations::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map_err(or_missing("parent organisation"))?;
    if n_inserted == 0 {
        return Err(StoreError::Exists);
    }
    event_append(
        txn,
        &NewEvent {
            at: organisation.created_at,
            kind: EventKind::OrganisationCreated,
            organisation: Some(&organisation.slug),
            blueprint: None,
            version: None,
        },
    )
}

pub fn organisation_get(conn: &mut Conn, slug: &Slug) -> Result<Option<Organisation>, StoreError> {
    let row: Option<OrganisationRow> = organisations::table
        .find(slug.as_str())
        .select(OrganisationRow::as_select())
        .get_result(conn)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let succession = succession_get(conn, slug)?;
    row.into_organisation(succession).map(Some)
}

/// What organisations are called, of those that are here.
pub fn organisation_names(
    conn: &mut Conn,
    of: &BTreeSet<&Slug>,
) -> Result<BTreeMap<Slug, String>, StoreError> {
    let slugs: Vec<&str> = of.iter().map(|slug| slug.as_str()).collect();
    let mut names = BTreeMap::new();
    for page in slugs.chunks(row::PAGE) {
        let rows: Vec<(String, String)> = organisations::table
            .filter(organisations::slug.eq_any(page))
            .select((organisations::slug, organisations::name))
            .load(conn)?;
        for (slug, name) in rows {
            names.insert(row::parse(&slug, "organisation")?, name);
        }
    }
    Ok(names)
}

/// Whether a second person has to see everything that the organisation publishes. `false` without the organisation,
/// which then publishes nothing.
pub fn four_eyes_get(conn: &mut Conn, slug: &Slug) -> Result<bool, StoreError> {
    let demanded: Option<bool> = organisations::table
        .find(slug.as_str())
        .select(organisations::four_eyes)
        .get_result(conn)
        .optional()?;
    Ok(demanded.unwrap_or(false))
}

/// [`StoreError::Missing`] without the organisation.
pub fn four_eyes_set(txn: &mut Txn<'_>, slug: &Slug, demanded: bool) -> Result<(), StoreError> {
    let n_updated = diesel::update(organisations::table.find(slug.as_str()))
        .set(organisations::four_eyes.eq(demanded))
        .execute(&mut **txn)?;
    if n_updated == 0 { Err(StoreError::Missing { what: "organisation" }) } else { Ok(()) }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = organisations)]
struct OrganisationRow {
    slug: String,
    kind: String,
    name: String,
    ars: Option<String>,
    state: Option<String>,
    population: Option<i64>,
    parent: Option<String>,
    created_at: i64,
    revision: i64,
    verified_at: Option<i64>,
    verified_reason: Option<String>,
}

impl OrganisationRow {
    fn into_organisation(self, succession: Option<Succession>) -> Result<Organisation, StoreError> {
        let verified = self.verified_at.zip(self.verified_reason);
        Ok(Organisation {
            slug: row::parse(&self.slug, "organisation")?,
            kind: row::parse(&self.kind, "organisation")?,
            name: self.name,
            ars: self.ars,
            state: self.state,
            population: self.population,
            parent: row::parse_option(self.parent.as_deref(), "organisation")?,
            created_at: self.created_at,
            standing: OrganisationStanding {
                revision: self.revision,
                verified: verified.map(|(at, reason)| Verified { at, reason }),
                succession,
            },
        })
    }
}
