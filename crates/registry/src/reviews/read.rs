//! Reading reviews, which are public but for who gave them.

use blueprint::{BlueprintId, Slug};
use store::{Conn, Review, ReviewFilter, ReviewPlace, review_count, review_get, review_list};

use crate::{Refused, Registry, Unknown};

pub fn review(registry: &Registry, id: &str) -> Result<Review, Refused> {
    registry.store.read(|conn| load(conn, id))
}

/// The reviews of a blueprint behind `after`, the newest first, and how many there are in all.
pub fn reviews(
    registry: &Registry,
    id: &BlueprintId,
    (after, limit): (Option<&ReviewPlace>, u32),
) -> Result<(Vec<Review>, i64), Refused> {
    registry.head(id)?;
    listed(registry, ReviewFilter::Blueprint(id), (after, limit))
}

/// The same of an organisation.
pub fn reviews_of(
    registry: &Registry,
    organisation: &Slug,
    (after, limit): (Option<&ReviewPlace>, u32),
) -> Result<(Vec<Review>, i64), Refused> {
    listed(registry, ReviewFilter::Organisation(organisation), (after, limit))
}

fn listed(
    registry: &Registry,
    filter: ReviewFilter<'_>,
    (after, limit): (Option<&ReviewPlace>, u32),
) -> Result<(Vec<Review>, i64), Refused> {
    registry
        .store
        .read(|conn| Ok((review_list(conn, filter, after, limit)?, review_count(conn, filter)?)))
}

pub(super) fn load(conn: &mut Conn, id: &str) -> Result<Review, Refused> {
    Ok(review_get(conn, id)?.ok_or_else(|| Unknown::Review(id.to_owned()))?)
}
