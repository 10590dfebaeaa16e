//! Forks begin as copies and remember where they come from.

use blueprint::VersionRef;
use registry::{Fork, ForkKind, Refused, Registry, fork};
use serde_json::{Value, json};

use crate::given::{NOW, actor, document, findings, on_each_database, put};

fn request<'a>(
    upstream: &'a blueprint::BlueprintId,
    id: &'a blueprint::BlueprintId,
    reference: &'a VersionRef,
) -> Fork<'a> {
    Fork {
        upstream,
        reference,
        id,
        kind: ForkKind::Variant,
        reason: "Eigene Gebühr",
        idempotency_key: None,
        at: NOW,
    }
}

fn bytes(registry: &Registry, id: &blueprint::BlueprintId, reference: &str) -> Value {
    let (_, document) = registry::document(registry, id, &reference.parse().unwrap()).unwrap();
    serde_json::from_slice(&document.canonical).unwrap()
}

on_each_database! {
    fn a_fork_is_a_copy_with_a_lineage_to_an_exact_version(registry: &Registry) {
        let (kreis, stadt) = (actor(registry, "beispielkreis"), actor(registry, "musterstadt"));
        put(registry, &kreis, &document("beispielkreis/fundsache", "1.0.0")).unwrap();
        let published = put(registry, &kreis, &document("beispielkreis/fundsache", "1.1.0")).unwrap();
        let (upstream, id) = ("beispielkreis/fundsache".parse().unwrap(), "musterstadt/fundsache".parse().unwrap());
        let forked = fork(registry, &stadt, &request(&upstream, &id, &VersionRef::Latest)).unwrap();
        assert_eq!(forked.lineage.version.to_string(), "1.1.0");
        assert_eq!(forked.lineage.digest, published.digest);
        let copy = bytes(registry, &id, "1.0.0");
        assert_eq!(copy["upstream"], json!({
            "blueprint": "beispielkreis/fundsache", "version": "1.1.0",
            "digest": published.digest.to_string(), "kind": "variant",
        }));
        assert_eq!(copy["title"], bytes(registry, &upstream, "1.1.0")["title"]);
        assert_eq!(copy.get("changes"), None, "the fork has no history yet");
        assert_eq!(registry::overview(registry, &upstream).unwrap().n_forks, 1);
    }

    fn the_registry_writes_upstream_into_later_versions(registry: &Registry) {
        let (kreis, stadt) = (actor(registry, "beispielkreis"), actor(registry, "musterstadt"));
        put(registry, &kreis, &document("beispielkreis/fundsache", "1.0.0")).unwrap();
        let (upstream, id) = ("beispielkreis/fundsache".parse().unwrap(), "musterstadt/fundsache".parse().unwrap());
        fork(registry, &stadt, &request(&upstream, &id, &VersionRef::Latest)).unwrap();
        let mut next = document("musterstadt/fundsache", "1.1.0");
        assert!(put(registry, &stadt, &next).unwrap().is_new);
        assert!(!put(registry, &stadt, &next).unwrap().is_new, "the same file again is the same version");
        let kept = bytes(registry, &id, "1.1.0")["upstream"].clone();
        assert_eq!(kept["blueprint"], "beispielkreis/fundsache");
        next["version"] = "1.2.0".into();
        next["upstream"] = kept;
        put(registry, &stadt, &next).unwrap();
        next["version"] = "1.3.0".into();
        next["upstream"]["version"] = "9.9.9".into();
        assert_eq!(findings(put(registry, &stadt, &next)), ["upstream-differs /upstream"]);
        let mut alone = document("musterstadt/anderes", "1.0.0");
        alone["upstream"] = json!({"blueprint": "a/b", "version": "1.0.0", "kind": "variant", "digest": format!("sha256:{}", "0".repeat(64))});
        assert_eq!(findings(put(registry, &stadt, &alone)), ["upstream-differs /upstream"]);
    }

    fn the_same_key_gives_the_same_fork_and_never_another(registry: &Registry) {
        let (kreis, stadt) = (actor(registry, "beispielkreis"), actor(registry, "musterstadt"));
        put(registry, &kreis, &document("beispielkreis/fundsache", "1.0.0")).unwrap();
        let (upstream, id) = ("beispielkreis/fundsache".parse().unwrap(), "musterstadt/fundsache".parse().unwrap());
        let with_key = Fork { idempotency_key: Some("k1"), ..request(&upstream, &id, &VersionRef::Latest) };
        let first = fork(registry, &stadt, &with_key).unwrap();
        let again = fork(registry, &stadt, &with_key).unwrap();
        assert!(first.is_new && !again.is_new);
        assert_eq!(first.record, again.record);
        let other = Fork { reason: "Etwas anderes", ..with_key.clone() };
        assert!(matches!(fork(registry, &stadt, &other), Err(Refused::KeyReused)));
        let without = request(&upstream, &id, &VersionRef::Latest);
        assert!(matches!(fork(registry, &stadt, &without), Err(Refused::NameTaken(_))));
    }

    fn a_fork_needs_a_reason_another_name_and_an_upstream(registry: &Registry) {
        let stadt = actor(registry, "musterstadt");
        let id = "musterstadt/fundsache".parse().unwrap();
        let wrong = Fork { reason: " ", ..request(&id, &id, &VersionRef::Latest) };
        assert_eq!(findings(fork(registry, &stadt, &wrong)), ["fork-reason /reason", "fork-name /name"]);
        let nowhere = "beispielkreis/fehlt".parse().unwrap();
        let wrong = fork(registry, &stadt, &request(&nowhere, &id, &VersionRef::Latest));
        assert!(matches!(wrong, Err(Refused::Unknown(_))));
    }
}
