//! The official list of municipalities, and whether what is said of an organisation agrees with it.
//!
//! The list is made by `scripts/place-list.py`, part of the program, and read once, when first asked for.

mod claim;
mod nearest;

use std::sync::LazyLock;

pub use claim::settled;

/// A Land, district, municipal association or municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The digits that name it: 2 for a Land, 5 for a district, 9 for an association, 12 for a municipality.
    key: &'static str,
    name: &'static str,
    /// Of municipalities; those above add up what lies in them.
    population: i64,
}

/// What sort of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Land,
    District,
    Association,
    Municipality,
}

/// Digits of an Amtlicher Regionalschlüssel; shorter keys are filled up with zeros.
const ARS_DIGITS: usize = 12;

const LIST: &str = include_str!("../../data/places.txt");

/// By key, so that a place stands right before those in it.
static PLACES: LazyLock<Vec<Place>> =
    LazyLock::new(|| LIST.lines().filter(|line| !line.starts_with('#')).map(read).collect());

fn read(line: &'static str) -> Place {
    let mut fields = line.split('\t');
    let mut next = || fields.next().unwrap_or_default();
    Place { key: next(), name: next(), population: next().parse().unwrap_or(0) }
}

fn place(key: &str) -> Option<&'static Place> {
    let idx = PLACES.binary_search_by(|place| place.key.cmp(key)).ok()?;
    PLACES.get(idx)
}

/// The places whose keys begin like this, the one with this key included.
fn within(key: &str) -> impl Iterator<Item = &'static Place> {
    let start = PLACES.partition_point(|place| place.key < key);
    let from = PLACES.get(start..).unwrap_or_default();
    from.iter().take_while(move |place| place.key.starts_with(key))
}

impl Place {
    fn level(&self) -> Level {
        match self.key.len() {
            2 => Level::Land,
            5 => Level::District,
            9 => Level::Association,
            _ => Level::Municipality,
        }
    }

    fn ars(&self) -> String {
        format!("{:0<ARS_DIGITS$}", self.key)
    }

    /// The Land's two digits.
    fn land(&self) -> &'static str {
        self.key.get(..2).unwrap_or_default()
    }

    fn population(&self) -> i64 {
        within(self.key).map(|place| place.population).sum()
    }

    /// The municipality that is this district, where a city belongs to none.
    fn city(&self) -> Option<&'static Place> {
        if self.level() == Level::District { place(&self.ars()) } else { None }
    }
}

/// What digits can mean: an ARS, or one of the shorter keys. The same digits can name a city and its Land.
fn meanings(digits: &str) -> Vec<&'static Place> {
    let mut found: Vec<&'static Place> = Vec::new();
    match digits.len() {
        2 | 5 | 9 => found.extend(place(digits)),
        8 => {
            let (district, rest) = digits.split_at(5);
            found.extend(municipality(district, rest));
            found.extend(place(district).filter(|_| rest == "000"));
        }
        ARS_DIGITS => {
            let keys = [ARS_DIGITS, 9, 5, 2];
            let whole = keys.into_iter().filter_map(|length| digits.split_at_checked(length));
            let filled = whole.filter(|(_, rest)| rest.bytes().all(|digit| digit == b'0'));
            found.extend(filled.filter_map(|(key, _)| place(key)));
        }
        _ => {}
    }
    // A city that is its own district is one body, and that is a municipality.
    let mut meant: Vec<&'static Place> = Vec::new();
    for place in found {
        let place = place.city().unwrap_or(place);
        if !meant.contains(&place) {
            meant.push(place);
        }
    }
    meant
}

/// The municipality with these last three digits in a district: its AGS leaves out the association.
fn municipality(district: &str, last: &str) -> Option<&'static Place> {
    within(district).find(|place| place.level() == Level::Municipality && place.key.ends_with(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_in_order() {
        assert!(PLACES.is_sorted_by(|a, b| a.key < b.key));
        let count = |level| PLACES.iter().filter(|place| place.level() == level).count();
        assert_eq!(count(Level::Land), 16);
        assert_eq!(count(Level::District), 400);
        assert_eq!(count(Level::Municipality), 10_773);
        for place in PLACES.iter() {
            assert!(place.key.bytes().all(|digit| digit.is_ascii_digit()), "{place:?}");
            assert!(!place.name.is_empty(), "{place:?}");
        }
    }

    #[test]
    fn digits_mean_places() {
        let names = |digits: &str| -> Vec<(&str, usize)> {
            meanings(digits).iter().map(|place| (place.name, place.key.len())).collect()
        };
        assert_eq!(names("064310002002"), [("Bensheim", 12)]);
        assert_eq!(names("06431002"), [("Bensheim", 12)]);
        assert_eq!(names("06431"), [("Bergstraße", 5)]);
        assert_eq!(names("064310000000"), [("Bergstraße", 5)]);
        assert_eq!(names("08222"), [("Mannheim", 12)]);
        assert_eq!(names("020000000000"), [("Hamburg", 12), ("Hamburg", 2)]);
        assert_eq!(names("07"), [("Rheinland-Pfalz", 2)]);
        for nothing in ["", "0", "17", "064310002999", "064310", "0643100020020"] {
            assert!(meanings(nothing).is_empty(), "{nothing}");
        }
    }

    #[test]
    fn what_lies_in_a_place_is_added_up() {
        assert_eq!(place("06431").map(Place::population), Some(275_205));
        assert_eq!(
            place("11").map(Place::population),
            place("110000000000").map(|it| it.population)
        );
    }
}
