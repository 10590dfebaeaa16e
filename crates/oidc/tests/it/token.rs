//! Tokens that are not to be believed. Each is otherwise a good one.

use oidc::{Flaw, OidcError};
use serde_json::{Value, json};

use crate::{
    issuer::{Issuer, NOW, SECOND, State, signed_in, yes},
    keys::{SigningKey, decoded, encoded},
};

/// What a sign-in ends with, at an issuer that was changed after it was discovered.
fn signs_in(change: impl FnOnce(&mut State)) -> Result<oidc::Identity, OidcError> {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    change(&mut issuer.state());
    let (pending, mut callback) = signed_in(&provider);
    callback.iss = Some(issuer.name.clone());
    provider.finish(&pending, &callback, NOW)
}

fn refused(change: impl FnOnce(&mut State)) -> OidcError {
    signs_in(change).unwrap_err()
}

fn claim(name: &str, value: Value) -> Result<oidc::Identity, OidcError> {
    signs_in(|state| {
        state.claims.insert(name.to_owned(), value);
    })
}

#[test]
fn another_nonce_is_refused() {
    let error = claim("nonce", json!("another")).unwrap_err();
    assert!(matches!(error, OidcError::WrongNonce));
    let error = claim("nonce", Value::Null).unwrap_err();
    assert!(matches!(error, OidcError::Malformed { source: Flaw::Lacks("nonce"), .. }));
}

#[test]
fn another_issuer_is_refused() {
    let error = claim("iss", json!("https://evil.example")).unwrap_err();
    assert!(
        matches!(error, OidcError::WrongIssuer { found, .. } if found == "https://evil.example")
    );
}

#[test]
fn another_audience_is_refused() {
    for audience in [json!("another"), json!([]), json!(["another"])] {
        let error = claim("aud", audience).unwrap_err();
        assert!(matches!(error, OidcError::WrongAudience { .. }));
    }
    claim("aud", json!(["blaupausen-register"])).unwrap();
}

#[test]
fn among_several_audiences_the_token_must_have_been_handed_to_us() {
    let both = json!(["blaupausen-register", "another"]);
    let handed_to = |party: Value| {
        signs_in(|state| {
            state.claims.insert("aud".to_owned(), both.clone());
            state.claims.insert("azp".to_owned(), party);
        })
    };
    handed_to(json!("blaupausen-register")).unwrap();
    for party in [Value::Null, json!("another")] {
        assert!(matches!(handed_to(party), Err(OidcError::WrongAudience { .. })));
    }
    let error = claim("azp", json!("another")).unwrap_err();
    assert!(matches!(error, OidcError::WrongAudience { .. }));
}

#[test]
fn an_expired_token_is_refused() {
    for (seconds, holds) in [(1, true), (0, false), (-1, false)] {
        let signed_in = claim("exp", json!(NOW / SECOND + seconds));
        match signed_in {
            Ok(_) => assert!(holds, "{seconds}"),
            Err(error) => assert!(!holds && matches!(error, OidcError::Expired), "{seconds}"),
        }
    }
    let error = claim("exp", Value::Null).unwrap_err();
    assert!(matches!(error, OidcError::Malformed { source: Flaw::Lacks("exp"), .. }));
}

#[test]
fn a_token_of_the_future_is_refused() {
    for name in ["iat", "nbf"] {
        claim(name, json!(NOW / SECOND + 60)).unwrap();
        let error = claim(name, json!(NOW / SECOND + 61)).unwrap_err();
        assert!(matches!(error, OidcError::NotYetValid), "{name}");
    }
    let error = claim("iat", Value::Null).unwrap_err();
    assert!(matches!(error, OidcError::Malformed { source: Flaw::Lacks("iat"), .. }));
}

#[test]
fn no_algorithm_is_no_signature() {
    for name in ["none", "None", "NONE", ""] {
        let error = refused(|state| {
            state.key = SigningKey::new("1", "none");
            state.header.insert("alg".to_owned(), json!(name));
        });
        assert!(matches!(error, OidcError::Algorithm(_)), "{error:?}");
    }
}

/// The public key is known to everybody. Whoever takes it for a shared secret believes everybody.
#[test]
fn a_public_key_is_no_shared_secret() {
    let confused = |state: &mut State| state.key = SigningKey::confused(&state.key);
    let error = refused(confused);
    assert!(matches!(error, OidcError::Algorithm(name) if name == "HS256"));
    // Nor when the header lies about it.
    for name in ["ES256", "RS256", "EdDSA"] {
        let error = refused(|state| {
            confused(state);
            state.header.insert("alg".to_owned(), json!(name));
        });
        assert!(matches!(error, OidcError::Signature | OidcError::UnknownKey), "{name} {error:?}");
    }
}

#[test]
fn a_key_serves_only_for_what_it_is() {
    // A key of the right name and another kind.
    let error = refused(|state| state.key = SigningKey::new("1", "EdDSA"));
    assert!(matches!(error, OidcError::UnknownKey));
    // Another key of the same name and kind.
    let error = refused(|state| state.key = SigningKey::new("1", "ES256"));
    assert!(matches!(error, OidcError::Signature));
    // Published for one algorithm, used with another of the same kind.
    let issuer = Issuer::with(SigningKey::new("1", "RS256"));
    let provider = issuer.provider();
    issuer.state().key = SigningKey::new("1", "PS256");
    let (pending, callback) = signed_in(&provider);
    let error = provider.finish(&pending, &callback, NOW).unwrap_err();
    assert!(matches!(error, OidcError::UnknownKey));
}

/// The signature is good, and the header names another algorithm.
#[test]
fn a_key_that_does_not_say_what_it_is_for_serves_only_for_what_it_is() {
    let issuer = Issuer::start();
    issuer.state().published[0].as_object_mut().unwrap().remove("alg");
    let provider = issuer.provider();
    for (name, holds) in [("ES256", true), ("EdDSA", false), ("ES384", false), ("RS256", false)] {
        issuer.state().header.insert("alg".to_owned(), json!(name));
        let (pending, callback) = signed_in(&provider);
        match provider.finish(&pending, &callback, NOW) {
            Ok(_) => assert!(holds, "{name}"),
            Err(error) => assert!(!holds && matches!(error, OidcError::UnknownKey), "{name}"),
        }
    }
}

#[test]
fn keys_for_other_purposes_do_not_count() {
    for (field, value) in
        [("use", json!("enc")), ("key_ops", json!(["sign"])), ("alg", json!("ES512"))]
    {
        let issuer = Issuer::start();
        issuer.state().published[0][field] = value;
        let provider = issuer.provider();
        let (pending, callback) = signed_in(&provider);
        let error = provider.finish(&pending, &callback, NOW).unwrap_err();
        assert!(matches!(error, OidcError::UnknownKey), "{field}");
    }
}

#[test]
fn keys_that_are_not_understood_do_not_spoil_the_others() {
    let issuer = Issuer::start();
    let good = issuer.state().published[0].clone();
    issuer.state().published = vec![
        json!({"kty": "oct", "k": "AAAA"}),
        json!({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "1"}),
        json!({"kty": "RSA", "n": "=", "e": 65537}),
        json!("key"),
        good,
    ];
    let provider = issuer.provider();
    let (pending, callback) = signed_in(&provider);
    provider.finish(&pending, &callback, NOW).unwrap();
}

#[test]
fn a_token_without_a_key_id_is_tried_with_each_key() {
    signs_in(|state| {
        state.header.insert("kid".to_owned(), Value::Null);
    })
    .unwrap();
}

#[test]
fn tokens_for_other_purposes_are_refused() {
    for typ in ["at+jwt", "logout+jwt", "application/at+jwt"] {
        let error = refused(|state| {
            state.header.insert("typ".to_owned(), json!(typ));
        });
        assert!(matches!(error, OidcError::TokenType(found) if found == typ));
    }
    for typ in ["JWT", "jwt", "application/JWT", "JOSE"] {
        signs_in(|state| {
            state.header.insert("typ".to_owned(), json!(typ));
        })
        .unwrap();
    }
}

#[test]
fn extensions_that_must_be_understood_are_refused() {
    let error = refused(|state| {
        state.header.insert("crit".to_owned(), json!(["b64"]));
    });
    assert!(matches!(error, OidcError::Malformed { source: Flaw::Wrong("crit"), .. }));
}

#[test]
fn the_access_token_must_be_the_one_that_is_named() {
    use sha2::{Digest as _, Sha256};
    let named = |token: &str| {
        let half = Sha256::digest(token)[..16].to_vec();
        claim("at_hash", json!(encoded(half)))
    };
    named("access").unwrap();
    assert!(matches!(named("another"), Err(OidcError::WrongAccessToken)));
}

#[test]
fn somebody_needs_a_subject() {
    for bad in [json!(""), json!("x".repeat(256)), json!(1), Value::Null] {
        let error = claim("sub", bad).unwrap_err();
        assert!(matches!(error, OidcError::Malformed { .. }), "{error:?}");
    }
}

#[test]
fn what_is_no_token_is_malformed() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    for bad in
        ["", ".", "..", "a.b", "e30.e30.", "a.b.c.d.e", "ä.ö.ü", "bnVsbA.e30.AA", "e30=.e30.AA"]
    {
        let answer = json!({"token_type": "Bearer", "access_token": "a", "id_token": bad});
        issuer.state().instead.insert("/token", Some(yes(&answer)));
        let (pending, callback) = signed_in(&provider);
        let error = provider.finish(&pending, &callback, NOW).unwrap_err();
        assert!(matches!(error, OidcError::Malformed { .. }), "{bad}: {error:?}");
    }
}

/// RFC 7520, 4.1 and 4.2, and RFC 8037, A.4: what others signed. The payload is no set of claims, which is noticed
/// only after the signature; with a changed signature, the signature is.
#[test]
fn signatures_of_the_standards_examples_hold() {
    let mut rsa: Value = serde_json::from_str(include_str!("../keys/rfc7520.json")).unwrap();
    rsa.as_object_mut()
        .unwrap()
        .retain(|name, _| ["kty", "kid", "n", "e"].contains(&name.as_str()));
    let okp = json!({
        "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    });
    let issuer = Issuer::start();
    issuer.state().published = vec![rsa, okp];
    let provider = issuer.provider();
    for token in include_str!("../keys/examples.txt").lines() {
        let judged = |token: &str| {
            let answer = json!({"token_type": "Bearer", "access_token": "a", "id_token": token});
            issuer.state().instead.insert("/token", Some(yes(&answer)));
            let (pending, callback) = signed_in(&provider);
            provider.finish(&pending, &callback, NOW).unwrap_err()
        };
        assert!(matches!(judged(token), OidcError::Malformed { source: Flaw::Json(_), .. }));
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let mut changed = decoded(signature);
        changed[0] ^= 1;
        let changed = format!("{signed}.{}", encoded(changed));
        assert!(matches!(judged(&changed), OidcError::Signature));
    }
}
