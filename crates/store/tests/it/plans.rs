//! No query walks through a table: each finds its rows, and their order, in an index.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use blueprint::Digest;
use blueprint::maturity::AdoptionStage;
use diesel::{
    connection::{Connection, Instrumentation, InstrumentationEvent},
    prelude::*,
    sql_types::Text,
};
use store::*;
use testkit::TestDatabase;

use crate::given::{by, document, id, organisation, publish, slug, version};
use crate::reviews::bare;

/// The statements that ran, without the values bound to them.
type Statements = Arc<Mutex<BTreeSet<String>>>;

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

fn record(statements: &Statements) -> impl Instrumentation {
    let statements = Arc::clone(statements);
    move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            let statement = text.split(" -- binds:").next().unwrap_or_default().to_owned();
            statements.lock().unwrap().insert(statement);
        }
    }
}

fn read_everything(conn: &mut Conn) -> Result<(), StoreError> {
    let (organisation, blueprint, number) = (slug("mrn"), id("mrn/parken"), version("1.0.0"));
    let filter = |n: u8| OrganisationFilter {
        kind: (n & 1 != 0).then_some(OrganisationKind::Region),
        state: (n & 2 != 0).then(|| "08".to_owned()),
        parent: (n & 4 != 0).then(|| slug("kreis")),
        ..OrganisationFilter::default()
    };
    for after in [None, Some(&organisation)] {
        for n in 0..8 {
            organisation_list(conn, &filter(n), after, 20)?;
            organisation_count(conn, &filter(n))?;
        }
        blueprint_count(conn, after)?;
        for owner in [None, Some(&organisation)] {
            blueprint_list(conn, owner, after.map(|_| &blueprint), 20)?;
        }
        version_list(conn, &blueprint, after.map(|_| &number), 20)?;
        lineage_children(conn, &blueprint, after.map(|_| &blueprint), 20)?;
        lineage_steps(conn, &blueprint, after.map(|_| 3), 20)?;
    }
    organisation_get(conn, &organisation)?;
    token_by_hash(conn, &Digest::of(b""))?;
    token_list(conn, &organisation)?;
    blueprint_get(conn, &blueprint)?;
    blueprint_many(conn, &[blueprint.clone(), id("mrn/other"), id("a/b")])?;
    version_get(conn, &blueprint, &number)?;
    version_all(conn, &blueprint)?;
    version_count(conn, &blueprint)?;
    version_dependencies(conn, &blueprint, &number)?;
    version_dependencies_all(conn, &blueprint)?;
    version_attachments(conn, &blueprint, &number)?;
    document_get(conn, &Digest::of(b""))?;
    blob_get(conn, &Digest::of(b""))?;
    blobs_missing(conn, &[Digest::of(b""), Digest::of(b"a")])?;
    lineage_upstream(conn, &blueprint)?;
    lineage_count(conn, &blueprint)?;
    lineage_skipped(conn, &blueprint)?;
    lineage_skip_get(conn, &blueprint, &number)?;
    lineage_merge_last(conn, &blueprint)?;
    lineage_family(conn, &blueprint, 20)?;
    events_after(conn, Seq(1), 20)?;
    event_last(conn)?;
    idempotency_get(conn, &organisation, "key")?;
    four_eyes_get(conn, &organisation)?;
    policy_get(conn, &organisation)?;
    organisation_history(conn, &organisation, 20)?;
    succession_list(conn, &organisation, 20)?;
    move_from(conn, &blueprint)?;
    move_to(conn, &blueprint)?;
    transfer_get(conn, "t")?;
    transfer_open(conn, &blueprint, 5)?;
    transfer_list(conn, &blueprint, 20)?;
    transfer_list_concerning(conn, &organisation, 20)?;
    read_adoptions(conn)?;
    read_attestations(conn)?;
    read_reviews(conn)?;
    reserved_get(conn, &organisation)?;
    reserved_list(conn, Some(&organisation), 20)?;
    read_drafts(conn)
}

fn read_adoptions(conn: &mut Conn) -> Result<(), StoreError> {
    let (organisation, blueprint) = (slug("mrn"), id("mrn/parken"));
    for after in [None, Some(&organisation)] {
        for stage in [None, Some(AdoptionStage::Ended)] {
            adoption_list_by_blueprint(conn, &blueprint, stage, (after, 20))?;
        }
        let after = after.map(|_| &blueprint);
        adoption_list_by_organisation(conn, &organisation, after, 20)?;
    }
    adoption_get(conn, &organisation, &blueprint)?;
    adoption_parameters(conn, &organisation, &blueprint)?;
    adoption_count_by_organisation(conn, &organisation)?;
    adoption_counts(conn, &blueprint)?;
    Ok(())
}

fn read_reviews(conn: &mut Conn) -> Result<(), StoreError> {
    let (organisation, blueprint) = (slug("mrn"), id("mrn/parken"));
    let place = EvidencePlace { created_at: 9, id: "r".to_owned() };
    for filter in [ReviewFilter::Blueprint(&blueprint), ReviewFilter::Organisation(&organisation)] {
        for after in [None, Some(&place)] {
            review_list(conn, filter, after, 20)?;
        }
        review_count(conn, filter)?;
    }
    let voice = ReviewVoice {
        blueprint: &blueprint,
        person: "p",
        working_group: &organisation,
        organisation: &organisation,
    };
    review_last(conn, &voice)?;
    review_of_another(conn, &voice, 1)?;
    review_get(conn, "r")?;
    for after in [None, Some(&blueprint)] {
        maturity_touched(conn, &organisation, after, 20)?;
    }
    maturity_facts(conn, &blueprint, &mut bare())
}

fn read_attestations(conn: &mut Conn) -> Result<(), StoreError> {
    let (organisation, blueprint) = (slug("mrn"), id("mrn/parken"));
    let (today, place) =
        (jiff::civil::date(2026, 1, 1), EvidencePlace { created_at: 9, id: "a".to_owned() });
    let narrow = AttestationFilter {
        version: Some(version("1.0.0")),
        product: "anbieter/produkt".parse().ok(),
        state: Some((AttestationState::Current, today)),
    };
    for of in [AttestationsOf::Blueprint(&blueprint), AttestationsOf::Organisation(&organisation)] {
        for filter in [&AttestationFilter::default(), &narrow] {
            for after in [None, Some(&place)] {
                attestation_list(conn, (of, filter), after, 20)?;
            }
            attestation_count(conn, of, filter)?;
        }
    }
    attestation_ending(conn, &organisation, (today, 20))?;
    attestation_get(conn, "a")?;
    Ok(())
}

fn read_drafts(conn: &mut Conn) -> Result<(), StoreError> {
    let (organisation, place) = (slug("mrn"), DraftPlace { updated_at: 9, id: "d".to_owned() });
    for state in [None, Some(DraftState::Open)] {
        for after in [None, Some(&place)] {
            draft_list(conn, &organisation, state, after, 20)?;
        }
        draft_count(conn, &organisation, state)?;
    }
    draft_get(conn, "d")?;
    draft_read(conn, "d")?;
    draft_authors(conn, "d")?;
    draft_events(conn, "d", 20)?;
    draft_event_count(conn, "d")?;
    draft_origin(conn, "d")?;
    draft_decisions(conn, "d")?;
    Ok(())
}

fn write_everything(txn: &mut Txn<'_>) -> Result<(), StoreError> {
    let (blueprint, number) = (id("mrn/parken"), version("1.0.0"));
    token_revoke(txn, "mrn-token", 5)?;
    version_yank(txn, (&blueprint, &number), Some("falsch"), None, 5)?;
    outbox_push(txn, Seq(1), &["index"])?;
    outbox_claim(txn, "index", 20, 100, 10)?;
    outbox_done(txn, Seq(1), "index")?;
    idempotency_forget(txn, 5)?;
    let facts = VersionFacts::default();
    let document = document("mrn/parken", "2.0.0");
    let new = NewVersion {
        id: &blueprint,
        version: &version("2.0.0"),
        document: &document,
        facts: &facts,
        published_at: 6,
        published_by: &by("mrn-token"),
        step: &store::Step::default(),
        seen_revision: Some(2),
    };
    version_publish(txn, &new)?;
    four_eyes_set(txn, &slug("mrn"), true)?;
    let found = organisation_get(txn, &slug("mrn"))?.unwrap();
    let step =
        OrganisationStep { at: 6, deed: OrganisationDeed::Renamed, text: "Region".to_owned() };
    let policy = blueprint::fit::Profile::default();
    let update = OrganisationUpdate { organisation: &found, policy: Some(&policy), steps: &[step] };
    organisation_update(txn, update, 6)?;
    let stamp = Stamp { at: 6, by: by("mrn-token") };
    let adoption = NewAdoption {
        organisation: &slug("mrn"),
        id: &blueprint,
        version: &number,
        stage: AdoptionStage::Planned,
        product: None,
        effort_hours: None,
        started_on: None,
        note: None,
        parameters: &BTreeMap::new(),
    };
    adoption_put(txn, (&adoption, &blueprint), None, &stamp)?;
    adoption_put(txn, (&adoption, &blueprint), Some((&blueprint, 1)), &stamp)?;
    adoption_remove(txn, (&slug("mrn"), &blueprint, 2), &blueprint, 6)?;
    write_drafts(txn)
}

fn write_drafts(txn: &mut Txn<'_>) -> Result<(), StoreError> {
    let (organisation, stamp) = (slug("mrn"), Stamp { at: 5, by: by("mrn-token") });
    let (document, facts) = (document("mrn/parken", "2.0.0"), DraftFacts::default());
    let new = NewDraft {
        id: "d",
        organisation: &organisation,
        document: &document,
        facts: &facts,
        origin: None,
        authors: &[],
        created: &stamp,
    };
    draft_insert(txn, &new)?;
    draft_save(txn, ("d", 1), (&document, &facts), (DraftDeed::Saved, &stamp))?;
    // The second save is joined to the first one's entry.
    draft_save(txn, ("d", 2), (&document, &facts), (DraftDeed::Saved, &stamp))?;
    let number = version("2.0.0");
    let moves = [
        DraftMove::Submit { override_reason: None },
        DraftMove::Return { reason: "Frist" },
        DraftMove::Publish { version: &number },
    ];
    for (revision, step) in (3..).zip(moves) {
        draft_move(txn, ("d", revision), step, &stamp)?;
    }
    take_a_step(txn)
}

/// `mrn/halten` takes in one version of `mrn/parken` and skips another.
fn take_a_step(txn: &mut Txn<'_>) -> Result<(), StoreError> {
    let (child, digest) = (id("mrn/halten"), document("mrn/parken", "2.0.0").digest);
    let (seen, version) = (version("1.0.0"), version("2.0.0"));
    let own_version = &seen;
    let advance = Advance {
        child: &child,
        seen: &seen,
        upstream: &id("mrn/parken"),
        version: &version,
        digest: &digest,
        own_version,
        own_parent: None,
        at: 7,
    };
    lineage_advance(txn, &advance)?;
    let skip = Skip { child: &child, version: &version, digest: &digest, reason: "anders", at: 7 };
    lineage_skip(txn, &skip)?;
    Ok(())
}

#[test]
fn no_query_walks_through_a_table() {
    let db = TestDatabase::sqlite();
    organisation(db.store(), "mrn");
    publish(db.store(), "mrn/parken", "1.0.0").unwrap();
    publish(db.store(), "mrn/halten", "1.0.0").unwrap();
    let digest = document("mrn/parken", "1.0.0").digest;
    let lineage = Lineage {
        child: id("mrn/halten"),
        upstream: id("mrn/parken"),
        version: version("1.0.0"),
        digest,
        kind: "variant".to_owned(),
        reason: String::new(),
        forked_at: 1,
        base: Base { id: id("mrn/parken"), version: version("1.0.0"), digest, at: 1 },
    };
    db.store().write(|txn| lineage_insert(txn, &lineage)).unwrap();
    let statements = Statements::default();
    db.store()
        .read(|conn| {
            conn.set_instrumentation(record(&statements));
            read_everything(conn)
        })
        .unwrap();
    db.store()
        .write(|txn| {
            txn.set_instrumentation(record(&statements));
            write_everything(txn)
        })
        .unwrap();

    let statements = statements.lock().unwrap().clone();
    let path = db.url().strip_prefix("sqlite://").unwrap();
    let mut n_explained = 0;
    for statement in statements {
        if !["SELECT", "UPDATE", "DELETE"].iter().any(|verb| statement.starts_with(verb)) {
            continue;
        }
        let explain = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}"));
        let mut conn = SqliteConnection::establish(path).unwrap();
        for Step { detail } in explain.load(&mut conn).unwrap() {
            let walks = detail.starts_with("SCAN") && !detail.contains(" USING ");
            let sorts = detail.contains("TEMP B-TREE");
            assert!(!walks && !sorts, "{statement}\n{detail}");
        }
        n_explained += 1;
    }
    assert!(60 <= n_explained, "only {n_explained} statements were seen");
}
