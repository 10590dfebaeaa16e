//! The tab of forks, and what every tab says of a fork's upstream.

use registry::{
    Dealt, Family, Incoming, LineageStep, NewerVersion, Relative, Standing, UpstreamState,
};

use super::*;

fn change(path: &str, section: blueprint::Section, de: &str) -> blueprint::Change {
    let titled = |de: &str| serde_json::json!({"title": {"de": de}});
    let found = blueprint::difference(&titled("Alt"), &titled("Neu")).changes;
    let mut change = found.into_iter().next().unwrap();
    change.code = blueprint::Code("BP006");
    change.level = blueprint::Level::Minor;
    change.section = section;
    change.path = blueprint::Path::from(path);
    change.message = blueprint::Message::new(de, format!("{de} (en)"));
    change
}

fn listed(id: &str) -> Blueprint {
    let document = full().document;
    Blueprint {
        id: id.parse().unwrap(),
        revision: 1,
        latest: Some(Version::new(2, 1, 0)),
        title_de: format!("Titel <{id}>"),
        title_en: None,
        summary_de: String::new(),
        summary_en: None,
        license: document.license,
        created_at: PUBLISHED,
        updated_at: PUBLISHED,
        lifecycle: Lifecycle::default(),
    }
}

fn relative(upstream: &str, child: &str, behind: usize) -> Relative {
    Relative { blueprint: listed(child), lineage: lineage(child, upstream), behind }
}

/// `beispielkreis/ausweis`, its fork (the blueprint of the reading), and forks of that.
fn family(reading: &Reading) -> Family {
    let here = reading.id().to_string();
    let mut forks = vec![relative("beispielkreis/ausweis", &here, 1)];
    forks.push(relative(&here, "musterstadt/ausweis", 0));
    forks.push(relative("musterstadt/ausweis", "mannheim/ausweis", 3));
    forks.push(relative("beispielkreis/ausweis", "worms/ausweis", 0));
    forks[3].blueprint.lifecycle.deprecation =
        Some(Deprecation { at: PUBLISHED, reason: "Ersetzt".to_owned(), successor: None });
    Family { root: listed("beispielkreis/ausweis"), forks, is_cut: false }
}

/// One version behind, with two own changes.
fn state(reading: &Reading) -> UpstreamState {
    use blueprint::Section;
    let raised = change("/security/protection/integrity", Section::Security, "Schutz <höher>.");
    let upstream = Head {
        blueprint: listed("beispielkreis/ausweis"),
        versions: Vec::new(),
        upstream: None,
        ..Head::clone(&reading.overview.head)
    };
    UpstreamState {
        lineage: lineage(&reading.id().to_string(), "beispielkreis/ausweis"),
        upstream: Arc::new(upstream),
        own_version: reading.record.version.clone(),
        standing: Standing { behind: 1, ..Standing::default() },
        newer: vec![NewerVersion {
            record: VersionRecord {
                id: "beispielkreis/ausweis".parse().unwrap(),
                ..record(&reading.document, "2.0.0")
            },
            level: blueprint::Level::Major,
            concerns_security: true,
        }],
        own_changes: vec![
            change("/summary/de", Section::General, "Der Text „Kurz“ ist neu."),
            change("/keywords", Section::General, "Schlagwörter sind anders."),
        ],
        n_local: 4,
        incoming: Some(Incoming { version: Version::new(2, 0, 0), changes: vec![raised] }),
        steps: vec![LineageStep {
            number: 1,
            version: Version::new(1, 1, 0),
            digest: blueprint::Digest::of(b"1.1.0"),
            at: PUBLISHED,
            dealt: Dealt::Skipped { reason: "Betrifft <uns> nicht".to_owned() },
        }],
    }
}

fn told(reading: &Reading, state: Option<&UpstreamState>, family: &Family, lang: Lang) -> Html {
    let visit = visit(&format!("/blaupausen/{}/ableitungen", reading.id()), lang);
    judged(&lineage::page(&visit, reading, state, (family, 0), Default::default()), lang)
}

pub(super) fn page(reading: &Reading, lang: Lang) -> Html {
    told(reading, Some(&state(reading)), &family(reading), lang)
}

#[test]
fn a_fork_is_told_how_it_stands() {
    let html = page(&permit(), Lang::De);
    assert_eq!(
        texts(&html, "main .lead strong"),
        ["1 Version hinter dem Ursprung, 2 eigene Änderungen"]
    );
    let english = page(&permit(), Lang::En);
    let verdict = texts(&english, "main .lead strong");
    assert_eq!(verdict, ["1 version behind the origin, 2 changes of its own"]);
    let said = texts(&html, "main").join(" ");
    for expected in [
        "Übernommen ist Version 1.0.0 des Ursprungs.",
        "Version 1.1.0: übersprungen, 14. November 2023 . Grund: Betrifft <uns> nicht",
        "Der Text „Kurz“ ist neu. Nebenversion",
        "4 Stellen zählen nicht mit.",
        "Alles, was neu ist, mit vorher und nachher",
        "Alle eigenen Änderungen mit vorher und nachher",
        "Schutz <höher>. Nebenversion (betrifft die Sicherheit)",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert_eq!(texts(&html, ".card .badge"), ["Hauptversion", "betrifft die Sicherheit"]);
    assert_eq!(texts(&html, ".card .prose strong"), ["Neu:"]);
    assert_eq!(texts(&html, "main .note li"), ["Schutz <höher>."]);
    let links: Vec<&str> =
        all(&html, "a[href^='/vergleich']").iter().map(|link| link.attr("href").unwrap()).collect();
    let base = "/vergleich?from=beispielkreis/ausweis%401.0.0&to=";
    assert_eq!(
        links,
        [
            format!("{base}beispielkreis/ausweis%402.0.0"),
            format!("{base}beispielkreis/ausweis%402.0.0"),
            format!("{base}mrn/handwerkerparkausweis%402.1.0"),
        ]
    );
}

#[test]
fn an_even_fork_has_nothing_to_take_in() {
    let reading = permit();
    let mut even = state(&reading);
    even.standing.behind = 0;
    even.newer.clear();
    even.incoming = None;
    even.own_changes.clear();
    even.n_local = 0;
    even.steps[0].dealt = Dealt::Merged {
        own_version: Version::new(1, 2, 0),
        own_parent: Some(Version::new(1, 1, 0)),
    };
    let html = told(&reading, Some(&even), &family(&reading), Lang::De);
    let verdict = texts(&html, "main .lead strong");
    assert_eq!(verdict, ["Auf dem Stand des Ursprungs, keine eigenen Änderungen"]);
    assert!(all(&html, "main .note, .card").is_empty());
    let said = texts(&html, "main").join(" ");
    assert!(said.contains("übernommen als eigene Version 1.2.0"), "{said}");
    assert!(said.contains("Die Ableitung hat nichts geändert"), "{said}");
}

#[test]
fn long_lists_go_on_in_the_comparison() {
    let reading = permit();
    let mut state = state(&reading);
    state.own_changes = vec![state.own_changes[0].clone(); 53];
    state.standing.behind = 25;
    let html = told(&reading, Some(&state), &family(&reading), Lang::De);
    let said = texts(&html, "main").join(" ");
    assert!(said.contains("25 Versionen hinter dem Ursprung, 53 eigene Änderungen"), "{said}");
    assert!(said.contains("24 ältere neue Versionen sind hier nicht aufgeführt."), "{said}");
    assert!(said.contains("3 weitere Änderungen stehen im Vergleich."), "{said}");
}

#[test]
fn the_family_is_a_list_in_a_list_and_a_picture() {
    let reading = permit();
    let html = page(&reading, Lang::De);
    let titles = |selector: &str| texts(&html, selector);
    assert_eq!(titles("ul.family > li > a"), ["Titel <beispielkreis/ausweis>"]);
    assert_eq!(titles("ul.family > li > ul > li > strong"), ["Titel <mrn/handwerkerparkausweis>"]);
    assert_eq!(titles("ul.family > li > ul > li > a"), ["Titel <worms/ausweis>"]);
    assert_eq!(
        titles("ul.family ul ul > li > a"),
        ["Titel <musterstadt/ausweis>", "Titel <mannheim/ausweis>"]
    );
    assert_eq!(titles("ul.family ul ul ul > li > a"), ["Titel <mannheim/ausweis>"]);
    let muted = titles("ul.family .muted");
    assert_eq!(muted[0], "beispielkreis/ausweis ; Version 2.1.0; Ursprung");
    assert!(muted[1].ends_with("; Version 2.1.0; Variante; 1 Version hinter ihrem Ursprung"));
    assert!(muted[4].ends_with("auf dem Stand ihres Ursprungs; abgekündigt"), "{muted:?}");
    let link = all(&html, "ul.family > li > a")[0].attr("href");
    assert_eq!(link, Some("/blaupausen/beispielkreis/ausweis/ableitungen"));
    assert_eq!(all(&html, "svg.family-picture rect").len(), 5);
    assert_eq!(all(&html, "svg.family-picture path").len(), 4);
}

#[test]
fn a_blueprint_without_relatives_says_so() {
    let reading = permit();
    let mut alone = family(&reading);
    alone.forks.clear();
    let html = told(&reading, None, &alone, Lang::De);
    let said = texts(&html, "main").join(" ");
    assert!(said.contains("ist noch nichts abgeleitet"), "{said}");
    assert!(all(&html, "svg, .family, #sync").is_empty());
    let mut large = family(&reading);
    large.is_cut = true;
    let html = told(&reading, None, &large, Lang::De);
    let said = texts(&html, "main").join(" ");
    assert!(said.contains("Die Familie ist größer. Gezeigt sind 5 Blaupausen."), "{said}");
}

#[test]
fn every_tab_of_a_fork_tells_what_is_amiss_with_its_upstream() {
    let mut reading = permit();
    let quiet = pages(&reading, Lang::De);
    assert!(quiet[..5].iter().all(|html| all(html, "main .note.warning").is_empty()));
    reading.overview.standing = Some(Standing {
        behind: 0,
        deprecation: Some(Deprecation {
            at: PUBLISHED,
            reason: "Neues <Gesetz>".to_owned(),
            successor: Some("mrn/ausweise".parse().unwrap()),
        }),
        yanked: Some(Yank { at: PUBLISHED, reason: "Falsche <Gebühr>".to_owned() }),
    });
    for html in pages(&reading, Lang::De) {
        let note = &texts(&html, "main .note.warning")[0];
        for expected in [
            "Diese Ableitung steht auf Version 1.0.0 ihres Ursprungs. Diese Version ist zurückgezogen.",
            "Falsche <Gebühr>",
            "Der Ursprung dieser Ableitung ist seit 14. November 2023 abgekündigt.",
            "Neues <Gesetz>",
            "mrn/ausweise",
        ] {
            assert!(note.contains(expected), "{expected}: {note}");
        }
        let href = "a[href='/blaupausen/mrn/handwerkerparkausweis/ableitungen']";
        assert_eq!(all(&html, &format!(".note {href}")).len(), 1);
    }
    let english = &pages(&reading, Lang::En)[0];
    assert!(
        texts(english, "main .note")[0].contains("The origin of this fork has been deprecated")
    );
}
