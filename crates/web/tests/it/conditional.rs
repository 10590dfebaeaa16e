//! Whoever has it already is not sent it again, and coded bytes are the same document.

use crate::server::{TestServer, document};

const DOCUMENT: &str = "/blueprints/musterstadt/fundsache/versions/1.0.0/document";

fn published() -> TestServer {
    let server = TestServer::start();
    assert_eq!(server.publish(&server.token("musterstadt"), &document("1.0.0")).status, 201);
    server.catch_up();
    server
}

#[test]
fn every_representation_has_a_strong_tag() {
    let server = published();
    for path in [
        DOCUMENT,
        "/blueprints",
        "/blueprints/musterstadt/fundsache",
        "/blueprints/musterstadt/fundsache/versions",
        "/api/v1/schemas/blueprint/1.json",
        "/openapi.json",
    ] {
        let answer = server.get(path);
        let tag = answer.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() == 66, "{path}: {tag}");
        let unchanged = server.send("GET", path, &[("If-None-Match", &tag)], b"");
        assert_eq!((unchanged.status, unchanged.header("etag")), (304, tag.as_str()), "{path}");
        assert!(unchanged.bytes.is_empty());
        let changed = server.send("GET", path, &[("If-None-Match", "\"other\"")], b"");
        assert_eq!(changed.status, 200, "{path}");
    }
}

#[test]
fn coded_bytes_have_their_own_tag_and_decode_to_the_document() {
    let server = published();
    let plain = server.get(DOCUMENT);
    let zstd = server.send("GET", DOCUMENT, &[("Accept-Encoding", "zstd")], b"");
    assert_eq!(zstd.header("content-encoding"), "zstd");
    assert_eq!(zstd::decode_all(zstd.bytes.as_slice()).unwrap(), plain.bytes);
    assert_eq!(
        zstd.header("etag"),
        plain.header("etag").trim_end_matches('"').to_owned() + "-zstd\""
    );
    assert_eq!((zstd.header("digest"), plain.header("digest").is_empty()), ("", false));
    let again = [("Accept-Encoding", "zstd"), ("If-None-Match", zstd.header("etag"))];
    let unchanged = server.send("GET", DOCUMENT, &again, b"");
    assert_eq!((unchanged.status, unchanged.header("etag")), (304, zstd.header("etag")));
    let gzip = server.send("GET", DOCUMENT, &[("Accept-Encoding", "gzip")], b"");
    assert_eq!(gzip.header("digest"), "", "only plain bytes have that digest");
    assert_eq!(
        gzip.header("etag"),
        plain.header("etag").trim_end_matches('"').to_owned() + "-gzip\""
    );
    assert_eq!(gzip.bytes, plain.bytes, "the client has decoded them");
}

#[test]
fn codings_nobody_can_write_are_no_reason_to_refuse() {
    let server = published();
    for wish in ["deflate", "x-own", "identity;q=0", "*;q=0"] {
        let answer = server.send("GET", DOCUMENT, &[("Accept-Encoding", wish)], b"");
        assert_eq!((answer.status, answer.header("content-encoding")), (200, ""), "{wish}");
    }
}

#[test]
fn only_what_cannot_change_is_kept_for_good() {
    let server = published();
    assert!(server.get(DOCUMENT).header("cache-control").contains("immutable"));
    let latest = server.get("/blueprints/musterstadt/fundsache/versions/latest/document");
    assert_eq!(latest.header("cache-control"), "public, no-cache");
    assert_eq!(latest.header("content-location"), format!("/api/v1{DOCUMENT}"));
}

#[test]
fn head_is_get_without_the_body() {
    let server = published();
    let (get, head) = (server.get(DOCUMENT), server.send("HEAD", DOCUMENT, &[], b""));
    assert_eq!((head.status, head.bytes.len()), (200, 0));
    assert_eq!(head.header("etag"), get.header("etag"));
    assert_eq!(head.header("content-length"), get.bytes.len().to_string());
}
