//! What whoever watches the server is told.

use std::num::NonZeroUsize;

use testkit::TestDatabase;
use web::{SearchLimits, Searches, Settings};

use crate::server::{Answer, TestServer, document};

/// The value of a number, by its name and labels.
fn number(answer: &Answer, name: &str) -> i64 {
    let text = String::from_utf8(answer.bytes.clone()).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{name} ")));
    line.unwrap_or_else(|| panic!("no {name}: {text}")).parse().unwrap()
}

fn numbers<const N: usize>(answer: &Answer, names: [&str; N]) -> [i64; N] {
    names.map(|name| number(answer, name))
}

#[test]
fn the_index_is_behind_until_it_has_followed() {
    let server = TestServer::start();
    server.catch_up();
    assert_eq!(server.publish(&server.token("musterstadt"), &document("1.0.0")).status, 201);
    let names = ["blaupause_events_written", "blaupause_events_indexed"];
    let answer = server.get("/metrics");
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").starts_with("application/openmetrics-text"));
    let [written, indexed] = numbers(&answer, names);
    assert_eq!(written - indexed, 1);
    assert_eq!(numbers(&answer, ["blaupause_index_documents", "blaupause_versions"]), [0, 1]);
    server.catch_up();
    let answer = server.get("/metrics");
    assert_eq!(numbers(&answer, names), [written, written]);
    let held = ["blaupause_index_documents", "blaupause_blueprints", "blaupause_versions"];
    assert_eq!(numbers(&answer, held), [1, 1, 1]);
    let rest = ["blaupause_store_up", "blaupause_index_rebuilding"];
    assert_eq!(numbers(&answer, rest), [1, 0]);
}

#[test]
fn a_rebuild_says_how_far_it_is() {
    let server = TestServer::start();
    server.catch_up();
    let mut heard = Vec::new();
    let rebuilt = registry::rebuild(&server.registry, |progress| {
        let answer = server.get("/metrics");
        let names = ["blaupause_index_rebuilding", "blaupause_index_rebuild_events"];
        heard.push((numbers(&answer, names), progress.through));
        true
    });
    assert_eq!(rebuilt.unwrap(), registry::Rebuilt::Done);
    assert!(!heard.is_empty());
    for (told, through) in heard {
        assert_eq!(told, [1, through]);
    }
    assert_eq!(numbers(&server.get("/metrics"), ["blaupause_index_rebuilding"]), [0]);
}

#[test]
fn requests_and_searches_are_counted_and_what_was_asked_is_not_told() {
    let limits = SearchLimits { at_once: NonZeroUsize::MIN, waiting: 0, ..SearchLimits::default() };
    let searches = Searches::new(limits);
    let settings = Settings { searches: searches.clone(), ..Settings::default() };
    let server = TestServer::set(TestDatabase::sqlite(), settings);
    assert_eq!(server.get("/api/v1/blueprints?q=geheimnis").status, 200);
    assert_eq!(server.get("/blaupausen?q=geheimnis").status, 200);
    let place = searches.try_enter().unwrap();
    assert_eq!(server.get("/api/v1/blueprints?q=geheimnis").status, 503);
    drop(place);
    assert_eq!(server.get("/nirgends").status, 404);
    let answer = server.get("/metrics");
    let names = [
        "blaupause_search_seconds_count",
        "blaupause_searches_refused_total",
        "blaupause_searches_abandoned_total",
        "blaupause_searches_waiting",
        "blaupause_http_requests_total{class=\"2xx\"}",
        "blaupause_http_requests_total{class=\"4xx\"}",
        "blaupause_http_requests_total{class=\"5xx\"}",
    ];
    assert_eq!(numbers(&answer, names), [2, 1, 0, 0, 2, 1, 1]);
    assert!(!String::from_utf8(answer.bytes).unwrap().contains("geheimnis"));
}

#[test]
fn they_can_have_an_address_of_their_own() {
    let metrics_listen = Some("127.0.0.1:0".parse().unwrap());
    let settings = Settings { metrics_listen, ..Settings::default() };
    let server = TestServer::set(TestDatabase::sqlite(), settings);
    assert_eq!(server.get("/metrics").problem(), "404 not-found");
    assert_eq!(server.get("/healthz").status, 200);
    let answer = server.get_beside("/metrics");
    assert_eq!(answer.status, 200);
    let counted = ["blaupause_http_requests_total{class=\"4xx\"}"];
    assert_eq!(numbers(&answer, counted), [1], "of the server that people use");
    for elsewhere in ["/healthz", "/", "/api/v1/blueprints"] {
        assert_eq!(server.get_beside(elsewhere).status, 404, "{elsewhere}");
    }
}

#[test]
fn they_are_told_also_while_the_database_does_not_answer() {
    let server = TestServer::with(TestDatabase::postgres(), None);
    assert_eq!(number(&server.get("/metrics"), "blaupause_store_up"), 1);
    server.drop_tables();
    let answer = server.get("/metrics");
    assert_eq!((answer.status, number(&answer, "blaupause_store_up")), (200, 0));
}
