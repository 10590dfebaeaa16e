//! Keys that change, and how often they are asked for.

use std::{sync::Barrier, thread};

use oidc::{OidcError, Provider, Reach, TrustedIssuer};

use crate::{
    issuer::{CLIENT, Issuer, NOW, SECOND, signed_in},
    keys::SigningKey,
};

const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

fn signs_in(issuer: &Issuer, provider: &Provider, at: i64) -> Result<(), OidcError> {
    issuer.state().claims.insert("iat".to_owned(), (at / SECOND).into());
    issuer.state().claims.insert("exp".to_owned(), (at / SECOND + 300).into());
    let (pending, callback) = signed_in(provider);
    provider.finish(&pending, &callback, at).map(drop)
}

fn rotate(issuer: &Issuer, id: &'static str) {
    let key = SigningKey::new(id, "ES256");
    let mut state = issuer.state();
    state.published = vec![key.jwk()];
    state.key = key;
}

#[test]
fn a_key_that_is_not_known_yet_is_asked_for() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    rotate(&issuer, "2");
    signs_in(&issuer, &provider, NOW + MINUTE).unwrap();
    assert_eq!(issuer.n_asked("/jwks"), 2);
    // And then known.
    signs_in(&issuer, &provider, NOW + MINUTE).unwrap();
    assert_eq!(issuer.n_asked("/jwks"), 2);
}

#[test]
fn unknown_keys_make_it_ask_once_a_minute() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    issuer.state().key = SigningKey::new("2", "ES256");
    for (at, n_asked) in [
        (NOW, 1),
        (NOW + MINUTE - 1, 1),
        (NOW + MINUTE, 2),
        (NOW + MINUTE + 1, 2),
        (NOW + 2 * MINUTE, 3),
    ] {
        let error = signs_in(&issuer, &provider, at).unwrap_err();
        assert!(matches!(error, OidcError::UnknownKey));
        assert_eq!(issuer.n_asked("/jwks"), n_asked, "{at}");
    }
}

#[test]
fn those_who_need_the_new_key_at_once_wait_for_the_one_who_asks() {
    let issuer = Issuer::start();
    let trusted = TrustedIssuer::discover(&issuer.name, &Reach::default(), NOW).unwrap();
    rotate(&issuer, "2");
    let token = {
        let state = issuer.state();
        state.token(&state.claims.clone().into())
    };
    let at_once = Barrier::new(8);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                at_once.wait();
                trusted.verify(&token, CLIENT, NOW + MINUTE).unwrap();
            });
        }
    });
    assert_eq!(issuer.n_asked("/jwks"), 2);
}

#[test]
fn a_clock_that_was_set_back_does_not_silence_the_question() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    rotate(&issuer, "2");
    signs_in(&issuer, &provider, NOW - HOUR).unwrap();
}

#[test]
fn a_withdrawn_key_counts_for_an_hour() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    issuer.state().published.clear();
    signs_in(&issuer, &provider, NOW + HOUR - 1).unwrap();
    let error = signs_in(&issuer, &provider, NOW + HOUR).unwrap_err();
    assert!(matches!(error, OidcError::UnknownKey));
}

#[test]
fn keys_that_cannot_be_asked_for_again_serve_for_a_day() {
    let issuer = Issuer::start();
    let provider = issuer.provider();
    issuer.state().instead.insert("/jwks", Some(crate::issuer::no(503, "busy")));
    signs_in(&issuer, &provider, NOW + 2 * HOUR).unwrap();
    signs_in(&issuer, &provider, NOW + 24 * HOUR - 1).unwrap();
    let error = signs_in(&issuer, &provider, NOW + 25 * HOUR).unwrap_err();
    assert!(matches!(error, OidcError::Status { status: 503, .. }));
    // Asked a moment ago.
    let error = signs_in(&issuer, &provider, NOW + 25 * HOUR + 1).unwrap_err();
    assert!(matches!(error, OidcError::UnknownKey));
    issuer.state().instead.clear();
    signs_in(&issuer, &provider, NOW + 26 * HOUR).unwrap();
}
