//! What every page has: language, title, navigation, the way to the other language.

use actix_web::{HttpResponse, http::StatusCode, http::header};
use askama::Template;
use blueprint::Lang;

use super::{
    assets,
    text::Text,
    visit::{Visit, Visitor},
};

/// The frame around a page's content, for `templates/base.html`.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) t: Text,
    /// The page's own title, without the registry's name.
    pub(crate) title: String,
    pub(crate) here: Place,
    /// The address of this page in the other language.
    pub(crate) switch: String,
    /// What the addresses of assets begin with.
    pub(crate) assets: &'static str,
    pub(crate) visitor: Option<Visitor>,
}

/// Where in the navigation a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Home,
    Blueprints,
    Organisations,
    Reference,
    Mine,
    Operator,
    Elsewhere,
}

impl Frame {
    pub(crate) fn new(visit: &Visit, title: impl Into<String>, here: Place) -> Self {
        Self {
            t: visit.t,
            title: title.into(),
            here,
            switch: visit.switch(),
            assets: assets::base(),
            visitor: visit.visitor.clone(),
        }
    }

    pub(crate) fn is_at(&self, name: &str) -> bool {
        match self.here {
            Place::Home => name == "home",
            Place::Blueprints => name == "blueprints",
            Place::Organisations => name == "organisations",
            Place::Reference => name == "reference",
            Place::Mine => name == "mine",
            Place::Operator => name == "operator",
            Place::Elsewhere => false,
        }
    }

    pub(crate) fn is_operator(&self) -> bool {
        self.visitor.as_ref().is_some_and(|visitor| visitor.actor.is_operator())
    }

    /// The tag of the language that is not shown.
    pub(crate) fn other(&self) -> &'static str {
        match self.t.lang {
            Lang::De => Lang::En.tag(),
            Lang::En => Lang::De.tag(),
        }
    }
}

/// A page as a response. A page depends on language and time, so nobody keeps it without asking.
pub(crate) fn html(status: StatusCode, page: &impl Template) -> HttpResponse {
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CACHE_CONTROL, "no-cache"));
    response.insert_header((header::VARY, "Accept-Language, Cookie"));
    match page.render() {
        Ok(body) => response.content_type("text/html; charset=utf-8").body(body),
        Err(error) => {
            tracing::error!(error = %error, "a page could not be written");
            HttpResponse::InternalServerError().finish()
        }
    }
}
