//! Problems as pages: the one that just happened, and what each kind means.

use actix_web::{HttpRequest, HttpResponse, ResponseError as _, http::StatusCode, web};
use askama::Template;

use super::{
    frame::{self, Frame, Place},
    text::Text,
    visit::Visit,
};
use crate::problem::{Kind, Problem, kinds};

#[derive(Debug, Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    frame: Frame,
    t: Text,
    status: u16,
    detail: String,
    findings: Vec<String>,
    /// What the kind means, when the page is about it and not about something that happened.
    slug: Option<&'static str>,
}

/// What went wrong, for a person.
pub(crate) fn error_page(request: &HttpRequest, problem: &Problem) -> HttpResponse {
    // A page that is not there can still be read in the other language.
    let visit = match Visit::of(request) {
        Ok(visit) => visit,
        Err(switch) => return switch.error_response(),
    };
    frame::html(problem.status_code(), &happened(&visit, problem))
}

fn happened(visit: &Visit, problem: &Problem) -> ProblemPage {
    let lang = visit.lang();
    let kind = problem.kind;
    let detail =
        problem.detail.as_ref().map_or_else(|| kind.remedy.get(lang), |detail| detail.get(lang));
    let messages = problem.findings.iter().map(|finding| finding.message.get(lang));
    ProblemPage {
        frame: Frame::new(visit, kind.title.get(lang), Place::Elsewhere),
        t: visit.t,
        status: kind.status,
        detail: detail.to_owned(),
        findings: messages.filter(|message| *message != detail).map(str::to_owned).collect(),
        slug: None,
    }
}

/// `GET /problems/{slug}` and `GET /probleme/{slug}`.
pub(super) async fn problem(
    visit: Visit,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let kind = kinds::KINDS.iter().find(|kind| kind.slug == slug.as_str());
    let kind: &'static Kind = kind.ok_or_else(|| Problem::new(&kinds::NOT_FOUND))?;
    Ok(frame::html(StatusCode::OK, &explained(&visit, kind)))
}

fn explained(visit: &Visit, kind: &'static Kind) -> ProblemPage {
    let lang = visit.lang();
    ProblemPage {
        frame: Frame::new(visit, kind.title.get(lang), Place::Elsewhere),
        t: visit.t,
        status: kind.status,
        detail: kind.remedy.get(lang).to_owned(),
        findings: Vec::new(),
        slug: Some(kind.slug),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;
    use blueprint::Lang;

    use super::*;
    use crate::pages::testing::{judged, texts, visit};

    #[test]
    fn every_kind_is_explained_in_both_languages() {
        for kind in kinds::KINDS {
            for lang in Lang::ALL {
                let visit = visit(&format!("/problems/{}", kind.slug), lang);
                let html = judged(&explained(&visit, kind), lang);
                assert_eq!(texts(&html, "h1"), [kind.title.get(lang)]);
                assert_eq!(
                    texts(&html, "dd"),
                    [format!("/problems/{}", kind.slug), kind.status.to_string()]
                );
            }
        }
    }

    #[test]
    fn what_happened_is_said_with_its_status_and_a_way_on() {
        let visit = visit("/nirgends", Lang::De);
        let problem = Problem::saying(&kinds::NOT_FOUND, "Hier ist <nichts>.", "Nothing here.");
        let html = judged(&happened(&visit, &problem), Lang::De);
        assert_eq!(texts(&html, "main p")[0], "Hier ist <nichts>.");
        assert_eq!(texts(&html, "main li a").len(), 2);
        let request = TestRequest::with_uri("/nirgends").to_http_request();
        assert_eq!(error_page(&request, &problem).status(), 404);
        let request = TestRequest::with_uri("/nirgends?lang=en").to_http_request();
        assert_eq!(error_page(&request, &problem).status(), 303);
    }
}
