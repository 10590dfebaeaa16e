//! The registry's address, and the addresses of its things.

use std::{fmt, fmt::Write as _};

use crate::Error;

/// Invariant: `http://` or `https://`, a host, no query, no fragment, no slash at the end.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Address(String);

impl Address {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let wrong = || Error::Address(without_user(text));
        let base = text.trim_end_matches('/');
        let uri: ureq::http::Uri = base.parse().map_err(|_malformed| wrong())?;
        let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
        // A password in an address ends up in logs; tokens are the way here.
        let has_user = uri.authority().is_some_and(|authority| authority.as_str().contains('@'));
        if is_web
            && !has_user
            && uri.host().is_some_and(|host| !host.is_empty())
            && !base.contains(['?', '#'])
        {
            Ok(Self(base.to_owned()))
        } else {
            Err(wrong())
        }
    }

    /// The address of something below `/api/v1`.
    pub(crate) fn of(&self, steps: &[&str]) -> String {
        let mut url = format!("{}/api/v1", self.0);
        for step in steps {
            url.push('/');
            for byte in step.bytes() {
                if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                    url.push(char::from(byte));
                } else {
                    // Writing to a string cannot fail.
                    write!(url, "%{byte:02X}").ok();
                }
            }
        }
        url
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn without_user(text: &str) -> String {
    match (text.split_once("://"), text.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        (_, _) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_escaped() {
        let address = Address::parse("http://127.0.0.1:8080/").unwrap();
        assert_eq!(
            address.of(&["blueprints", "mrn", "a/b", "versions", "^2.0"]),
            "http://127.0.0.1:8080/api/v1/blueprints/mrn/a%2Fb/versions/%5E2.0"
        );
        let below = Address::parse("https://register.example/blaupausen").unwrap();
        assert_eq!(
            below.of(&["organisations"]),
            "https://register.example/blaupausen/api/v1/organisations"
        );
    }

    #[test]
    fn anything_else_is_refused_without_showing_a_password() {
        for bad in [
            "",
            "register.example",
            "ftp://a",
            "http://",
            "http://a/?b",
            "http://a/#b",
            "http:// a",
        ] {
            assert!(matches!(Address::parse(bad), Err(Error::Address(_))), "{bad}");
        }
        let error = Address::parse("https://user:geheim@register.example").unwrap_err();
        assert!(!error.to_string().contains("geheim"));
    }
}
