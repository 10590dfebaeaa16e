//! Which place somebody may have meant whose key is not in the list.

use super::{ARS_DIGITS, Level, PLACES, Place, municipality, within};

/// The place meant by the organisation's name, else the one whose key differs least.
pub(super) fn nearest(digits: &str, level: Level, name: &str) -> Option<&'static Place> {
    let of_level = || PLACES.iter().filter(move |place| place.level() == level);
    let name = plain(name);
    let named = of_level().filter(|place| plain(place.name) == name);
    // Of namesakes the one that lies nearest.
    let named = named.max_by_key(|place| (common(digits, place.key), std::cmp::Reverse(place.key)));
    named.or_else(|| moved(digits, level)).or_else(|| mistyped(digits, level))
}

/// The municipality whose association has changed since: the other digits are the same.
fn moved(digits: &str, level: Level) -> Option<&'static Place> {
    if level != Level::Municipality || digits.len() != ARS_DIGITS {
        return None;
    }
    municipality(digits.get(..5)?, digits.get(9..)?)
}

/// The first place whose key has one other digit, or two neighbours in each other's place.
fn mistyped(digits: &str, level: Level) -> Option<&'static Place> {
    let land = digits.get(..2).unwrap_or_default();
    let near = |place: &&'static Place| place.level() == level && is_near(digits, place);
    // Most mistakes are not in the digits of the Land.
    within(land).find(near).or_else(|| PLACES.iter().find(near))
}

fn is_near(digits: &str, place: &Place) -> bool {
    let ars = place.ars();
    let key = match digits.len() {
        ARS_DIGITS => ars,
        8 if place.level() == Level::Municipality => {
            format!("{}{}", ars.get(..5).unwrap_or_default(), ars.get(9..).unwrap_or_default())
        }
        _ => place.key.to_owned(),
    };
    let (given, known) = (digits.as_bytes(), key.as_bytes());
    if given.len() != known.len() {
        return false;
    }
    let differing: Vec<usize> =
        (0..given.len()).filter(|idx| given.get(*idx) != known.get(*idx)).collect();
    match differing.as_slice() {
        [_] => true,
        [a, b] => *b == a + 1 && given.get(*a) == known.get(*b) && given.get(*b) == known.get(*a),
        _ => false,
    }
}

fn common(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}

/// A name without what stands in brackets or behind a comma: status and what tells namesakes apart.
fn plain(name: &str) -> String {
    let name = name.split([',', '(']).next().unwrap_or_default();
    name.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(digits: &str, name: &str) -> Option<&'static str> {
        nearest(digits, Level::Municipality, name).map(|place| place.key)
    }

    #[test]
    fn the_name_the_association_or_the_digits_lead_to_the_place() {
        assert_eq!(found("000000000000", "bensheim, Stadt"), Some("064310002002"));
        // Of eleven places called Neuenkirchen the one in the same Land and district.
        let namesake = found("010615168099", "Neuenkirchen").unwrap();
        assert!(namesake.starts_with("01"), "{namesake}");
        assert_eq!(found("064319999002", "Rathaus"), Some("064310002002"), "another association");
        assert_eq!(found("064310002020", "Rathaus"), Some("064310020020"), "the same AGS");
        assert_eq!(
            found("06341002", "Rathaus"),
            Some("064310002002"),
            "two digits in each other’s place"
        );
        assert_eq!(found("999999999999", "Rathaus"), None);
    }
}
