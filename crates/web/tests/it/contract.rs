//! The OpenAPI document and the server say the same.

use serde_json::Value;

use crate::server::TestServer;

#[test]
fn the_openapi_document() {
    let server = TestServer::start();
    insta::assert_json_snapshot!(server.get("/openapi.json").json());
}

/// A generated client has a function for each.
#[test]
fn every_operation_has_a_name_of_its_own() {
    let document = TestServer::start().get("/openapi.json").json();
    let items = document["paths"].as_object().unwrap().values();
    let operations = items.flat_map(|item| item.as_object().unwrap().values());
    let mut names: Vec<&str> =
        operations.map(|operation| operation["operationId"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert!(names.contains(&"get_blueprints_owner_name_versions_reference"));
    assert_eq!(names.windows(2).find(|pair| pair[0] == pair[1]), None);
}

/// Every operation that is described exists, and refuses what is wrong with a problem.
#[test]
fn every_described_operation_answers() {
    let server = TestServer::start();
    server.catch_up();
    let document = server.get("/openapi.json").json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut n_operations = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            n_operations += 1;
            let address = path
                .replace("{owner}", "musterstadt")
                .replace("{name}", "fehlt")
                .replace("{reference}", "1.0.0")
                .replace("{digest}", &"0".repeat(64))
                .replace("{organisation}", "fehlt")
                .replace("{format}", "99");
            let method = method.to_uppercase();
            let answer =
                server.send(&method, &address, &[("Content-Type", "application/json")], b"{}");
            assert_ne!(answer.status, 405, "{method} {path}");
            let described: Vec<&String> =
                operation["responses"].as_object().unwrap().keys().collect();
            assert!(
                described.contains(&&answer.status.to_string()),
                "{method} {path}: {} is not described",
                answer.status
            );
            if answer.status >= 400 {
                answer.problem();
            }
            if operation.get("security").is_some() {
                assert_eq!(answer.problem(), "401 unauthorised", "{method} {path}");
            } else {
                assert!(
                    matches!(answer.status, 200 | 400 | 404),
                    "{method} {path}: {}",
                    answer.status
                );
            }
        }
    }
    assert!(n_operations > 15);
}

#[test]
fn what_nobody_described_is_refused_with_a_problem() {
    let server = TestServer::start();
    assert_eq!(server.get("/api/v1/nirgends").problem(), "404 not-found");
    let other = server.send("DELETE", "/blueprints", &[], b"");
    assert_eq!(other.problem(), "405 method-not-allowed");
    assert!(other.header("allow").contains("GET"));
    assert_eq!(server.get("/blueprints/Musterstadt/x").problem(), "404 not-found");
}

#[test]
fn every_answer_is_guarded() {
    let server = TestServer::start();
    for path in ["/", "/healthz", "/api/v1/nirgends", "/docs", "/nirgends"] {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'self'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!answer.header("referrer-policy").is_empty(), "{path}");
    }
}

/// The schema that is served is the one that is compiled in, and each problem has its page.
#[test]
fn schemas_and_problem_pages_are_there() {
    let server = TestServer::start();
    let list = server.get("/api/v1/schemas").json();
    let schema = server.get(list["items"][0]["url"].as_str().unwrap());
    assert_eq!(schema.header("content-type"), "application/schema+json");
    assert_eq!(schema.json()["$schema"], "https://json-schema.org/draft/2020-12/schema");
    for slug in ["not-found", "invalid-document", "version-exists"] {
        let page = server.get(&format!("/problems/{slug}"));
        assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    }
    let reference = server.get("/docs");
    let html = String::from_utf8(reference.bytes).unwrap();
    let document: Value = server.get("/openapi.json").json();
    for path in document["paths"].as_object().unwrap().keys() {
        assert!(html.contains(path.as_str()), "{path}");
    }
}
