//! The outbox: work that follows from an event, left for the workers in the event's own transaction.
//!
//! Law: work is done at least once, so doing it twice must be harmless. A lease keeps two workers off the
//! same piece; it runs out, so that a worker's death holds nothing up.

use diesel::prelude::*;

use crate::{Seq, StoreError, Txn, conn::per_dialect, row, schema::outbox};

/// Leaves word of an event for the workers of each topic. Saying it twice is harmless.
pub fn outbox_push(txn: &mut Txn<'_>, seq: Seq, topics: &[&str]) -> Result<(), StoreError> {
    for page in topics.chunks(row::PAGE) {
        let rows: Vec<_> = page
            .iter()
            .map(|topic| {
                (outbox::topic.eq(*topic), outbox::seq.eq(seq.0), outbox::leased_until.eq(0))
            })
            .collect();
        per_dialect!(&mut **txn, |c| {
            diesel::insert_into(outbox::table).values(&rows).on_conflict_do_nothing().execute(c)?
        });
    }
    Ok(())
}

/// At most `limit` pieces of the topic's work that nobody holds, the oldest first. They are the caller's
/// until `now + lease_micros`.
pub fn outbox_claim(
    txn: &mut Txn<'_>,
    topic: &str,
    limit: u32,
    now: i64,
    lease_micros: i64,
) -> Result<Vec<Seq>, StoreError> {
    // There is one writer at a time, so nobody comes between the two statements.
    let free: Vec<i64> = outbox::table
        .filter(outbox::topic.eq(topic))
        .filter(outbox::leased_until.le(now))
        .order(outbox::seq)
        .limit(limit.into())
        .select(outbox::seq)
        .load(&mut **txn)?;
    let until = now.saturating_add(lease_micros);
    for page in free.chunks(row::PAGE) {
        diesel::update(outbox::table)
            .filter(outbox::topic.eq(topic))
            .filter(outbox::seq.eq_any(page))
            .set(outbox::leased_until.eq(until))
            .execute(&mut **txn)?;
    }
    Ok(free.into_iter().map(Seq).collect())
}

/// Crosses a piece of work off. That it is crossed off already is fine.
pub fn outbox_done(txn: &mut Txn<'_>, seq: Seq, topic: &str) -> Result<(), StoreError> {
    diesel::delete(outbox::table.find((topic, seq.0))).execute(&mut **txn)?;
    Ok(())
}
