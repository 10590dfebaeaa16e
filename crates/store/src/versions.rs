//! Versions: immutable, but for being yanked.
//!
//! Law: a version's document never changes and never goes; yanking hides it from those who ask for the
//! latest, not from those who name it.

use blueprint::{BlueprintId, Digest, Level};
use diesel::prelude::*;
use semver::Version;

use crate::{
    Author, Conn, EventKind, Seq, StoreError, StoredDocument, Txn,
    blobs::blobs_missing,
    blueprints::{blueprint_advance, blueprint_insert, blueprint_revision},
    conn::per_dialect,
    documents::document_insert,
    error::or_missing,
    events::{NewEvent, event_append},
    precedence::precedence_key,
    row,
    schema::{documents, version_attachments, version_dependencies, versions},
};

/// A version to be published.
#[derive(Clone, Copy, Debug)]
pub struct NewVersion<'a> {
    pub id: &'a BlueprintId,
    pub version: &'a Version,
    pub document: &'a StoredDocument,
    pub facts: &'a VersionFacts,
    pub published_at: i64,
    pub published_by: &'a Author,
    pub step: &'a Step,
    /// The blueprint's revision by which the publication was decided; `None` when there was no blueprint.
    pub seen_revision: Option<i64>,
}

/// How far a version is from the one it follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What its changes ask for at least; `None` for the first version, and when nothing changed.
    pub required: Option<Level>,
    /// Why it was published with a smaller step than that.
    pub override_reason: Option<String>,
}

/// What lists, filters and joins need to know of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionFacts {
    pub title_de: String,
    pub title_en: Option<String>,
    pub summary_de: String,
    pub summary_en: Option<String>,
    pub license: String,
    pub changes_de: Option<String>,
    pub changes_en: Option<String>,
    /// A day, `YYYY-MM-DD`.
    pub review_by: Option<String>,
    pub dependencies: Vec<Dependency>,
    /// Attachments, which must have been uploaded.
    pub attachments: Vec<Digest>,
}

/// One blueprint's need of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    pub on: BlueprintId,
    /// Which of its versions, as a requirement of semantic versioning.
    pub requirement: String,
    pub kind: String,
}

/// A published version, without its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRecord {
    pub id: BlueprintId,
    pub version: Version,
    pub digest: Digest,
    /// Of the canonical document.
    pub size: i64,
    pub published_at: i64,
    pub published_by: Author,
    pub yanked: Option<Yank>,
    pub title_de: String,
    pub title_en: Option<String>,
    pub summary_de: String,
    pub summary_en: Option<String>,
    pub license: String,
    pub changes_de: Option<String>,
    pub changes_en: Option<String>,
    pub review_by: Option<String>,
    pub step: Step,
}

/// When and why a version was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yank {
    pub at: i64,
    pub reason: String,
}

/// The first version makes the blueprint.
///
/// [`StoreError::Stale`] when the blueprint is not at the revision seen, [`StoreError::Exists`] when it has
/// a version of the same precedence, [`StoreError::Missing`] without the organisation, the author or an
/// attachment.
pub fn version_publish(txn: &mut Txn<'_>, new: &NewVersion<'_>) -> Result<Seq, StoreError> {
    // All refusals that reading can tell come before the first write.
    if blueprint_revision(txn, new.id)? != new.seen_revision {
        return Err(StoreError::Stale);
    }
    if has_precedence(txn, new.id, new.version)? {
        return Err(StoreError::Exists);
    }
    if !blobs_missing(txn, &new.facts.attachments)?.is_empty() {
        return Err(StoreError::Missing { what: "attachment" });
    }

    if new.seen_revision.is_none() {
        blueprint_insert(txn, new)?;
    }
    document_insert(txn, new.document)?;
    version_insert(txn, new)?;
    dependencies_insert(txn, new)?;
    attachments_insert(txn, new)?;
    blueprint_advance(txn, new.id, new.published_at)?;
    event_append(
        txn,
        &NewEvent {
            at: new.published_at,
            kind: EventKind::VersionPublished,
            organisation: Some(&new.id.owner),
            blueprint: Some(new.id),
            version: Some(new.version),
        },
    )
}

pub fn version_get(
    conn: &mut Conn,
    id: &BlueprintId,
    version: &Version,
) -> Result<Option<VersionRecord>, StoreError> {
    versions::table
        .find((id.owner.as_str(), id.name.as_str(), version.to_string()))
        .inner_join(documents::table)
        .select((VersionRow::as_select(), documents::size))
        .get_result(conn)
        .optional()?
        .map(into_record)
        .transpose()
}

/// At most `limit` versions below `before`, the highest first.
pub fn version_list(
    conn: &mut Conn,
    id: &BlueprintId,
    before: Option<&Version>,
    limit: u32,
) -> Result<Vec<VersionRecord>, StoreError> {
    let mut query = versions::table
        .inner_join(documents::table)
        .filter(versions::owner.eq(id.owner.as_str()))
        .filter(versions::name.eq(id.name.as_str()))
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(versions::precedence.lt(precedence_key(before)));
    }
    query
        .order(versions::precedence.desc())
        .limit(limit.into())
        .select((VersionRow::as_select(), documents::size))
        .load(conn)?
        .into_iter()
        .map(into_record)
        .collect()
}

/// Every version with its digest and whether it is yanked, the highest first: enough to resolve any
/// reference.
pub fn version_all(
    conn: &mut Conn,
    id: &BlueprintId,
) -> Result<Vec<(Version, Digest, bool)>, StoreError> {
    let rows: Vec<(String, Vec<u8>, bool)> = versions::table
        .filter(versions::owner.eq(id.owner.as_str()))
        .filter(versions::name.eq(id.name.as_str()))
        .order(versions::precedence.desc())
        .select((versions::version, versions::digest, versions::yanked_at.is_not_null()))
        .load(conn)?;
    rows.into_iter()
        .map(|(version, digest, is_yanked)| {
            Ok((row::parse(&version, "version")?, row::digest(&digest)?, is_yanked))
        })
        .collect()
}

pub fn version_count(conn: &mut Conn, id: &BlueprintId) -> Result<i64, StoreError> {
    Ok(versions::table
        .filter(versions::owner.eq(id.owner.as_str()))
        .filter(versions::name.eq(id.name.as_str()))
        .count()
        .get_result(conn)?)
}

/// Versions of all blueprints.
pub fn version_count_all(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(versions::table.count().get_result(conn)?)
}

/// What the version depends on, by name.
pub fn version_dependencies(
    conn: &mut Conn,
    id: &BlueprintId,
    version: &Version,
) -> Result<Vec<Dependency>, StoreError> {
    use version_dependencies as d;
    let rows: Vec<(String, String, String, String)> = d::table
        .filter(d::owner.eq(id.owner.as_str()))
        .filter(d::name.eq(id.name.as_str()))
        .filter(d::version.eq(version.to_string()))
        .order((d::on_owner, d::on_name, d::kind))
        .select((d::on_owner, d::on_name, d::requirement, d::kind))
        .load(conn)?;
    rows.into_iter()
        .map(|(owner, name, requirement, kind)| {
            Ok(Dependency { on: row::blueprint_id(&owner, &name)?, requirement, kind })
        })
        .collect()
}

/// What each version of a blueprint depends on, in one reading.
pub fn version_dependencies_all(
    conn: &mut Conn,
    id: &BlueprintId,
) -> Result<Vec<(Version, Dependency)>, StoreError> {
    use version_dependencies as d;
    let rows: Vec<(String, String, String, String, String)> = d::table
        .filter(d::owner.eq(id.owner.as_str()))
        .filter(d::name.eq(id.name.as_str()))
        .order((d::version, d::on_owner, d::on_name, d::kind))
        .select((d::version, d::on_owner, d::on_name, d::requirement, d::kind))
        .load(conn)?;
    rows.into_iter()
        .map(|(version, owner, name, requirement, kind)| {
            let on = row::blueprint_id(&owner, &name)?;
            Ok((row::parse(&version, "version")?, Dependency { on, requirement, kind }))
        })
        .collect()
}

/// The attachments that the version names, by digest.
pub fn version_attachments(
    conn: &mut Conn,
    id: &BlueprintId,
    version: &Version,
) -> Result<Vec<Digest>, StoreError> {
    use version_attachments as a;
    let rows: Vec<Vec<u8>> = a::table
        .filter(a::owner.eq(id.owner.as_str()))
        .filter(a::name.eq(id.name.as_str()))
        .filter(a::version.eq(version.to_string()))
        .order(a::digest)
        .select(a::digest)
        .load(conn)?;
    rows.iter().map(|digest| row::digest(digest)).collect()
}

/// Withdraws the version for a reason, or takes that back with `None`. `Ok(None)` when it is so already;
/// another reason is a change. [`StoreError::Missing`] without the version, [`StoreError::Stale`] when a
/// revision was seen and the blueprint is no longer at it.
pub fn version_yank(
    txn: &mut Txn<'_>,
    (id, version): (&BlueprintId, &Version),
    reason: Option<&str>,
    seen_revision: Option<i64>,
    at: i64,
) -> Result<Option<Seq>, StoreError> {
    let target = versions::table.find((id.owner.as_str(), id.name.as_str(), version.to_string()));
    let yanked_for: Option<String> = target
        .clone()
        .select(versions::yanked_reason)
        .get_result(&mut **txn)
        .optional()?
        .ok_or(StoreError::Missing { what: "version" })?;
    if seen_revision.is_some() && blueprint_revision(txn, id)? != seen_revision {
        return Err(StoreError::Stale);
    }
    if yanked_for.as_deref() == reason {
        return Ok(None);
    }
    diesel::update(target)
        .set((versions::yanked_at.eq(reason.map(|_| at)), versions::yanked_reason.eq(reason)))
        .execute(&mut **txn)?;
    blueprint_advance(txn, id, at)?;
    let kind = if reason.is_some() { EventKind::VersionYanked } else { EventKind::VersionUnyanked };
    event_append(
        txn,
        &NewEvent {
            at,
            kind,
            organisation: Some(&id.owner),
            blueprint: Some(id),
            version: Some(version),
        },
    )
    .map(Some)
}

/// Build metadata has no precedence, so `1.0.0+a` and `1.0.0+b` would be the same version.
fn has_precedence(
    conn: &mut Conn,
    id: &BlueprintId,
    version: &Version,
) -> Result<bool, StoreError> {
    let found: Option<String> = versions::table
        .filter(versions::owner.eq(id.owner.as_str()))
        .filter(versions::name.eq(id.name.as_str()))
        .filter(versions::precedence.eq(precedence_key(version)))
        .select(versions::version)
        .get_result(conn)
        .optional()?;
    Ok(found.is_some())
}

fn version_insert(txn: &mut Txn<'_>, new: &NewVersion<'_>) -> Result<(), StoreError> {
    diesel::insert_into(versions::table)
        .values((
            versions::owner.eq(new.id.owner.as_str()),
            versions::name.eq(new.id.name.as_str()),
            versions::version.eq(new.version.to_string()),
            versions::precedence.eq(precedence_key(new.version)),
            versions::prerelease.eq(!new.version.pre.is_empty()),
            versions::digest.eq(new.document.digest.as_bytes().as_slice()),
            versions::published_at.eq(new.published_at),
            versions::published_by.eq(new.published_by.token()),
            versions::published_by_person.eq(new.published_by.person()),
            versions::title_de.eq(&new.facts.title_de),
            versions::title_en.eq(&new.facts.title_en),
            versions::summary_de.eq(&new.facts.summary_de),
            versions::summary_en.eq(&new.facts.summary_en),
            versions::license.eq(&new.facts.license),
            versions::changes_de.eq(&new.facts.changes_de),
            versions::changes_en.eq(&new.facts.changes_en),
            versions::review_by.eq(&new.facts.review_by),
            versions::required_bump.eq(new.step.required.map(Level::as_str)),
            versions::override_reason.eq(&new.step.override_reason),
        ))
        .execute(&mut **txn)
        // Blueprint and document are there by now.
        .map_err(or_missing("author"))?;
    Ok(())
}

/// Naming the same dependency twice says nothing more.
fn dependencies_insert(txn: &mut Txn<'_>, new: &NewVersion<'_>) -> Result<(), StoreError> {
    use version_dependencies as d;
    let row = |dependency: &'_ Dependency| {
        (
            d::owner.eq(new.id.owner.to_string()),
            d::name.eq(new.id.name.to_string()),
            d::version.eq(new.version.to_string()),
            d::on_owner.eq(dependency.on.owner.to_string()),
            d::on_name.eq(dependency.on.name.to_string()),
            d::kind.eq(dependency.kind.clone()),
            d::requirement.eq(dependency.requirement.clone()),
        )
    };
    for page in new.facts.dependencies.chunks(row::PAGE / 2) {
        let rows: Vec<_> = page.iter().map(row).collect();
        per_dialect!(&mut **txn, |c| {
            diesel::insert_into(d::table).values(&rows).on_conflict_do_nothing().execute(c)?
        });
    }
    Ok(())
}

fn attachments_insert(txn: &mut Txn<'_>, new: &NewVersion<'_>) -> Result<(), StoreError> {
    use version_attachments as a;
    let row = |digest: &Digest| {
        (
            a::owner.eq(new.id.owner.to_string()),
            a::name.eq(new.id.name.to_string()),
            a::version.eq(new.version.to_string()),
            a::digest.eq(digest.as_bytes().to_vec()),
        )
    };
    for page in new.facts.attachments.chunks(row::PAGE) {
        let rows: Vec<_> = page.iter().map(row).collect();
        per_dialect!(&mut **txn, |c| {
            diesel::insert_into(a::table).values(&rows).on_conflict_do_nothing().execute(c)?
        });
    }
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = versions)]
struct VersionRow {
    owner: String,
    name: String,
    version: String,
    digest: Vec<u8>,
    published_at: i64,
    published_by: Option<String>,
    published_by_person: Option<String>,
    yanked_at: Option<i64>,
    yanked_reason: Option<String>,
    title_de: String,
    title_en: Option<String>,
    summary_de: String,
    summary_en: Option<String>,
    license: String,
    changes_de: Option<String>,
    changes_en: Option<String>,
    review_by: Option<String>,
    required_bump: Option<String>,
    override_reason: Option<String>,
}

fn into_record((row, size): (VersionRow, i64)) -> Result<VersionRecord, StoreError> {
    Ok(VersionRecord {
        id: row::blueprint_id(&row.owner, &row.name)?,
        version: row::parse(&row.version, "version")?,
        digest: row::digest(&row.digest)?,
        size,
        published_at: row.published_at,
        published_by: Author::of(row.published_by, row.published_by_person)?,
        yanked: row.yanked_at.zip(row.yanked_reason).map(|(at, reason)| Yank { at, reason }),
        title_de: row.title_de,
        title_en: row.title_en,
        summary_de: row.summary_de,
        summary_en: row.summary_en,
        license: row.license,
        changes_de: row.changes_de,
        changes_en: row.changes_en,
        review_by: row.review_by,
        step: Step {
            required: row::parse_option(row.required_bump.as_deref(), "step")?,
            override_reason: row.override_reason,
        },
    })
}
