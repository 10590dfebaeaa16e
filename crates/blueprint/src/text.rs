//! The two languages in which the registry speaks, and a sentence in both.

use std::str::FromStr;

/// A language of the interface. German comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    #[default]
    De,
    En,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub de: String,
    pub en: String,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }
}

impl FromStr for Lang {
    type Err = ();

    fn from_str(tag: &str) -> Result<Self, ()> {
        match tag {
            "de" => Ok(Self::De),
            "en" => Ok(Self::En),
            _ => Err(()),
        }
    }
}

impl Message {
    pub fn new(de: impl Into<String>, en: impl Into<String>) -> Self {
        Self { de: de.into(), en: en.into() }
    }

    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::De => &self.de,
            Lang::En => &self.en,
        }
    }
}
