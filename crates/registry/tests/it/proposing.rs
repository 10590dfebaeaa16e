//! Proposals from a fork and with a document: made, talked about, decided, and what they leave behind.

use blueprint::{
    Path, VersionRef,
    merge::{By, Resolution, Take},
};
use registry::{
    Access, Actor, DraftStep, MergeFrom, Offer, OfferFrom, Proposal, ProposalState, ProposalStep,
    Refused, Registry, Role, audit, draft_discard, draft_publish, draft_resolve, draft_save,
    merge_plan, proposal, proposal_accept, proposal_comment, proposal_decline, proposal_withdraw,
    propose,
};
use serde_json::json;

use crate::{
    given::{NOW, findings, on_each_database, person},
    kin::{FORK, Kin, UPSTREAM, id, read},
};

fn offer(
    registry: &Registry,
    actor: &Actor,
    from: OfferFrom<'_>,
    select: Option<&[&str]>,
) -> Result<Proposal, Refused> {
    let select: Option<Vec<Path>> =
        select.map(|paths| paths.iter().map(|path| Path::from(*path)).collect());
    let random = *blueprint::Digest::of(format!("{select:?}").as_bytes()).as_bytes();
    let target = id(UPSTREAM);
    let wanted = Offer {
        target: &target,
        from,
        select: select.as_deref(),
        title: "Aus der Praxis",
        message: "Hat sich bewährt.",
        idempotency_key: None,
        random: &random,
        at: NOW + 1,
    };
    propose(registry, actor, &wanted)
}

fn from_fork(kin: &Kin<'_>, select: Option<&[&str]>) -> Result<Proposal, Refused> {
    offer(kin.registry, &kin.stadt, OfferFrom::Fork(&id(FORK)), select)
}

fn step(proposal: &Proposal) -> ProposalStep<'_> {
    ProposalStep { id: &proposal.id, seen: None, at: NOW + 2 }
}

fn at(draft: &str) -> DraftStep<'_> {
    DraftStep { id: draft, seen: None, at: NOW + 3 }
}

fn accept(kin: &Kin<'_>, by: &Actor, proposal: &Proposal) -> Result<String, Refused> {
    accept_with(kin, by, proposal, "d")
}

fn accept_with(
    kin: &Kin<'_>,
    by: &Actor,
    proposal: &Proposal,
    seed: &str,
) -> Result<String, Refused> {
    let random = *blueprint::Digest::of(format!("{seed}{}", proposal.id).as_bytes()).as_bytes();
    let (accepted, draft) =
        proposal_accept(kin.registry, by, (step(proposal), &random), "Gut so.")?;
    assert_eq!(
        (accepted.state, accepted.draft.as_ref()),
        (ProposalState::Accepted, Some(&draft.id))
    );
    Ok(draft.id)
}

/// A fork with two changes of its own and one of what is local.
fn changed(registry: &Registry) -> Kin<'_> {
    let kin = Kin::of(registry);
    kin.own("1.0.1", |document| {
        document["title"]["de"] = "Fundbüro".into();
        document["summary"]["de"] = "Bei uns im Rathaus.".into();
        document["contacts"][0]["email"] = "fundbuero@musterstadt.example".into();
    });
    kin
}

/// Accepted, though the target has another summary since.
fn torn(registry: &Registry) -> (Kin<'_>, Actor, Proposal, String) {
    let kin = changed(registry);
    let petra = person(registry, "petra", "beispielkreis", Role::Publisher);
    let made = from_fork(&kin, None).unwrap();
    kin.up("1.1.0", |document| document["summary"]["de"] = "Ganz neu.".into());
    let draft = accept(&kin, &petra, &made).unwrap();
    (kin, petra, made, draft)
}

fn to(path: &str, take: Take) -> Resolution {
    Resolution { path: Path::from(path), by: By::Take(take) }
}

fn own_paths(kin: &Kin<'_>) -> Vec<String> {
    kin.state().own_changes.iter().map(|change| change.path.to_string()).collect()
}

fn base(kin: &Kin<'_>) -> String {
    kin.state().lineage.base.version.to_string()
}

on_each_database! {
    fn what_is_taken_as_it_is_leaves_the_fork_even(registry: &Registry) {
        let kin = changed(registry);
        let petra = person(registry, "petra", "beispielkreis", Role::Publisher);
        for (select, left) in [("/title/de", vec!["/summary/de"]), ("/summary/de", vec![])] {
            let made = from_fork(&kin, Some(&[select])).unwrap();
            let seen = proposal(registry, &made.id).unwrap();
            let paths: Vec<&str> = seen.changes.iter().map(|change| change.path.as_str()).collect();
            assert_eq!((paths, seen.behind, seen.conflicts.len()), (vec![select], 0, 0));
            let draft = accept(&kin, &petra, &made).unwrap();
            let view = registry::draft(registry, &petra, &draft, NOW).unwrap();
            assert_eq!(view.authors, vec!["musterstadt".parse().unwrap()]);
            assert!(view.document.get("upstream").is_none());
            let (_, record) = draft_publish(registry, &petra, at(&draft), None).unwrap();
            let settled = proposal(registry, &made.id).unwrap().proposal;
            assert_eq!(settled.published.as_ref(), Some(&record.version));
            assert_eq!(base(&kin), record.version.to_string());
            assert_eq!((kin.behind(), own_paths(&kin)), (vec![], left.into_iter().map(str::to_owned).collect()));
            assert_eq!(kin.state().steps[0].version, record.version);
        }
        assert_eq!(read(registry, UPSTREAM, "latest")["contacts"], read(registry, UPSTREAM, "1.0.0")["contacts"]);
    }

    fn what_was_edited_comes_back_without_a_conflict(registry: &Registry) {
        let kin = changed(registry);
        let petra = person(registry, "petra", "beispielkreis", Role::Publisher);
        let made = from_fork(&kin, None).unwrap();
        let draft = accept(&kin, &petra, &made).unwrap();
        let mut document = registry::draft(registry, &petra, &draft, NOW).unwrap().document;
        document["title"]["de"] = "Fundstelle".into();
        document["summary"]["de"] = read(registry, UPSTREAM, "1.0.0")["summary"]["de"].clone();
        let body = document.to_string();
        draft_save(registry, &petra, at(&draft), (body.as_bytes(), blueprint::Syntax::Json)).unwrap();
        let (_, record) = draft_publish(registry, &petra, at(&draft), None).unwrap();
        assert_eq!((base(&kin).as_str(), kin.behind()), ("1.0.0", vec![record.version.to_string()]));
        let plan = merge_plan(registry, &id(FORK), &VersionRef::Latest).unwrap();
        assert_eq!(plan.merged.conflicts, []);
        assert_eq!(plan.merged.merged["title"]["de"], "Fundstelle", "as the upstream has it");
        assert_eq!(plan.merged.merged["summary"]["de"], "Bei uns im Rathaus.", "what it left out stays");
        assert_eq!(own_paths(&kin), ["/summary/de"]);
    }

    fn a_moved_target_is_said_and_what_fits_is_taken_in(registry: &Registry) {
        let kin = changed(registry);
        let petra = person(registry, "petra", "beispielkreis", Role::Publisher);
        let made = from_fork(&kin, None).unwrap();
        kin.up("1.1.0", |document| document["summary"]["de"] = "Ganz neu.".into());
        let seen = proposal(registry, &made.id).unwrap();
        assert_eq!((seen.behind, seen.conflicts), (1, vec![Path::from("/summary/de")]));
        let title = from_fork(&kin, Some(&["/title/de"])).unwrap();
        let draft = accept(&kin, &petra, &title).unwrap();
        let (_, record) = draft_publish(registry, &petra, at(&draft), None).unwrap();
        assert_eq!(read(registry, UPSTREAM, "latest")["summary"]["de"], "Ganz neu.");
        assert_eq!(record.version.to_string(), "1.1.1");
        assert_eq!(base(&kin), "1.0.0", "the fork lacks the new summary");
    }

    fn what_stands_against_the_latest_is_decided_in_the_draft(registry: &Registry) {
        let (kin, petra, made, draft) = torn(registry);
        let view = registry::draft(registry, &petra, &draft, NOW).unwrap();
        let merge = view.merge.unwrap();
        assert_eq!((merge.into, &merge.from), (id(UPSTREAM), &MergeFrom::Proposal(made.id.clone(), "musterstadt".parse().unwrap())));
        assert_eq!([&merge.base, &merge.ours].map(ToString::to_string), ["1.0.0", "1.1.0"]);
        let states = [&merge.conflicts[0].base, &merge.conflicts[0].ours, &merge.conflicts[0].theirs];
        assert_eq!(merge.conflicts.len(), 1);
        assert_eq!(states.map(|state| state.clone().unwrap()), [read(registry, UPSTREAM, "1.0.0")["summary"]["de"].clone(), "Ganz neu.".into(), "Bei uns im Rathaus.".into()]);
        assert_eq!((&view.document["title"]["de"], &view.document["summary"]["de"]), (&json!("Fundbüro"), &json!("Ganz neu.")));
        assert_eq!((&view.document["version"], view.document.get("upstream")), (&json!("1.1.1"), None));
        assert_eq!(view.authors, vec!["musterstadt".parse().unwrap()]);
        assert_eq!(view.outlook.findings.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["merge-conflict"]);
        let early = draft_publish(registry, &petra, at(&draft), None);
        assert!(matches!(early, Err(Refused::DraftUnfinished(_))), "{early:?}");
        draft_resolve(registry, &petra, at(&draft), &[to("/summary/de", Take::Theirs)]).unwrap();
        let (_, record) = draft_publish(registry, &petra, at(&draft), None).unwrap();
        let latest = read(registry, UPSTREAM, "latest");
        assert_eq!((&latest["title"]["de"], &latest["summary"]["de"]), (&json!("Fundbüro"), &json!("Bei uns im Rathaus.")));
        let settled = proposal(registry, &made.id).unwrap().proposal;
        assert_eq!((settled.state, settled.published.as_ref()), (ProposalState::Accepted, Some(&record.version)));
        assert_eq!((base(&kin), kin.behind(), own_paths(&kin)), ("1.1.1".to_owned(), vec![], vec![]));
    }

    fn what_was_decided_against_a_proposal_is_no_conflict_of_the_fork(registry: &Registry) {
        let (kin, petra, _, draft) = torn(registry);
        draft_resolve(registry, &petra, at(&draft), &[to("/summary/de", Take::Ours)]).unwrap();
        draft_publish(registry, &petra, at(&draft), None).unwrap();
        assert_eq!(read(registry, UPSTREAM, "latest")["summary"]["de"], "Ganz neu.");
        assert_eq!(base(&kin), "1.0.0", "the fork has it differently");
        let plan = merge_plan(registry, &id(FORK), &VersionRef::Latest).unwrap();
        assert_eq!((plan.merged.conflicts.len(), &plan.merged.merged["summary"]["de"]), (0, &json!("Ganz neu.")));
    }

    fn a_target_that_moves_on_outdates_the_draft_and_not_the_proposal(registry: &Registry) {
        let (kin, petra, made, draft) = torn(registry);
        let codes = || {
            let found = registry::draft(registry, &petra, &draft, NOW).unwrap().outlook.findings;
            found.iter().map(|one| one.code.as_str()).filter(|code| code.starts_with("merge-")).collect::<Vec<_>>()
        };
        let mut other = registry::draft(registry, &petra, &draft, NOW).unwrap().document;
        let name = std::mem::replace(&mut other["name"], "anders".into());
        let save = |document: &serde_json::Value| {
            let body = document.to_string();
            draft_save(registry, &petra, at(&draft), (body.as_bytes(), blueprint::Syntax::Json)).unwrap();
        };
        save(&other);
        assert_eq!(codes(), ["merge-name"]);
        other["name"] = name;
        save(&other);
        kin.up("1.2.0", |document| document["title"]["en"] = "Lost".into());
        assert_eq!(codes(), ["merge-outdated"]);
        assert!(registry::draft(registry, &petra, &draft, NOW).unwrap().merge.unwrap().is_outdated);
        let late = draft_resolve(registry, &petra, at(&draft), &[to("/summary/de", Take::Ours)]);
        assert!(matches!(late, Err(Refused::ProposalOutdated(_))), "{late:?}");
        assert!(matches!(draft_publish(registry, &petra, at(&draft), None), Err(Refused::DraftUnfinished(_))));
        draft_discard(registry, &petra, at(&draft)).unwrap();
        let again = accept_with(&kin, &petra, &made, "again").unwrap();
        let merge = registry::draft(registry, &petra, &again, NOW).unwrap().merge.unwrap();
        assert_eq!((merge.ours.to_string(), merge.is_outdated, merge.conflicts.len()), ("1.2.0".to_owned(), false, 1));
    }

    fn a_discarded_draft_opens_the_proposal_again(registry: &Registry) {
        let kin = changed(registry);
        let petra = person(registry, "petra", "beispielkreis", Role::Publisher);
        let made = from_fork(&kin, None).unwrap();
        let draft = accept(&kin, &petra, &made).unwrap();
        let again = accept(&kin, &petra, &made);
        assert!(matches!(again, Err(Refused::ProposalState(ProposalState::Accepted))), "{again:?}");
        draft_discard(registry, &petra, at(&draft)).unwrap();
        let open = proposal(registry, &made.id).unwrap().proposal;
        assert_eq!((open.state, open.draft, open.revision), (ProposalState::Open, None, 3));
        let late = ProposalStep { seen: Some(&[1]), ..step(&made) };
        let moved = proposal_decline(registry, &petra, late, "Nein.");
        assert!(matches!(moved, Err(Refused::ProposalMoved { revision: 3 })), "{moved:?}");
        let declined = proposal_decline(registry, &petra, step(&made), "Passt nicht.").unwrap();
        assert_eq!((declined.state, declined.reason.as_deref()), (ProposalState::Declined, Some("Passt nicht.")));
        let withdrawn = proposal_withdraw(registry, &kin.stadt, step(&made));
        assert!(matches!(withdrawn, Err(Refused::ProposalState(ProposalState::Declined))));
    }

    fn a_document_is_proposed_without_a_fork(registry: &Registry) {
        let kin = Kin::of(registry);
        let mut document = read(registry, UPSTREAM, "1.0.0");
        document["contacts"] = json!([]);
        document["owner"] = "musterstadt".into();
        let send = |document: &serde_json::Value, select: Option<&[&str]>| {
            let organisation = "musterstadt".parse().unwrap();
            let base = &VersionRef::Latest;
            let from = OfferFrom::Document { organisation: &organisation, base, document };
            offer(registry, &kin.stadt, from, select)
        };
        assert_eq!(findings(send(&document, None)), ["proposal-empty /select"]);
        document["title"]["de"] = "Fundbüro".into();
        let made = send(&document, None).unwrap();
        assert_eq!((made.fork.as_ref(), made.base.0.to_string()), (None, "1.0.0".to_owned()));
        document["license"] = "frei".into();
        assert_eq!(findings(send(&document, Some(&["/license"]))), ["identifier-licence /license"]);
    }

    fn what_is_asked_for_wrongly_is_named(registry: &Registry) {
        let kin = changed(registry);
        let wrong = from_fork(&kin, Some(&["/title/de", "/contacts", "/nirgends"]));
        assert_eq!(findings(wrong), ["proposal-select /select/1", "proposal-select /select/2"]);
        assert_eq!(findings(from_fork(&kin, Some(&[]))), ["proposal-empty /select"]);
        let stranger = offer(registry, &kin.kreis, OfferFrom::Fork(&id(FORK)), None);
        assert!(matches!(stranger, Err(Refused::Access(Access::ForeignOwner { .. }))));
    }

    fn what_is_said_twice_in_a_row_is_one_comment(registry: &Registry) {
        const MINUTE: i64 = 60_000_000;
        let kin = changed(registry);
        let made = from_fork(&kin, None).unwrap();
        let say = |by: &Actor, text: &str, at: i64| proposal_comment(registry, by, (&made.id, text), at).unwrap();
        let [one, other] = ["olaf", "anna"].map(|name| person(registry, name, "musterstadt", Role::Contributor));
        let kreis = person(registry, "karl", "beispielkreis", Role::Contributor);
        assert_eq!((say(&one, "Ja.", NOW), say(&one, " Ja. ", NOW + 9 * MINUTE)), (1, 1));
        assert_eq!((say(&other, "Ja.", NOW + 9 * MINUTE), say(&other, "Ja!", NOW + 9 * MINUTE)), (2, 3), "by another, in other words");
        assert_eq!((say(&kreis, "Ja.", NOW + 9 * MINUTE), say(&kreis, "Ja.", NOW + 19 * MINUTE)), (4, 5), "for another, much later");
        assert_eq!(say(&one, "Ja.", NOW + 20 * MINUTE), 6, "somebody spoke since");
    }

    fn what_is_done_with_proposals_is_on_record(registry: &Registry) {
        let kin = changed(registry);
        let petra = person(registry, "petra", "beispielkreis", Role::Publisher);
        let made = from_fork(&kin, None).unwrap();
        proposal_comment(registry, &kin.stadt, (&made.id, "Bitte."), NOW).unwrap();
        proposal_comment(registry, &kin.stadt, (&made.id, "Bitte."), NOW).unwrap();
        let draft = accept(&kin, &petra, &made).unwrap();
        draft_discard(registry, &petra, at(&draft)).unwrap();
        proposal_decline(registry, &petra, step(&made), "Doch nicht.").unwrap();
        let other = from_fork(&kin, Some(&["/title/de"])).unwrap();
        proposal_withdraw(registry, &kin.stadt, step(&other)).unwrap();
        let trail = |slug: &str| {
            let owner = person(registry, &format!("leitung-{slug}"), slug, Role::Owner);
            let slug = slug.parse().unwrap();
            let entries = audit(registry, &owner, Some(&slug), (None, 100)).unwrap();
            let about = entries.into_iter().filter(|one| one.act.starts_with("proposal_"));
            about.rev().map(|one| (one.act, one.subject.unwrap(), one.by.is_some())).collect::<Vec<_>>()
        };
        let entry = |act: &str, of: &Proposal| (act.to_owned(), of.id.clone(), true);
        assert_eq!(trail("musterstadt"), [
            entry("proposal_made", &made), entry("proposal_commented", &made),
            entry("proposal_made", &other), entry("proposal_withdrawn", &other),
        ]);
        assert_eq!(trail("beispielkreis"), [entry("proposal_accepted", &made), entry("proposal_declined", &made)]);
    }

    fn both_organisations_talk_and_nobody_else_decides(registry: &Registry) {
        let kin = changed(registry);
        let made = from_fork(&kin, None).unwrap();
        assert_eq!(proposal_comment(registry, &kin.kreis, (&made.id, " Warum? "), NOW).unwrap(), 1);
        assert_eq!(proposal_comment(registry, &kin.stadt, (&made.id, "Darum."), NOW).unwrap(), 2);
        let said = proposal(registry, &made.id).unwrap();
        let said: Vec<(String, &str)> = said.comments.iter().map(|one| (one.organisation.to_string(), one.text.as_str())).collect();
        assert_eq!(said, [("beispielkreis".to_owned(), "Warum?"), ("musterstadt".to_owned(), "Darum.")]);
        assert_eq!(findings(proposal_comment(registry, &kin.stadt, (&made.id, " "), NOW)), ["proposal-comment /text"]);
        let reader = person(registry, "rita", "beispielkreis", Role::Reader);
        assert!(matches!(proposal_comment(registry, &reader, (&made.id, "Ich"), NOW), Err(Refused::Access(_))));
        let writer = person(registry, "anna", "beispielkreis", Role::Contributor);
        assert!(matches!(proposal_decline(registry, &writer, step(&made), "Nein"), Err(Refused::Access(Access::Role { .. }))));
        let own = person(registry, "olga", "musterstadt", Role::Owner);
        assert!(matches!(proposal_decline(registry, &own, step(&made), "Nein"), Err(Refused::Access(Access::NotMember { .. }))));
        assert!(matches!(proposal_decline(registry, &kin.kreis, step(&made), "Nein"), Err(Refused::Access(Access::PeopleOnly))));
        let gone = proposal_withdraw(registry, &own, step(&made)).unwrap();
        assert_eq!(gone.state, ProposalState::Withdrawn);
    }
}
