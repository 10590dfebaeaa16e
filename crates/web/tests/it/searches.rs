//! Too many search at once, and those who do not wait for their answer.

use std::{io::Write as _, net::TcpStream, num::NonZeroUsize, time::Duration};

use testkit::TestDatabase;
use web::{SearchLimits, Searches, Settings};

use crate::server::TestServer;

fn server(waiting: usize) -> (TestServer, Searches) {
    let wait = Duration::from_hours(1);
    let searches = Searches::new(SearchLimits { at_once: NonZeroUsize::MIN, waiting, wait });
    let settings =
        Settings { searches: searches.clone(), rate_limits: None, ..Settings::default() };
    (TestServer::set(TestDatabase::sqlite(), settings), searches)
}

fn until(holds: impl Fn() -> bool) {
    while !holds() {
        std::thread::yield_now();
    }
}

#[test]
fn the_search_is_busy_and_everything_else_is_not() {
    let (server, searches) = server(0);
    let place = searches.try_enter().unwrap();
    let answer = server.get("/api/v1/blueprints?q=hund");
    assert_eq!(answer.problem(), "503 search-busy");
    assert_eq!(answer.header("retry-after"), "2");
    for (lang, title) in [("de", "Die Suche ist gerade ausgelastet"), ("en", "The search is busy")]
    {
        let page = server.send("GET", "/blaupausen?q=hund", &[("Accept-Language", lang)], b"");
        assert_eq!((page.status, page.header("retry-after")), (503, "2"));
        assert!(String::from_utf8(page.bytes).unwrap().contains(title));
    }
    assert_eq!(searches.refused(), 3);
    for open in ["/", "/organisationen", "/api/v1/organisations", "/healthz"] {
        assert_eq!(server.get(open).status, 200, "{open}");
    }
    drop(place);
    assert_eq!(server.get("/api/v1/blueprints?q=hund").status, 200);
    assert_eq!(server.get("/blaupausen?q=hund").status, 200);
}

#[test]
fn whoever_waits_gets_the_next_place() {
    let (server, searches) = server(1);
    let place = searches.try_enter().unwrap();
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| server.get("/api/v1/blueprints").status);
        until(|| searches.waiting() == 1);
        drop(place);
        assert_eq!(waits.join().unwrap(), 200);
    });
    assert_eq!((searches.waiting(), searches.abandoned()), (0, 0));
}

#[test]
fn whoever_hangs_up_makes_room() {
    let (server, searches) = server(1);
    let place = searches.try_enter().unwrap();
    let mut connection = TcpStream::connect(server.address()).unwrap();
    connection.write_all(b"GET /api/v1/blueprints?q=hund HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    until(|| searches.waiting() == 1);
    assert_eq!(server.get("/api/v1/blueprints").problem(), "503 search-busy");
    drop(connection);
    // Counted one after the other, and this thread may look in between.
    until(|| searches.abandoned() == 1 && searches.waiting() == 0);
    drop(place);
    assert_eq!(server.get("/api/v1/blueprints").status, 200);
}
