//! Which addresses may be asked.
//!
//! Law: `https`, or `http` on this machine for tests and development. What an issuer names (its endpoints) is held to
//! the issuer's own kind, so that none leads a registry to a service beside it.

use url::{Host, Url};

use crate::{OidcError, error::shown};

/// The address of an issuer, which is also its name.
pub(crate) fn issuer(text: &str) -> Result<Url, OidcError> {
    let url = plain(text)?;
    let may_be_asked = url.scheme() == "https" || url.scheme() == "http" && is_this_machine(&url);
    if may_be_asked && url.query().is_none() { Ok(url) } else { Err(refused(text)) }
}

/// An address that an issuer names.
pub(crate) fn endpoint(text: &str, issuer: &Url) -> Result<Url, OidcError> {
    let url = plain(text)?;
    let may_be_asked = url.scheme() == "https"
        || url.scheme() == "http" && issuer.scheme() == "http" && is_this_machine(&url);
    if may_be_asked { Ok(url) } else { Err(refused(text)) }
}

/// Whether an issuer may have this address, and whether it is reached by `https`. Asks nobody.
pub fn issuer_address(text: &str) -> Result<bool, OidcError> {
    issuer(text).map(|url| url.scheme() == "https")
}

pub(crate) fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn plain(text: &str) -> Result<Url, OidcError> {
    // The parser drops line breaks and blanks silently; then the text would be another address than it seems.
    let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic());
    match Url::parse(text) {
        Ok(url) if is_visible && !has_user(&url) && url.fragment().is_none() => Ok(url),
        Ok(_) | Err(_) => Err(refused(text)),
    }
}

fn has_user(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn refused(text: &str) -> OidcError {
    // A password in an address must not end up in a log.
    let text = match text.rsplit_once('@') {
        Some((_, host)) => format!("…@{host}"),
        None => text.to_owned(),
    };
    OidcError::Address(shown(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuers_are_https_or_on_this_machine() {
        for good in [
            "https://login.example",
            "https://login.example:8443/realms/stadt",
            "http://127.0.0.1:4000",
            "http://[::1]:4000/a",
            "http://localhost/",
        ] {
            assert!(issuer(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "login.example",
            "http://login.example",
            "http://127.0.0.1.example",
            "http://localhost.example",
            "http://10.0.0.1",
            "ftp://127.0.0.1",
            "https://login.example/?realm=stadt",
            "https://login.example/#stadt",
            "https://anna@login.example",
            "https://login.exa\nmple",
            "https://login.example ",
        ] {
            assert!(matches!(issuer(bad), Err(OidcError::Address(_))), "{bad}");
        }
    }

    #[test]
    fn an_endpoint_is_of_its_issuers_kind() {
        let far = issuer("https://login.example").unwrap();
        let near = issuer("http://127.0.0.1:4000").unwrap();
        assert!(endpoint("https://keys.example/jwks?v=2", &far).is_ok());
        assert!(endpoint("http://127.0.0.1:4000/jwks", &near).is_ok());
        for bad in ["http://127.0.0.1:6379", "http://keys.example", "file:///etc/passwd"] {
            assert!(matches!(endpoint(bad, &far), Err(OidcError::Address(_))), "{bad}");
        }
        assert!(endpoint("http://10.0.0.1/jwks", &near).is_err());
    }

    #[test]
    fn a_password_in_an_address_is_not_shown() {
        let error = issuer("https://anna:geheim@login.example").unwrap_err();
        assert_eq!(
            error.to_string(),
            "`…@login.example` is not an address that an issuer may have"
        );
    }
}
