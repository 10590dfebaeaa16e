//! The one door.

use blueprint::{Digest, Syntax};
use registry::{Publish, Refused, Upload, Yanking, blob_put, dry_run, publish, yank};
use serde_json::json;

use crate::given::{NOW, actor, address, document, findings, on_each_database, put};

fn upload(digest: Digest, bytes: &[u8]) -> Upload<'_> {
    Upload { digest, bytes, media_type: "application/pdf", organisation: None, at: NOW }
}

on_each_database! {
    fn identical_bytes_are_found_again_and_other_bytes_are_refused(registry: &Registry) {
        let mrn = actor(registry, "musterstadt");
        let mut first = document("musterstadt/fundsache", "1.0.0");
        let published = put(registry, &mrn, &first).unwrap();
        assert!(published.is_new);
        let again = put(registry, &mrn, &first).unwrap();
        assert!(!again.is_new);
        assert_eq!(again.digest, published.digest);
        assert_eq!(again.record.unwrap().published_at, NOW);

        first["title"]["de"] = "Etwas anderes".into();
        match put(registry, &mrn, &first) {
            Err(Refused::VersionTaken { existing, changes }) => {
                assert_eq!(existing.digest, published.digest);
                let paths: Vec<_> = changes.iter().map(|c| c.path.to_string()).collect();
                assert_eq!(paths, ["/title/de"]);
            }
            other => panic!("{other:?}"),
        }
    }

    fn yaml_and_json_of_the_same_document_are_identical(registry: &Registry) {
        let musterstadt = actor(registry, "musterstadt");
        let value = document("musterstadt/fundsache", "1.0.0");
        put(registry, &musterstadt, &value).unwrap();
        // JSON is YAML.
        let body = serde_json::to_vec_pretty(&value).unwrap();
        let address = address("musterstadt/fundsache", "1.0.0");
        let again = Publish { address: &address, body: &body, syntax: Syntax::Yaml, override_reason: None, merge: None, at: NOW };
        assert!(!publish(registry, &musterstadt, again).unwrap().is_new);
    }

    fn a_dry_run_checks_the_same_and_writes_nothing(registry: &Registry) {
        let musterstadt = actor(registry, "musterstadt");
        let address = address("musterstadt/fundsache", "1.0.0");
        let mut value = document("musterstadt/fundsache", "1.0.0");
        let run = |value: &serde_json::Value| {
            let body = serde_json::to_vec(value).unwrap();
            dry_run(registry, &musterstadt, Publish { address: &address, body: &body, syntax: Syntax::Json, override_reason: None, merge: None, at: NOW })
        };
        let dry = run(&value).unwrap();
        assert!(dry.is_new && dry.record.is_none());
        assert!(matches!(registry::overview(registry, &address.id), Err(Refused::Unknown(_))));
        let published = put(registry, &musterstadt, &value).unwrap();
        assert_eq!(dry.digest, published.digest, "the digest told is the digest kept");
        value["license"] = "frei".into();
        assert_eq!(findings(run(&value)), ["identifier-licence /license"]);
    }

    fn document_and_address_must_agree(registry: &Registry) {
        let musterstadt = actor(registry, "musterstadt");
        let body = serde_json::to_vec(&document("beispielkreis/anderes", "2.0.0")).unwrap();
        let address = address("musterstadt/fundsache", "1.0.0");
        let wrong = Publish { address: &address, body: &body, syntax: Syntax::Json, override_reason: None, merge: None, at: NOW };
        assert_eq!(
            findings(publish(registry, &musterstadt, wrong)),
            ["publish-address /owner", "publish-address /name", "publish-address /version"]
        );
    }

    fn from_the_second_version_on_changes_are_told(registry: &Registry) {
        let musterstadt = actor(registry, "musterstadt");
        put(registry, &musterstadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        let mut second = document("musterstadt/fundsache", "1.1.0");
        second.as_object_mut().unwrap().remove("changes");
        assert_eq!(findings(put(registry, &musterstadt, &second)), ["changes-missing /changes"]);
    }

    fn attachments_come_first(registry: &Registry) {
        let musterstadt = actor(registry, "musterstadt");
        let digest = Digest::of(b"%PDF");
        let mut value = document("musterstadt/fundsache", "1.0.0");
        value["attachments"] = json!([{"id": "plan", "digest": digest.to_string(), "title": {"de": "Plan"}}]);
        assert_eq!(
            findings(put(registry, &musterstadt, &value)),
            ["attachment-not-uploaded /attachments/0/digest"]
        );
        let wrong = blob_put(registry, &musterstadt, upload(digest, b"other"));
        assert!(matches!(wrong, Err(Refused::DigestDiffers { .. })));
        blob_put(registry, &musterstadt, upload(digest, b"%PDF")).unwrap();
        blob_put(registry, &musterstadt, upload(digest, b"%PDF")).unwrap();
        put(registry, &musterstadt, &value).unwrap();
        assert_eq!(registry::blob(registry, digest).unwrap().bytes, b"%PDF");
    }

    fn dependencies_resolve_to_published_versions(registry: &Registry) {
        let musterstadt = actor(registry, "musterstadt");
        let mut value = document("musterstadt/fundsache", "1.0.0");
        value["dependencies"] = json!([{"blueprint": "beispielkreis/konto", "version": "^2", "kind": "requires"}]);
        let unknown = ["dependency-unknown /dependencies/0/blueprint"];
        assert_eq!(findings(put(registry, &musterstadt, &value)), unknown);
        let kreis = actor(registry, "beispielkreis");
        put(registry, &kreis, &document("beispielkreis/konto", "1.0.0")).unwrap();
        let unresolved = ["dependency-unresolved /dependencies/0/version"];
        assert_eq!(findings(put(registry, &musterstadt, &value)), unresolved);
        put(registry, &kreis, &document("beispielkreis/konto", "2.0.0")).unwrap();
        put(registry, &musterstadt, &value).unwrap();
    }

    fn dependencies_go_together_and_not_in_a_circle(registry: &Registry) {
        let kreis = actor(registry, "beispielkreis");
        let needing = |name: &str, version: &str, needs: &[(&str, &str, &str)]| {
            let mut value = document(&format!("beispielkreis/{name}"), version);
            let needs = needs.iter().map(|(on, range, kind)| {
                json!({"blueprint": format!("beispielkreis/{on}"), "version": range, "kind": kind})
            });
            value["dependencies"] = needs.collect();
            value
        };
        put(registry, &kreis, &needing("konto", "1.0.0", &[])).unwrap();
        put(registry, &kreis, &needing("konto", "2.0.0", &[])).unwrap();
        put(registry, &kreis, &needing("zahlung", "1.0.0", &[("konto", "^1", "requires")])).unwrap();
        put(registry, &kreis, &needing("postfach", "1.0.0", &[("konto", "^2", "requires"), ("fax", "*", "conflicts")])).unwrap();

        let both = [("zahlung", "*", "requires"), ("postfach", "*", "requires")];
        let refused = put(registry, &kreis, &needing("antrag", "1.0.0", &both));
        assert_eq!(findings(refused), ["dependency-disagreement /dependencies/1"]);
        let round = put(registry, &kreis, &needing("konto", "3.0.0", &[("postfach", "^1", "requires")]));
        assert_eq!(findings(round), ["dependency-cycle /dependencies/0"]);
        let conflict = put(registry, &kreis, &needing("fax", "1.0.0", &[("postfach", "^1", "requires")]));
        assert_eq!(findings(conflict), ["dependency-conflict /dependencies/0"]);

        // A version of the one that suits the other mends it.
        put(registry, &kreis, &needing("zahlung", "2.0.0", &[("konto", "^2", "requires")])).unwrap();
        put(registry, &kreis, &needing("antrag", "1.0.0", &both)).unwrap();
        let id = "beispielkreis/zahlung".parse().unwrap();
        let version = "2.0.0".parse().unwrap();
        yank(registry, &kreis, &Yanking { id: &id, version: &version, reason: Some("Fehler"), seen_revision: None, at: NOW }).unwrap();
        let refused = put(registry, &kreis, &needing("antrag", "1.1.0", &both));
        assert_eq!(findings(refused), ["dependency-disagreement /dependencies/1"]);
    }

    fn what_is_over_warns_and_does_not_refuse(registry: &Registry) {
        let musterstadt = actor(registry, "musterstadt");
        let mut value = document("musterstadt/fundsache", "1.0.0");
        value["maintenance"]["review_by"] = "2026-05-27".into();
        let published = put(registry, &musterstadt, &value).unwrap();
        let codes: Vec<&str> = published.warnings.iter().map(|warning| warning.code.as_str()).collect();
        assert_eq!(codes, ["freshness-review"], "as of the day of the request");
        let mut value = document("musterstadt/fundsache", "1.0.1");
        value["maintenance"]["review_by"] = "2026-05-28".into();
        assert_eq!(put(registry, &musterstadt, &value).unwrap().warnings, []);
    }

    fn only_one_of_many_racing_publishers_makes_the_version(registry: &Registry) {
        let musterstadt = actor(registry, "musterstadt");
        let outcomes: Vec<_> = std::thread::scope(|scope| {
            let racers: Vec<_> = (0..8)
                .map(|n| {
                    let mut value = document("musterstadt/fundsache", "1.0.0");
                    value["summary"]["de"] = format!("Fassung {n}").into();
                    let musterstadt = &musterstadt;
                    scope.spawn(move || put(registry, musterstadt, &value))
                })
                .collect();
            racers.into_iter().map(|racer| racer.join().unwrap()).collect()
        });
        let n_new = outcomes.iter().filter(|o| o.as_ref().is_ok_and(|p| p.is_new)).count();
        assert_eq!(n_new, 1);
        let others = outcomes.iter().filter(|o| {
            matches!(o, Err(Refused::Overtaken | Refused::VersionTaken { .. }))
        });
        assert_eq!(others.count(), 7);
    }

    fn a_yank_needs_a_reason_and_can_be_taken_back(registry: &Registry) {
        let musterstadt = actor(registry, "musterstadt");
        put(registry, &musterstadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        put(registry, &musterstadt, &document("musterstadt/fundsache", "1.1.0")).unwrap();
        let address = address("musterstadt/fundsache", "1.1.0");
        let set = |reason| {
            yank(registry, &musterstadt, &Yanking { id: &address.id, version: &address.version, reason, seen_revision: None, at: NOW })
        };
        assert_eq!(findings(set(Some("  "))), ["yank-reason /yanked/reason"]);
        assert_eq!(set(Some("Fehler")).unwrap().yanked.unwrap().reason, "Fehler");
        let latest = || registry::resolve(registry, &address.id, &"latest".parse().unwrap()).unwrap().to_string();
        assert_eq!(latest(), "1.0.0");
        let bytes = registry::document(registry, &address.id, &"1.1.0".parse().unwrap());
        assert!(bytes.is_ok(), "the bytes stay readable");
        assert!(set(None).unwrap().yanked.is_none());
        assert_eq!(latest(), "1.1.0");
    }
}
