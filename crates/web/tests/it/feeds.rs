//! Searches as feeds.

use quick_xml::{Reader, events::Event};
use scraper::{Html, Selector};

use crate::server::{Answer, NOW, TestServer, document};

/// A server with one blueprint that the index holds.
fn server() -> TestServer {
    let server = TestServer::start();
    publish(&server, "1.0.0");
    server
}

fn publish(server: &TestServer, version: &str) {
    // A token of its own for each: the same one is not made twice.
    let expires_at = i64::from(version.as_bytes()[2]) + NOW;
    let scopes = [registry::Scope::Publish];
    let token = server.token_with("musterstadt", &scopes, "musterstadt/*", Some(expires_at));
    assert_eq!(server.publish(&token, &document(version)).status, 201);
    server.catch_up();
}

/// Reads a whole feed, which must be well formed, and gives its elements with their texts, or `href` where they have one.
fn elements(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let text = String::from_utf8(answer.bytes.clone()).unwrap();
    let mut reader = Reader::from_str(&text);
    let mut found: Vec<(String, String)> = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {text}")) {
            Event::Start(start) | Event::Empty(start) => {
                let name = String::from_utf8(start.name().as_ref().to_vec()).unwrap();
                let href = start.try_get_attribute("href").unwrap();
                let href = href.map(|href| String::from_utf8(href.value.to_vec()).unwrap());
                found.push((name, href.unwrap_or_default()));
            }
            Event::Text(part) => found.last_mut().unwrap().1 += &part.decode().unwrap(),
            Event::GeneralRef(name) => {
                let escaped = format!("&{};", name.decode().unwrap());
                found.last_mut().unwrap().1 += &escaped;
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn texts<'e>(elements: &'e [(String, String)], name: &str) -> Vec<&'e str> {
    elements.iter().filter(|(n, _)| n == name).map(|(_, text)| text.as_str()).collect()
}

#[test]
fn what_a_search_finds_is_an_entry_for_each_version() {
    let server = server();
    let feed = elements(&server.get("/feeds/search.atom?q=Fundsache&owner=musterstadt&page=7"));
    let ids = texts(&feed, "id");
    assert!(ids[0].starts_with("http://127.0.0.1:"), "{ids:?}");
    let own = "/feeds/search.atom?q=Fundsache&amp;owner=musterstadt";
    assert!(ids[0].ends_with(own), "{ids:?}");
    assert_eq!(ids[1..], ["tag:127.0.0.1,2026:musterstadt/fundsache/1.0.0"]);
    assert!(texts(&feed, "title")[0].contains("„Fundsache“"), "{feed:?}");
    assert!(texts(&feed, "title")[1].ends_with(" 1.0.0"), "{feed:?}");
    let links = texts(&feed, "link");
    assert!(links[0].ends_with(own), "{links:?}");
    assert!(links[1].contains("/blaupausen?q=Fundsache&amp;owner=musterstadt"), "{links:?}");
    assert!(links[2].ends_with("/blaupausen/musterstadt/fundsache"), "{links:?}");
    assert_eq!(texts(&feed, "updated"), ["2026-05-28T20:26:40Z"; 2]);
    publish(&server, "1.1.0");
    let feed = elements(&server.get("/feeds/search.atom?q=Fundsache"));
    assert_eq!(texts(&feed, "id")[1..], ["tag:127.0.0.1,2026:musterstadt/fundsache/1.1.0"]);
}

#[test]
fn whoever_has_a_feed_already_is_told_so() {
    let server = server();
    let first = server.get("/feeds/all.atom");
    assert_eq!(texts(&elements(&first), "id").len(), 2);
    let tag = first.header("etag");
    let again = server.send("GET", "/feeds/all.atom", &[("If-None-Match", tag)], b"");
    assert_eq!((again.status, again.bytes.len()), (304, 0));
    publish(&server, "1.1.0");
    let again = server.send("GET", "/feeds/all.atom", &[("If-None-Match", tag)], b"");
    assert_eq!(again.status, 200);
}

#[test]
fn a_feed_speaks_the_language_that_was_asked_for() {
    let server = server();
    let title = |path: &str, lang: &str| {
        let answer = server.send("GET", path, &[("Accept-Language", lang)], b"");
        texts(&elements(&answer), "title")[0].to_owned()
    };
    assert_eq!(title("/feeds/all.atom", "de"), "Neue Fassungen aller Blaupausen");
    assert_eq!(title("/feeds/all.atom", "en"), "New versions of all blueprints");
    assert_eq!(title("/feeds/all.atom?lang=en", "de"), "New versions of all blueprints");
    assert_eq!(title("/feeds/musterstadt.atom?lang=en", "de"), "New versions of musterstadt");
    assert_eq!(title("/feeds/search.atom?state=08", "en"), "New versions of selected blueprints");
}

#[test]
fn whatever_is_searched_the_feed_is_well_formed() {
    let server = server();
    for query in ["%00%08%1B%3C/title%3E%26", "%E2%80%AE%EF%BF%BE", "]]%3E", "%22'%3Ca%3E"] {
        let feed = elements(&server.get(&format!("/feeds/search.atom?q={query}")));
        assert_eq!(texts(&feed, "feed").len(), 1, "{query}");
    }
    let none = elements(&server.get("/feeds/search.atom?owner=beispielkreis"));
    assert_eq!((texts(&none, "entry").len(), texts(&none, "updated").len()), (0, 1));
    assert_eq!(texts(&elements(&server.get("/feeds/musterstadt.atom")), "entry").len(), 1);
    assert_eq!(server.get("/feeds/nirgends.atom").status, 404);
    assert_eq!(server.get("/feeds/Kein%20Name.atom").status, 404);
}

#[test]
fn the_page_of_results_leads_to_the_feed_of_the_same_search() {
    let server = server();
    let page = server.get("/blaupausen?q=Fundsache&owner=musterstadt&sort=name");
    let html = Html::parse_document(&String::from_utf8(page.bytes).unwrap());
    let address = |selector: &str| {
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).next().unwrap().attr("href").unwrap().to_owned()
    };
    let feed = address("head > link[rel='alternate'][type='application/atom+xml']");
    assert_eq!(feed, "/feeds/search.atom?q=Fundsache&owner=musterstadt&lang=de");
    assert_eq!(address("main a[type='application/atom+xml']"), feed);
    assert_eq!(texts(&elements(&server.get(&feed)), "entry").len(), 1);
}

#[test]
fn the_feed_of_a_search_keeps_its_ranges() {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    let mut small = document("1.0.0");
    small["applicability"] = serde_json::json!({"population": {"max": 5_000}});
    assert_eq!(server.publish(&token, &small).status, 201);
    server.catch_up();
    let n_entries = |asked: &str| {
        let feed = server.get(&format!("/feeds/search.atom?q=Fundsache{asked}"));
        String::from_utf8_lossy(&feed.bytes).matches("<entry>").count()
    };
    assert_eq!((n_entries("&population=5000"), n_entries("&population=5001")), (1, 0));
    assert_eq!((n_entries(""), n_entries("&min_seal_from=1")), (1, 0));
    // What has only some of the words is no news.
    assert_eq!(n_entries("+Drohnenflug"), 0);
    let page = server.get("/blaupausen?q=Fundsache&population=5.000");
    let page = String::from_utf8_lossy(&page.bytes);
    assert!(page.contains("/feeds/search.atom?q=Fundsache&#38;population=5.000"), "{page}");
}

#[test]
fn a_feed_follows_what_suits_an_organisation() {
    let server = server();
    let mut other = document("1.0.0");
    other["name"] = "fuer-kreise".into();
    other["applicability"] = serde_json::json!({"kinds": ["region"]});
    let token = server.token("musterstadt");
    assert_eq!(server.publish(&token, &other).status, 201);
    server.catch_up();
    let page = server.get("/blaupausen?passt=musterstadt&fit=fits&page=1");
    let html = Html::parse_document(&String::from_utf8(page.bytes).unwrap());
    let link = Selector::parse("link[rel=alternate][type='application/atom+xml']").unwrap();
    let address = html.select(&link).next().unwrap().attr("href").unwrap().to_owned();
    assert_eq!(address, "/feeds/search.atom?passt=musterstadt&fit=fits&lang=de");
    let feed = elements(&server.get(&address));
    assert_eq!(texts(&feed, "id")[1..], ["tag:127.0.0.1,2026:musterstadt/fundsache/1.0.0"]);
    assert!(texts(&feed, "link")[1].ends_with("/blaupausen?passt=musterstadt&amp;fit=fits"));
    let unfit = elements(&server.get("/feeds/search.atom?passt=musterstadt&fit=unfit"));
    assert_eq!(texts(&unfit, "id")[1..], ["tag:127.0.0.1,2026:musterstadt/fuer-kreise/1.0.0"]);
    // A feed for nobody is none, and the page of results leads to none.
    for named in ["niemand", "Kein%20Name"] {
        let address = format!("/feeds/search.atom?passt={named}");
        assert_eq!(server.get(&address).status, 404, "{named}");
    }
    let page = server.get("/blaupausen?passt=niemand&fit=unfit");
    assert!(String::from_utf8(page.bytes).unwrap().contains("\"/feeds/search.atom?lang=de\""));
}
