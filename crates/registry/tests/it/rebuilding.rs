//! The index is built anew while the old one answers.

use registry::{
    Figures, Find, Progress, Rebuilt, Registry, Yanking, figures, find, follow, rebuild, yank,
};
use testkit::TestDatabase;

use crate::given::{NOW, actor, document, on_each_database, organisation, put};

fn total(registry: &Registry) -> u64 {
    let all = Find { limit: 100, ..Find::default() };
    find(registry, &all).unwrap().total
}

fn catch_up(registry: &Registry) {
    while follow(registry).unwrap() != 0 {}
}

/// Names of what lies in a folder, without the index's own files.
fn folders(home: &std::path::Path) -> Vec<String> {
    let entries = home.read_dir().unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

on_each_database! {
    fn what_is_published_meanwhile_is_found_at_once_and_stays(registry: &Registry) {
        let stadt = actor(registry, "musterstadt");
        put(registry, &stadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        catch_up(registry);
        let mut heard = Vec::new();
        let rebuilt = rebuild(registry, |progress| {
            assert_eq!(registry.progress(), Some(progress));
            assert_eq!(rebuild(registry, |_| true).unwrap(), Rebuilt::Running, "a second one joins");
            if heard.is_empty() {
                assert_eq!(total(registry), 1, "the old index answers");
                put(registry, &stadt, &document("musterstadt/hundesteuer", "1.0.0")).unwrap();
                catch_up(registry);
                assert_eq!(total(registry), 2, "the old index takes it in");
            }
            heard.push(progress);
            true
        });
        assert_eq!(rebuilt.unwrap(), Rebuilt::Done);
        assert!(heard.iter().all(|Progress { through, last }| through <= last), "{heard:?}");
        assert_eq!(registry.progress(), None);
        assert_eq!(total(registry), 2);
        put(registry, &stadt, &document("musterstadt/parkausweis", "1.0.0")).unwrap();
        catch_up(registry);
        assert_eq!(total(registry), 3, "the new index follows");
        assert_eq!(rebuild(registry, |_| true).unwrap(), Rebuilt::Done);
        assert_eq!(total(registry), 3);
    }

    /// A log is read in steps of 500 events; after a full one more may come, but need not.
    fn a_full_step_is_found_when_nothing_follows(registry: &Registry) {
        let stadt = actor(registry, "musterstadt");
        put(registry, &stadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        catch_up(registry);
        let (id, version) = ("musterstadt/fundsache".parse().unwrap(), "1.0.0".parse().unwrap());
        for n in 0..499 {
            let reason = (n % 2 == 0).then_some("Veraltet");
            let withdrawn = Yanking { id: &id, version: &version, reason, seen_revision: None, at: NOW };
            yank(registry, &stadt, &withdrawn).unwrap();
        }
        put(registry, &stadt, &document("musterstadt/hundesteuer", "1.0.0")).unwrap();
        assert_eq!(follow(registry).unwrap(), 500);
        assert_eq!(follow(registry).unwrap(), 0);
        assert_eq!(total(registry), 1, "one is withdrawn, the other is there");
        let Figures { events, indexed, .. } = figures(registry).unwrap();
        assert_eq!(indexed, events);
    }

    /// Published when the last step had been told of: only the swap itself can take it in.
    fn what_is_published_in_the_last_moment_is_not_lost(registry: &Registry) {
        let stadt = actor(registry, "musterstadt");
        put(registry, &stadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        let mut is_published = false;
        let rebuilt = rebuild(registry, |Progress { through, last }| {
            if through == last && !is_published {
                is_published = true;
            } else if is_published && through == last {
                put(registry, &stadt, &document("musterstadt/hundesteuer", "1.0.0")).unwrap();
            }
            true
        });
        assert_eq!(rebuilt.unwrap(), Rebuilt::Done);
        assert_eq!(total(registry), 2);
    }
}

#[test]
fn the_new_index_takes_the_place_of_the_old_one_across_restarts() {
    let (database, home) = (TestDatabase::sqlite(), tempfile::tempdir().unwrap());
    let open = || Registry::open(database.store().clone(), home.path()).unwrap();
    let registry = open();
    registry::organisation_create(&registry, &organisation("musterstadt")).unwrap();
    let stadt = actor(&registry, "musterstadt");
    put(&registry, &stadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
    catch_up(&registry);
    for number in ["1", "2"] {
        assert_eq!(rebuild(&registry, |_| true).unwrap(), Rebuilt::Done);
        assert_eq!(folders(home.path()), [number]);
        assert_eq!(std::fs::read_to_string(home.path().join("current")).unwrap(), number);
    }
    assert!(!home.path().join("meta.json").exists(), "the first index is removed");
    drop(registry);
    let registry = open();
    assert_eq!(total(&registry), 1, "without following anything");
}

#[test]
fn what_is_half_built_is_thrown_away_and_the_old_index_stays() {
    let (database, home) = (TestDatabase::sqlite(), tempfile::tempdir().unwrap());
    let open = || Registry::open(database.store().clone(), home.path()).unwrap();
    let registry = open();
    registry::organisation_create(&registry, &organisation("musterstadt")).unwrap();
    let stadt = actor(&registry, "musterstadt");
    put(&registry, &stadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
    catch_up(&registry);
    assert_eq!(rebuild(&registry, |_| false).unwrap(), Rebuilt::GivenUp);
    assert_eq!(registry.progress(), None);
    let half_built = home.path().join("1");
    assert_eq!(
        (total(&registry), half_built.exists()),
        (1, false),
        "at once: it may fill the disk"
    );
    // As after a crash.
    std::fs::create_dir(&half_built).unwrap();
    std::fs::write(home.path().join("1/half.term"), "half built").unwrap();
    std::fs::write(home.path().join("1/brief.txt"), "of somebody").unwrap();
    drop(registry);
    let registry = open();
    assert_eq!(total(&registry), 1);
    let left: Vec<_> = home.path().join("1").read_dir().unwrap().map(|e| e.unwrap()).collect();
    assert_eq!(left.len(), 1, "only the index's own files are removed: {left:?}");
    assert_eq!(rebuild(&registry, |_| true).unwrap(), Rebuilt::Done);
    assert_eq!(total(&registry), 1);
}

#[test]
fn what_another_node_wrote_is_not_kept_in_the_cache_by_the_swap() {
    let database = TestDatabase::sqlite();
    let homes = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [here, there] =
        homes.each_ref().map(|home| Registry::open(database.store().clone(), home.path()).unwrap());
    registry::organisation_create(&here, &organisation("musterstadt")).unwrap();
    let stadt = actor(&here, "musterstadt");
    put(&here, &stadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
    catch_up(&here);
    let id = "musterstadt/fundsache".parse().unwrap();
    let latest = || registry::head(&here, &id).unwrap().blueprint.latest.clone().unwrap();
    assert_eq!(latest().to_string(), "1.0.0");
    let mut newer = document("musterstadt/fundsache", "1.0.1");
    newer["title"]["de"] = "Ganz neu".into();
    put(&there, &stadt, &newer).unwrap();
    // The new index takes the event in before the old one has, so following tells nobody of it.
    assert_eq!(rebuild(&here, |_| true).unwrap(), Rebuilt::Done);
    catch_up(&here);
    assert_eq!(latest().to_string(), "1.0.1");
}
