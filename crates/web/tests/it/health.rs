//! What a load balancer is told.

use testkit::TestDatabase;

use crate::server::{TestServer, document};

#[test]
fn an_index_that_was_never_complete_is_a_reason_to_go_elsewhere() {
    let server = TestServer::start();
    assert_eq!(server.get("/healthz").status, 200);
    let answer = server.get("/readyz");
    assert_eq!(answer.problem(), "503 unavailable");
    assert_eq!(answer.header("retry-after"), "1");
    assert!(answer.json()["detail"].as_str().unwrap().contains("Suchindex"));
    server.catch_up();
    assert_eq!(server.get("/readyz").status, 200);
}

/// Every publish took every server out of the rotation until its index had followed.
#[test]
fn a_publish_that_is_not_indexed_yet_is_none() {
    let server = TestServer::start();
    server.catch_up();
    assert_eq!(server.publish(&server.token("musterstadt"), &document("1.0.0")).status, 201);
    let answer = server.get("/readyz");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json(), serde_json::json!({"status": "ok", "index_behind": 1}));
}

#[test]
fn tables_that_do_not_fit_are_a_reason() {
    let server = TestServer::with(TestDatabase::postgres(), None);
    server.catch_up();
    assert_eq!(server.get("/readyz").status, 200);
    server.drop_tables();
    let answer = server.get("/readyz");
    assert_eq!(answer.problem(), "503 unavailable");
    assert!(answer.json()["detail"].as_str().unwrap().contains("Tabellen"));
}
