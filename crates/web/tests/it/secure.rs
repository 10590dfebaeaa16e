//! A server that browsers reach by https: what its cookies promise.

use oidc::ProviderConfig;
use testkit::TestDatabase;
use web::{Settings, SignInProvider};

use crate::{server::TestServer, trusted::Issuer};

fn reached_by(public_url: &str, issuer: &Issuer) -> TestServer {
    let provider = SignInProvider {
        id: "amt".parse().unwrap(),
        name: "Konto der Musterstadt".to_owned(),
        config: ProviderConfig {
            issuer: issuer.name.clone(),
            client_id: "register".to_owned(),
            client_secret: None,
            scopes: Vec::new(),
            groups_claim: None,
            reach: oidc::Reach::default(),
        },
        roles: Vec::new(),
    };
    let settings = Settings {
        public_url: Some(public_url.to_owned()),
        providers: vec![provider],
        rate_limits: None,
        ..Settings::default()
    };
    TestServer::set(TestDatabase::sqlite(), settings)
}

fn attributes(cookie: &str) -> Vec<&str> {
    let mut all: Vec<&str> = cookie.split("; ").skip(1).collect();
    all.retain(|attribute| !attribute.starts_with("Max-Age"));
    all.sort_unstable();
    all
}

/// A browser takes such a cookie only over https, for this host alone and the whole of it.
#[test]
fn cookies_of_https_are_for_https_and_this_host_alone() {
    let issuer = Issuer::start();
    let server = reached_by("https://register.example", &issuer);
    let anna = server.person("anna", Some(("musterstadt", "reader")));
    assert!(anna.cookie.starts_with("__Host-session=bls_"), "{}", anna.cookie);
    let me = server.send("GET", "/api/v1/me", &[("Cookie", &anna.cookie)], b"");
    assert_eq!(me.status, 200);
    // The other name is worth nothing: a plain connection could have set it.
    let plain = anna.cookie.replace("__Host-session", "session");
    assert_eq!(server.send("GET", "/api/v1/me", &[("Cookie", &plain)], b"").status, 401);

    let body = serde_json::json!({"login": "anna@musterstadt.example", "password": crate::server::PASSWORD});
    let headers = [("Content-Type", "application/json")];
    let begun = server.send("POST", "/api/v1/sessions", &headers, body.to_string().as_bytes());
    let away = server.get("/anmelden/amt");
    assert_eq!(away.status, 303, "{}", String::from_utf8_lossy(&away.bytes));
    assert!(away.header("set-cookie").starts_with("__Host-sign-in=bld_"));
    for cookie in [begun.header("set-cookie"), away.header("set-cookie")] {
        assert_eq!(
            attributes(cookie),
            ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"],
            "{cookie}"
        );
    }
}

#[test]
fn cookies_of_http_have_plain_names() {
    let issuer = Issuer::start();
    let server = reached_by("http://127.0.0.1:8080", &issuer);
    let anna = server.person("anna", None);
    assert!(anna.cookie.starts_with("session=bls_"), "{}", anna.cookie);
    let away = server.get("/anmelden/amt");
    assert!(away.header("set-cookie").starts_with("sign-in=bld_"));
    assert!(!away.header("set-cookie").contains("Secure"));
}
