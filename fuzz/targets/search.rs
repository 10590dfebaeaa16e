//! Whatever somebody types: an answer with safe HTML, whose pages go on where the last one ended.
#![no_main]

use std::{collections::BTreeSet, env, fs, path::Path, process, sync::OnceLock};

use blueprint::{Lang, Syntax, document::Document, maturity::Earned, parse};
use libfuzzer_sys::{
    arbitrary::{Result, Unstructured},
    fuzz_target,
};
use search::{Beginning, Counts, Entry, Facet, Index, IndexChange, Known, Mark, Query, Sort};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(query) = query(Unstructured::new(bytes)) {
        answers(&query);
        suggests(query.text.as_deref().unwrap_or_default());
    }
    if let Some(mark) = std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<Mark>().ok()) {
        assert_eq!(mark.to_string().parse(), Ok(mark));
    }
});

/// What is left of the bytes is typed; the mark of a page may be of another list.
fn query(mut bytes: Unstructured<'_>) -> Result<Query> {
    let sort = *bytes.choose(&[Sort::Relevance, Sort::Updated, Sort::Name, Sort::Adoptions])?;
    let lang = *bytes.choose(&[Lang::De, Lang::En])?;
    let counts = if bytes.arbitrary()? { Counts::All } else { Counts::None };
    let population = bytes.arbitrary()?;
    let seal = bytes.arbitrary()?;
    let on = bytes.arbitrary()?;
    let explain = bytes.arbitrary()?;
    let after = match bytes.int_in_range(0..=3)? {
        0 => bytes.arbitrary::<&str>()?.parse().ok(),
        1 => "s 3f000000 musterstadt/hundesteuer".parse().ok(),
        _ => None,
    };
    let filters = match bytes.int_in_range(0..=3)? {
        0 => vec![(*bytes.choose(&Facet::ALL)?, bytes.arbitrary::<&str>()?.to_owned())],
        _ => Vec::new(),
    };
    let text = String::from_utf8_lossy(bytes.take_rest()).into_owned();
    let text = Some(text);
    let limit = 2;
    Ok(Query {
        text,
        filters,
        population,
        seal,
        on,
        sort,
        lang,
        counts,
        explain,
        after,
        limit,
        ..Query::default()
    })
}

fn answers(query: &Query) {
    let found = index().search(query).expect("an answer");
    assert!(found.hits.len() <= query.limit);
    for hit in &found.hits {
        for highlight in &hit.highlights {
            let text = highlight.html.replace("<mark>", "").replace("</mark>", "");
            assert!(!text.contains(['<', '>', '"']), "{}", highlight.html);
        }
        assert_eq!(hit.mark.to_string().parse(), Ok(hit.mark.clone()));
    }
    let Some(last) = found.hits.last() else { return };
    let next = Query { after: Some(last.mark.clone()), ..query.clone() };
    let next = index().search(&next).expect("an answer");
    assert_eq!(next.total, found.total);
    assert_eq!(!next.hits.is_empty(), found.has_more);
    let ids: BTreeSet<_> = found.hits.iter().map(|hit| &hit.id).collect();
    assert!(next.hits.iter().all(|hit| !ids.contains(&hit.id) && last.mark < hit.mark));
}

fn suggests(text: &str) {
    for lang in [Lang::De, Lang::En] {
        let beginning = Beginning { text: text.to_owned(), lang, limit: 5 };
        let suggested = index().suggest(&beginning).expect("an answer");
        assert!(suggested.len() <= 5);
    }
}

/// The seeds, indexed once.
fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let folder = env::temp_dir().join(format!("search-{}", process::id()));
        let index = Index::open(&folder).expect("an index");
        let mut changes = Vec::new();
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seed-blueprints");
        put(&seeds, &mut changes);
        assert!(!changes.is_empty(), "there are seeds");
        index.apply(changes, 1).expect("the seeds fit");
        index
    })
}

/// Every document in a folder and those in it; of a blueprint the last read counts.
fn put(folder: &Path, changes: &mut Vec<IndexChange>) {
    for entry in fs::read_dir(folder).expect("the seeds' folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            put(&path, changes);
        }
        let Some(entry) = fs::read(&path).ok().and_then(|bytes| read(&bytes)) else { continue };
        changes.push(IndexChange::Put(entry));
    }
}

fn read(bytes: &[u8]) -> Option<Entry> {
    let parsed = parse(bytes, Syntax::Yaml).ok()?;
    let document = Document::try_from(parsed.value()).ok()?;
    let known = Known {
        owner_name: &document.owner,
        owner_kind: "municipality",
        is_deprecated: false,
        review_by: None,
        updated_at: 0,
        maturity: Earned::default(),
        adopters: &[],
    };
    Entry::of(&document, known).ok()
}
