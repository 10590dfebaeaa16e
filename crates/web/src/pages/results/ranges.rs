//! What narrows by numbers: the size of the town, and the SEAL that is demanded.

use super::Choice;
use crate::pages::{text::Text, visit::Visit};

/// The highest SEAL.
const HIGHEST: u8 = 4;

/// The numbers that the address asks for.
#[derive(Debug, Default)]
pub(in crate::pages) struct Ranges {
    pub(in crate::pages) population: Option<u64>,
    pub(in crate::pages) seal: Option<(u8, u8)>,
    /// What was typed as a number of people and is none.
    pub(super) no_number: Option<String>,
    /// What was given as a SEAL and is none.
    pub(super) no_seal: Option<String>,
}

/// The fields of the form.
#[derive(Debug)]
pub(super) struct RangesView {
    /// As it was typed.
    pub(super) population: String,
    pub(super) is_no_number: bool,
    pub(super) from: Vec<Choice>,
    pub(super) to: Vec<Choice>,
    pub(super) is_open: bool,
}

impl Ranges {
    /// The names of the parameters.
    pub(in crate::pages) const NAMES: [&str; 3] = ["population", "min_seal_from", "min_seal_to"];

    pub(super) fn read(visit: &Visit) -> Self {
        Self::of(|name| visit.parameter(name))
    }

    /// Reads parameters, wherever they come from.
    pub(in crate::pages) fn of<'p>(parameter: impl Fn(&str) -> Option<&'p str>) -> Self {
        let mut ranges = Self::default();
        if let Some(typed) = parameter("population") {
            ranges.population = people(typed);
            ranges.no_number = ranges.population.is_none().then(|| typed.to_owned());
        }
        let mut level = |name| {
            let given = parameter(name)?;
            let level = given.parse().ok().filter(|level| *level <= HIGHEST);
            if level.is_none() {
                ranges.no_seal = Some(given.to_owned());
            }
            level
        };
        let bounds = (level("min_seal_from"), level("min_seal_to"));
        ranges.seal = match bounds {
            (None, None) => None,
            (from, to) => {
                let (from, to) = (from.unwrap_or(0), to.unwrap_or(HIGHEST));
                // From three to one is from one to three.
                Some((from.min(to), from.max(to)))
            }
        };
        ranges
    }

    /// The SEALs asked for, in words.
    pub(super) fn seal_label(&self, t: Text) -> Option<String> {
        let (from, to) = self.seal?;
        let facet = t.code("facet", "min_seal");
        let level = |level: u8| t.with("seal-level", &level.to_string());
        Some(if from == to {
            format!("{facet}: {}", level(from))
        } else {
            format!("{facet}: {} – {}", level(from), level(to))
        })
    }

    pub(super) fn view(&self, visit: &Visit) -> RangesView {
        let t = visit.t;
        let choices = |chosen: Option<u8>| {
            let any = Choice {
                value: String::new(),
                label: t.get("range-any"),
                selected: chosen.is_none(),
            };
            let level = |level: u8| Choice {
                value: level.to_string(),
                label: t.with("seal-level", &level.to_string()),
                selected: chosen == Some(level),
            };
            std::iter::once(any).chain((0..=HIGHEST).map(level)).collect()
        };
        RangesView {
            population: visit.parameter("population").unwrap_or_default().to_owned(),
            is_no_number: self.no_number.is_some(),
            from: choices(self.seal.map(|(from, _)| from)),
            to: choices(self.seal.map(|(_, to)| to)),
            is_open: self.seal.is_some() || self.no_seal.is_some(),
        }
    }
}

/// A number of people as people write it: `12500`, `12.500`, `12 500`.
fn people(typed: &str) -> Option<u64> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '’');
    let mut digits = String::new();
    for (idx, group) in typed.trim().split(is_between).enumerate() {
        // Behind a mark stand three digits, or it was meant otherwise: 1.5 is not 15.
        if 0 < idx && group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use blueprint::Lang;

    use super::*;
    use crate::pages::testing::visit;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for typed in ["12500", " 12.500 ", "12,500", "12 500", "12\u{a0}500", "12’500"] {
            assert_eq!(people(typed), Some(12_500), "{typed}");
        }
        for typed in ["", "1.5", "-3", "viele", "1..000", "99999999999999999999999", "１２"] {
            assert_eq!(people(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_range_may_be_half_open_or_upside_down() {
        let seal =
            |query: &str| Ranges::read(&visit(&format!("/blaupausen?{query}"), Lang::De)).seal;
        assert_eq!(seal("min_seal_from=2"), Some((2, 4)));
        assert_eq!(seal("min_seal_to=2"), Some((0, 2)));
        assert_eq!(seal("min_seal_from=3&min_seal_to=1"), Some((1, 3)));
        assert_eq!(seal("min_seal_from=&min_seal_to="), None);
        let odd = Ranges::read(&visit("/blaupausen?min_seal_from=9&population=x", Lang::De));
        assert_eq!((odd.seal, odd.population), (None, None));
        assert_eq!((odd.no_seal.as_deref(), odd.no_number.as_deref()), (Some("9"), Some("x")));
    }
}
