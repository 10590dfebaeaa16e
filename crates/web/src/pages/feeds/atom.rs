//! A feed as Atom (RFC 4287).

use std::io;

use blueprint::Lang;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

/// Of a feed without entries: it must say something, and the same each time.
const NEVER: &str = "1970-01-01T00:00:00Z";

#[derive(Debug)]
pub(super) struct Feed {
    pub(super) lang: Lang,
    /// Its own address, by which readers know it.
    pub(super) address: String,
    /// The page that shows the same.
    pub(super) page: String,
    pub(super) title: String,
    pub(super) author: String,
    /// Newest first.
    pub(super) entries: Vec<Entry>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) author: String,
    pub(super) page: String,
    /// Times are RFC 3339.
    pub(super) published: String,
    pub(super) updated: String,
}

type Xml = Writer<Vec<u8>>;

pub(super) fn written(feed: &Feed) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    xml.create_element("feed")
        .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", feed.lang.tag()))
        .write_inner_content(|xml| {
            text(xml, "id", &feed.address)?;
            text(xml, "title", &feed.title)?;
            let newest = feed.entries.iter().map(|entry| entry.updated.as_str()).max();
            text(xml, "updated", newest.unwrap_or(NEVER))?;
            author(xml, &feed.author)?;
            link(xml, ("self", "application/atom+xml"), &feed.address)?;
            link(xml, ("alternate", "text/html"), &feed.page)?;
            feed.entries.iter().try_for_each(|one| entry(xml, one))
        })?;
    Ok(xml.into_inner())
}

fn entry(xml: &mut Xml, entry: &Entry) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "id", &entry.id)?;
        text(xml, "title", &entry.title)?;
        text(xml, "summary", &entry.summary)?;
        text(xml, "published", &entry.published)?;
        text(xml, "updated", &entry.updated)?;
        author(xml, &entry.author)?;
        link(xml, ("alternate", "text/html"), &entry.page)
    })?;
    Ok(())
}

fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    let text: String = text.chars().filter(|one| is_allowed(*one)).collect();
    xml.create_element(name).write_text_content(BytesText::new(&text))?;
    Ok(())
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", name))?;
    Ok(())
}

fn link(xml: &mut Xml, (rel, kind): (&str, &str), address: &str) -> io::Result<()> {
    xml.create_element("link")
        .with_attribute(("rel", rel))
        .with_attribute(("type", kind))
        .with_attribute(("href", address))
        .write_empty()?;
    Ok(())
}

/// XML has no way at all to write most control characters; what somebody searched for may hold them.
fn is_allowed(one: char) -> bool {
    matches!(one, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(title: &str, entries: Vec<Entry>) -> String {
        let feed = Feed {
            lang: Lang::De,
            address: "https://register.example/feeds/search.atom?q=a&state=08".to_owned(),
            page: "https://register.example/blaupausen?q=a&state=08".to_owned(),
            title: title.to_owned(),
            author: "Blaupausen-Register".to_owned(),
            entries,
        };
        String::from_utf8(written(&feed).unwrap()).unwrap()
    }

    #[test]
    fn what_was_typed_is_escaped_and_what_xml_cannot_say_is_left_out() {
        let xml = feed("<script> & \"\u{0}\u{8}\u{1b}\u{FFFE}\u{202E}x", Vec::new());
        assert!(xml.contains("<title>&lt;script&gt; &amp; "), "{xml}");
        assert!(xml.contains("\u{202E}x</title>"), "{xml}");
        assert!(xml.contains("?q=a&amp;state=08\""), "{xml}");
        assert!(xml.chars().all(is_allowed));
        assert!(xml.contains("<updated>1970-01-01T00:00:00Z</updated>"), "{xml}");
    }

    #[test]
    fn a_feed_is_as_new_as_its_newest_entry() {
        let entry = |updated: &str| Entry {
            id: "tag:register.example,2026:a/b/1.0.0".to_owned(),
            title: "Ausweis".to_owned(),
            summary: "Ein Satz.".to_owned(),
            author: "a".to_owned(),
            page: "https://register.example/blaupausen/a/b".to_owned(),
            published: updated.to_owned(),
            updated: updated.to_owned(),
        };
        let xml = feed("Neu", vec![entry("2026-03-02T10:00:00Z"), entry("2026-03-01T10:00:00Z")]);
        let first = xml.split("<updated>").nth(1).unwrap();
        assert!(first.starts_with("2026-03-02T10:00:00Z"), "{xml}");
        assert_eq!(xml.matches("<entry>").count(), 2);
    }
}
