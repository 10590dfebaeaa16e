//! What a provider says of a person, in the token or when asked.

use oidc::{Identity, OidcError, Part, Provider, ProviderConfig};
use serde_json::{Value, json};

use crate::issuer::{Issuer, NOW, no, signed_in};

/// A provider as many are: the token says who it is, and the rest is to be asked for.
fn silent() -> Issuer {
    let issuer = Issuer::start();
    {
        let mut state = issuer.state();
        state.claims.retain(|name, _| ["iss", "sub", "aud", "exp", "iat"].contains(&name.as_str()));
        state.user_info = json!({
            "sub": "anna",
            "name": "Anna Muster",
            "email": "anna@musterstadt.example",
            "email_verified": true,
            "groups": "musterstadt-contributor",
        });
    }
    issuer
}

fn signs_in(issuer: &Issuer) -> Result<Identity, OidcError> {
    let provider = issuer.provider();
    let (pending, callback) = signed_in(&provider);
    provider.finish(&pending, &callback, NOW)
}

#[test]
fn what_the_token_lacks_is_asked_for() {
    let issuer = silent();
    let identity = signs_in(&issuer).unwrap();
    assert_eq!(identity.name.as_deref(), Some("Anna Muster"));
    assert_eq!(identity.email.as_deref(), Some("anna@musterstadt.example"));
    assert_eq!(identity.groups, ["musterstadt-contributor"]);
}

#[test]
fn what_the_token_says_stands() {
    let issuer = silent();
    issuer.state().claims.insert("groups".to_owned(), json!([]));
    let identity = signs_in(&issuer).unwrap();
    assert_eq!(identity.name.as_deref(), Some("Anna Muster"));
    assert_eq!(identity.groups, [""; 0]);
}

#[test]
fn nobody_is_asked_when_nothing_is_lacking() {
    let issuer = Issuer::start();
    signs_in(&issuer).unwrap();
    assert_eq!(issuer.n_asked("/me"), 0);
}

#[test]
fn the_answer_must_speak_of_the_same_person() {
    let issuer = silent();
    issuer.state().user_info["sub"] = json!("bernd");
    assert!(matches!(signs_in(&issuer), Err(OidcError::WrongSubject)));
    issuer.state().user_info["sub"] = Value::Null;
    assert!(matches!(signs_in(&issuer), Err(OidcError::Malformed { part: Part::UserInfo, .. })));
}

#[test]
fn somebody_may_have_neither_name_nor_address_nor_groups() {
    let issuer = silent();
    issuer.state().user_info = json!({"sub": "anna", "email": "anna@musterstadt.example"});
    let nobody = Identity {
        issuer: issuer.name.clone(),
        subject: "anna".to_owned(),
        name: None,
        email: None,
        groups: Vec::new(),
    };
    assert_eq!(signs_in(&issuer).unwrap(), nobody);
    // Or the provider has nothing to be asked.
    issuer.state().discovery["userinfo_endpoint"] = Value::Null;
    assert_eq!(signs_in(&issuer).unwrap(), nobody);
}

/// Otherwise somebody would be in with fewer groups than they have, and nobody would know why.
#[test]
fn a_provider_that_does_not_answer_the_question_lets_nobody_in() {
    let issuer = silent();
    issuer.state().instead.insert("/me", Some(no(503, "busy")));
    assert!(matches!(signs_in(&issuer), Err(OidcError::Status { status: 503, .. })));
}

#[test]
fn groups_of_another_form_are_a_fault_and_not_no_groups() {
    let issuer = silent();
    issuer.state().user_info["groups"] = json!({"musterstadt": ["contributor"]});
    assert!(matches!(signs_in(&issuer), Err(OidcError::Groups(claim)) if claim == "groups"));
}

#[test]
fn without_a_claim_for_groups_there_are_none() {
    let issuer = Issuer::start();
    let config = ProviderConfig { groups_claim: None, ..issuer.config() };
    let provider = Provider::discover(config, NOW).unwrap();
    let (pending, callback) = signed_in(&provider);
    let identity = provider.finish(&pending, &callback, NOW).unwrap();
    assert_eq!(identity.groups, [""; 0]);
    assert_eq!(issuer.n_asked("/me"), 0);
}
