//! Which organisations there are.

use std::collections::BTreeMap;

use blueprint::Slug;
use diesel::{
    dsl::{exists, not},
    prelude::*,
    sql_types::Text,
};

use super::{Organisation, OrganisationKind, OrganisationRow, succession::successions_of};
use crate::{
    Conn, Role, StoreError,
    conn::MultiBackend,
    schema::{memberships, organisations},
};

/// Which organisations to list; what is `None` or `false` does not matter. Text, verification and missing owners are looked
/// for one by one, among some thousands at most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationFilter {
    pub kind: Option<OrganisationKind>,
    pub state: Option<String>,
    pub parent: Option<Slug>,
    /// Stands in the name, or, as slugs are written, in the slug.
    pub text: Option<String>,
    pub is_verified: Option<bool>,
    /// Only those that nobody owns.
    pub lacks_owner: bool,
}

#[diesel::declare_sql_function]
extern "SQL" {
    fn lower(text: Text) -> Text;
}

/// At most `limit` organisations that follow `after`, by name in the address.
pub fn organisation_list(
    conn: &mut Conn,
    filter: &OrganisationFilter,
    after: Option<&Slug>,
    limit: u32,
) -> Result<Vec<Organisation>, StoreError> {
    let mut query = filtered(filter);
    if let Some(after) = after {
        query = query.filter(organisations::slug.gt(after.as_str()));
    }
    let rows: Vec<OrganisationRow> = query
        .order(organisations::slug)
        .limit(limit.into())
        .select(OrganisationRow::as_select())
        .load(conn)?;
    let slugs: Vec<&str> = rows.iter().map(|row| row.slug.as_str()).collect();
    let mut successions: BTreeMap<Slug, _> = successions_of(conn, &slugs)?.into_iter().collect();
    rows.into_iter()
        .map(|row| {
            let mut organisation = row.into_organisation(None)?;
            organisation.standing.succession = successions.remove(&organisation.slug);
            Ok(organisation)
        })
        .collect()
}

pub fn organisation_count(conn: &mut Conn, filter: &OrganisationFilter) -> Result<i64, StoreError> {
    Ok(filtered(filter).count().get_result(conn)?)
}

fn filtered(filter: &OrganisationFilter) -> organisations::BoxedQuery<'_, MultiBackend> {
    let mut query = organisations::table.into_boxed();
    if let Some(kind) = filter.kind {
        query = query.filter(organisations::kind.eq(kind.as_str()));
    }
    if let Some(state) = &filter.state {
        query = query.filter(organisations::state.eq(state));
    }
    if let Some(parent) = &filter.parent {
        query = query.filter(organisations::parent.eq(parent.as_str()));
    }
    if let Some(text) = &filter.text {
        let text = text.trim().to_lowercase();
        // One of the databases knows no upper case beyond ASCII; slugs have none.
        query = query.filter(
            lower(organisations::name)
                .like(within(&text))
                .escape('\\')
                .or(organisations::slug.like(within(&as_slug(&text))).escape('\\')),
        );
    }
    if let Some(is_verified) = filter.is_verified {
        query = if is_verified {
            query.filter(organisations::verified_at.is_not_null())
        } else {
            query.filter(organisations::verified_at.is_null())
        };
    }
    if filter.lacks_owner {
        let owners = memberships::table
            .filter(memberships::organisation.eq(organisations::slug))
            .filter(memberships::role.eq(Role::Owner.as_str()));
        query = query.filter(not(exists(owners)));
    }
    query
}

/// The pattern that finds a text anywhere; its signs mean themselves.
fn within(text: &str) -> String {
    let mut pattern = String::from("%");
    for sign in text.chars() {
        if matches!(sign, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(sign);
    }
    pattern.push('%');
    pattern
}

/// Lower case as slugs are written.
fn as_slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            ' ' => slug.push('-'),
            other => slug.push(other),
        }
    }
    slug
}
