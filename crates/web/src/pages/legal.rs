//! What the software itself can say about accessibility and privacy. What only its operator knows is not here.

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;

use super::{
    frame::{self, Frame, Place},
    text::Text,
    visit::Visit,
};

#[derive(Debug, Template)]
#[template(path = "legal.html")]
struct LegalPage {
    frame: Frame,
    lead: String,
    parts: Vec<Part>,
}

/// A heading and the paragraphs below it.
#[derive(Debug)]
struct Part {
    title: String,
    paragraphs: Vec<String>,
}

/// `GET /barrierefreiheit`.
pub(super) async fn accessibility(visit: Visit) -> HttpResponse {
    frame::html(StatusCode::OK, &accessibility_page(&visit))
}

/// `GET /datenschutz`.
pub(super) async fn privacy(visit: Visit) -> HttpResponse {
    frame::html(StatusCode::OK, &privacy_page(&visit))
}

fn accessibility_page(visit: &Visit) -> LegalPage {
    let t: Text = visit.t;
    LegalPage {
        frame: Frame::new(visit, t.get("nav-accessibility"), Place::Elsewhere),
        lead: t.get("a11y-lead"),
        parts: vec![
            Part {
                title: t.get("a11y-built"),
                paragraphs: vec![
                    t.get("a11y-built-1"),
                    t.get("a11y-built-2"),
                    t.get("a11y-built-3"),
                ],
            },
            Part {
                title: t.get("a11y-checked"),
                paragraphs: vec![t.get("a11y-checked-1"), t.get("a11y-checked-2")],
            },
            Part {
                title: t.get("a11y-limits"),
                paragraphs: vec![
                    t.get("a11y-limits-1"),
                    t.get("a11y-limits-2"),
                    t.get("a11y-limits-3"),
                ],
            },
        ],
    }
}

fn privacy_page(visit: &Visit) -> LegalPage {
    let t: Text = visit.t;
    LegalPage {
        frame: Frame::new(visit, t.get("nav-privacy"), Place::Elsewhere),
        lead: t.get("privacy-lead"),
        parts: vec![
            Part { title: t.get("privacy-cookie"), paragraphs: vec![t.get("privacy-cookie-1")] },
            Part {
                title: t.get("privacy-requests"),
                paragraphs: vec![t.get("privacy-requests-1"), t.get("privacy-requests-2")],
            },
            Part {
                title: t.get("privacy-address"),
                paragraphs: vec![t.get("privacy-address-1"), t.get("privacy-address-2")],
            },
            Part {
                title: t.get("privacy-content"),
                paragraphs: vec![t.get("privacy-content-1"), t.get("privacy-content-2")],
            },
        ],
    }
}

#[cfg(test)]
mod tests {
    use blueprint::Lang;

    use super::*;
    use crate::pages::testing::{judged, texts, visit};

    #[test]
    fn both_pages_are_well_formed() {
        for lang in Lang::ALL {
            let html = judged(&accessibility_page(&visit("/barrierefreiheit", lang)), lang);
            assert_eq!(texts(&html, "h2").len(), 3);
            let html = judged(&privacy_page(&visit("/datenschutz", lang)), lang);
            assert_eq!(texts(&html, "h2").len(), 4);
        }
    }
}
