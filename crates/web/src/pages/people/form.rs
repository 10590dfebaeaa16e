//! What is sent from a page, and what comes back when it is refused.

use std::{future::Future, pin::Pin};

use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload, http::header, web};
use blueprint::{Finding, Lang};
use registry::{Access, Actor, Refused};

use crate::{
    pages::{Visit, visit::Visitor},
    problem::{Problem, kinds},
    session,
};

/// The fields of a form, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

/// A form that anybody may send, though only from our own pages.
#[derive(Clone, Debug)]
pub(crate) struct Open(pub(crate) Fields);

/// A form of somebody who has signed in.
#[derive(Clone, Debug)]
pub(crate) struct Signed {
    pub(crate) fields: Fields,
    pub(crate) actor: Actor,
}

/// What is wrong, at the head of a form: the field's id and a sentence each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults(pub(crate) Vec<(String, String)>);

/// The field that shows where a form comes from.
const FORM_TOKEN: &str = "csrf";

impl Fields {
    pub(crate) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// Whether the form sent this field, be it empty.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// The fields whose names begin like this, with the rest of their names.
    pub(crate) fn below<'f>(&'f self, start: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        let fields = self.0.iter();
        fields.filter_map(move |(field, value)| Some((field.strip_prefix(start)?, value.as_str())))
    }

    pub(crate) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

impl Faults {
    /// The faults of a refusal, at the fields that their pointers name; any other refusal stays what it is.
    pub(crate) fn of(refused: Problem, lang: Lang) -> Result<Self, Problem> {
        if refused.findings.is_empty() {
            return match refused.kind.status {
                401 | 403 | 500.. => Err(refused),
                _ => Ok(Self(vec![(String::new(), said(&refused, lang))])),
            };
        }
        let one = |finding: &Finding| {
            let field = finding.pointer.as_str().trim_start_matches('/').to_owned();
            (field, finding.message.get(lang).to_owned())
        };
        Ok(Self(refused.findings.iter().map(one).collect()))
    }

    pub(crate) fn one(field: &str, sentence: String) -> Self {
        Self(vec![(field.to_owned(), sentence)])
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with one field.
    pub(crate) fn at(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, sentence)| sentence.as_str())
    }
}

fn said(problem: &Problem, lang: Lang) -> String {
    let words = problem.detail.as_ref().map(|detail| detail.get(lang));
    words.unwrap_or_else(|| problem.kind.remedy.get(lang)).to_owned()
}

/// Back to a page, which the browser then asks for anew.
pub(crate) fn back_to(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

/// A path on this server, from what came along with a request; anything else is the fallback.
pub(crate) fn own_path(given: &str, fallback: &str) -> String {
    let is_own = given.starts_with('/')
        && !given.starts_with("//")
        && !given.starts_with("/\\")
        && !given.contains(char::is_control);
    if is_own { given.to_owned() } else { fallback.to_owned() }
}

/// Who looks at a page that takes somebody who has signed in; the gate has made sure that there is one.
pub(crate) fn visitor(visit: &Visit) -> Result<&Visitor, Problem> {
    visit.visitor.as_ref().ok_or_else(|| Refused::Access(Access::Anonymous).into())
}

type Reading<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

async fn fields(request: HttpRequest, mut payload: Payload) -> Result<Fields, Problem> {
    let read = web::Form::<Vec<(String, String)>>::from_request(&request, &mut payload).await;
    read.map(|form| Fields(form.into_inner()))
        .map_err(|_malformed| Problem::new(&kinds::INVALID_REQUEST))
}

impl FromRequest for Open {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            if session::comes_from_elsewhere(&request) {
                return Err(Problem::new(&kinds::FORGED));
            }
            fields(request, payload).await.map(Self)
        })
    }
}

impl FromRequest for Signed {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let present = session::visitor(&request)?;
            let fields = fields(request, payload).await?;
            if present.sent(fields.get(FORM_TOKEN)) {
                Ok(Self { fields, actor: present.actor.clone() })
            } else {
                Err(Problem::new(&kinds::FORGED))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_another_host() {
        for elsewhere in
            ["//example.org", "https://example.org", "/\\example.org", "", "meine", "/a\nb"]
        {
            assert_eq!(own_path(elsewhere, "/meine"), "/meine", "{elsewhere}");
        }
        assert_eq!(own_path("/blaupausen?q=a", "/meine"), "/blaupausen?q=a");
    }
}
