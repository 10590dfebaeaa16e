//! Texts of documents, marked with their language where it is not the page's.

use std::fmt;

use askama::filters::{Escaper, Html, HtmlSafe};
use blueprint::{Lang, document::Localised};

/// A text of a document. Shown as HTML: escaped, as a link or a code where it is one, and with its language where that
/// is not the page's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) text: String,
    /// The text's language when it is not the page's.
    pub(crate) lang: Option<&'static str>,
    href: Option<String>,
    look: Look,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Look {
    #[default]
    Text,
    /// Something technical, set apart and not translated.
    Code,
}

impl Phrase {
    pub(crate) fn of(text: &Localised, lang: Lang) -> Self {
        // What has no wording in the page's language is shown in German, which every document has.
        let other = (!text.has(lang)).then_some(Lang::De.tag());
        Self { lang: other, ..Self::plain(text.get(lang)) }
    }

    pub(crate) fn maybe(text: Option<&Localised>, lang: Lang) -> Option<Self> {
        text.map(|text| Self::of(text, lang))
    }

    pub(crate) fn all(texts: &[Localised], lang: Lang) -> Vec<Self> {
        texts.iter().map(|text| Self::of(text, lang)).collect()
    }

    /// From the columns of lists: German always, English perhaps.
    pub(crate) fn either(de: &str, en: Option<&str>, lang: Lang) -> Self {
        match (lang, en) {
            (Lang::En, Some(en)) => Self::plain(en),
            (Lang::En, None) => Self { lang: Some(Lang::De.tag()), ..Self::plain(de) },
            (Lang::De, _) => Self::plain(de),
        }
    }

    /// A text that belongs to no language, such as a name.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub(crate) fn code(text: impl Into<String>) -> Self {
        Self { look: Look::Code, ..Self::plain(text) }
    }

    /// The text as a link, when the address is one that a browser may follow without harm.
    pub(crate) fn to(mut self, href: impl Into<String>) -> Self {
        let href = href.into();
        let harmless =
            ["https://", "http://", "mailto:"].iter().any(|scheme| href.starts_with(scheme));
        let ours = href.starts_with('/') && !href.starts_with("//");
        self.href = (harmless || ours).then_some(href);
        self
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(href) = &self.href {
            f.write_str("<a href=\"")?;
            Html.write_escaped_str(&mut *f, href)?;
            f.write_str(if href.starts_with('/') {
                "\">"
            } else {
                "\" rel=\"nofollow noopener\">"
            })?;
        }
        let (open, close) = match self.look {
            Look::Text => ("", ""),
            Look::Code => ("<code translate=\"no\">", "</code>"),
        };
        f.write_str(open)?;
        if let Some(lang) = self.lang {
            write!(f, "<span lang=\"{lang}\">")?;
        }
        Html.write_escaped_str(&mut *f, &self.text)?;
        if self.lang.is_some() {
            f.write_str("</span>")?;
        }
        f.write_str(close)?;
        if self.href.is_some() { f.write_str("</a>") } else { Ok(()) }
    }
}

/// `Display` escapes, and writes no HTML but its own.
impl HtmlSafe for Phrase {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_another_language_says_so_and_is_escaped() {
        let phrase = Phrase::either("<b>Straße & Weg", None, Lang::En);
        assert_eq!(phrase.to_string(), "<span lang=\"de\">&#60;b&#62;Straße &#38; Weg</span>");
        let phrase = Phrase::either("Straße", Some("Road"), Lang::En);
        assert_eq!(phrase.to_string(), "Road");
        assert_eq!(Phrase::either("Straße", Some("Road"), Lang::De).to_string(), "Straße");
    }

    #[test]
    fn only_harmless_addresses_become_links() {
        let link = Phrase::plain("§ 46 StVO").to("https://www.gesetze-im-internet.de/?a=1&b=\"");
        assert!(
            link.to_string().starts_with(
                "<a href=\"https://www.gesetze-im-internet.de/?a=1&#38;b=&#34;\" rel="
            )
        );
        for href in ["javascript:alert(1)", "//example.org", "data:text/html,x", "x"] {
            assert_eq!(Phrase::plain("x").to(href).to_string(), "x", "{href}");
        }
        assert_eq!(
            Phrase::code("a<").to("/x").to_string(),
            "<a href=\"/x\"><code translate=\"no\">a&#60;</code></a>"
        );
    }
}
