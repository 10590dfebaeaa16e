//! The pages of the search, on a registry that holds something.

use serde_json::json;

use crate::{
    people_pages::{attribute, get, send, texts},
    server::{TestServer, document},
};

/// Blueprints for towns of different sizes, and one that is alike.
fn filled() -> TestServer {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    for (name, title, applicability) in [
        ("hundesteuer", "Hundesteuer anmelden", json!({"population": {"min": 20000}})),
        ("hundemarke", "Hundesteuer und Hundemarke", json!({"states": ["09"]})),
        ("hundekot", "Hundesteuer im Dorf", json!({"population": {"max": 5000}})),
        ("leinen", "Leinenpflicht für Hunde", json!({"states": ["08"]})),
    ] {
        let mut value = document("1.0.0");
        value["name"] = name.into();
        value["title"]["de"] = title.into();
        value["applicability"] = applicability;
        assert_eq!(server.publish(&token, &value).status, 201, "{name}");
    }
    server.catch_up();
    server
}

#[test]
fn results_suit_an_organisation_and_say_how_far() {
    let server = filled();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let all = get(&server, &olga, "/blaupausen");
    assert_eq!(texts(&all, "#passt option"), ["Nicht danach richten", "musterstadt"]);
    assert!(!texts(&all, "summary").contains(&"Eignung".to_owned()));
    // Of an organisation that nothing is known of, nothing can be ruled out.
    let unknown = server.get("/blaupausen?passt=musterstadt");
    assert_eq!(texts(&unknown, "#found"), ["4 Blaupausen"]);
    assert!(texts(&unknown, ".note p")[2].contains("Land, Zahl der Einwohner"));

    let facts = "revision=1&name=Neu-Musterstadt&population=12.000&state=08";
    assert_eq!(send(&server, &olga, "/meine/musterstadt/profil", facts).status, 303);
    let ours = server.get("/blaupausen?q=Hund&passt=musterstadt");
    assert_eq!(texts(&ours, ".card h3"), ["Leinenpflicht für Hunde"]);
    assert_eq!(texts(&ours, ".card .badge"), ["Passt"]);
    let notes = texts(&ours, ".note p");
    assert!(notes[0].contains("Neu-Musterstadt") && notes[1].contains("ausgeblendet"), "{notes:?}");
    assert_eq!(notes.len(), 2, "{notes:?}");
    let choices = texts(&ours, "input[name=fit] ~ label");
    assert_eq!(choices, ["Passt (1)", "Passt, mit offenen Punkten (0)", "Passt nicht (3)"]);
    let checked = |page| attribute(page, "#fit-unfit", "checked").is_some();
    assert!(!checked(&ours) && attribute(&ours, "#fit-gaps", "checked").is_some());
    assert_eq!(attribute(&ours, ".chips a", "href").as_deref(), Some("/blaupausen?q=Hund"));

    let unfit = server.get("/blaupausen?q=Hund&passt=musterstadt&fit=unfit&page=2");
    assert!(checked(&unfit) && attribute(&unfit, "#fit-fits", "checked").is_none());
    let unfit = server.get("/blaupausen?q=Hund&passt=musterstadt&fit=unfit");
    assert_eq!(texts(&unfit, "#found"), ["3 Blaupausen"]);
    assert!(texts(&unfit, ".card .badge").iter().all(|verdict| verdict == "Passt nicht"));
    assert!(texts(&unfit, ".card details li")[0].starts_with("Passt nicht, weil"));
    let chips = texts(&unfit, ".chips a");
    assert!(chips[1].contains("Eignung: Passt nicht"), "{chips:?}");
    assert_eq!(
        attribute(&unfit, ".chips li:nth-child(2) a", "href").as_deref(),
        Some("/blaupausen?q=Hund&passt=musterstadt")
    );

    // A number that was typed narrows beside what the organisation is.
    let typed = server.get("/blaupausen?q=Hund&passt=musterstadt&population=30000&fit=unfit");
    assert_eq!(texts(&typed, "#found"), ["2 Blaupausen"]);
    // Where nothing suits, the same is offered for anybody.
    let none = server.get("/blaupausen?q=Hundemarke&passt=musterstadt");
    let offers = texts(&none, ".nearest li");
    assert!(offers[0].starts_with("Ohne Filter"), "{offers:?}");
}

#[test]
fn an_organisation_that_is_not_there_is_said_and_nothing_filtered() {
    let server = filled();
    for named in ["niemand", "Kein%20Name", "%3Cb%3E"] {
        let page = server.get(&format!("/blaupausen?passt={named}"));
        assert_eq!((page.status, texts(&page, "#found")), (200, vec!["4 Blaupausen".to_owned()]));
        assert!(texts(&page, ".note p")[0].contains("gibt es hier nicht"), "{named}");
        assert!(texts(&page, ".badge").is_empty());
    }
}

#[test]
fn an_empty_result_offers_what_comes_nearest() {
    let server = filled();
    let empty = server.get("/blaupausen?q=Leinenpflicht&population=300&state=99&min_seal_from=4");
    assert_eq!((empty.status, texts(&empty, "#found")), (200, vec!["0 Blaupausen".to_owned()]));
    assert!(texts(&empty, ".note p").iter().any(|note| note.contains("den Wert „99“")));
    let offers = texts(&empty, ".nearest li");
    assert!(offers[0].starts_with("Ohne Filter (1 Blaupause"), "{offers:?}");
    assert_eq!(
        attribute(&empty, ".nearest a", "href").as_deref(),
        Some("/blaupausen?q=Leinenpflicht")
    );
    // Whoever typed a number that is none still gets an answer, and a word on it.
    let odd = server.get("/blaupausen?population=viele");
    assert_eq!(texts(&odd, "#found"), ["4 Blaupausen"]);
    assert!(texts(&odd, ".note p")[0].contains("„viele“"));

    let quoted = server.get("/blaupausen?q=%22anmelden+Hundesteuer%22");
    let offers = texts(&quoted, ".nearest li");
    assert!(offers[0].starts_with("Nur nach den Wörtern suchen"), "{offers:?}");
    assert_eq!(
        attribute(&quoted, ".nearest a", "href").as_deref(),
        Some("/blaupausen?q=anmelden+Hundesteuer")
    );
    assert!(offers.iter().any(|offer| offer.starts_with("Hundesteuer anmelden")), "{offers:?}");
    let both = server.get("/blaupausen?q=%22anmelden+Hundesteuer%22&state=99");
    assert!(texts(&both, ".nearest li")[0].starts_with("Nur nach den Wörtern suchen, ohne Filter"));
}

#[test]
fn a_word_with_a_typing_error_is_told_with_what_was_taken() {
    let server = filled();
    let page = server.get("/blaupausen?q=Leinenpflihct");
    assert_eq!(texts(&page, ".card h3"), ["Leinenpflicht für Hunde"]);
    let notes = texts(&page, ".note p");
    assert_eq!(notes[0], "„Leinenpflihct“ kommt in keiner Blaupause vor.");
    assert_eq!(notes[1], "Gesucht wurde deshalb nach leinenpflicht");
    let explained = server.get("/blaupausen?q=Leinenpflihct&explain=true");
    assert!(texts(&explained, ".card td").contains(&"ähnlich geschrieben".to_owned()));
}

#[test]
fn a_blueprint_leads_to_those_that_are_about_the_same() {
    let server = filled();
    let page = server.get("/blaupausen/musterstadt/hundesteuer");
    assert_eq!(page.status, 200);
    let alike = texts(&page, "section[aria-labelledby=similar] h3");
    assert!(alike.iter().any(|title| title.starts_with("Hundesteuer")), "{alike:?}");
    assert!(!alike.contains(&"Hundesteuer anmelden".to_owned()), "{alike:?}");
}

#[test]
fn the_script_is_served_as_one_and_allowed_by_the_page() {
    let server = TestServer::start();
    for path in ["/", "/blaupausen"] {
        let page = server.get(path);
        let address = attribute(&page, "script[type=module]", "src").unwrap();
        let script = server.get(&address);
        assert_eq!(script.status, 200, "{path}");
        assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
        assert!(page.header("content-security-policy").contains("default-src 'self'"));
        assert!(!page.header("content-security-policy").contains("unsafe"));
    }
}
