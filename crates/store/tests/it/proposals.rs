//! Proposals and what is said of them.

use store::{
    DraftFacts, EventKind, NewComment, NewDraft, NewProposal, ProposalMove, ProposalState, Seq,
    Stamp, StoreError, draft_insert, events_after, proposal_comment, proposal_comments,
    proposal_count, proposal_get, proposal_insert, proposal_list, proposal_list_waiting,
    proposal_move, proposal_of_draft, proposal_published, proposals_settled, version_coauthors,
};
use testkit::TestDatabase;

use crate::given::{by, document, id, organisation, publish, slug, version};

fn stamp(at: i64) -> Stamp {
    Stamp { at, by: by("mrn-token") }
}

fn made(db: &TestDatabase, name: &str, at: i64) -> Result<(), StoreError> {
    let (target, fork) = (id("mrn/parken"), id("mrn/halten"));
    let new = NewProposal {
        id: name,
        target: &target,
        base: (&version("1.0.0"), &document("mrn/parken", "1.0.0").digest),
        organisation: &slug("mrn"),
        fork: Some((&fork, &version("1.0.0"))),
        document: &document("mrn/parken", name),
        title: "Titel",
        message: "Grund",
        created: &stamp(at),
    };
    db.store().write(|txn| proposal_insert(txn, &new))
}

fn ready(db: &TestDatabase) {
    organisation(db.store(), "mrn");
    for (blueprint, number) in
        [("mrn/parken", "1.0.0"), ("mrn/halten", "1.0.0"), ("mrn/parken", "1.0.1")]
    {
        publish(db.store(), blueprint, number).unwrap();
    }
    let draft = NewDraft {
        id: "d",
        organisation: &slug("mrn"),
        document: &document("mrn/parken", "1.0.2"),
        facts: &DraftFacts::default(),
        origin: None,
        authors: &[],
        created: &stamp(5),
    };
    db.store().write(|txn| draft_insert(txn, &draft)).unwrap();
}

on_each_database! {
    fn a_proposal_goes_its_way_revision_by_revision(db: &TestDatabase) {
        ready(db);
        made(db, "a", 10).unwrap();
        let step = |seen: i64, step: ProposalMove<'_>| {
            db.store().write(|txn| proposal_move(txn, ("a", seen), step, &stamp(20)))
        };
        let accept = ProposalMove::Accept { reason: "Ja", draft: "d" };
        step(1, accept).unwrap();
        assert!(matches!(step(1, ProposalMove::Withdraw), Err(StoreError::Stale)));
        let seen = db.store().read(|conn| proposal_of_draft(conn, "d")).unwrap().unwrap();
        assert_eq!((seen.state, seen.revision, seen.reason.as_deref()), (ProposalState::Accepted, 2, Some("Ja")));
        assert_eq!(seen.decided, Some(stamp(20)));
        step(2, ProposalMove::Reopen).unwrap();
        let seen = db.store().read(|conn| proposal_get(conn, "a")).unwrap().unwrap();
        assert_eq!((seen.state, seen.draft, seen.decided, seen.reason), (ProposalState::Open, None, None, None));
        let told = db.store().read(|conn| events_after(conn, Seq::START, 100)).unwrap();
        let told = told.into_iter().filter(|event| event.kind.is_of_proposal());
        let told: Vec<_> = told.map(|event| (event.kind.as_str(), event.blueprint, event.version)).collect();
        let of_target = |kind| (kind, Some(id("mrn/parken")), None);
        assert_eq!(told, ["proposal_made", "proposal_accepted", "proposal_reopened"].map(of_target));
        step(3, accept).unwrap();
        let now = version("1.0.1");
        db.store().write(|txn| proposal_published(txn, ("a", 4), &now, 30)).unwrap();
        db.store().read(|conn| {
            let settled = proposals_settled(conn, &id("mrn/halten"))?;
            assert_eq!(settled.len(), 1);
            assert_eq!((&settled[0].version, settled[0].became), (&now, document("mrn/parken", "1.0.1").digest));
            let authors = version_coauthors(conn, &id("mrn/parken"))?;
            assert_eq!(authors[&now].iter().map(ToString::to_string).collect::<Vec<_>>(), ["mrn"]);
            Ok::<_, StoreError>(())
        }).unwrap();
    }

    fn proposals_are_listed_newest_first_and_wait_oldest_first(db: &TestDatabase) {
        ready(db);
        for (name, at) in [("a", 10), ("b", 20), ("c", 20)] {
            made(db, name, at).unwrap();
        }
        let withdraw = |txn: &mut store::Txn<'_>| proposal_move(txn, ("b", 1), ProposalMove::Withdraw, &stamp(30));
        db.store().write(withdraw).unwrap();
        let target = id("mrn/parken");
        db.store().read(|conn| {
            let ids = |found: Vec<store::Proposal>| found.into_iter().map(|one| one.id).collect::<Vec<_>>();
            let first = proposal_list(conn, &target, None, None, 2)?;
            let after = first[1].place().to_string().parse().unwrap();
            assert_eq!(ids(first), ["c", "b"]);
            assert_eq!(ids(proposal_list(conn, &target, None, Some(&after), 9)?), ["a"]);
            assert_eq!(proposal_count(conn, &target, Some(ProposalState::Open))?, 2);
            assert_eq!(ids(proposal_list_waiting(conn, &slug("mrn"), 9)?), ["a", "c"]);
            Ok::<_, StoreError>(())
        }).unwrap();
    }

    fn comments_are_numbered_and_need_their_proposal(db: &TestDatabase) {
        ready(db);
        made(db, "a", 10).unwrap();
        let say = |proposal: &str, text: &str| {
            let (organisation, stamp) = (slug("mrn"), stamp(11));
            let new = NewComment { proposal, organisation: &organisation, text, stamp: &stamp };
            db.store().write(|txn| proposal_comment(txn, &new))
        };
        assert_eq!((say("a", "eins").unwrap(), say("a", "zwei").unwrap(), say("a", "drei").unwrap()), (1, 2, 3));
        assert!(matches!(say("fehlt", "x"), Err(StoreError::Missing { .. })));
        let told = db.store().read(|conn| events_after(conn, Seq::START, 100)).unwrap();
        let said = told.iter().filter(|event| event.kind == EventKind::ProposalCommented);
        assert_eq!(said.map(|event| event.organisation.as_ref()).collect::<Vec<_>>(), vec![Some(&slug("mrn")); 3]);
        let last = db.store().read(|conn| proposal_comments(conn, "a", 2)).unwrap();
        assert_eq!(last.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["zwei", "drei"]);
    }
}
