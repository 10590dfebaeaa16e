//! What an issuer says of itself, and how it is reached.

use std::{error::Error as _, time::Duration};

use oidc::{Network, OidcError, Part, Provider, ProviderConfig, Reach, Roots};
use serde_json::{Value, json};

use crate::issuer::{Issuer, NOW, State, no, signed_in};

const DOCUMENT: &str = "/.well-known/openid-configuration";

/// Nothing listens there, and no test gets this port.
fn nowhere() -> ProviderConfig {
    ProviderConfig { issuer: "http://127.0.0.1:1".to_owned(), ..Issuer::start().config() }
}

fn discovered(change: impl FnOnce(&mut State)) -> Result<Provider, OidcError> {
    let issuer = Issuer::start();
    change(&mut issuer.state());
    Provider::discover(issuer.config(), NOW)
}

fn says(field: &str, value: Value) -> Result<Provider, OidcError> {
    discovered(|state| state.discovery[field] = value)
}

#[test]
fn an_issuer_is_who_it_says_letter_by_letter() {
    for name in ["https://evil.example", "http://127.0.0.1"] {
        let error = says("issuer", json!(name)).unwrap_err();
        assert!(matches!(error, OidcError::WrongIssuer { found, .. } if found == name));
    }
    // A slash at the end is another name, though the same place.
    let issuer = Issuer::start();
    let slash = ProviderConfig { issuer: format!("{}/", issuer.name), ..issuer.config() };
    let error = Provider::discover(slash, NOW).unwrap_err();
    assert!(matches!(error, OidcError::WrongIssuer { .. }));
}

#[test]
fn only_https_is_asked_except_on_this_machine() {
    let issuer = Issuer::start();
    let config = ProviderConfig { issuer: "http://login.example".to_owned(), ..issuer.config() };
    let error = Provider::discover(config, NOW).unwrap_err();
    assert!(matches!(error, OidcError::Address(address) if address == "http://login.example"));
    for endpoint in ["jwks_uri", "authorization_endpoint", "token_endpoint", "userinfo_endpoint"] {
        let error = says(endpoint, json!("http://login.example/x")).unwrap_err();
        assert!(matches!(error, OidcError::Address(_)), "{endpoint}");
    }
}

#[test]
fn redirects_are_not_followed() {
    let mut away = no(302, "");
    let error = discovered(|state| {
        let good = crate::issuer::yes(&state.discovery);
        state.instead.insert("/elsewhere", Some(good));
        away.location = Some("/elsewhere".to_owned());
        state.instead.insert(DOCUMENT, Some(away));
    });
    assert!(matches!(error, Err(OidcError::Status { status: 302, .. })));
}

#[test]
fn answers_have_a_largest_size() {
    let padded = |state: &mut State, size: usize| {
        let mut answer = crate::issuer::yes(&state.discovery);
        answer.body.push_str(&" ".repeat(size - answer.body.len()));
        state.instead.insert(DOCUMENT, Some(answer));
    };
    discovered(|state| padded(state, 1024 * 1024)).unwrap();
    let error = discovered(|state| padded(state, 1024 * 1024 + 1)).unwrap_err();
    assert!(matches!(error, OidcError::TooLarge { url } if url.ends_with(DOCUMENT)));
}

#[test]
fn an_issuer_that_never_answers_is_left() {
    let issuer = Issuer::start();
    issuer.state().instead.insert(DOCUMENT, None);
    let reach = Reach { total: Duration::from_millis(50), ..Reach::default() };
    let error = Provider::discover(ProviderConfig { reach, ..issuer.config() }, NOW).unwrap_err();
    assert!(matches!(error, OidcError::Unreachable { .. }));
    assert!(error.source().unwrap().to_string().starts_with("timeout"));
}

#[test]
fn an_issuer_that_is_gone_is_unreachable() {
    let error = Provider::discover(nowhere(), NOW).unwrap_err();
    assert!(matches!(error, OidcError::Unreachable { .. }));
}

#[test]
fn documents_that_are_none_are_malformed() {
    let mut page = no(200, "");
    page.body = "<!doctype html>".to_owned();
    for (path, expected) in [(DOCUMENT, Part::Discovery), ("/jwks", Part::Keys)] {
        let error = discovered(|state| {
            state.instead.insert(path, Some(page.clone()));
        });
        assert!(matches!(error, Err(OidcError::Malformed { part, .. }) if part == expected));
        let error = discovered(|state| {
            state.instead.insert(path, Some(no(404, "not_found")));
        });
        assert!(matches!(error, Err(OidcError::Status { status: 404, .. })));
    }
    for endpoint in ["issuer", "jwks_uri", "authorization_endpoint", "token_endpoint"] {
        let error = says(endpoint, Value::Null).unwrap_err();
        assert!(matches!(error, OidcError::Malformed { part: Part::Discovery, .. }), "{endpoint}");
    }
}

#[test]
fn only_the_public_internet_is_asked_where_that_is_said() {
    let issuer = Issuer::start();
    let reach = Reach { network: Network::Public, ..Reach::default() };
    let config = ProviderConfig { reach, ..issuer.config() };
    let error = Provider::discover(config, NOW).unwrap_err();
    assert!(matches!(error, OidcError::NotPublic(host) if host == "127.0.0.1"));
    assert_eq!(issuer.n_asked(DOCUMENT), 0);
}

#[test]
fn a_certificate_counts_when_its_authority_does() {
    let (issuer, pem) = Issuer::with_tls();
    let error = Provider::discover(issuer.config(), NOW).unwrap_err();
    assert!(matches!(error, OidcError::Unreachable { .. }));
    assert_eq!(issuer.n_asked(DOCUMENT), 0);

    let reach = Reach { roots: Roots::from_pem(pem.as_bytes()).unwrap(), ..Reach::default() };
    let config = ProviderConfig { reach, ..issuer.config() };
    Provider::discover(config.clone(), NOW).unwrap();

    // An issuer by https does not lead to what listens on this machine without.
    let plain = Issuer::start();
    issuer.state().discovery["jwks_uri"] = json!(format!("{}/jwks", plain.name));
    let error = Provider::discover(config, NOW).unwrap_err();
    assert!(matches!(error, OidcError::Address(_)));
    assert_eq!(plain.n_asked("/jwks"), 0);
}

#[test]
fn an_error_says_the_cause_only_as_its_cause() {
    let config = nowhere();
    let error = Provider::discover(config.clone(), NOW).unwrap_err();
    let cause = error.source().unwrap().to_string();
    assert!(!error.to_string().contains(&cause));
    assert_eq!(error.to_string(), format!("`{}{DOCUMENT}` cannot be reached", config.issuer));
    assert!(!format!("{config:?}").contains("geheim"));
}

#[test]
fn an_issuer_may_have_a_path() {
    let issuer = Issuer::start();
    let name = format!("{}/realms/stadt", issuer.name);
    {
        let mut state = issuer.state();
        state.discovery["issuer"] = json!(name);
        state.claims.insert("iss".to_owned(), json!(name));
        let document = crate::issuer::yes(&state.discovery);
        state.instead.insert("/realms/stadt/.well-known/openid-configuration", Some(document));
    }
    let config = ProviderConfig { issuer: name, ..issuer.config() };
    let provider = Provider::discover(config, NOW).unwrap();
    let (pending, callback) = signed_in(&provider);
    provider.finish(&pending, &callback, NOW).unwrap();
}
