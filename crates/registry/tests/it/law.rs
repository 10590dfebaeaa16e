//! The law of versions at the door, on the seed documents.

use blueprint::{Finding, Level, Syntax};
use registry::{
    Actor, Address, FitQuestion, Publish, Published, Refused, Registry, diff, dry_run,
    fit_of_profile, publish, version,
};
use serde_json::{Value, json};

use crate::given::{NOW, actor, document, on_each_database, put};

const ID: &str = "musterstadt/handwerkerparkausweis";

/// A version of the seed permit, under an address of ours.
fn permit(seed: &str, number: &str) -> Value {
    let path = format!(
        "{}/../../seed-blueprints/mrn/handwerkerparkausweis/{seed}.yaml",
        env!("CARGO_MANIFEST_DIR")
    );
    let parsed = blueprint::parse(&std::fs::read(path).unwrap(), Syntax::Yaml).unwrap();
    let mut document = parsed.into_value();
    document["owner"] = "musterstadt".into();
    document["version"] = number.into();
    document
}

fn address(number: &str) -> Address {
    Address { id: ID.parse().unwrap(), version: number.parse().unwrap() }
}

fn put_permit(
    (registry, actor): (&Registry, &Actor),
    (seed, number): (&str, &str),
    override_reason: Option<&str>,
    is_dry: bool,
) -> Result<Published, Refused> {
    put_with((registry, actor), &permit(seed, number), override_reason, is_dry)
}

fn put_document(
    (registry, actor): (&Registry, &Actor),
    document: &Value,
    is_dry: bool,
) -> Result<Published, Refused> {
    put_with((registry, actor), document, None, is_dry)
}

fn put_with(
    (registry, actor): (&Registry, &Actor),
    document: &Value,
    override_reason: Option<&str>,
    is_dry: bool,
) -> Result<Published, Refused> {
    let body = serde_json::to_vec(document).unwrap();
    let address = address(document["version"].as_str().unwrap());
    let wanted = Publish {
        address: &address,
        body: &body,
        syntax: Syntax::Json,
        override_reason,
        merge: None,
        at: NOW,
    };
    if is_dry { dry_run(registry, actor, wanted) } else { publish(registry, actor, wanted) }
}

fn refused(result: Result<Published, Refused>) -> Vec<Finding> {
    match result {
        Err(Refused::Invalid(found)) => found,
        other => panic!("expected findings, got {other:?}"),
    }
}

/// As published: the paper permit and the digital one.
fn until_2(registry: &Registry) -> Actor {
    let actor = actor(registry, "musterstadt");
    for (seed, number) in [("1.0.0", "1.0.0"), ("2.0.0", "2.0.0")] {
        put_permit((registry, &actor), (seed, number), None, false).unwrap();
    }
    actor
}

on_each_database! {
    fn the_number_says_at_least_what_the_changes_ask_for(registry: &Registry) {
        let actor = &until_2(registry);
        let found = refused(put_permit((registry, actor), ("2.1.0", "2.0.1"), None, false));
        assert_eq!(
            (found[0].code.as_str(), found[0].pointer.as_str()),
            ("version-too-small", "/version")
        );
        assert!(found[0].message.de.contains("2.1.0"), "{}", found[0].message.de);
        let demanding = found[1..].iter().filter(|finding| finding.code.as_str().starts_with("BP"));
        assert!(demanding.count() >= 2, "{found:?}");
        assert!(
            found.iter().any(|finding| finding.path.as_str().ends_with("/parameters/anhaenger-kennzeichen")),
            "{found:?}"
        );

        let larger = put_permit((registry, actor), ("2.1.0", "3.0.0"), None, false).unwrap();
        assert!(larger.is_new);
        assert_eq!((larger.required, larger.baseline), (Some(Level::Minor), Some("2.0.0".parse().unwrap())));
    }

    fn a_dry_run_tells_the_required_step(registry: &Registry) {
        let actor = &until_2(registry);
        let dry = put_permit((registry, actor), ("2.1.0", "2.1.0"), None, true).unwrap();
        assert_eq!(dry.required, Some(Level::Minor));
        assert_eq!(dry.baseline.unwrap().to_string(), "2.0.0");
        let found = refused(put_permit((registry, actor), ("2.1.0", "2.0.1"), None, true));
        assert_eq!(found[0].code.as_str(), "version-too-small");
    }

    fn an_override_needs_a_reason_that_stands_beside_the_version(registry: &Registry) {
        let actor = &until_2(registry);
        let empty = refused(put_permit((registry, actor), ("2.1.0", "2.0.1"), Some("  "), false));
        assert_eq!(empty[0].code.as_str(), "override-reason");
        put_permit((registry, actor), ("2.1.0", "2.0.1"), Some(" Nachtrag "), false).unwrap();
        let reference = "2.0.1".parse().unwrap();
        let record = version(registry, &ID.parse().unwrap(), &reference).unwrap();
        assert_eq!(record.step.required, Some(Level::Minor));
        assert_eq!(record.step.override_reason.as_deref(), Some("Nachtrag"));
    }

    fn a_reason_that_is_not_needed_is_not_kept(registry: &Registry) {
        let actor = &until_2(registry);
        put_permit((registry, actor), ("2.1.0", "2.1.0"), Some("Vorsorglich"), false).unwrap();
        let record = version(registry, &ID.parse().unwrap(), &"2.1.0".parse().unwrap()).unwrap();
        assert_eq!(record.step.override_reason, None);
    }

    fn no_number_is_skipped(registry: &Registry) {
        let actor = &until_2(registry);
        for reason in [None, Some("Weil")] {
            let found = refused(put_permit((registry, actor), ("2.1.0", "2.5.0"), reason, false));
            assert_eq!(found[0].code.as_str(), "version-not-next");
            assert!(found[0].message.de.contains("2.1.0"), "{}", found[0].message.de);
        }
    }

    fn what_is_lowered_has_a_reason_in_the_release_notes(registry: &Registry) {
        let actor = &until_2(registry);
        let mut lowered = permit("2.1.0", "2.1.0");
        let requirement = &mut lowered["security"]["requirements"][0];
        assert_eq!(requirement["obligation"], "must");
        requirement["obligation"] = "should".into();
        let title = requirement["title"]["de"].as_str().unwrap().to_owned();
        for is_dry in [true, false] {
            let found = refused(put_document((registry, actor), &lowered, is_dry));
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(
                (found[0].code.as_str(), found[0].pointer.as_str()),
                ("reason-missing", "/changes")
            );
            assert!(found[0].message.de.contains(&title), "{}", found[0].message.de);
        }
        lowered["changes"]["de"] = format!("{title} wird empfohlen: Es gibt andere Wege.").into();
        assert!(put_document((registry, actor), &lowered, false).unwrap().is_new);
    }

    fn what_was_never_released_is_lowered_without_a_reason(registry: &Registry) {
        let actor = &actor(registry, "musterstadt");
        put_permit((registry, actor), ("2.0.0", "2.0.0-rc.1"), None, false).unwrap();
        let mut lowered = permit("2.0.0", "2.0.0");
        lowered["security"]["requirements"][0]["obligation"] = "should".into();
        assert!(put_document((registry, actor), &lowered, false).unwrap().is_new);
    }

    fn published_versions_are_compared(registry: &Registry) {
        until_2(registry);
        let named = |reference: &str| format!("{ID}@{reference}").parse().unwrap();
        let compared = diff(registry, &named("^1"), &named("latest")).unwrap();
        assert_eq!(
            (compared.from.version.to_string(), compared.to.version.to_string()),
            ("1.0.0".to_owned(), "2.0.0".to_owned())
        );
        assert_eq!(compared.difference.required_bump(), Some(Level::Major));
        let unknown = diff(registry, &named("7.0.0"), &named("latest"));
        assert!(matches!(unknown, Err(Refused::Unknown(_))), "{unknown:?}");
    }

    fn a_version_is_judged_for_an_organisation(registry: &Registry) {
        let actor = actor(registry, "musterstadt");
        let mut value = document("musterstadt/fundsache", "1.0.0");
        value["applicability"] = json!({"states": ["08"]});
        put(registry, &actor, &value).unwrap();
        let (id, reference) = ("musterstadt/fundsache".parse().unwrap(), "latest".parse().unwrap());
        let question = FitQuestion { id: &id, reference: &reference, product: None, at: NOW };
        let verdict = |state: &str| {
            let profile = serde_json::from_value(json!({"state": state})).unwrap();
            fit_of_profile(registry, question, &profile).unwrap().verdict
        };
        assert_eq!(verdict("08"), blueprint::fit::Verdict::Fits);
        assert_eq!(verdict("07"), blueprint::fit::Verdict::Unfit);
        let nothing_known = registry::fit_of_organisation(registry, question, &"musterstadt".parse().unwrap());
        assert_eq!(nothing_known.unwrap().verdict, blueprint::fit::Verdict::Gaps);
    }
}
