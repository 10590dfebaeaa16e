//! What is kept, what is replaced, and what damage does.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use search::{Counts, Index, IndexChange, Query, SearchError};

use crate::corpus::{Corpus, entries, names, query};

fn files(dir: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(dir).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.extension().is_none_or(|ending| ending != "lock")).collect()
}

/// A folder with the corpus in it and nobody using it.
fn closed() -> tempfile::TempDir {
    let Corpus { index, dir } = Corpus::new();
    drop(index);
    dir
}

#[test]
fn a_new_index_is_empty_and_knows_it() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(&dir.path().join("not/yet/there")).unwrap();
    assert_eq!(index.through(), 0);
    assert_eq!(index.search(&Query::default()).unwrap().total, 0);
    assert_eq!(index.search(&query("Hund")).unwrap().total, 0);
}

#[test]
fn reopening_keeps_everything() {
    let dir = closed();
    let index = Index::open(dir.path()).unwrap();
    assert_eq!(index.through(), 12);
    assert_eq!(names(&index.search(&query("Wohngeld")).unwrap()), ["wohngeld"]);
    index.apply(Vec::new(), 20).unwrap();
    assert_eq!(index.through(), 20);
    drop(index);
    assert_eq!(Index::open(dir.path()).unwrap().through(), 20);
}

#[test]
fn what_is_staged_is_found_once_it_is_committed() {
    let corpus = Corpus::new();
    let mut entry = entries().remove(6);
    entry.passages[0].text = "Lastenausgleich".to_owned();
    corpus.index.stage(vec![IndexChange::Put(entry.clone())], 13).unwrap();
    corpus.index.stage(Vec::new(), 14).unwrap();
    assert_eq!((corpus.index.taken(), corpus.index.through()), (14, 12));
    assert_eq!(corpus.ask("Lastenausgleich").total, 0);
    corpus.index.commit().unwrap();
    assert_eq!((corpus.index.taken(), corpus.index.through()), (14, 14));
    assert_eq!(corpus.names("Lastenausgleich"), ["wohngeld"]);
    // Also when the sequence stays.
    corpus.index.apply(vec![IndexChange::Remove(entry.id)], 14).unwrap();
    assert_eq!(corpus.ask("Lastenausgleich").total, 0);
}

#[test]
fn what_is_not_committed_is_asked_for_again() {
    let Corpus { index, dir } = Corpus::new();
    let entry = entries().remove(6);
    index.stage(vec![IndexChange::Remove(entry.id)], 13).unwrap();
    index.close().unwrap();
    assert_eq!((index.taken(), index.through()), (12, 12));
    index.commit().unwrap();
    assert_eq!(index.search(&Query::default()).unwrap().total, 12);
    drop(index);
    let index = Index::open(dir.path()).unwrap();
    assert_eq!((index.taken(), index.through()), (12, 12));
    assert_eq!(index.search(&Query::default()).unwrap().total, 12);
}

#[test]
fn what_could_not_be_committed_is_asked_for_again() {
    let Corpus { index, dir } = Corpus::new();
    let entry = entries().remove(6);
    index.stage(vec![IndexChange::Put(entry)], 13).unwrap();
    // Nothing can be written where it was any more.
    let away = tempfile::tempdir().unwrap();
    fs::rename(dir.path(), away.path().join("index")).unwrap();
    assert!(index.commit().is_err());
    assert_eq!((index.taken(), index.through()), (12, 12));
}

#[test]
fn an_entry_is_replaced_and_removed() {
    let corpus = Corpus::new();
    let mut entry = entries().remove(6);
    let id = entry.id.clone();
    entry.passages[0].text = "Blindenhilfe".to_owned();
    let first = IndexChange::Put(entry.clone());
    entry.passages[0].text = "Lastenausgleich".to_owned();
    corpus.index.apply(vec![first, IndexChange::Put(entry)], 13).unwrap();
    assert_eq!(corpus.ask("").total, 12);
    assert_eq!(corpus.ask("Blindenhilfe").total, 0);
    assert_eq!(corpus.names("Lastenausgleich"), ["wohngeld"]);
    corpus.index.apply(vec![IndexChange::Remove(id.clone())], 14).unwrap();
    assert_eq!(corpus.ask("").total, 11);
    assert_eq!(corpus.ask("Lastenausgleich").total, 0);
    corpus.index.apply(vec![IndexChange::Remove(id)], 15).unwrap();
    assert_eq!(corpus.ask("").total, 11);
}

#[test]
fn order_does_not_depend_on_how_entries_came_in() {
    let corpus = Corpus::new();
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    for (entry, seq) in entries().into_iter().rev().zip(1..) {
        index.apply(vec![IndexChange::Put(entry)], seq).unwrap();
    }
    for sort in [search::Sort::Relevance, search::Sort::Updated, search::Sort::Name] {
        let query = Query { sort, counts: Counts::All, ..query("Gemeinde Prüfung") };
        let (one, many) = (corpus.index.search(&query).unwrap(), index.search(&query).unwrap());
        assert!(1 < one.hits.len());
        assert_eq!((names(&one), one.total, one.facets), (names(&many), many.total, many.facets));
    }
}

/// What is done to a file, and how.
type Damage = (&'static str, fn(&Path));

#[test]
fn any_damage_starts_the_index_anew() {
    let damages: [Damage; 5] = [
        ("removed", |file| fs::remove_file(file).unwrap()),
        ("emptied", |file| fs::write(file, b"").unwrap()),
        ("six bytes", |file| fs::write(file, b"123456").unwrap()),
        ("halved", |file| {
            let bytes = fs::read(file).unwrap();
            fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("overwritten", |file| {
            let mut bytes = fs::read(file).unwrap();
            for byte in &mut bytes {
                *byte ^= 0x55;
            }
            fs::write(file, bytes).unwrap();
        }),
    ];
    let n_files = files(closed().path()).len();
    assert!(8 < n_files);
    for (what, damage) in damages {
        for nth in 0..n_files {
            let dir = closed();
            let mut files = files(dir.path());
            files.sort_by_key(|path| path.extension().map(ToOwned::to_owned));
            damage(&files[nth]);
            let name = files[nth].display().to_string();
            let index = Index::open(dir.path()).unwrap();
            let total = index.search(&query("Hund anmelden")).unwrap().total;
            // Some files are only kept for housekeeping; then nothing is lost.
            let whole = index.through() == 12 && 0 < total;
            let anew = index.through() == 0 && total == 0;
            assert!(whole || anew, "{what} {name}: {} {total}", index.through());
            let needed = ["meta.json", "blaupause.stamp"].map(|file| dir.path().join(file));
            let term = files[nth].extension().is_some_and(|ending| ending == "term");
            assert!(anew || !(term || needed.contains(&files[nth])), "{what} {name}");
            index.apply(entries().into_iter().map(IndexChange::Put).collect(), 12).unwrap();
            assert_eq!(index.search(&Query::default()).unwrap().total, 12, "{what} {name}");
        }
    }
}

#[test]
fn an_index_of_another_analysis_starts_anew_and_strangers_files_stay() {
    let dir = closed();
    fs::write(dir.path().join("blaupause.stamp"), "another").unwrap();
    fs::write(dir.path().join("notes.txt"), "mine").unwrap();
    fs::create_dir(dir.path().join("folder.store")).unwrap();
    let index = Index::open(dir.path()).unwrap();
    assert_eq!((index.through(), index.search(&Query::default()).unwrap().total), (0, 0));
    assert_eq!(fs::read_to_string(dir.path().join("notes.txt")).unwrap(), "mine");
    assert!(dir.path().join("folder.store").is_dir());
}

#[test]
fn a_folder_that_cannot_be_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(Index::open(&file), Err(SearchError::Folder(_))));
}

#[test]
fn only_one_handle_writes_and_another_is_told() {
    let corpus = Corpus::new();
    let second = Index::open(corpus.dir.path()).unwrap();
    assert_eq!(second.search(&Query::default()).unwrap().total, 12);
    assert!(matches!(second.apply(Vec::new(), 13), Err(SearchError::Busy)));
    // Nor may a folder be emptied under the one that writes.
    fs::write(corpus.dir.path().join("blaupause.stamp"), "another").unwrap();
    assert!(matches!(Index::open(corpus.dir.path()), Err(SearchError::Busy)));
    assert_eq!(corpus.ask("").total, 12);
}

#[test]
fn searches_go_on_while_changes_are_applied() {
    let corpus = Corpus::new();
    let n_rounds = 30_i64;
    let writer = corpus.index.clone();
    let writing = thread::spawn(move || {
        for round in 1..=n_rounds {
            let changes = entries().into_iter().map(|mut entry| {
                entry.updated_at += round;
                IndexChange::Put(entry)
            });
            writer.apply(changes.collect(), 12 + round).unwrap();
        }
    });
    thread::scope(|scope| {
        for reader in [corpus.index.clone(), corpus.index.clone()] {
            let writing = &writing;
            scope.spawn(move || {
                while !writing.is_finished() {
                    let found = reader
                        .search(&Query { counts: Counts::All, ..query("Hund anmelden") })
                        .unwrap();
                    assert_eq!(names(&found)[0], "hundesteuer-anmeldung");
                    assert_eq!(reader.search(&Query::default()).unwrap().total, 12);
                }
            });
        }
    });
    writing.join().unwrap();
    assert_eq!(corpus.index.through(), 12 + n_rounds);
}
