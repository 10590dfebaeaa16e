//! Descriptions: Markdown to HTML that is safe to show.
//!
//! Law: what comes out has no script, no style, no picture and nothing that is loaded from elsewhere; links tell other
//! hosts nothing of the reader's page. Headings start below those of the page.

use std::{collections::HashSet, sync::LazyLock};

use ammonia::Builder;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "ul",
    ];
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(tags))
        .tag_attributes([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))].into())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

/// Safe HTML of a Markdown text.
pub(crate) fn html(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH).filter_map(tame);
    let mut written = String::with_capacity(markdown.len() * 5 / 4);
    push_html(&mut written, events);
    CLEANER.clean(&written).to_string()
}

/// HTML in the text is shown as it was typed, pictures by their description.
fn tame(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Heading { level, .. }) => {
            let level = below(level);
            Some(Event::Start(Tag::Heading {
                level,
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            }))
        }
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(below(level)))),
        other => Some(other),
    }
}

fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_markdown_becomes_html() {
        assert_eq!(
            html("# Ziel\n\nEin *Satz*.\n\n- eins\n"),
            "<h3>Ziel</h3>\n<p>Ein <em>Satz</em>.</p>\n<ul>\n<li>eins</li>\n</ul>\n"
        );
        let link = "<a href=\"https://hwpa.de/\" rel=\"nofollow noopener noreferrer\">Seite</a>";
        assert!(html("[Seite](https://hwpa.de/)").contains(link));
    }

    #[test]
    fn nothing_active_or_remote_survives() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![Bild](https://example.org/x.png)",
            "[x](javascript:alert(1))",
            "[x](data:text/html,<script>alert(1)</script>)",
            "<a href=\"javascript:alert(1)\" style=\"x\">x</a>",
            "<p style=\"position:fixed\">x</p>",
            "<iframe src=\"https://example.org\"></iframe>",
        ] {
            let shown = scraper::Html::parse_fragment(&html(text));
            for element in shown.tree.values().filter_map(|node| node.as_element()) {
                let name = element.name();
                assert!(["html", "body", "p", "a"].contains(&name), "{text}: <{name}>");
                for (attribute, value) in element.attrs() {
                    let harmless =
                        attribute == "rel" || attribute == "href" && value.starts_with("https://");
                    assert!(harmless, "{text}: {attribute}={value}");
                }
            }
        }
    }
}
