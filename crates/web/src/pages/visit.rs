//! Who looks at a page, as far as it matters: in which language, where, and whether they have signed in.
//!
//! The language is the one of the cookie, else the browser's, else German. Law: a page that takes a [`Visit`] also
//! handles the switch: `?lang=en` on any page sets the cookie and leads back to that page.

use std::{fmt, future::Ready};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse, ResponseError,
    cookie::{Cookie, SameSite, time::Duration},
    dev::Payload,
    http::{StatusCode, header},
    web,
};
use blueprint::Lang;
use registry::Actor;

use super::text::Text;
use crate::session;

pub(crate) const COOKIE: &str = "lang";
const PARAMETER: &str = "lang";

/// Parameters of an address that are read: no page has as many.
const MOST_PARAMETERS: usize = 200;

/// A look at a page.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) t: Text,
    pub(crate) path: String,
    /// The address's parameters in their order.
    pub(crate) query: Vec<(String, String)>,
    /// Who looks, when they have signed in.
    pub(crate) visitor: Option<Visitor>,
}

/// Somebody who has signed in.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub(crate) actor: Actor,
    pub(crate) name: String,
    /// What forms send along.
    pub(crate) form_token: String,
}

/// Not a page but the wish for another language.
#[derive(Debug)]
pub(crate) struct SwitchLanguage {
    to: Lang,
    back: String,
}

impl Visit {
    /// Reads the request; gives the switch when the address asks for one.
    pub(crate) fn of(request: &HttpRequest) -> Result<Self, SwitchLanguage> {
        let query = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let mut query = query.map(web::Query::into_inner).unwrap_or_default();
        query.truncate(MOST_PARAMETERS);
        let visit = Self {
            t: Text::new(language(request)),
            path: request.path().to_owned(),
            query,
            visitor: visitor(request),
        };
        let wish = visit.parameter(PARAMETER).and_then(|tag| tag.parse().ok());
        match wish {
            Some(to) => Err(SwitchLanguage { to, back: visit.address(&[(PARAMETER, None)]) }),
            None => Ok(visit),
        }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.t.lang
    }

    /// The first value of a parameter that is not empty.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(n, v)| n == name && !v.trim().is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// The address of this page with some parameters replaced, or removed where there is no value.
    pub(crate) fn address(&self, changes: &[(&str, Option<&str>)]) -> String {
        let kept = self.query.iter().filter(|(name, value)| {
            !value.is_empty() && !changes.iter().any(|(changed, _)| changed == name)
        });
        let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
        let added = changes.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
        address(&self.path, kept.chain(added))
    }

    /// The address that shows this page in the other language.
    pub(crate) fn switch(&self) -> String {
        let other = match self.lang() {
            Lang::De => Lang::En,
            Lang::En => Lang::De,
        };
        self.address(&[(PARAMETER, Some(other.tag()))])
    }
}

fn visitor(request: &HttpRequest) -> Option<Visitor> {
    let present = session::visitor(request).ok()?;
    Some(Visitor {
        actor: present.actor.clone(),
        name: present.name.clone().unwrap_or_default(),
        form_token: present.form_token.clone(),
    })
}

impl FromRequest for Visit {
    type Error = SwitchLanguage;
    type Future = Ready<Result<Self, SwitchLanguage>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Self::of(request))
    }
}

impl fmt::Display for SwitchLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "switch the language to {}", self.to.tag())
    }
}

impl ResponseError for SwitchLanguage {
    fn status_code(&self) -> StatusCode {
        StatusCode::SEE_OTHER
    }

    fn error_response(&self) -> HttpResponse {
        let cookie = Cookie::build(COOKIE, self.to.tag())
            .path("/")
            .same_site(SameSite::Lax)
            .http_only(true)
            .max_age(Duration::days(365))
            .finish();
        HttpResponse::SeeOther()
            .cookie(cookie)
            .insert_header((header::LOCATION, self.back.clone()))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .finish()
    }
}

/// A path on this server with parameters. It never leads to another host, whatever the path looks like.
pub(crate) fn address<'a>(
    path: &str,
    parameters: impl Iterator<Item = (&'a str, &'a str)>,
) -> String {
    let mut address = format!("/{}", path.trim_start_matches(['/', '\\']));
    for (idx, (name, value)) in parameters.enumerate() {
        address.push(if idx == 0 { '?' } else { '&' });
        encode(name, &mut address);
        address.push('=');
        encode(value, &mut address);
    }
    address
}

/// Percent-encodes what is not plain in a query.
fn encode(text: &str, address: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte) {
            address.push(char::from(byte));
        } else if byte == b' ' {
            address.push('+');
        } else {
            address.push('%');
            for nibble in [byte >> 4, byte & 15] {
                let digit = DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0');
                address.push(char::from(digit));
            }
        }
    }
}

pub(super) fn language(request: &HttpRequest) -> Lang {
    let chosen = request.cookie(COOKIE).and_then(|cookie| cookie.value().parse().ok());
    let wished =
        || request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    chosen.or_else(|| wished().and_then(preferred)).unwrap_or(Lang::De)
}

/// The language of ours with the highest weight.
fn preferred(accepted: &str) -> Option<Lang> {
    let mut best: Option<(f32, Lang)> = None;
    for part in accepted.split(',') {
        let (range, parameters) = part.split_once(';').unwrap_or((part, ""));
        let primary = range.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        let weight =
            parameters.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(1.0);
        let Ok(lang) = primary.parse::<Lang>() else { continue };
        if 0.0 < weight && best.is_none_or(|(known, _)| known < weight) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_cookie_beats_the_browser_and_german_is_the_default() {
        let lang = |request: TestRequest| Visit::of(&request.to_http_request()).unwrap().lang();
        assert_eq!(lang(TestRequest::get()), Lang::De);
        assert_eq!(
            lang(
                TestRequest::get().insert_header(("Accept-Language", "fr, en-GB;q=0.8, de;q=0.5"))
            ),
            Lang::En
        );
        assert_eq!(
            lang(TestRequest::get().insert_header(("Accept-Language", "fr;q=1, en;q=0"))),
            Lang::De
        );
        let both = TestRequest::get()
            .insert_header(("Accept-Language", "de"))
            .cookie(Cookie::new(COOKIE, "en"));
        assert_eq!(lang(both), Lang::En);
        assert_eq!(lang(TestRequest::get().cookie(Cookie::new(COOKIE, "xx"))), Lang::De);
    }

    #[test]
    fn the_switch_leads_back_to_the_same_page() {
        let request =
            TestRequest::with_uri("/blaupausen?q=Stra%C3%9Fe&lang=en&sort=name").to_http_request();
        let response = Visit::of(&request).unwrap_err().error_response();
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(
            response.headers().get("Location").unwrap(),
            "/blaupausen?q=Stra%C3%9Fe&sort=name"
        );
        let cookie = response.headers().get("Set-Cookie").unwrap().to_str().unwrap();
        assert!(
            cookie.starts_with("lang=en; ")
                && cookie.contains("Path=/")
                && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
    }

    #[test]
    fn the_switch_leads_to_no_other_host() {
        let request = TestRequest::with_uri("//example.org/x?lang=en").to_http_request();
        let Err(switch) = Visit::of(&request) else { panic!("no switch") };
        assert_eq!(switch.back, "/example.org/x");
    }

    #[test]
    fn an_unknown_language_is_no_switch() {
        let request = TestRequest::with_uri("/?lang=fr").to_http_request();
        assert_eq!(Visit::of(&request).unwrap().lang(), Lang::De);
    }

    #[test]
    fn parameters_are_replaced_and_encoded() {
        let request = TestRequest::with_uri("/b?q=a&page=2&state=08&state=07").to_http_request();
        let visit = Visit::of(&request).unwrap();
        assert_eq!(visit.address(&[("page", Some("3"))]), "/b?q=a&state=08&state=07&page=3");
        assert_eq!(
            visit.address(&[("state", None), ("q", Some("ä & b"))]),
            "/b?page=2&q=%C3%A4+%26+b"
        );
        assert!(visit.switch().ends_with("&lang=en"));
    }
}
