//! Tokens of CI systems.

use oidc::{CiToken, Flaw, Network, OidcError, Reach, TrustedIssuer, claimed_issuer};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    issuer::{Issuer, NOW, SECOND},
    keys::{SigningKey, decoded, encoded},
};

const US: &str = "https://register.example";

/// As GitLab makes them.
fn claims(issuer: &Issuer) -> Value {
    json!({
        "iss": issuer.name,
        "sub": "project_path:musterstadt/blaupausen:ref_type:branch:ref:main",
        "aud": US,
        "exp": NOW / SECOND + 3600,
        "iat": NOW / SECOND,
        "nbf": NOW / SECOND - 5,
        "jti": "7a36dd36-0b36-4c28-9b48-2c6d8d6d2d51",
        "project_path": "musterstadt/blaupausen",
        "ref_protected": "true",
        "user_access_level": 40,
    })
}

fn trusted(issuer: &Issuer) -> TrustedIssuer {
    TrustedIssuer::discover(&issuer.name, &Reach::default(), NOW).unwrap()
}

fn judged(change: impl FnOnce(&mut Value)) -> Result<CiToken, OidcError> {
    let issuer = Issuer::start();
    let mut claims = claims(&issuer);
    change(&mut claims);
    let token = issuer.state().token(&claims);
    trusted(&issuer).verify(&token, US, NOW)
}

#[test]
fn a_token_says_which_project_it_is_for() {
    let token = judged(|_| {}).unwrap();
    assert_eq!(token.subject, "project_path:musterstadt/blaupausen:ref_type:branch:ref:main");
    assert_eq!(token.jti.as_deref(), Some("7a36dd36-0b36-4c28-9b48-2c6d8d6d2d51"));
    assert_eq!(token.expires_at, NOW + 3600 * SECOND);
    assert_eq!(token.claims["project_path"], "musterstadt/blaupausen");
    assert_eq!(token.claims["ref_protected"], "true");
    // Only texts, so that none is compared as something else.
    assert!(!token.claims.contains_key("user_access_level"));
}

#[test]
fn an_issuer_needs_no_more_than_keys() {
    let issuer = Issuer::start();
    for endpoint in ["authorization_endpoint", "token_endpoint", "userinfo_endpoint"] {
        issuer.state().discovery[endpoint] = Value::Null;
    }
    let token = issuer.state().token(&claims(&issuer));
    trusted(&issuer).verify(&token, US, NOW).unwrap();
}

#[test]
fn a_token_finds_its_issuer_without_being_believed() {
    let issuer = Issuer::start();
    let token = SigningKey::new("evil", "ES256").token(&claims(&issuer));
    assert_eq!(claimed_issuer(&token).unwrap(), issuer.name);
    assert_eq!(trusted(&issuer).issuer(), issuer.name);
    let error = trusted(&issuer).verify(&token, US, NOW).unwrap_err();
    assert!(matches!(error, OidcError::UnknownKey));
    for bad in ["", "a.b.c", "e30.e30.e30"] {
        assert!(matches!(claimed_issuer(bad), Err(OidcError::Malformed { .. })), "{bad}");
    }
}

#[test]
fn a_token_for_others_is_refused() {
    let error = judged(|claims| claims["aud"] = json!("https://other.example")).unwrap_err();
    assert!(matches!(error, OidcError::WrongAudience { expected } if expected == US));
    let error = judged(|claims| claims["aud"] = Value::Null).unwrap_err();
    assert!(matches!(error, OidcError::Malformed { source: Flaw::Lacks("aud"), .. }));
    let error = judged(|claims| claims["aud"] = json!([US, 1])).unwrap_err();
    assert!(matches!(error, OidcError::Malformed { source: Flaw::Wrong("aud"), .. }));
    judged(|claims| claims["aud"] = json!(["https://other.example", US])).unwrap();
}

#[test]
fn a_token_of_others_is_refused() {
    let error = judged(|claims| claims["iss"] = json!("https://evil.example")).unwrap_err();
    assert!(matches!(error, OidcError::WrongIssuer { .. }));
}

#[test]
fn a_token_lives_an_hour_at_most() {
    // The clocks may differ by a minute.
    judged(|claims| claims["exp"] = json!(NOW / SECOND + 3660)).unwrap();
    for far in [json!(NOW / SECOND + 3661), json!(u64::MAX)] {
        let judged = judged(|claims| claims["exp"] = far.clone());
        match judged {
            Err(OidcError::LivesTooLong | OidcError::Malformed { .. }) => {}
            other => panic!("{far}: {other:?}"),
        }
    }
    let error = judged(|claims| claims["exp"] = Value::Null).unwrap_err();
    assert!(matches!(error, OidcError::Malformed { source: Flaw::Lacks("exp"), .. }));
    let error = judged(|claims| claims["exp"] = json!(NOW / SECOND)).unwrap_err();
    assert!(matches!(error, OidcError::Expired));
    for begin in ["iat", "nbf"] {
        let error = judged(|claims| claims[begin] = json!(NOW / SECOND + 61)).unwrap_err();
        assert!(matches!(error, OidcError::NotYetValid), "{begin}");
    }
}

#[test]
fn the_same_token_has_the_same_id() {
    let issuer = Issuer::start();
    let trusted = trusted(&issuer);
    let id = |claims: &Value| {
        let token = issuer.state().token(claims);
        trusted.verify(&token, US, NOW).unwrap().id
    };
    let first = claims(&issuer);
    assert_eq!(id(&first), id(&first));
    // The same `jti` is the same token, whatever else it says.
    let mut renamed = first.clone();
    renamed["sub"] = json!("another");
    assert_eq!(id(&renamed), id(&first));
    let mut second = first.clone();
    second["jti"] = json!("another");
    assert_ne!(id(&second), id(&first));
    // Without one, it is all that is signed.
    let mut nameless = first.clone();
    nameless["jti"] = Value::Null;
    assert_eq!(id(&nameless), id(&nameless));
    renamed["jti"] = Value::Null;
    assert_ne!(id(&nameless), id(&renamed));
}

/// Of an ECDSA signature (r, s), (r, n − s) is one too: the same token in another text.
#[test]
fn a_second_signature_of_the_same_token_does_not_make_it_another() {
    let issuer = Issuer::start();
    let trusted = trusted(&issuer);
    let mut claims = claims(&issuer);
    claims["jti"] = Value::Null;
    let token = issuer.state().token(&claims);
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let mut mirrored = decoded(signature);
    mirror(&mut mirrored[32..]);
    let twin = format!("{signed}.{}", encoded(mirrored));
    assert_ne!(twin, token);
    let [one, other] = [token, twin].map(|token| trusted.verify(&token, US, NOW).unwrap().id);
    assert_eq!(one, other);
}

/// n − s, of the curve P-256.
fn mirror(s: &mut [u8]) {
    const N: &str = "_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE";
    let mut borrow = 0;
    for (s, n) in s.iter_mut().zip(decoded(N)).rev() {
        let difference = i16::from(n) - i16::from(*s) - borrow;
        borrow = i16::from(difference < 0);
        *s = u8::try_from(difference.rem_euclid(256)).unwrap();
    }
}

#[test]
fn issuers_that_others_name_lie_in_the_public_internet() {
    let issuer = Issuer::start();
    let reach = Reach { network: Network::Public, ..Reach::default() };
    let error = TrustedIssuer::discover(&issuer.name, &reach, NOW).unwrap_err();
    assert!(matches!(error, OidcError::NotPublic(_)));
}

#[test]
fn no_change_of_a_token_and_no_other_text_is_believed() {
    let issuer = Issuer::start();
    let trusted = trusted(&issuer);
    let token = issuer.state().token(&claims(&issuer));
    proptest!(|(at in 0..token.len(), with in "[A-Za-z0-9_.-]")| {
        let mut changed = token.clone();
        changed.replace_range(at..=at, &with);
        prop_assert_eq!(trusted.verify(&changed, US, NOW).is_ok(), changed == token);
    });
    proptest!(|(text in "\\PC{0,200}")| prop_assert!(trusted.verify(&text, US, NOW).is_err()));
    proptest!(|(header in "[ -~]{0,80}", payload in "[ -~]{0,80}", signature: Vec<u8>)| {
        let text = format!("{}.{}.{}", encoded(header), encoded(payload), encoded(signature));
        prop_assert!(trusted.verify(&text, US, NOW).is_err());
    });
}
