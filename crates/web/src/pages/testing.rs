//! What every page must be, judged on its HTML. For tests alone.

use std::collections::BTreeSet;

use actix_web::test::TestRequest;
use askama::Template;
use blueprint::Lang;
use scraper::{ElementRef, Html, Selector};

use super::Visit;

/// A look at `address` in `lang`.
pub(super) fn visit(address: &str, lang: Lang) -> Visit {
    let request = TestRequest::with_uri(address)
        .insert_header(("Accept-Language", lang.tag()))
        .to_http_request();
    Visit::of(&request).unwrap()
}

/// Renders a page and insists on what all pages have in common.
pub(super) fn judged(page: &impl Template, lang: Lang) -> Html {
    let source = page.render().unwrap();
    let html = Html::parse_document(&source);
    let mut faults: Vec<String> =
        html.errors.iter().map(|error| format!("HTML: {error}")).collect();
    if all(&html, "html").first().and_then(|root| root.attr("lang")) != Some(lang.tag()) {
        faults.push("the page does not say its language".to_owned());
    }
    for landmark in [
        "header",
        "main#main",
        "footer",
        "h1",
        "head > title",
        "nav[aria-label]",
        "a.skip[href='#main']",
    ] {
        let n = all(&html, landmark).len();
        let single = !landmark.starts_with("nav");
        if n == 0 || single && landmark != "header" && 1 < n {
            faults.push(format!("{n} × {landmark}"));
        }
    }
    for active in [
        "script:not([src^='/assets/'])",
        "style",
        "[style]",
        "[onclick]",
        "iframe",
        "object",
        "img:not([alt])",
    ] {
        faults.extend(
            all(&html, active).iter().map(|element| format!("{active}: {}", element.html())),
        );
    }
    headings(&html, &mut faults);
    names(&html, &mut faults);
    tables(&html, &mut faults);
    assert!(faults.is_empty(), "{faults:#?}\n{source}");
    html
}

pub(super) fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// The text of an element, spaces set straight.
pub(super) fn text(element: &ElementRef<'_>) -> String {
    let words: String = element.text().collect::<Vec<_>>().join(" ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn texts(html: &Html, selector: &str) -> Vec<String> {
    all(html, selector).iter().map(text).collect()
}

/// No level of headings is skipped, and none is empty.
fn headings(html: &Html, faults: &mut Vec<String>) {
    let mut level = 0;
    for heading in all(html, "h1, h2, h3, h4, h5, h6") {
        let next: u8 = heading.value().name().trim_start_matches('h').parse().unwrap();
        if level + 1 < next || text(&heading).is_empty() {
            faults.push(format!("heading after level {level}: {}", heading.html()));
        }
        level = next;
    }
}

/// Every field has a label, every id is the only one, and what refers to an id finds it.
fn names(html: &Html, faults: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for element in all(html, "[id]") {
        if !ids.insert(element.attr("id").unwrap()) {
            faults.push(format!("a second {:?}", element.attr("id")));
        }
    }
    let labels: BTreeSet<&str> =
        all(html, "label[for]").iter().filter_map(|label| label.attr("for")).collect();
    for field in all(html, "input:not([type=hidden]), select, textarea") {
        if !field.attr("id").is_some_and(|id| labels.contains(id)) {
            faults.push(format!("no label: {}", field.html()));
        }
    }
    for (selector, attribute) in [
        ("[aria-labelledby]", "aria-labelledby"),
        ("[aria-describedby]", "aria-describedby"),
        ("a[href^='#']", "href"),
    ] {
        for element in all(html, selector) {
            let id = element.attr(attribute).unwrap().trim_start_matches('#');
            if !ids.contains(id) {
                faults.push(format!("{attribute} leads nowhere: {id}"));
            }
        }
    }
}

/// Every table has a caption, every header cell says what it heads.
fn tables(html: &Html, faults: &mut Vec<String>) {
    let n_tables = all(html, "table").len();
    if all(html, "table > caption").len() != n_tables {
        faults.push("a table without a caption".to_owned());
    }
    faults.extend(
        all(html, "th:not([scope])").iter().map(|cell| format!("no scope: {}", cell.html())),
    );
}
