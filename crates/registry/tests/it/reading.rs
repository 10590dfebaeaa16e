//! What was published is found and read, byte for byte.

use blueprint::{BlueprintId, Digest, Lang};
use registry::{Find, Readiness, Refused, Registry, Sort, Yanking, find, follow, yank};

use crate::given::{NOW, actor, document, on_each_database, put};

fn request(text: &str) -> Find {
    Find {
        text: Some(text.to_owned()),
        filters: Vec::new(),
        sort: Sort::Relevance,
        lang: Lang::De,
        limit: 20,
        ..Find::default()
    }
}

fn found(registry: &Registry, text: &str) -> Vec<String> {
    let request = request(text);
    let page = find(registry, &request).unwrap();
    page.items.iter().map(|item| item.blueprint.id.to_string()).collect()
}

fn catch_up(registry: &Registry) {
    while follow(registry).unwrap() != 0 {}
}

on_each_database! {
    fn a_document_is_read_as_it_was_hashed(registry: &Registry) {
        let stadt = actor(registry, "musterstadt");
        let published = put(registry, &stadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        let id: BlueprintId = "musterstadt/fundsache".parse().unwrap();
        // Once from the store, once from the cache.
        for _ in 0..2 {
            let (version, read) = registry::document(registry, &id, &"^1".parse().unwrap()).unwrap();
            assert_eq!(version.to_string(), "1.0.0");
            assert_eq!(Digest::of(&read.canonical), published.digest);
        }
    }

    fn the_newest_head_is_seen_at_once(registry: &Registry) {
        let stadt = actor(registry, "musterstadt");
        let id: BlueprintId = "musterstadt/fundsache".parse().unwrap();
        for version in ["1.0.0", "1.1.0", "2.0.0-rc.1"] {
            put(registry, &stadt, &document("musterstadt/fundsache", version)).unwrap();
            assert!(registry::document(registry, &id, &version.parse().unwrap()).is_ok());
        }
        let latest = registry::resolve(registry, &id, &"latest".parse().unwrap()).unwrap();
        assert_eq!(latest.to_string(), "1.1.0");
        let page = registry::versions(registry, &id, None, 2).unwrap();
        let shown: Vec<_> = page.items.iter().map(|r| r.version.to_string()).collect();
        assert_eq!((shown, page.total), (vec!["2.0.0-rc.1".into(), "1.1.0".into()], 3));
        let rest = registry::versions(registry, &id, page.next.as_ref(), 2).unwrap();
        assert_eq!((rest.items.len(), rest.next), (1, None));
    }

    fn what_nobody_waits_for_is_given_up(registry: &Registry) {
        let request = request("Fundsachen");
        assert!(find(registry, &request).is_ok());
        request.stop.stop();
        assert!(matches!(find(registry, &request), Err(Refused::Stopped)));
    }

    fn the_index_follows_the_log(registry: &Registry) {
        let stadt = actor(registry, "musterstadt");
        put(registry, &stadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        catch_up(registry);
        assert_eq!(found(registry, "Fundsachen"), ["musterstadt/fundsache"]);
        let id: BlueprintId = "musterstadt/fundsache".parse().unwrap();
        let version = "1.0.0".parse().unwrap();
        yank(registry, &stadt, &Yanking { id: &id, version: &version, reason: Some("Irrtum"), seen_revision: None, at: NOW }).unwrap();
        catch_up(registry);
        assert!(found(registry, "Fundsachen").is_empty(), "nothing of it should be chosen any more");
        yank(registry, &stadt, &Yanking { id: &id, version: &version, reason: None, seen_revision: None, at: NOW }).unwrap();
        catch_up(registry);
        assert_eq!(found(registry, "Fundsachen"), ["musterstadt/fundsache"]);
    }

    /// A publish left the index behind for a moment, and for that moment every server said that it was not ready.
    fn an_index_that_has_caught_up_once_may_lag(registry: &Registry) {
        // Two organisations have been made, and nobody has looked.
        assert_eq!(registry.readiness().unwrap(), Readiness::Building { index_behind: 2 });
        catch_up(registry);
        assert_eq!(registry.readiness().unwrap(), Readiness::Ready { index_behind: 0 });
        let stadt = actor(registry, "musterstadt");
        put(registry, &stadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        assert_eq!(registry.readiness().unwrap(), Readiness::Ready { index_behind: 1 });
        catch_up(registry);
        assert_eq!(registry.readiness().unwrap(), Readiness::Ready { index_behind: 0 });
    }

    fn what_is_not_there_is_named(registry: &Registry) {
        let id: BlueprintId = "musterstadt/fehlt".parse().unwrap();
        assert!(matches!(registry::overview(registry, &id), Err(Refused::Unknown(_))));
        let unknown = registry::document(registry, &id, &"latest".parse().unwrap());
        assert!(matches!(unknown, Err(Refused::Unknown(_))));
    }
}
