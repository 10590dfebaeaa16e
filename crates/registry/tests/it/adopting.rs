//! Who uses a blueprint: recorded with all faults named, changed as it was seen, kept through a move.

use blueprint::{BlueprintId, Slug, maturity::AdoptionStage};
use registry::{
    Access, Actor, Adopters, AdoptionRequest, AdoptionWish, Facet, Find, NewTransfer, Rebuilt,
    Recorded, Refused, Registry, Removal, Role, Sort, TransferStep, Unknown, Yanking, adopt,
    adoptable, adopters, adoption, adoption_remove, adoptions_behind, adoptions_of, find, follow,
    overview, rebuild, transfer_accept, transfer_request, yank,
};
use serde_json::json;

use crate::{
    given::{NOW, actor, document, findings, on_each_database, person, put},
    organisations::went_up,
};

pub(crate) const PARKEN: &str = "musterstadt/fundsache";
pub(crate) const MOVED: &str = "musterstadt/fundbuero";

pub(crate) fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

pub(crate) fn id(text: &str) -> BlueprintId {
    text.parse().unwrap()
}

/// A blueprint with parameters and products, in two versions.
fn ready(registry: &Registry) -> (Actor, Actor) {
    let (stadt, kreis) = (actor(registry, "musterstadt"), actor(registry, "beispielkreis"));
    put(registry, &stadt, &with_parameters("1.0.0")).unwrap();
    put(registry, &stadt, &with_parameters("1.0.1")).unwrap();
    (stadt, kreis)
}

pub(crate) fn with_parameters(version: &str) -> serde_json::Value {
    let mut document = document(PARKEN, version);
    document["parameters"] = json!([
        {"id": "gebuehr", "title": {"de": "Gebühr"}, "schema": {"type": "integer", "minimum": 0}, "default": 12, "binding": "recommended"},
        {"id": "frist", "title": {"de": "Frist"}, "schema": {"type": "integer"}, "default": 6, "binding": "fixed"},
        {"id": "sprechzeit", "title": {"de": "Sprechzeit"}, "schema": {"type": "string"}, "binding": "free"},
    ]);
    document["vendors"] = json!([
        {"id": "beispiel-it", "name": "Beispiel IT eG", "products": [{"id": "antrag", "name": "Antrag"}]},
    ]);
    document
}

pub(crate) fn wish(version: &str, stage: &str) -> AdoptionWish {
    AdoptionWish { version: version.to_owned(), stage: stage.to_owned(), ..AdoptionWish::default() }
}

pub(crate) fn adopt_at(
    registry: &Registry,
    by: &Actor,
    (who, what): (&str, &str),
    (wish, seen_revision): (&AdoptionWish, Option<i64>),
) -> Result<Recorded, Refused> {
    let (organisation, id) = (slug(who), id(what));
    let (organisation, id) = (&organisation, &id);
    adopt(registry, by, &AdoptionRequest { organisation, id, wish, seen_revision, at: NOW })
}

fn kreis_adopts(registry: &Registry, by: &Actor, wish: &AdoptionWish) -> Result<Recorded, Refused> {
    adopt_at(registry, by, ("beispielkreis", PARKEN), (wish, None))
}

fn remove(registry: &Registry, by: &Actor, what: &str) -> Result<(), Refused> {
    remove_of(registry, by, ("beispielkreis", what))
}

pub(crate) fn remove_of(
    registry: &Registry,
    by: &Actor,
    (who, what): (&str, &str),
) -> Result<(), Refused> {
    let (organisation, id) = (slug(who), id(what));
    let removal = Removal { organisation: &organisation, id: &id, seen_revision: None, at: NOW };
    adoption_remove(registry, by, removal)
}

fn users(registry: &Registry, what: &str) -> Adopters {
    adopters(registry, &id(what), None, (None, 20)).unwrap()
}

on_each_database! {
    fn what_an_organisation_uses_is_recorded_and_changed(registry: &Registry) {
        let (_, kreis) = ready(registry);
        let wanted = AdoptionWish {
            parameters: json!({"gebuehr": 20, "frist": 6, "sprechzeit": null}).as_object().unwrap().clone(),
            product: Some("beispiel-it/antrag".to_owned()),
            effort_hours: Some(80),
            started_on: Some("2026-03-01".to_owned()),
            note: Some("  Im Bürgerbüro ".to_owned()),
            ..wish("latest", "introducing")
        };
        let made = kreis_adopts(registry, &kreis, &wanted).unwrap();
        assert!(made.is_new);
        let kept = &made.full.adoption;
        assert_eq!((kept.version.to_string(), kept.stage, kept.revision), ("1.0.1".to_owned(), AdoptionStage::Introducing, 1));
        assert_eq!((kept.note.as_deref(), kept.effort_hours), (Some("Im Bürgerbüro"), Some(80)));
        assert_eq!(serde_json::to_value(&made.full.parameters).unwrap(), json!({"frist": 6, "gebuehr": 20}));
        let again = kreis_adopts(registry, &kreis, &wanted).unwrap();
        assert!(!again.is_new);
        assert_eq!(again.full, made.full, "saying it again changes nothing");
        let stale = adopt_at(registry, &kreis, ("beispielkreis", PARKEN), (&wish("1.0.1", "productive"), Some(7)));
        assert!(matches!(stale, Err(Refused::Overtaken)));
        let unseen = adopt_at(registry, &kreis, ("beispielkreis", PARKEN), (&wish("1.0.1", "productive"), Some(0)));
        assert!(matches!(unseen, Err(Refused::Overtaken)), "somebody recorded one meanwhile");
        let later = adopt_at(registry, &kreis, ("beispielkreis", PARKEN), (&wish("1.0.0", "productive"), Some(1))).unwrap();
        assert_eq!((later.full.adoption.revision, later.full.parameters.len()), (2, 0));
        let counts = overview(registry, &id(PARKEN)).unwrap().adoptions;
        assert_eq!((counts.total(), counts.productive, counts.introducing), (1, 1, 0));
        let own = adoptions_of(registry, &slug("beispielkreis"), (None, 20)).unwrap();
        assert_eq!((own.1, own.0[0].newer.n_versions), (1, 1));
        assert_eq!(own.0[0].newer.latest.as_ref().unwrap().1.to_string(), "1.0.1");
    }

    fn all_that_is_wrong_is_named_at_once(registry: &Registry) {
        let (_, kreis) = ready(registry);
        let wrong = AdoptionWish {
            parameters: json!({"gebuehr": -1, "frist": 7, "gebuer": 1}).as_object().unwrap().clone(),
            product: Some("beispiel-it/anderes".to_owned()),
            effort_hours: Some(-1),
            started_on: Some("2026-02-30".to_owned()),
            note: Some("x".repeat(2001)),
            ..wish("1.0.0", "fast")
        };
        let mut named = findings(kreis_adopts(registry, &kreis, &wrong));
        named.sort();
        assert_eq!(named, [
            "adoption-effort /effort_hours", "adoption-note /note", "adoption-product /product", "adoption-stage /stage",
            "adoption-started-on /started_on", "parameter-fixed /parameters/frist", "parameter-unknown /parameters/gebuer",
            "schema-minimum /parameters/gebuehr",
        ]);
        for (version, code) in [("9.0.0", "adoption-version /version"), ("eins", "adoption-version /version")] {
            assert_eq!(findings(kreis_adopts(registry, &kreis, &wish(version, "planned"))), [code]);
        }
        for day in ["1999-12-31", "2026-3-1", "gestern"] {
            let wrong = AdoptionWish { started_on: Some(day.to_owned()), ..wish("1.0.0", "planned") };
            assert_eq!(findings(kreis_adopts(registry, &kreis, &wrong)), ["adoption-started-on /started_on"]);
        }
        assert_eq!(users(registry, PARKEN).items, []);
        let nowhere = adopt_at(registry, &kreis, ("beispielkreis", "musterstadt/nichts"), (&wish("1.0.0", "planned"), None));
        assert!(matches!(nowhere, Err(Refused::Unknown(Unknown::Blueprint(_)))));
    }

    fn a_version_that_was_yanked_is_kept_and_not_chosen(registry: &Registry) {
        let (stadt, kreis) = ready(registry);
        kreis_adopts(registry, &kreis, &wish("1.0.0", "planned")).unwrap();
        let (id, version) = (id(PARKEN), "1.0.0".parse().unwrap());
        yank(registry, &stadt, &Yanking { id: &id, version: &version, reason: Some("Frist falsch"), seen_revision: None, at: NOW }).unwrap();
        let kept = kreis_adopts(registry, &kreis, &wish("1.0.0", "productive")).unwrap();
        assert_eq!(kept.full.adoption.stage, AdoptionStage::Productive);
        let fresh = adopt_at(registry, &stadt, ("musterstadt", PARKEN), (&wish("1.0.0", "planned"), None));
        assert_eq!(findings(fresh), ["adoption-version-yanked /version"]);
        let own = adoptions_of(registry, &slug("beispielkreis"), (None, 20)).unwrap().0;
        assert!(own[0].is_yanked);
        let offered = |kept| adoptable(registry, &id, kept).unwrap().into_iter().map(|(version, _)| version.to_string()).collect::<Vec<_>>();
        assert_eq!((offered(None), offered(Some(&own[0].adoption))), (vec!["1.0.1".to_owned()], vec!["1.0.1".to_owned(), "1.0.0".to_owned()]));
        let behind = adoptions_behind(registry, &slug("beispielkreis")).unwrap();
        assert!(behind[0].1, "a withdrawn version is reason enough to look");
    }

    fn what_changed_since_is_told(registry: &Registry) {
        let (stadt, kreis) = ready(registry);
        let behind = || {
            let found = adoptions_behind(registry, &slug("beispielkreis")).unwrap();
            found.iter().map(|(own, security)| (own.newer.n_versions, *security)).collect::<Vec<_>>()
        };
        kreis_adopts(registry, &kreis, &wish("1.0.1", "productive")).unwrap();
        assert_eq!(behind(), []);
        kreis_adopts(registry, &kreis, &wish("1.0.0", "productive")).unwrap();
        assert_eq!(behind(), [(1, false)]);
        let mut safer = with_parameters("2.0.0");
        safer["security"]["protection"]["integrity"] = "very_high".into();
        put(registry, &stadt, &safer).unwrap();
        assert_eq!(behind(), [(2, true)]);
        kreis_adopts(registry, &kreis, &wish("1.0.0", "ended")).unwrap();
        assert_eq!(behind(), [], "what has ended is nobody's concern any more");
    }

    fn only_the_organisation_speaks_for_itself(registry: &Registry) {
        let (stadt, kreis) = ready(registry);
        let planned = wish("1.0.0", "planned");
        let foreign = kreis_adopts(registry, &stadt, &planned);
        assert!(matches!(foreign, Err(Refused::Access(Access::ForeignOwner { .. }))));
        let reader = person(registry, "rita", "beispielkreis", Role::Reader);
        assert!(matches!(kreis_adopts(registry, &reader, &planned), Err(Refused::Access(Access::Role { .. }))));
        kreis_adopts(registry, &kreis, &planned).unwrap();
        let of = (&slug("beispielkreis"), &id(PARKEN));
        assert_eq!(adoption(registry, &reader, of).unwrap().full.adoption.stage, AdoptionStage::Planned);
        assert!(matches!(adoption(registry, &stadt, of), Err(Refused::Access(_))));
        assert!(matches!(remove(registry, &stadt, PARKEN), Err(Refused::Access(_))));
        remove(registry, &kreis, PARKEN).unwrap();
        assert!(matches!(remove(registry, &kreis, PARKEN), Err(Refused::Unknown(Unknown::Adoption(..)))));
        assert!(matches!(adoption(registry, &reader, of), Err(Refused::Unknown(Unknown::Adoption(..)))));
    }

    fn who_went_up_in_another_ends_and_begins_nothing(registry: &Registry) {
        let (_, kreis) = ready(registry);
        kreis_adopts(registry, &kreis, &wish("1.0.0", "productive")).unwrap();
        went_up(registry, "beispielkreis", "musterstadt");
        let more = kreis_adopts(registry, &kreis, &wish("1.0.1", "productive"));
        assert!(matches!(more, Err(Refused::Succeeded { .. })));
        kreis_adopts(registry, &kreis, &wish("1.0.0", "ended")).unwrap();
        assert_eq!(users(registry, PARKEN).counts.total(), 0);
        remove(registry, &kreis, PARKEN).unwrap();
        let anew = kreis_adopts(registry, &kreis, &wish("1.0.0", "ended"));
        assert!(matches!(anew, Err(Refused::Succeeded { .. })), "what ended there it would first have to have begun");
    }

    fn who_uses_a_blueprint_finds_it(registry: &Registry) {
        let (_, kreis) = ready(registry);
        let found = |registry: &Registry| {
            while follow(registry).unwrap() != 0 {}
            let filters = vec![(Facet::AdoptedBy, "beispielkreis".to_owned())];
            let wanted = Find { filters, sort: Sort::Adoptions, ..Find::default() };
            let page = find(registry, &wanted).unwrap();
            page.items.iter().map(|item| (item.blueprint.id.to_string(), item.adoptions)).collect::<Vec<_>>()
        };
        let nothing = Vec::<(String, u32)>::new();
        kreis_adopts(registry, &kreis, &wish("1.0.0", "planned")).unwrap();
        assert_eq!(found(registry), nothing, "a plan is no use yet");
        kreis_adopts(registry, &kreis, &wish("1.0.0", "introducing")).unwrap();
        assert_eq!(found(registry), [(PARKEN.to_owned(), 1)]);
        moved(registry);
        assert_eq!(found(registry), [(MOVED.to_owned(), 1)], "the old address is found no more");
        assert_eq!(rebuild(registry, |_| true).unwrap(), Rebuilt::Done);
        assert_eq!(found(registry), [(MOVED.to_owned(), 1)]);
        let ended = wish("1.0.0", "ended");
        adopt_at(registry, &kreis, ("beispielkreis", MOVED), (&ended, None)).unwrap();
        assert_eq!(found(registry), nothing);
    }

    fn adopters_are_found_at_the_address_that_a_blueprint_has_by_now(registry: &Registry) {
        let (_, kreis) = ready(registry);
        kreis_adopts(registry, &kreis, &wish("1.0.0", "productive")).unwrap();
        moved(registry);
        for what in [PARKEN, MOVED] {
            let found = users(registry, what);
            assert_eq!((found.items.len(), found.counts.productive), (1, 1), "{what}");
            assert_eq!(found.items[0].adoption.id, id(PARKEN), "it lies where its version is");
        }
        assert_eq!(overview(registry, &id(MOVED)).unwrap().adoptions.productive, 1);
        let old = kreis_adopts(registry, &kreis, &wish("1.0.0", "ended"));
        assert!(matches!(old, Err(Refused::Moved { .. })));
        let at = |version: &str| adopt_at(registry, &kreis, ("beispielkreis", MOVED), (&wish(version, "productive"), None));
        let kept = at("1.0.0").unwrap();
        assert!(!kept.is_new && kept.full.adoption.id == id(PARKEN));
        let own = adoptions_of(registry, &slug("beispielkreis"), (None, 20)).unwrap().0;
        assert_eq!((own[0].current.clone(), own[0].newer.n_versions), (id(MOVED), 2));
        let newer = at("1.0.2").unwrap();
        assert!(!newer.is_new && newer.full.adoption.id == id(MOVED));
        for what in [PARKEN, MOVED] {
            assert_eq!(users(registry, what).counts.total(), 1, "one organisation counts once");
        }
        remove(registry, &kreis, PARKEN).unwrap();
        assert_eq!(users(registry, MOVED).counts.recorded(), 0);
    }
}

pub(crate) fn moved(registry: &Registry) {
    let owner = person(registry, "olga", "musterstadt", Role::Owner);
    let (from, to) = (id(PARKEN), id(MOVED));
    let wanted = NewTransfer {
        from: &from,
        to: &to,
        reason: "Der Name war falsch",
        idempotency_key: None,
        random: &[5; 32],
        at: NOW + 1,
    };
    let asked = transfer_request(registry, &owner, &wanted).unwrap();
    if asked.version.is_none() {
        let step = TransferStep { id: &asked.id, at: NOW + 2 };
        transfer_accept(registry, &owner, step, None).unwrap();
    }
}
