//! The parts of a document, as people know them.

use crate::{Lang, Path, schema::Node};

/// A part of the document. The order is the one in which a reader meets them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// What stands at the top of the document: names, texts, contacts, maintenance, origin.
    General,
    Service,
    Applicability,
    LegalBases,
    Documents,
    PersonalData,
    Process,
    Parameters,
    Security,
    Sovereignty,
    Vendors,
    Operations,
    Rollout,
    Dependencies,
    Attachments,
    Extensions,
}

impl Section {
    pub const ALL: [Self; 16] = [
        Self::General,
        Self::Service,
        Self::Applicability,
        Self::LegalBases,
        Self::Documents,
        Self::PersonalData,
        Self::Process,
        Self::Parameters,
        Self::Security,
        Self::Sovereignty,
        Self::Vendors,
        Self::Operations,
        Self::Rollout,
        Self::Dependencies,
        Self::Attachments,
        Self::Extensions,
    ];

    /// The section in which a place lies.
    pub fn of(path: &Path) -> Self {
        let member = path.steps().next().unwrap_or_default();
        let named = Self::ALL.into_iter().find(|section| section.as_str() == member);
        named.unwrap_or(Self::General)
    }

    /// The member of the document, or `general`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Service => "service",
            Self::Applicability => "applicability",
            Self::LegalBases => "legal_bases",
            Self::Documents => "documents",
            Self::PersonalData => "personal_data",
            Self::Process => "process",
            Self::Parameters => "parameters",
            Self::Security => "security",
            Self::Sovereignty => "sovereignty",
            Self::Vendors => "vendors",
            Self::Operations => "operations",
            Self::Rollout => "rollout",
            Self::Dependencies => "dependencies",
            Self::Attachments => "attachments",
            Self::Extensions => "extensions",
        }
    }

    /// The heading, as the schema has it.
    pub fn title(self, lang: Lang) -> &'static str {
        let own = match lang {
            Lang::De => "Allgemeines",
            Lang::En => "General",
        };
        Node::root().property(self.as_str()).and_then(|node| node.title(lang)).unwrap_or(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_but_the_first_is_a_member_of_the_document() {
        for section in Section::ALL {
            let is_member = Node::root().property(section.as_str()).is_some();
            assert_eq!(is_member, section != Section::General, "{}", section.as_str());
            let below = Path::default().join(section.as_str()).join("x");
            assert_eq!(Section::of(&below), section);
        }
        assert_eq!(Section::of(&Path::from("/title/de")), Section::General);
        assert_eq!(Section::Process.title(Lang::De), "Verfahrensablauf");
    }
}
