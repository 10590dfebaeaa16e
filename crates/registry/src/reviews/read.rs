//! Reading reviews, which are public but for who gave them.

use blueprint::{BlueprintId, Slug};
use store::{
    Conn, EvidencePlace, Review, ReviewFilter, StoreError, organisation_get, review_count,
    review_get, review_list,
};

use crate::{Refused, Registry, Unknown, moves::current};

pub fn review(registry: &Registry, id: &str) -> Result<Review, Refused> {
    registry.store.read(|conn| load(conn, id))
}

/// The reviews of a blueprint behind `after`, the newest first, and how many there are in all: those at every address that
/// it has or had, whichever of them is asked for, for so they count.
pub fn reviews(
    registry: &Registry,
    id: &BlueprintId,
    (after, limit): (Option<&EvidencePlace>, u32),
) -> Result<(Vec<Review>, i64), Refused> {
    let head = current(registry, id)?;
    let (mut items, total) = registry.store.read(|conn| {
        let (mut items, mut total) = (Vec::new(), 0_i64);
        for place in head.addresses() {
            let of = ReviewFilter::Blueprint(place);
            items.extend(review_list(conn, of, after, limit)?);
            total = total.saturating_add(review_count(conn, of)?);
        }
        Ok::<_, StoreError>((items, total))
    })?;
    items.sort_by(|a, b| (b.created_at, &b.id).cmp(&(a.created_at, &a.id)));
    items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok((items, total))
}

/// The reviews that an organisation gave, behind `after`, the newest first, and how many there are in all.
pub fn reviews_of(
    registry: &Registry,
    organisation: &Slug,
    (after, limit): (Option<&EvidencePlace>, u32),
) -> Result<(Vec<Review>, i64), Refused> {
    registry.store.read(|conn| {
        organisation_get(conn, organisation)?
            .ok_or_else(|| Unknown::Organisation(organisation.clone()))?;
        let of = ReviewFilter::Organisation(organisation);
        Ok((review_list(conn, of, after, limit)?, review_count(conn, of)?))
    })
}

pub(super) fn load(conn: &mut Conn, id: &str) -> Result<Review, Refused> {
    Ok(review_get(conn, id)?.ok_or_else(|| Unknown::Review(id.to_owned()))?)
}
