//! Away to the provider and back, and what is refused on the way.

use oidc::{Callback, Identity, OidcError, Part, Pending, Provider, ProviderConfig};
use serde_json::json;
use url::Url;

use crate::{
    issuer::{HERE, Issuer, NOW, no, random, signed_in},
    keys::{SigningKey, decoded},
};

fn refused(provider: &Provider, change: impl FnOnce(&mut Callback)) -> OidcError {
    let (pending, mut callback) = signed_in(provider);
    change(&mut callback);
    provider.finish(&pending, &callback, NOW).unwrap_err()
}

#[test]
fn somebody_signs_in_whatever_the_algorithm() {
    for algorithm in
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
    {
        let issuer = Issuer::with(SigningKey::new("1", algorithm));
        let provider = issuer.provider();
        let (pending, callback) = signed_in(&provider);
        let identity = provider.finish(&pending, &callback, NOW).unwrap();
        let expected = Identity {
            issuer: issuer.name.clone(),
            subject: "anna".to_owned(),
            name: Some("Anna Muster".to_owned()),
            email: Some("anna@musterstadt.example".to_owned()),
            groups: vec!["musterstadt-contributor".to_owned()],
        };
        assert_eq!(identity, expected, "{algorithm}");
    }
}

#[test]
fn what_is_kept_meanwhile_survives_being_kept() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    let (pending, callback) = signed_in(&provider);
    assert_eq!(callback.state.as_deref(), Some(pending.state()));
    let kept = pending.to_text().unwrap();
    provider.finish(&Pending::from_text(&kept).unwrap(), &callback, NOW).unwrap();
}

#[test]
fn the_browser_is_sent_with_what_the_flow_demands() {
    let issuer = Issuer::start();
    let begun = issuer.provider().begin(HERE, &random());
    let url = Url::parse(&begun.url).unwrap();
    assert_eq!(url.path(), "/authorize");
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).unwrap().1.as_str();
    // The endpoint's own query stays.
    assert_eq!(value("tenant"), "stadt");
    assert_eq!(value("response_type"), "code");
    assert_eq!(value("client_id"), "blaupausen-register");
    assert_eq!(value("redirect_uri"), HERE);
    assert_eq!(value("scope"), "openid profile email");
    assert_eq!(value("code_challenge_method"), "S256");
    assert_eq!(decoded(value("state")), random()[..32]);
    assert_eq!(decoded(value("nonce")), random()[32..64]);
    assert_eq!(decoded(value("code_challenge")).len(), 32);
}

#[test]
fn the_client_proves_itself_as_the_provider_wants_it() {
    let issuer = Issuer::start();
    issuer.state().discovery["token_endpoint_auth_methods_supported"] =
        json!(["client_secret_post"]);
    let provider = issuer.provider();
    let (pending, callback) = signed_in(&provider);
    provider.finish(&pending, &callback, NOW).unwrap();

    issuer.state().discovery["token_endpoint_auth_methods_supported"] = json!(["none"]);
    let public = ProviderConfig { client_secret: None, ..issuer.config() };
    let provider = Provider::discover(public, NOW).unwrap();
    let (pending, callback) = signed_in(&provider);
    provider.finish(&pending, &callback, NOW).unwrap();
}

#[test]
fn a_wrong_client_secret_is_the_providers_refusal() {
    let issuer = Issuer::start();
    let wrong = ProviderConfig { client_secret: None, ..issuer.config() };
    let provider = Provider::discover(wrong, NOW).unwrap();
    let error = refused(&provider, |_| {});
    assert!(matches!(error, OidcError::Refused { error, .. } if error == "invalid_client"));
}

#[test]
fn a_code_is_good_for_once() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    let (pending, callback) = signed_in(&provider);
    provider.finish(&pending, &callback, NOW).unwrap();
    let again = provider.finish(&pending, &callback, NOW).unwrap_err();
    assert!(matches!(again, OidcError::Refused { error, .. } if error == "invalid_grant"));
}

#[test]
fn another_state_is_refused_before_the_provider_is_asked() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    for state in [None, Some(String::new()), Some("x".to_owned()), Some("A".repeat(43))] {
        let error = refused(&provider, |callback| callback.state = state);
        assert!(matches!(error, OidcError::WrongState));
    }
    assert_eq!(issuer.n_asked("/token"), 0);
}

/// The state is right, but everything else of the answer is for another sign-in.
#[test]
fn the_code_of_another_sign_in_is_refused() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    let (_, theirs) = signed_in(&provider);
    let ours = provider.begin(HERE, &[7; 96]);
    let mixed = Callback { state: Some(ours.pending.state().to_owned()), ..theirs };
    let error = provider.finish(&ours.pending, &mixed, NOW).unwrap_err();
    // By PKCE: the provider gives no tokens.
    assert!(matches!(error, OidcError::Refused { error, .. } if error == "invalid_grant"));
}

#[test]
fn an_answer_of_another_issuer_is_refused_before_the_provider_is_asked() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    let other = Some("https://evil.example".to_owned());
    let error = refused(&provider, |callback| callback.iss = other);
    assert!(
        matches!(error, OidcError::WrongIssuer { found, .. } if found == "https://evil.example")
    );
    let error = refused(&provider, |callback| callback.iss = None);
    assert!(matches!(error, OidcError::Malformed { part: Part::Callback, .. }));
    assert_eq!(issuer.n_asked("/token"), 0);
}

#[test]
fn a_provider_that_does_not_name_itself_need_not() {
    let issuer = Issuer::start();
    issuer.state().discovery["authorization_response_iss_parameter_supported"] = json!(false);
    let provider = issuer.provider();
    let (pending, callback) = signed_in(&provider);
    assert_eq!(callback.iss, None);
    provider.finish(&pending, &callback, NOW).unwrap();
    // When it does all the same, it counts.
    let error = refused(&provider, |callback| callback.iss = Some("https://a.example".to_owned()));
    assert!(matches!(error, OidcError::WrongIssuer { .. }));
}

#[test]
fn a_sign_in_begun_at_one_provider_is_not_finished_at_another() {
    let (one, other) = (Issuer::start(), Issuer::start());
    let (pending, mut callback) = signed_in(&one.provider());
    callback.iss = Some(other.name.clone());
    let error = other.provider().finish(&pending, &callback, NOW).unwrap_err();
    assert!(matches!(error, OidcError::WrongIssuer { .. }));
    assert_eq!(other.n_asked("/token"), 0);
}

#[test]
fn a_person_who_says_no_is_a_refusal_only_with_the_right_state() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    let says_no = |callback: &mut Callback| {
        callback.code = None;
        callback.error = Some("access_denied".to_owned());
        callback.error_description = Some("Anna said no".to_owned());
    };
    let error = refused(&provider, says_no);
    assert!(matches!(
        error,
        OidcError::Refused { error, description: Some(description) }
            if error == "access_denied" && description == "Anna said no"
    ));
    let error = refused(&provider, |callback| {
        says_no(callback);
        callback.state = None;
    });
    assert!(matches!(error, OidcError::WrongState));
}

#[test]
fn an_answer_with_neither_code_nor_error_is_malformed() {
    let issuer = Issuer::start();
    let error = refused(&issuer.provider(), |callback| callback.code = None);
    assert!(matches!(error, OidcError::Malformed { part: Part::Callback, .. }));
}

#[test]
fn a_token_endpoint_that_fails_is_told_apart() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    let answer = |answer| {
        issuer.state().instead.insert("/token", Some(answer));
        refused(&provider, |_| {})
    };
    let status = answer(no(503, "server_error"));
    assert!(matches!(status, OidcError::Status { status: 503, .. }), "{status:?}");
    let mut page = no(400, "");
    page.body = "<h1>Nein</h1>".to_owned();
    assert!(matches!(answer(page.clone()), OidcError::Status { status: 400, .. }));
    page.status = 200;
    assert!(matches!(answer(page.clone()), OidcError::Malformed { part: Part::TokenAnswer, .. }));
    for lacking in [
        json!({"token_type": "Bearer", "access_token": "a"}),
        json!({"token_type": "Bearer", "id_token": "a.b.c"}),
        json!({"token_type": "DPoP", "access_token": "a", "id_token": "a.b.c"}),
    ] {
        page.body = lacking.to_string();
        let error = answer(page.clone());
        assert!(matches!(error, OidcError::Malformed { part: Part::TokenAnswer, .. }), "{lacking}");
    }
}

#[test]
fn a_provider_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Provider>();
    shared::<oidc::TrustedIssuer>();
}
