//! What is offered when nothing was found: the same with less, and words that people use here.

use registry::{Beginning, Counts, Facet, Find, Refused, Registry, Stop};

use super::{Ours, Wish, facets};
use crate::pages::visit::{Visit, address};

/// Filters that are tried to be left out, one by one.
const MOST_TRIED: usize = 8;

/// Words that are looked at for others like them.
const MOST_WORDS: usize = 4;

/// Words that are offered for one.
const MOST_ALIKE: usize = 3;

/// Shorter words are like too many.
const SHORTEST: usize = 4;

/// What a value is called, for people.
type Name<'a> = &'a dyn Fn(Facet, &str) -> String;

/// An address with what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) href: String,
    pub(super) label: String,
    /// How many blueprints are there.
    pub(super) found: String,
}

/// The same with less asked, as far as that finds something.
pub(super) fn offers(
    registry: &Registry,
    visit: &Visit,
    (wish, ours): (&Wish, &Ours),
    (name, now, stop): (Name<'_>, i64, &Stop),
) -> Result<Vec<Offer>, Refused> {
    let mut offers = Vec::new();
    for (label, less) in loosened(visit, (wish, ours), name) {
        let n_found = total(registry, &less, (now, stop))?;
        if 0 < n_found {
            let found = visit.t.n("results-count", &n_found);
            offers.push(Offer { href: less.address(&[]), label, found });
        }
    }
    Ok(offers)
}

fn total(registry: &Registry, visit: &Visit, (now, stop): (i64, &Stop)) -> Result<u64, Refused> {
    let find = Wish::read(visit).find(visit, (&Ours::read(registry, visit)?, now));
    let stop = stop.clone();
    let (limit, counts, at) = (0, Counts::None, Some(now));
    let count = Find { limit, counts, explain: false, at, stop, ..find };
    Ok(registry::find(registry, &count)?.total)
}

/// Looks that ask for less, each with what it leaves out.
fn loosened(
    visit: &Visit,
    (wish, ours): (&Wish, &Ours),
    name: &dyn Fn(Facet, &str) -> String,
) -> Vec<(String, Visit)> {
    let t = visit.t;
    let mut looks = Vec::new();
    let narrowings = facets::narrowings(visit, (wish, ours), name);
    let is_narrowed = !narrowings.is_empty() || visit.parameter("passt").is_some();
    if is_narrowed {
        looks.push((t.get("nearest-no-filters"), facets::without_filters(visit)));
    }
    if 1 < narrowings.len() {
        let one = narrowings.into_iter().take(MOST_TRIED);
        looks.extend(one.map(|(label, rest)| (t.with("nearest-without", &label), rest)));
    }
    if let Some(text) = wish.text.as_deref().and_then(plain_words) {
        looks.push((t.get("nearest-plain"), reworded(visit, &text)));
        if is_narrowed {
            let all = reworded(&facets::without_filters(visit), &text);
            looks.push((t.get("nearest-plain-no-filters"), all));
        }
    }
    if !wish.filters.iter().any(|(facet, _)| *facet == Facet::Deprecated) {
        let mut look = visit.clone();
        look.query.retain(|(parameter, _)| parameter != "page");
        look.query.push((Facet::Deprecated.as_str().to_owned(), true.to_string()));
        looks.push((t.get("nearest-deprecated"), look));
    }
    looks
}

/// The first page with another text.
fn reworded(visit: &Visit, text: &str) -> Visit {
    let mut look = visit.clone();
    look.query.retain(|(parameter, _)| parameter != "page" && parameter != "q");
    look.query.push(("q".to_owned(), text.to_owned()));
    look
}

/// The words alone, without quotes, exclusions and names of parts; nothing when that is the same.
fn plain_words(text: &str) -> Option<String> {
    let is_quote = |c: char| matches!(c, '"' | '„' | '“' | '”' | '«' | '»');
    let unquoted: String = text.chars().map(|c| if is_quote(c) { ' ' } else { c }).collect();
    let kept = unquoted.split_whitespace().filter(|word| !word.starts_with('-'));
    let words: Vec<&str> =
        kept.map(|word| word.split_once(':').map_or(word, |(_, rest)| rest)).collect();
    let words = words.join(" ");
    let is_other = text.split_whitespace().collect::<Vec<_>>().join(" ") != words;
    (is_other && words.contains(char::is_alphanumeric)).then_some(words)
}

/// What people search for here that reads like the words that were typed.
pub(super) fn words(
    registry: &Registry,
    visit: &Visit,
    wish: &Wish,
) -> Result<Vec<Offer>, Refused> {
    let text = wish.text.as_deref().unwrap_or_default();
    let typed = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| SHORTEST <= word.chars().count())
        .take(MOST_WORDS);
    let mut offers: Vec<Offer> = Vec::new();
    for word in typed {
        let beginning = Beginning { text: word.to_owned(), lang: visit.lang(), limit: MOST_ALIKE };
        for alike in registry::suggest(registry, &beginning)? {
            let href = match &alike.blueprint {
                Some(id) => format!("/blaupausen/{id}"),
                None => address(&visit.path, [("q", alike.text.as_str())].into_iter()),
            };
            let found = visit.t.n("results-count", &alike.n_blueprints);
            let offer = Offer { href, label: alike.text, found };
            if !offers.contains(&offer) {
                offers.push(offer);
            }
        }
    }
    Ok(offers)
}

#[cfg(test)]
mod tests {
    use blueprint::Lang;

    use super::*;
    use crate::pages::testing::visit;

    #[test]
    fn each_filter_is_tried_alone_and_all_together() {
        let visit =
            visit("/blaupausen?q=Hund&state=08&population=500&passt=musterstadt&page=2", Lang::De);
        let wish = Wish::read(&visit);
        let looks = loosened(&visit, (&wish, &Ours::default()), &|_, value| value.to_owned());
        let addresses: Vec<String> = looks.iter().map(|(_, look)| look.address(&[])).collect();
        assert_eq!(
            addresses,
            [
                "/blaupausen?q=Hund",
                "/blaupausen?q=Hund&state=08&passt=musterstadt",
                "/blaupausen?q=Hund&population=500&passt=musterstadt",
                "/blaupausen?q=Hund&state=08&population=500&passt=musterstadt&deprecated=true",
            ]
        );
    }

    #[test]
    fn what_experts_type_is_made_plain() {
        let plain = |text| plain_words(text).unwrap_or_default();
        assert_eq!(plain("„Hund anmelden“ -Katze schritt:Marke"), "Hund anmelden Marke");
        assert_eq!(plain("Hund  anmelden"), "");
        assert_eq!(plain("-Katze"), "");
        assert_eq!(plain("\"\""), "");
    }
}
