//! Trusted publishing: a CI system's own token, exchanged for one of ours.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::Arc,
};

use oidc::testing::{TestKey, unsigned};
use registry::{EXCHANGED_LIFE, Secret, authenticate};
use serde_json::{Value, json};
use testkit::TestDatabase;

use crate::server::{Answer, NOW, Person, TestServer, document};

const SECOND: i64 = 1_000_000;
const US: &str = "https://register.example";
const TRUST: &str = "/api/v1/organisations/musterstadt/trusted-publishers";

/// An issuer of tokens on this machine.
pub(crate) struct Issuer {
    pub(crate) name: String,
    key: TestKey,
}

impl Issuer {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let name = format!("http://{}", listener.local_addr().unwrap());
        let key = TestKey::new().unwrap();
        let metadata = json!({
            "issuer": name,
            "jwks_uri": format!("{name}/jwks"),
            "authorization_endpoint": format!("{name}/authorize"),
            "token_endpoint": format!("{name}/token"),
        });
        let answers = Arc::new((metadata.to_string(), key.published().to_string()));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                answer(stream.unwrap(), &answers);
            }
        });
        Self { name, key }
    }

    /// As GitLab makes them, with what is changed.
    fn claims(&self, change: impl FnOnce(&mut Value)) -> Value {
        let mut claims = json!({
            "iss": self.name,
            "sub": "project_path:musterstadt/blaupausen:ref_type:branch:ref:main",
            "aud": US,
            "exp": NOW / SECOND + 300,
            "iat": NOW / SECOND,
            "jti": "7a36dd36-0b36-4c28-9b48-2c6d8d6d2d51",
            "project_id": "42",
            "ref": "main",
        });
        change(&mut claims);
        claims
    }

    fn token(&self, change: impl FnOnce(&mut Value)) -> String {
        self.key.token(&self.claims(change))
    }

    fn publisher(&self) -> Value {
        json!({
            "issuer": self.name,
            "audience": US,
            "claims": {"project_id": "42", "ref": "main"},
            "scopes": ["publish"],
            "pattern": "musterstadt/fundsache",
            "label": "Blaupausen im GitLab",
        })
    }
}

fn answer(mut stream: TcpStream, (metadata, keys): &(String, String)) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
    let body = if first.starts_with("GET /jwks ") { keys } else { metadata };
    let n = body.len();
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {n}\r\nConnection: close\r\n\r\n{body}")
        .unwrap();
}

/// A server that may ask issuers on this machine.
fn server() -> TestServer {
    let trusted_publishing =
        web::TrustedPublishing { allow_private_networks: true, ..Default::default() };
    let settings =
        web::Settings { trusted_publishing, rate_limits: None, ..web::Settings::default() };
    TestServer::set(TestDatabase::sqlite(), settings)
}

fn scene() -> (TestServer, Issuer, Person) {
    let (server, issuer) = (server(), Issuer::start());
    let owner = server.person("olga", Some(("musterstadt", "owner")));
    let named = owner.json(&server, "POST", TRUST, &issuer.publisher());
    assert_eq!(named.status, 201, "{}", String::from_utf8_lossy(&named.bytes));
    (server, issuer, owner)
}

fn exchange(server: &TestServer, token: &str) -> Answer {
    exchange_as(server, &json!({"token": token}))
}

fn exchange_as(server: &TestServer, body: &Value) -> Answer {
    let headers = [("Content-Type", "application/json")];
    server.send("POST", "/api/v1/tokens/exchange", &headers, body.to_string().as_bytes())
}

fn got(answer: &Answer) -> String {
    assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.bytes));
    answer.json()["token"].as_str().unwrap().to_owned()
}

fn detail(answer: &Answer) -> String {
    answer.json()["detail"].as_str().unwrap().to_owned()
}

#[test]
fn a_project_publishes_without_a_stored_token() {
    let (server, issuer, owner) = scene();
    let exchanged = exchange(&server, &issuer.token(|_| {}));
    let token = got(&exchanged);
    assert!(token.starts_with("blp_"));
    assert_eq!(exchanged.json()["expires_at"], "2026-05-28T20:41:40Z");
    assert_eq!(exchanged.json()["pattern"], "musterstadt/fundsache");
    assert_eq!(server.publish(&token, &document("1.0.0")).status, 201);
    let mut other = document("1.0.0");
    other["name"] = "hundesteuer".into();
    assert_eq!(server.publish(&token, &other).problem(), "403 forbidden");
    // What only lives for minutes is nothing to tend.
    let list = owner.send(&server, "GET", "/api/v1/tokens?organisation=musterstadt", b"");
    assert_eq!(list.json()["items"], json!([]));
    let trail = owner.send(&server, "GET", "/api/v1/audit?organisation=musterstadt", b"").json();
    let deeds: Vec<&str> = trail["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["act"].as_str().unwrap())
        .take(2)
        .collect();
    assert_eq!(deeds, ["token_exchanged", "publisher_trusted"]);
}

#[test]
fn what_was_exchanged_is_good_for_a_quarter_of_an_hour() {
    let (server, issuer, _) = scene();
    let secret = Secret::new(got(&exchange(&server, &issuer.token(|_| {}))));
    let end = NOW + EXCHANGED_LIFE;
    assert!(authenticate(&server.registry, &secret, end - 1).is_ok());
    assert!(authenticate(&server.registry, &secret, end).is_err());
}

#[test]
fn a_token_is_exchanged_once() {
    let (server, issuer, _) = scene();
    let token = issuer.token(|_| {});
    got(&exchange(&server, &token));
    let again = exchange(&server, &token);
    assert_eq!(again.problem(), "403 exchange-refused");
    assert!(detail(&again).starts_with("Dieses Token wurde schon eingetauscht."));
    // The same `jti` in other words is the same token; without one it is all that is signed.
    let renamed = issuer.token(|claims| claims["sub"] = json!("another"));
    assert_eq!(exchange(&server, &renamed).problem(), "403 exchange-refused");
    let nameless = issuer.token(|claims| drop(claims.as_object_mut().unwrap().remove("jti")));
    got(&exchange(&server, &nameless));
    assert_eq!(exchange(&server, &nameless).problem(), "403 exchange-refused");
}

#[test]
fn a_token_that_says_something_else_is_refused_with_the_reason() {
    let (server, issuer, _) = scene();
    let tokens = [
        (issuer.token(|c| c["aud"] = json!("https://other.example")), "anderen Empfänger"),
        (issuer.token(|c| c["exp"] = json!(NOW / SECOND)), "ist abgelaufen"),
        (issuer.token(|c| c["exp"] = json!(NOW / SECOND + 7200)), "länger als eine Stunde"),
        (issuer.token(|c| c["nbf"] = json!(NOW / SECOND + 120)), "gilt noch nicht"),
        (issuer.token(|c| c["project_id"] = json!("43")), "dem, was es sagt"),
        (issuer.token(|c| c["ref"] = json!("main2")), "dem, was es sagt"),
        (issuer.token(|c| c["ref"] = Value::Null), "dem, was es sagt"),
        (issuer.token(|c| c["iss"] = json!("https://evil.example")), "dem Aussteller"),
        (TestKey::new().unwrap().token(&issuer.claims(|_| {})), "Unterschrift"),
        (format!("{}.", unsigned("none", &issuer.claims(|_| {}))), "Unterschrift"),
        (format!("{}.AA", unsigned("none", &issuer.claims(|_| {}))), "Unterschrift"),
        (format!("{}.AA", unsigned("HS256", &issuer.claims(|_| {}))), "Unterschrift"),
        ("blp_abc".to_owned(), "kein Token eines CI-Systems"),
    ];
    for (token, reason) in tokens {
        let refused = exchange(&server, &token);
        let said = detail(&refused);
        assert!(matches!(refused.status, 400 | 403), "{} {said}", refused.status);
        assert!(said.to_lowercase().contains(&reason.to_lowercase()), "{reason}: {said}");
        // Nothing of what would have been right.
        assert!(!said.contains("42") && !said.contains("musterstadt"), "{said}");
    }
    // None of them used the token up.
    got(&exchange(&server, &issuer.token(|_| {})));
}

#[test]
fn an_issuer_that_nobody_trusts_is_not_asked() {
    let (server, _, _) = scene();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let name = format!("http://{}", listener.local_addr().unwrap());
    let stranger = Issuer { name, key: TestKey::new().unwrap() };
    let refused = exchange(&server, &stranger.token(|_| {}));
    assert_eq!(refused.problem(), "403 exchange-refused");
    assert!(listener.accept().is_err());
}

#[test]
fn an_issuer_inside_is_not_asked_unless_the_operator_allows_it() {
    let server = TestServer::start();
    let issuer = Issuer::start();
    let owner = server.person("olga", Some(("musterstadt", "owner")));
    let refused = owner.json(&server, "POST", TRUST, &issuer.publisher());
    assert_eq!(refused.problem(), "422 invalid-document");
    assert_eq!(refused.findings(), ["trust-issuer /issuer"]);
    let mut hidden = issuer.publisher();
    hidden["issuer"] = json!("https://127.0.0.1:9");
    assert_eq!(owner.json(&server, "POST", TRUST, &hidden).status, 201);
    let token = issuer.token(|claims| claims["iss"] = json!("https://127.0.0.1:9"));
    let refused = exchange(&server, &token);
    assert_eq!(refused.problem(), "403 exchange-refused");
    assert!(detail(&refused).contains("internen Netz"));
}

#[test]
fn an_issuer_that_does_not_answer_is_a_reason_to_wait() {
    let (server, issuer, owner) = scene();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let mut publisher = issuer.publisher();
    publisher["issuer"] = json!(gone);
    assert_eq!(owner.json(&server, "POST", TRUST, &publisher).status, 201);
    for _ in 0..2 {
        let refused = exchange(&server, &issuer.token(|claims| claims["iss"] = json!(gone)));
        assert_eq!(refused.problem(), "503 unavailable");
        assert_eq!(refused.header("retry-after"), "60");
    }
}

#[test]
fn trust_that_is_taken_back_ends_at_once() {
    let (server, issuer, owner) = scene();
    let token = got(&exchange(&server, &issuer.token(|_| {})));
    let list = owner.send(&server, "GET", TRUST, b"").json();
    let id = list["items"][0]["id"].as_str().unwrap();
    assert_eq!(list["items"][0]["claims"], json!({"project_id": "42", "ref": "main"}));
    assert_eq!(owner.send(&server, "DELETE", &format!("{TRUST}/{id}"), b"").status, 204);
    assert_eq!(server.publish(&token, &document("1.0.0")).problem(), "401 unauthorised");
    let next = issuer.token(|claims| claims["jti"] = json!("next"));
    assert_eq!(exchange(&server, &next).problem(), "403 exchange-refused");
    assert_eq!(
        owner.send(&server, "DELETE", &format!("{TRUST}/{id}"), b"").problem(),
        "404 not-found"
    );
}

#[test]
fn the_one_that_asks_for_most_counts_and_organisations_are_told_apart() {
    let (server, issuer, owner) = scene();
    let mut broad = issuer.publisher();
    broad["claims"] = json!({"project_id": "42"});
    broad["scopes"] = json!(["yank", "publish"]);
    assert_eq!(owner.json(&server, "POST", TRUST, &broad).status, 201);
    let exchanged = exchange(&server, &issuer.token(|_| {}));
    assert_eq!(exchanged.json()["scopes"], json!(["publish"]));
    let on_a_branch = issuer.token(|claims| {
        claims["ref"] = json!("entwurf");
        claims["jti"] = json!("2");
    });
    assert_eq!(exchange(&server, &on_a_branch).json()["scopes"], json!(["publish", "yank"]));

    let other = server.person("kurt", Some(("beispielkreis", "owner")));
    let mut same = issuer.publisher();
    same["pattern"] = json!("beispielkreis/*");
    let named = other.json(
        &server,
        "POST",
        "/api/v1/organisations/beispielkreis/trusted-publishers",
        &same,
    );
    assert_eq!(named.status, 201);
    let token = issuer.token(|claims| claims["jti"] = json!("3"));
    let unclear = exchange(&server, &token);
    assert_eq!(unclear.problem(), "403 exchange-refused");
    assert!(detail(&unclear).contains("organisation"));
    let named = json!({"token": token, "organisation": "beispielkreis"});
    assert_eq!(exchange_as(&server, &named).json()["organisation"], "beispielkreis");
}

#[test]
fn everything_that_is_wrong_with_a_publisher_is_said_at_once() {
    let (server, issuer, owner) = scene();
    let mut bad = issuer.publisher();
    bad["issuer"] = json!("gitlab");
    bad["audience"] = json!("");
    bad["claims"] = json!({"ref": "main", "jti": "1", "environment": ""});
    bad["scopes"] = json!(["manage"]);
    bad["pattern"] = json!("beispielkreis/*");
    let refused = owner.json(&server, "POST", TRUST, &bad);
    assert_eq!(refused.status, 422);
    let expected = [
        "trust-issuer /issuer",
        "trust-audience /audience",
        "trust-claims /claims",
        "trust-claim /claims/environment",
        "trust-claim /claims/jti",
        "trust-scopes /scopes",
        "trust-pattern /pattern",
    ];
    assert_eq!(refused.findings(), expected);
    assert_eq!(owner.send(&server, "GET", TRUST, b"").json()["items"].as_array().unwrap().len(), 1);
}

#[test]
fn owners_name_and_remove_projects_on_the_page() {
    let server = server();
    let owner = server.person("olga", Some(("musterstadt", "owner")));
    let form = [("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", &owner.cookie)];
    let send = |path: &str, body: &str| {
        let body = format!("{body}&csrf={}", owner.form_token);
        server.send("POST", path, &form, body.as_bytes())
    };
    let page = || {
        let page = server.send("GET", "/meine/musterstadt", &[("Cookie", &owner.cookie)], b"");
        String::from_utf8(page.bytes).unwrap()
    };
    let faulty =
        "trust-issuer=gitlab&trust-claims=ref%3Dmain&trust-scopes=publish&trust-audience=a";
    let refused = send("/meine/musterstadt/vertrauen", faulty);
    assert_eq!(refused.status, 422);
    let text = String::from_utf8_lossy(&refused.bytes).into_owned();
    assert!(
        text.contains(r##"href="#trust-issuer""##) && text.contains(r##"href="#trust-claims""##)
    );
    assert!(text.contains("ref=main</textarea>") && text.contains(r#"value="publish" checked"#));
    let good = "trust-issuer=https://gitlab.example&trust-claims=project_id%3D42%0D%0Aref%3Dmain&trust-scopes=publish&trust-audience=https://register.example&trust-label=Amt";
    assert_eq!(send("/meine/musterstadt/vertrauen", good).status, 303);
    let shown = page();
    assert!(shown.contains(">project_id=42</code>") && shown.contains("musterstadt/*"));
    let id = shown.split("/vertrauen/").nth(1).unwrap().split('/').next().unwrap();
    assert_eq!(send(&format!("/meine/musterstadt/vertrauen/{id}/entfernen"), "").status, 303);
    assert!(!page().contains(">project_id=42</code>"));
}
