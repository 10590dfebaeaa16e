//! Blueprints that go on at another address: asked for, taken over, and what stays of the old one.

use std::{slice, thread};

use blueprint::VersionRef;
use registry::{
    Access, Actor, Fork, ForkKind, NewTransfer, Offer, OfferFrom, Publish, Refused, Registry,
    Reservation, Role, TRANSFER_LIFE, Transfer, TransferRefused, TransferState, TransferStep,
    Unknown, draft_submit, fork, four_eyes_demand, head, organisation_create, overview, propose,
    publish, release, reservations, reserve, role_set, transfer, transfer_accept, transfer_decline,
    transfer_request, transfer_withdraw, transfers, transfers_concerning, upstream,
};
use serde_json::json;

use crate::{
    given::{NOW, actor, address, document, findings, on_each_database, organisation, person, put},
    kin::{FORK, Kin, UPSTREAM, id, read},
    people::operator,
};

const OLD: &str = "musterstadt/fundsache";
const NEW: &str = "beispielkreis/fundbuero";

/// An owner of each organisation, and `musterstadt/fundsache` 1.0.0.
struct Two<'r> {
    registry: &'r Registry,
    giver: Actor,
    receiver: Actor,
    /// Programs of the two.
    stadt: Actor,
    kreis: Actor,
}

impl<'r> Two<'r> {
    fn of(registry: &'r Registry) -> Self {
        let (stadt, kreis) = (actor(registry, "musterstadt"), actor(registry, "beispielkreis"));
        put(registry, &stadt, &document(OLD, "1.0.0")).unwrap();
        Self {
            registry,
            stadt,
            kreis,
            giver: person(registry, "olga", "musterstadt", Role::Owner),
            receiver: person(registry, "kurt", "beispielkreis", Role::Owner),
        }
    }

    fn ask_as(&self, by: &Actor, to: &str, reason: &str) -> Result<Transfer, Refused> {
        ask(self.registry, by, (OLD, to), reason)
    }

    fn ask(&self, to: &str) -> Result<Transfer, Refused> {
        self.ask_as(&self.giver, to, " Der Kreis ist zuständig. ")
    }

    fn moved(&self) -> Transfer {
        let asked = self.ask(NEW).unwrap();
        transfer_accept(self.registry, &self.receiver, step(&asked), Some("Gern.")).unwrap()
    }

    /// Four eyes are demanded, or no longer.
    fn four_eyes(&self, by: &Actor, slug: &str) {
        four_eyes_demand(self.registry, by, (&slug.parse().unwrap(), true), NOW).unwrap();
    }
}

fn ask(
    registry: &Registry,
    by: &Actor,
    places: (&str, &str),
    reason: &str,
) -> Result<Transfer, Refused> {
    ask_at(registry, by, places, (reason, NOW + 1))
}

fn ask_at(
    registry: &Registry,
    by: &Actor,
    (from, to): (&str, &str),
    (reason, at): (&str, i64),
) -> Result<Transfer, Refused> {
    let random = *blueprint::Digest::of(format!("{from}{to}{reason}").as_bytes()).as_bytes();
    let (from, to) = (id(from), id(to));
    let wanted =
        NewTransfer { from: &from, to: &to, reason, idempotency_key: None, random: &random, at };
    transfer_request(registry, by, &wanted)
}

/// The next version of what is moved.
fn newer() -> serde_json::Value {
    let mut newer = document(OLD, "1.0.1");
    newer["title"]["de"] = "Ganz neu".into();
    newer
}

fn step(transfer: &Transfer) -> TransferStep<'_> {
    TransferStep { id: &transfer.id, at: NOW + 2 }
}

fn is_moved<T: std::fmt::Debug>(refused: Result<T, Refused>, to: &str) {
    match refused {
        Err(Refused::Moved { to: named, .. }) => assert_eq!(named.to_string(), to),
        other => panic!("expected the new address, got {other:?}"),
    }
}

fn fork_of(registry: &Registry, by: &Actor, upstream: &str) -> Result<(), Refused> {
    let (upstream, child) = (id(upstream), id("musterstadt/abgeleitet"));
    let request = Fork {
        upstream: &upstream,
        reference: &VersionRef::Latest,
        id: &child,
        kind: ForkKind::Variant,
        reason: "Eigene Satzung",
        idempotency_key: None,
        at: NOW,
    };
    fork(registry, by, &request).map(|_| ())
}

on_each_database! {
    fn both_agree_and_the_blueprint_goes_on(registry: &Registry) {
        let two = Two::of(registry);
        let asked = two.ask(NEW).unwrap();
        assert_eq!((asked.state, asked.reason.as_str(), asked.expires_at), (TransferState::Open, "Der Kreis ist zuständig.", NOW + 1 + TRANSFER_LIFE));
        assert!(matches!(head(registry, &id(NEW)), Err(Refused::Unknown(_))), "nothing before the consent");
        for by in [&two.giver, &two.receiver] {
            assert_eq!(transfer(registry, by, &asked.id).unwrap(), asked);
        }
        assert_eq!(transfers(registry, &two.giver, &id(OLD)).unwrap(), slice::from_ref(&asked));
        assert_eq!(transfers_concerning(registry, &two.receiver, &id(NEW).owner).unwrap(), slice::from_ref(&asked));

        let done = transfer_accept(registry, &two.receiver, step(&asked), Some(" Gern. ")).unwrap();
        assert_eq!((done.state, done.answer.as_deref()), (TransferState::Accepted, Some("Gern.")));
        assert_eq!(done.version.as_ref().map(ToString::to_string).as_deref(), Some("1.0.1"));
        let (before, after) = (read(registry, OLD, "1.0.0"), read(registry, NEW, "latest"));
        assert_eq!((&after["owner"], &after["name"], &after["version"]), (&json!("beispielkreis"), &json!("fundbuero"), &json!("1.0.1")));
        assert_eq!(after["changes"]["de"], format!("Umgezogen von {OLD}. Der Inhalt ist der von Version 1.0.0."));
        assert_eq!((&after["title"], &after["process"]), (&before["title"], &before["process"]));

        let old = overview(registry, &id(OLD)).unwrap();
        assert_eq!(old.moved_to, Some(id(NEW)));
        let end = old.head.blueprint.lifecycle.deprecation.clone().unwrap();
        assert_eq!((end.successor, end.reason.as_str()), (Some(id(NEW)), "Der Kreis ist zuständig."));
        let new = overview(registry, &id(NEW)).unwrap();
        assert_eq!((new.moved_to, &new.head.earlier), (None, &vec![id(OLD)]));
        put(registry, &two.kreis, &document(NEW, "1.0.2")).unwrap();
    }

    fn what_was_left_gets_nothing_new_and_says_where_to_go(registry: &Registry) {
        let two = Two::of(registry);
        let stadt = &two.stadt;
        let first = registry::DraftStart::Document(document(OLD, "1.1.0"));
        let musterstadt = id(OLD).owner;
        let begin = |wanted, random: u8| {
            let new = registry::NewDraft { organisation: &musterstadt, name: None, start: wanted, idempotency_key: None, random: &[random; 32], at: NOW };
            registry::draft_begin(registry, &two.giver, &new)
        };
        let draft = begin(first.clone(), 1).unwrap();
        two.moved();
        is_moved(put(registry, stadt, &document(OLD, "1.1.0")), NEW);
        let same = put(registry, stadt, &document(OLD, "1.0.0")).unwrap();
        assert!(!same.is_new, "what is there is found again");
        is_moved(begin(first, 2), NEW);
        let submit = registry::DraftStep { id: &draft.id, seen: None, at: NOW };
        let refused = draft_submit(registry, &two.giver, submit, None);
        assert_eq!(findings(refused), ["blueprint-moved /name"]);
        is_moved(fork_of(registry, stadt, OLD), NEW);
        fork_of(registry, stadt, NEW).unwrap();
        let (target, changed) = (id(OLD), document(OLD, "1.0.0"));
        let offer = Offer {
            target: &target,
            from: OfferFrom::Document { organisation: &musterstadt, base: &VersionRef::Latest, document: &changed },
            select: None,
            title: "Besser",
            message: "Grund",
            idempotency_key: None,
            random: &[3; 32],
            at: NOW,
        };
        is_moved(propose(registry, stadt, &offer), NEW);
        let change = registry::LifecycleChange { deprecation: Some(None), ..Default::default() };
        let back = registry::LifecycleRequest { id: &target, change: &change, seen_revision: None, at: NOW };
        is_moved(registry::lifecycle(registry, stadt, back), NEW);
        is_moved(two.ask("musterstadt/anders"), NEW);
        let there = ask(registry, &two.receiver, (NEW, OLD), "Zurück");
        assert!(matches!(there, Err(Refused::NameTaken(_))), "no circle: {there:?}");
    }

    fn open_proposals_stay_readable_and_are_not_accepted(registry: &Registry) {
        let two = Two::of(registry);
        let (kreis, mut changed) = (id(NEW).owner, document(OLD, "1.0.0"));
        changed["title"]["de"] = "Fundbüro".into();
        let target = id(OLD);
        let offer = Offer {
            target: &target,
            from: OfferFrom::Document { organisation: &kreis, base: &VersionRef::Latest, document: &changed },
            select: None,
            title: "Besser",
            message: "Grund",
            idempotency_key: None,
            random: &[3; 32],
            at: NOW,
        };
        let made = propose(registry, &two.kreis, &offer).unwrap();
        two.moved();
        let at = registry::ProposalStep { id: &made.id, seen: None, at: NOW };
        is_moved(registry::proposal_accept(registry, &two.giver, (at, &[9; 32]), "Ja"), NEW);
        assert_eq!(registry::proposal(registry, &made.id).unwrap().changes.len(), 1);
        registry::proposal_decline(registry, &two.giver, at, "Bitte dort vorschlagen.").unwrap();
    }

    fn a_rename_is_made_at_once_and_leads_on_from_name_to_name(registry: &Registry) {
        let two = Two::of(registry);
        let first = two.ask("musterstadt/fund-sache").unwrap();
        assert_eq!(first.state, TransferState::Accepted, "though it looks like the name that is left");
        let second = ask(registry, &two.giver, ("musterstadt/fund-sache", "musterstadt/fundbuero"), "Klarer").unwrap();
        assert_eq!(second.version.as_ref().map(ToString::to_string).as_deref(), Some("1.0.2"));
        for old in [OLD, "musterstadt/fund-sache"] {
            let seen = overview(registry, &id(old)).unwrap();
            assert_eq!(seen.moved_to, Some(id("musterstadt/fundbuero")), "{old}");
        }
        let seen = head(registry, &id("musterstadt/fundbuero")).unwrap();
        assert_eq!(seen.earlier, [id("musterstadt/fund-sache"), id(OLD)]);
        is_moved(put(registry, &two.stadt, &document(OLD, "1.1.0")), "musterstadt/fundbuero");
    }

    fn what_stands_against_a_move_is_said_when_it_is_asked_for(registry: &Registry) {
        let two = Two::of(registry);
        assert_eq!(findings(two.ask_as(&two.giver, OLD, " ")), ["transfer-reason /reason", "transfer-address /to_name"]);
        put(registry, &two.kreis, &document("beispielkreis/fund-buero", "1.0.0")).unwrap();
        assert_eq!(findings(two.ask(NEW)), ["name-alike /to_name"]);
        assert_eq!(findings(two.ask("beispielkreis/suche")), ["name-reserved /to_name"]);
        assert!(matches!(two.ask("beispielkreis/fund-buero"), Err(Refused::NameTaken(_))));
        assert!(matches!(two.ask("nirgends/fundsache"), Err(Refused::Unknown(Unknown::Organisation(_)))));
        let unknown = ask(registry, &two.giver, ("musterstadt/nichts", NEW), "Grund");
        assert!(matches!(unknown, Err(Refused::Unknown(Unknown::Blueprint(_)))));
        let kin = registry::Yanking { id: &id(OLD), version: &"1.0.0".parse().unwrap(), reason: Some("Falsch"), seen_revision: None, at: NOW };
        registry::yank(registry, &two.stadt, &kin).unwrap();
        assert!(matches!(two.ask("beispielkreis/anders"), Err(Refused::Transfer(TransferRefused::Withdrawn(_)))));
    }

    fn only_owners_ask_and_decide_each_for_their_own(registry: &Registry) {
        let two = Two::of(registry);
        let petra = person(registry, "petra", "musterstadt", Role::Publisher);
        assert!(matches!(two.ask_as(&petra, NEW, "Grund"), Err(Refused::Access(Access::Role { .. }))));
        assert!(matches!(two.ask_as(&two.receiver, NEW, "Grund"), Err(Refused::Access(Access::NotMember { .. }))));
        assert!(matches!(two.ask_as(&two.stadt, NEW, "Grund"), Err(Refused::Access(Access::PeopleOnly))));
        let asked = two.ask(NEW).unwrap();
        let own = transfer_accept(registry, &two.giver, step(&asked), None);
        assert!(matches!(own, Err(Refused::Access(Access::NotMember { .. }))));
        let own = transfer_decline(registry, &two.giver, step(&asked), None);
        assert!(matches!(own, Err(Refused::Access(Access::NotMember { .. }))));
        let rita = person(registry, "rita", "beispielkreis", Role::Publisher);
        assert!(matches!(transfer_accept(registry, &rita, step(&asked), None), Err(Refused::Access(Access::Role { .. }))));
        assert!(matches!(transfer_withdraw(registry, &two.receiver, step(&asked)), Err(Refused::Access(_))));
        organisation_create(registry, &organisation("drittstadt")).unwrap();
        let stranger = person(registry, "fritz", "drittstadt", Role::Owner);
        assert!(matches!(transfer(registry, &stranger, &asked.id), Err(Refused::Access(Access::NotMember { .. }))));
        assert!(matches!(transfers(registry, &stranger, &id(OLD)), Err(Refused::Access(_))));
        assert!(matches!(transfers_concerning(registry, &stranger, &id(NEW).owner), Err(Refused::Access(_))));
    }

    fn what_is_taken_over_is_what_was_offered_by_who_still_leads(registry: &Registry) {
        let two = Two::of(registry);
        let asked = two.ask(NEW).unwrap();
        let (body, address) = (serde_json::to_vec(&newer()).unwrap(), address(OLD, "1.0.1"));
        let wanted = Publish {
            address: &address,
            body: &body,
            syntax: blueprint::Syntax::Json,
            override_reason: None,
            merge: None,
            at: NOW + 2,
        };
        publish(registry, &two.stadt, wanted).unwrap();
        let unseen = transfer_accept(registry, &two.receiver, step(&asked), None);
        assert!(matches!(unseen, Err(Refused::Transfer(TransferRefused::PublishedSince(_)))), "{unseen:?}");
        transfer_withdraw(registry, &two.giver, step(&asked)).unwrap();
        let anew = ask_at(registry, &two.giver, (OLD, NEW), ("Neu angeboten", NOW + 2)).unwrap();
        person(registry, "paul", "musterstadt", Role::Owner);
        let musterstadt = "musterstadt".parse().unwrap();
        let set = |role| role_set(registry, (&musterstadt, "olga@musterstadt.example", role), NOW).unwrap();
        set(Role::Publisher);
        let left = transfer_accept(registry, &two.receiver, step(&anew), None);
        assert!(matches!(left, Err(Refused::Transfer(TransferRefused::AskerLeft(_)))), "{left:?}");
        set(Role::Owner);
        transfer_accept(registry, &two.receiver, step(&anew), None).unwrap();
    }

    fn a_request_ends_once(registry: &Registry) {
        let two = Two::of(registry);
        let asked = two.ask(NEW).unwrap();
        let again = two.ask("beispielkreis/anders");
        assert!(matches!(again, Err(Refused::Transfer(TransferRefused::Waiting(_)))), "{again:?}");
        let late = TransferStep { id: &asked.id, at: asked.expires_at };
        for refused in [transfer_accept(registry, &two.receiver, late, None), transfer_withdraw(registry, &two.giver, late)] {
            assert!(matches!(refused, Err(Refused::Transfer(TransferRefused::Expired))), "{refused:?}");
        }
        let long = "x".repeat(2001);
        assert_eq!(findings(transfer_decline(registry, &two.receiver, step(&asked), Some(&long))), ["transfer-answer /reason"]);
        let declined = transfer_decline(registry, &two.receiver, step(&asked), Some("Nein.")).unwrap();
        assert_eq!((declined.state, declined.answer.as_deref()), (TransferState::Declined, Some("Nein.")));
        let over = transfer_accept(registry, &two.receiver, step(&asked), None);
        assert!(matches!(over, Err(Refused::Transfer(TransferRefused::Ended(TransferState::Declined)))), "{over:?}");
        let second = two.ask("beispielkreis/anders").unwrap();
        assert_eq!(transfer_withdraw(registry, &two.giver, step(&second)).unwrap().state, TransferState::Withdrawn);
        assert!(head(registry, &id(OLD)).unwrap().moved.is_none());
        let unknown = TransferStep { id: "nichts", at: NOW };
        assert!(matches!(transfer_withdraw(registry, &two.giver, unknown), Err(Refused::Unknown(Unknown::Transfer(_)))));
    }

    fn where_four_eyes_are_demanded_a_second_person_decides(registry: &Registry) {
        let two = Two::of(registry);
        two.four_eyes(&two.giver, "musterstadt");
        let asked = two.ask("musterstadt/fundbuero").unwrap();
        assert_eq!(asked.state, TransferState::Open, "a rename too");
        let own = transfer_accept(registry, &two.giver, step(&asked), None);
        assert!(matches!(own, Err(Refused::Transfer(TransferRefused::OwnRequest(_)))), "{own:?}");
        let otto = person(registry, "otto", "musterstadt", Role::Owner);
        assert_eq!(transfer_accept(registry, &otto, step(&asked), None).unwrap().state, TransferState::Accepted);
    }

    fn whoever_leads_both_agrees_with_themselves_only_without_four_eyes(registry: &Registry) {
        let two = Two::of(registry);
        role_set(registry, (&id(NEW).owner, "olga@musterstadt.example", Role::Owner), NOW).unwrap();
        let random = [8; 32];
        let sign_in = registry::SignIn { login: "olga@musterstadt.example", password: "drei Hunde im Rathaus", random: registry::SessionRandom { secret: &random, id: &random }, at: NOW };
        let begun = registry::sign_in(registry, sign_in).unwrap();
        let olga = registry::present(registry, &begun.secret, &[0; 32], NOW).unwrap().actor;
        two.four_eyes(&two.receiver, "beispielkreis");
        let asked = two.ask(NEW).unwrap();
        let own = transfer_accept(registry, &olga, step(&asked), None);
        assert!(matches!(own, Err(Refused::Transfer(TransferRefused::OwnRequest(_)))), "{own:?}");
        four_eyes_demand(registry, &two.receiver, (&id(NEW).owner, false), NOW).unwrap();
        transfer_accept(registry, &olga, step(&asked), None).unwrap();
    }

    fn the_same_request_is_made_once(registry: &Registry) {
        let two = Two::of(registry);
        let (from, to) = (id(OLD), id(NEW));
        let send = |to: &blueprint::BlueprintId, random: u8| {
            let new = NewTransfer { from: &from, to, reason: "Grund", idempotency_key: Some("k"), random: &[random; 32], at: NOW };
            transfer_request(registry, &two.giver, &new)
        };
        let first = send(&to, 1).unwrap();
        assert_eq!(send(&to, 2).unwrap(), first);
        assert!(matches!(send(&id("beispielkreis/anders"), 3), Err(Refused::KeyReused)));
    }

    /// What is published while somebody accepts either goes along, or one of the two is told to try again.
    fn nothing_is_left_behind_by_a_race(registry: &Registry) {
        let two = Two::of(registry);
        let asked = two.ask(NEW).unwrap();
        let mut next = document(OLD, "1.0.1");
        next["title"]["de"] = "Ganz neu".into();
        let stadt = &two.stadt;
        let kathi = person(registry, "kathi", "beispielkreis", Role::Owner);
        let (published, accepted) = thread::scope(|scope| {
            let publish = scope.spawn(|| put(registry, stadt, &next));
            let accept = [&two.receiver, &kathi].map(|by| scope.spawn(|| transfer_accept(registry, by, step(&asked), None)));
            (publish.join().unwrap(), accept.map(|one| one.join().unwrap()))
        });
        let n_accepted = accepted.iter().filter(|one| one.is_ok()).count();
        assert!(n_accepted <= 1, "{accepted:?}");
        for refused in accepted.into_iter().filter_map(Result::err) {
            assert!(matches!(refused, Refused::Overtaken | Refused::NameTaken(_) | Refused::Moved { .. } | Refused::Transfer(TransferRefused::Ended(_))), "{refused:?}");
        }
        if n_accepted == 0 {
            transfer_accept(registry, &two.receiver, step(&asked), None).unwrap();
        }
        match published {
            Ok(_) => assert_eq!(read(registry, NEW, "latest")["title"]["de"], "Ganz neu"),
            Err(Refused::Overtaken | Refused::Moved { .. }) => {}
            refused => assert_eq!(findings(refused), ["blueprint-moved /name"]),
        }
    }

    fn forks_follow_their_upstream_to_its_new_address(registry: &Registry) {
        let kin = Kin::of(registry);
        let (kurt, olga) = (person(registry, "kurt", "beispielkreis", Role::Owner), person(registry, "olga", "musterstadt", Role::Owner));
        kin.up("1.0.1", |document| document["title"]["de"] = "Fundbüro".into());
        organisation_create(registry, &organisation("drittstadt")).unwrap();
        let fritz = person(registry, "fritz", "drittstadt", Role::Owner);
        let asked = ask(registry, &kurt, (UPSTREAM, "drittstadt/fund"), "Zentral gepflegt").unwrap();
        transfer_accept(registry, &fritz, step(&asked), None).unwrap();
        assert_eq!(kin.behind(), ["1.0.2", "1.0.1"]);
        let state = kin.state();
        assert_eq!(state.upstream.blueprint.id, id("drittstadt/fund"));
        assert_eq!(state.standing.deprecation, None, "it goes on");
        assert_eq!(state.newer.iter().map(|one| one.record.id.to_string()).collect::<Vec<_>>(), ["drittstadt/fund", UPSTREAM]);
        let family = registry::family(registry, &id(FORK)).unwrap();
        assert_eq!((family.root.id, family.forks.len()), (id("drittstadt/fund"), 1));
        let (forks, total) = registry::forks(registry, &id("drittstadt/fund"), None, 9).unwrap();
        assert_eq!((forks.len(), forks[0].1, total), (1, 2, 1));

        let offer = |target: &str| {
            let target = id(target);
            let fork = id(FORK);
            let wanted = Offer { target: &target, from: OfferFrom::Fork(&fork), select: None, title: "Besser", message: "Grund", idempotency_key: None, random: &[4; 32], at: NOW };
            propose(registry, &kin.stadt, &wanted)
        };
        is_moved(offer(UPSTREAM), "drittstadt/fund");
        assert_eq!(findings(offer("drittstadt/fund")), ["proposal-base-moved /fork"]);
        let plan = registry::merge_plan(registry, &id(FORK), &VersionRef::Latest).unwrap();
        assert_eq!((plan.merged.conflicts.len(), plan.theirs.id.to_string()), (0, "drittstadt/fund".to_owned()));
        let next = plan.candidate(&plan.merged);
        kin.publish(&next.document, &plan.step()).unwrap();
        assert_eq!(kin.behind(), [""; 0]);
        assert_eq!(read(registry, FORK, "latest")["upstream"]["blueprint"], "drittstadt/fund");
        assert_eq!(kin.state().lineage.base.id, id("drittstadt/fund"));
        let parents = registry::parents(registry, &id(FORK)).unwrap();
        assert_eq!(parents.values().next().unwrap()[1].0, id("drittstadt/fund"));
        kin.own("1.1.0", |document| document["summary"]["de"] = "Bei uns.".into());
        offer("drittstadt/fund").unwrap();

        // The fork itself moves: its origin and what it skipped go along.
        put(registry, &actor(registry, "drittstadt"), &{
            let mut document = read(registry, "drittstadt/fund", "latest");
            document["version"] = "1.0.3".into();
            document["title"]["de"] = "Amt".into();
            document
        }).unwrap();
        kin.skip("1.0.3", "Nicht für uns").unwrap();
        let moved = ask(registry, &olga, (FORK, "musterstadt/fundamt"), "Klarer").unwrap();
        assert_eq!(moved.state, TransferState::Accepted);
        is_moved(kin.skip("1.0.3", "Nicht für uns"), "musterstadt/fundamt");
        let fork = id(FORK);
        let merge = registry::NewMerge { id: &fork, reference: &VersionRef::Latest, idempotency_key: None, random: &[6; 32], at: NOW };
        is_moved(registry::merge_begin(registry, &kin.stadt, &merge), "musterstadt/fundamt");
        let state = upstream(registry, &id("musterstadt/fundamt")).unwrap();
        assert_eq!((state.standing.behind, state.own_changes.len()), (0, 1));
        assert_eq!(registry::forks(registry, &id("drittstadt/fund"), None, 9).unwrap().1, 1, "it counts once");
        assert_eq!(registry::family(registry, &id("musterstadt/fundamt")).unwrap().forks.len(), 1);
    }

    fn who_went_up_in_another_gives_and_is_given_nothing(registry: &Registry) {
        let two = Two::of(registry);
        organisation_create(registry, &organisation("drittstadt")).unwrap();
        let fritz = person(registry, "fritz", "drittstadt", Role::Owner);
        put(registry, &actor(registry, "drittstadt"), &document("drittstadt/hundesteuer", "1.0.0")).unwrap();
        let open = ask(registry, &fritz, ("drittstadt/hundesteuer", "musterstadt/hundesteuer"), "Fusion").unwrap();
        let otto = operator(registry).actor;
        let successor = registry::NewSuccession { successor: Some("beispielkreis".to_owned()), reason: "Fusion".to_owned() };
        let change = registry::OrganisationChange { succession: Some(successor), ..Default::default() };
        let musterstadt = id(OLD).owner;
        let wanted = registry::OrganisationRequest { slug: &musterstadt, change: &change, seen_revision: None, at: NOW };
        registry::organisation_change(registry, &otto, wanted).unwrap();
        for refused in [
            transfer_accept(registry, &two.giver, step(&open), None),
            ask(registry, &fritz, ("drittstadt/hundesteuer", "musterstadt/hunde"), "Fusion"),
            two.ask("musterstadt/anders"),
        ] {
            assert!(matches!(refused, Err(Refused::Succeeded { .. })), "{refused:?}");
        }
        let declined = transfer_decline(registry, &two.giver, step(&open), Some("Wir sind aufgegangen.")).unwrap();
        assert_eq!(declined.state, TransferState::Declined, "what cannot be taken over can be declined");
        assert_eq!(two.moved().state, TransferState::Accepted, "what is left goes to whoever takes over");
    }

    fn the_operator_keeps_slugs_from_organisations(registry: &Registry) {
        let olga = person(registry, "olga", "musterstadt", Role::Owner);
        let slug = "musterkreis".parse().unwrap();
        let refused = reserve(registry, &olga, Reservation { slug: &slug, reason: "Kommt", at: NOW });
        assert!(matches!(refused, Err(Refused::Access(Access::OperatorOnly))));
        let otto = operator(registry).actor;
        let keep = |slug: &str, reason: &str| reserve(registry, &otto, Reservation { slug: &slug.parse().unwrap(), reason, at: NOW });
        assert_eq!(findings(keep("musterkreis", " ")), ["reservation-reason /reason"]);
        assert!(matches!(keep("musterstadt", "Da"), Err(Refused::NameTaken(_))));
        assert!(matches!(keep("api", "Da"), Err(Refused::NameReserved(_))));
        let kept = keep("musterkreis", " Entsteht zum Jahreswechsel ").unwrap();
        assert_eq!(kept.reason, "Entsteht zum Jahreswechsel");
        assert_eq!(reservations(registry, &otto, None, 9).unwrap(), [kept]);
        let add = organisation_create(registry, &organisation("musterkreis"));
        assert!(matches!(add, Err(Refused::NameKept { ref reason, .. }) if reason == "Entsteht zum Jahreswechsel"), "{add:?}");
        release(registry, &otto, &slug, NOW).unwrap();
        assert!(matches!(release(registry, &otto, &slug, NOW), Err(Refused::Unknown(Unknown::Reservation(_)))));
        organisation_create(registry, &organisation("musterkreis")).unwrap();
    }
}
