//! Who signed in, as their provider knows them.

use serde_json::Value;

use crate::{OidcError, fields::Fields};

/// Somebody who signed in. Issuer and subject together are them, for good; the rest is what their provider says today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
    pub name: Option<String>,
    /// Only one that the provider verified.
    pub email: Option<String>,
    /// Of the configured claim. Empty when there is none.
    pub groups: Vec<String>,
}

/// What a token, or the user information, says of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) groups: Option<Vec<String>>,
}

impl Person {
    pub(crate) fn read(fields: &Fields, groups_claim: Option<&str>) -> Result<Self, OidcError> {
        let filled = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        let is_verified = fields.get("email_verified") == Some(&Value::Bool(true));
        Ok(Self {
            name: filled(fields.text("name")?),
            email: filled(fields.text("email")?).filter(|_email| is_verified),
            groups: match groups_claim {
                Some(claim) => groups(fields, claim)?,
                None => Some(Vec::new()),
            },
        })
    }

    pub(crate) fn is_complete(&self) -> bool {
        self.name.is_some() && self.email.is_some() && self.groups.is_some()
    }

    /// What this lacks comes from the other.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            name: self.name.or(other.name),
            email: self.email.or(other.email),
            groups: self.groups.or(other.groups),
        }
    }
}

fn groups(fields: &Fields, claim: &str) -> Result<Option<Vec<String>>, OidcError> {
    let wrong = || OidcError::Groups(claim.to_owned());
    match fields.get(claim) {
        None => Ok(None),
        Some(Value::String(one)) => Ok(Some(vec![one.clone()])),
        Some(Value::Array(many)) => {
            let texts = many.iter().map(|one| one.as_str().map(str::to_owned).ok_or_else(wrong));
            texts.collect::<Result<_, _>>().map(Some)
        }
        Some(_other) => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Part;

    fn person(json: &str) -> Result<Person, OidcError> {
        Person::read(&Fields::parse(Part::Token, json.as_bytes()).unwrap(), Some("groups"))
    }

    #[test]
    fn groups_are_a_text_or_a_list_of_texts() {
        for (json, groups) in [
            (r#"{"groups": ["a", "b c"]}"#, Some(vec!["a", "b c"])),
            (r#"{"groups": "a b"}"#, Some(vec!["a b"])),
            (r#"{"groups": []}"#, Some(vec![])),
            (r#"{"groups": null}"#, None),
            ("{}", None),
        ] {
            let expected = groups.map(|list| list.into_iter().map(str::to_owned).collect());
            assert_eq!(person(json).unwrap().groups, expected, "{json}");
        }
        for bad in [r#"{"groups": {"a": true}}"#, r#"{"groups": ["a", 1]}"#] {
            assert!(matches!(person(bad), Err(OidcError::Groups(claim)) if claim == "groups"));
        }
    }

    #[test]
    fn an_address_counts_only_when_it_was_verified() {
        let email = |verified: &str| {
            let json = format!(r#"{{"email": "anna@musterstadt.example"{verified}}}"#);
            person(&json).unwrap().email
        };
        assert_eq!(email(r#", "email_verified": true"#).unwrap(), "anna@musterstadt.example");
        for not in ["", r#", "email_verified": false"#, r#", "email_verified": "true""#] {
            assert_eq!(email(not), None, "{not}");
        }
    }
}
