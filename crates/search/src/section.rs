//! The parts of a blueprint that are searched, and what each is called.
//!
//! Nothing here knows how a part is read from a document (`document`) or weighs (`weights`). Law: letters are written into
//! the index, so a letter never changes its meaning without a new index.

use std::fmt;

/// A part of a blueprint that people search in and that a hit says it matched in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    Title,
    Summary,
    Keyword,
    /// A service's name.
    Service,
    /// The owning organisation's name.
    Owner,
    /// A legal basis as it is cited.
    Law,
    /// A node of the process.
    Step,
    /// Who acts in the process.
    Role,
    Requirement,
    Parameter,
    /// A paper that flows through the process.
    Document,
    /// A vendor or one of its products.
    Vendor,
    Attachment,
    /// What the blueprint says it covers.
    Scope,
    /// A control of a security catalogue.
    Control,
    Description,
}

/// How near a part is to what a blueprint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Depth {
    Title,
    Head,
    Body,
}

impl Section {
    pub const ALL: [Self; 16] = [
        Self::Title,
        Self::Summary,
        Self::Keyword,
        Self::Service,
        Self::Owner,
        Self::Law,
        Self::Step,
        Self::Role,
        Self::Requirement,
        Self::Parameter,
        Self::Document,
        Self::Vendor,
        Self::Attachment,
        Self::Scope,
        Self::Control,
        Self::Description,
    ];

    /// The name in answers of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Keyword => "keyword",
            Self::Service => "service",
            Self::Owner => "owner",
            Self::Law => "law",
            Self::Step => "step",
            Self::Role => "role",
            Self::Requirement => "requirement",
            Self::Parameter => "parameter",
            Self::Document => "document",
            Self::Vendor => "vendor",
            Self::Attachment => "attachment",
            Self::Scope => "scope",
            Self::Control => "control",
            Self::Description => "description",
        }
    }

    /// The section that a person names in front of a colon, in German or in English.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let section = match name.to_lowercase().as_str() {
            "title" | "titel" => Self::Title,
            "summary" | "kurzbeschreibung" => Self::Summary,
            "keyword" | "schlagwort" | "stichwort" => Self::Keyword,
            "service" | "leistung" => Self::Service,
            "owner" | "organisation" => Self::Owner,
            "law" | "recht" | "rechtsgrundlage" | "gesetz" => Self::Law,
            "step" | "schritt" => Self::Step,
            "role" | "rolle" => Self::Role,
            "requirement" | "anforderung" => Self::Requirement,
            "parameter" | "stellgröße" | "stellgroesse" => Self::Parameter,
            "document" | "dokument" | "unterlage" => Self::Document,
            "vendor" | "anbieter" | "product" | "produkt" => Self::Vendor,
            "attachment" | "anhang" | "anlage" => Self::Attachment,
            "scope" | "umfang" => Self::Scope,
            "control" | "maßnahme" | "massnahme" => Self::Control,
            "description" | "beschreibung" => Self::Description,
            _ => return None,
        };
        Some(section)
    }

    pub(crate) fn depth(self) -> Depth {
        match self {
            Self::Title => Depth::Title,
            Self::Summary | Self::Keyword | Self::Service | Self::Owner => Depth::Head,
            _ => Depth::Body,
        }
    }

    /// How the index writes it.
    pub(crate) fn letter(self) -> u8 {
        match self {
            Self::Title => b't',
            Self::Summary => b's',
            Self::Keyword => b'k',
            Self::Service => b'l',
            Self::Owner => b'o',
            Self::Law => b'r',
            Self::Step => b'p',
            Self::Role => b'w',
            Self::Requirement => b'q',
            Self::Parameter => b'g',
            Self::Document => b'u',
            Self::Vendor => b'v',
            Self::Attachment => b'a',
            Self::Scope => b'f',
            Self::Control => b'm',
            Self::Description => b'd',
        }
    }

    pub(crate) fn of_letter(letter: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.letter() == letter)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_section_has_a_letter_and_a_name_of_its_own() {
        let letters: BTreeSet<u8> = Section::ALL.iter().map(|section| section.letter()).collect();
        assert_eq!(letters.len(), Section::ALL.len());
        for section in Section::ALL {
            assert_eq!(Section::of_letter(section.letter()), Some(section));
            assert_eq!(Section::named(section.as_str()), Some(section));
        }
        assert_eq!(Section::named("Titel"), Some(Section::Title));
        assert_eq!(Section::named("http"), None);
        assert!(Section::ALL.is_sorted());
    }
}
