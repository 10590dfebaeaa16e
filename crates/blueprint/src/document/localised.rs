//! Text for people, by language.
//!
//! Chooses a wording; it does not translate, and it does not look at what the text says.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Lang;

use super::read::without_nulls;

/// A text by BCP 47 language tag. A valid document has every text in German (`de`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Localised(#[serde(deserialize_with = "without_nulls")] BTreeMap<String, String>);

impl Localised {
    /// The wording in `lang`, else the German one, else any.
    pub fn get(&self, lang: Lang) -> &str {
        let wording = self.0.get(lang.tag()).or_else(|| self.0.get(Lang::De.tag()));
        wording.or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// Whether there is a wording in `lang` itself, so that [`get`](Self::get) does not fall back.
    pub fn has(&self, lang: Lang) -> bool {
        self.0.contains_key(lang.tag())
    }

    /// Language tag and wording of each language, in the order of the tags.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(tag, wording)| (tag.as_str(), wording.as_str()))
    }
}
