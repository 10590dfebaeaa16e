//! The words of the interface, from `locales/*.ftl`.
//!
//! Not the words of blueprints: those come from documents ([`super::phrase`]). Law: no page has a text of its own; each
//! asks here, so that nothing exists in one language only (a test compares both files and looks for unknown keys).

use std::sync::LazyLock;

use blueprint::Lang;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

use super::format;

type Bundle = FluentBundle<FluentResource>;

const GERMAN: &str = include_str!("../../locales/de.ftl");
const ENGLISH: &str = include_str!("../../locales/en.ftl");

static BUNDLES: LazyLock<[Bundle; 2]> = LazyLock::new(|| [bundle(Lang::De), bundle(Lang::En)]);

/// The interface's texts in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    pub(crate) lang: Lang,
}

impl Text {
    pub(crate) fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The tag for the `lang` attribute.
    pub(crate) fn tag(self) -> &'static str {
        self.lang.tag()
    }

    /// A text without a variable.
    pub(crate) fn get(self, key: &str) -> String {
        self.render(key, None)
    }

    /// A text that depends on a number: `$n` chooses the plural, `$number` is the number as it is written.
    pub(crate) fn n<N: TryInto<i64> + Copy>(self, key: &str, n: &N) -> String {
        let n = (*n).try_into().unwrap_or(i64::MAX);
        let mut args = FluentArgs::new();
        args.set("n", n);
        args.set("number", format::number(n, self.lang));
        self.render(key, Some(&args))
    }

    /// A text with one `$value`.
    pub(crate) fn with(self, key: &str, value: &str) -> String {
        let mut args = FluentArgs::new();
        args.set("value", FluentValue::from(value));
        self.render(key, Some(&args))
    }

    /// The name of a code that stands in a document, such as `channel` `in_person`; the code itself when it has none.
    pub(crate) fn code(self, kind: &str, code: &str) -> String {
        let plain = code.replace(['_', '.', '/'], "-");
        let key = format!("{kind}-{plain}");
        if self.bundle().has_message(&key) { self.get(&key) } else { code.to_owned() }
    }

    fn bundle(self) -> &'static Bundle {
        let [german, english] = &*BUNDLES;
        match self.lang {
            Lang::De => german,
            Lang::En => english,
        }
    }

    /// A key that is missing shows itself, which is better than no page.
    fn render(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut faults = Vec::new();
        bundle.format_pattern(pattern, args, &mut faults).into_owned()
    }
}

fn bundle(lang: Lang) -> Bundle {
    let source = match lang {
        Lang::De => GERMAN,
        Lang::En => ENGLISH,
    };
    // A broken entry leaves the others usable; a test keeps the files whole.
    let resource =
        FluentResource::try_new(source.to_owned()).unwrap_or_else(|(usable, _faults)| usable);
    let tags = lang.tag().parse().into_iter().collect();
    let mut bundle = Bundle::new_concurrent(tags);
    // The marks around values are for mixed writing directions, and would be read out or copied along.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use fluent_syntax::{ast::Entry, parser::parse};

    use super::*;

    fn keys(source: &str) -> BTreeSet<String> {
        let resource = parse(source).expect("the file is whole");
        let mut keys = BTreeSet::new();
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                assert!(
                    keys.insert(message.id.name.to_owned()),
                    "{} stands twice",
                    message.id.name
                );
            }
        }
        keys
    }

    fn sources(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                found.push(fs::read_to_string(&path).unwrap());
            }
        }
    }

    /// The keys that templates and code ask for by name.
    fn asked() -> BTreeSet<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut texts = Vec::new();
        sources(&root.join("templates"), &mut texts);
        sources(&root.join("src/pages"), &mut texts);
        let mut asked = BTreeSet::new();
        for text in &texts {
            for call in ["t.get(\"", "t.n(\"", "t.with(\""] {
                for rest in text.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap_or_default();
                    // This list itself is among the sources.
                    if !key.is_empty()
                        && key
                            .bytes()
                            .all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit())
                    {
                        asked.insert(key.to_owned());
                    }
                }
            }
        }
        asked
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        let (german, english) = (keys(GERMAN), keys(ENGLISH));
        let lone: Vec<_> = german.symmetric_difference(&english).collect();
        assert!(lone.is_empty(), "in one language only: {lone:?}");
    }

    #[test]
    fn every_key_asked_for_exists() {
        let known = keys(GERMAN);
        let asked = asked();
        assert!(50 < asked.len(), "only {} keys found: the search is broken", asked.len());
        let unknown: Vec<_> = asked.difference(&known).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn numbers_choose_the_plural_and_are_written_as_people_do() {
        let (de, en) = (Text::new(Lang::De), Text::new(Lang::En));
        assert_eq!(de.n("results-count", &1_u64), "1 Blaupause");
        assert_eq!(de.n("results-count", &12_345_u64), "12.345 Blaupausen");
        assert_eq!(en.n("results-count", &12_345_u64), "12,345 blueprints");
    }

    #[test]
    fn codes_have_names() {
        use blueprint::{
            document as d,
            maturity::{AdoptionStage, ReviewVerdict},
        };
        use registry::OrganisationKind;

        use crate::shape::adoptions::size_class;
        let codes: Vec<(&str, Vec<&str>)> = vec![
            ("channel", d::Channel::ALL.map(d::Channel::as_str).to_vec()),
            ("node", d::NodeType::ALL.map(d::NodeType::as_str).to_vec()),
            ("role", d::RoleKind::ALL.map(d::RoleKind::as_str).to_vec()),
            ("binding", d::Binding::ALL.map(d::Binding::as_str).to_vec()),
            ("protection", d::ProtectionNeed::ALL.map(d::ProtectionNeed::as_str).to_vec()),
            ("obligation", d::Obligation::ALL.map(d::Obligation::as_str).to_vec()),
            ("responsible", d::Responsible::ALL.map(d::Responsible::as_str).to_vec()),
            ("verification", d::Verification::ALL.map(d::Verification::as_str).to_vec()),
            ("catalogue", d::Catalogue::ALL.map(d::Catalogue::as_str).to_vec()),
            ("holder", d::Holder::ALL.map(d::Holder::as_str).to_vec()),
            ("deployment", d::Deployment::ALL.map(d::Deployment::as_str).to_vec()),
            ("keys", d::KeyCustody::ALL.map(d::KeyCustody::as_str).to_vec()),
            ("contract", d::Contract::ALL.map(d::Contract::as_str).to_vec()),
            ("scheme", d::CertificateScheme::ALL.map(d::CertificateScheme::as_str).to_vec()),
            ("environment", d::Environment::ALL.map(d::Environment::as_str).to_vec()),
            ("result", d::TestResult::ALL.map(d::TestResult::as_str).to_vec()),
            ("status", d::RequirementStatus::ALL.map(d::RequirementStatus::as_str).to_vec()),
            ("framework", d::Framework::ALL.map(d::Framework::as_str).to_vec()),
            ("target", d::TargetGroup::ALL.map(d::TargetGroup::as_str).to_vec()),
            ("trust", d::TrustLevel::ALL.map(d::TrustLevel::as_str).to_vec()),
            ("maturity", d::MaturityScale::ALL.map(d::MaturityScale::as_str).to_vec()),
            ("state", d::State::ALL.map(d::State::as_str).to_vec()),
            (
                "administration",
                d::AdministrationKind::ALL.map(d::AdministrationKind::as_str).to_vec(),
            ),
            ("level", d::LegalLevel::ALL.map(d::LegalLevel::as_str).to_vec()),
            ("fork", d::UpstreamKind::ALL.map(d::UpstreamKind::as_str).to_vec()),
            ("dependency", d::DependencyKind::ALL.map(d::DependencyKind::as_str).to_vec()),
            ("document", d::DocumentKind::ALL.map(d::DocumentKind::as_str).to_vec()),
            ("cost", d::CostKind::ALL.map(d::CostKind::as_str).to_vec()),
            ("kind", OrganisationKind::ALL.map(OrganisationKind::as_str).to_vec()),
            ("facet", registry::Facet::ALL.map(registry::Facet::as_str).to_vec()),
            ("adoption-stage", AdoptionStage::ALL.map(AdoptionStage::as_str).to_vec()),
            ("size-class", [0, 5_000, 20_000, 100_000].map(size_class).to_vec()),
            ("review-verdict", ReviewVerdict::ALL.map(ReviewVerdict::as_str).to_vec()),
            ("facet-channel", vec!["digital", "breaks"]),
            ("facet-deprecated", vec!["true", "false"]),
            ("section", registry::Section::ALL.map(registry::Section::as_str).to_vec()),
            ("suits", blueprint::fit::Verdict::ALL.map(blueprint::fit::Verdict::as_str).to_vec()),
            ("score-how", vec!["unit", "word", "compound", "parts", "beginning", "mended", "none"]),
            ("score-place", vec!["title", "head", "body", "unit"]),
            ("control", vec!["data", "operation", "keys", "access", "continuity"]),
            ("sov", vec!["SOV-1", "SOV-2", "SOV-3", "SOV-4", "SOV-5", "SOV-6", "SOV-7", "SOV-8"]),
        ];
        let text = Text::new(Lang::De);
        for (kind, values) in codes {
            for code in values {
                let plain = code.replace(['_', '.', '/'], "-");
                assert!(text.bundle().has_message(&format!("{kind}-{plain}")), "{kind}-{plain}");
            }
        }
    }
}
