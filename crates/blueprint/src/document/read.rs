//! How members are read where serde alone would be too strict.
//!
//! Two laws of the format live here and nowhere else: `null` equals absence, and `3.0` is the whole number 3.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Number;

/// `null` reads as the default, which is also what an absent member gets.
pub(super) fn null_as_default<'de, T, D>(reader: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(reader).map(Option::unwrap_or_default)
}

/// A map by name; entries that are `null` are absent.
pub(super) fn without_nulls<'de, T, D>(reader: D) -> Result<BTreeMap<String, T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let entries: BTreeMap<String, Option<T>> = null_as_default(reader)?;
    Ok(entries.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}

/// A required whole number.
pub(super) fn whole<'de, T, D>(reader: D) -> Result<T, D::Error>
where
    T: TryFrom<u64>,
    D: Deserializer<'de>,
{
    to_whole(&Number::deserialize(reader)?)
}

/// A whole number that may be absent.
pub(super) fn optional_whole<'de, T, D>(reader: D) -> Result<Option<T>, D::Error>
where
    T: TryFrom<u64>,
    D: Deserializer<'de>,
{
    Option::deserialize(reader)?.map(|number| to_whole(&number)).transpose()
}

/// Whole numbers by name.
pub(super) fn whole_values<'de, T, D>(reader: D) -> Result<BTreeMap<String, T>, D::Error>
where
    T: TryFrom<u64>,
    D: Deserializer<'de>,
{
    let numbers: BTreeMap<String, Number> = without_nulls(reader)?;
    numbers.into_iter().map(|(name, number)| Ok((name, to_whole(&number)?))).collect()
}

/// JSON Schema calls `3.0` an integer, so the view must read it as one.
fn to_whole<T: TryFrom<u64>, E: Error>(number: &Number) -> Result<T, E> {
    let fraction_free = || {
        let float = number.as_f64().filter(|float| float.fract() == 0.0)?;
        format!("{float:.0}").parse().ok()
    };
    let found: Option<u64> = number.as_u64().or_else(fraction_free);
    found.and_then(|found| T::try_from(found).ok()).ok_or_else(|| {
        E::custom(format_args!("{number} is not a whole number of the allowed size"))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Probe {
        #[serde(deserialize_with = "whole")]
        level: u8,
        #[serde(default, deserialize_with = "optional_whole")]
        days: Option<u32>,
        #[serde(default, deserialize_with = "null_as_default")]
        words: Vec<String>,
        #[serde(default, deserialize_with = "whole_values")]
        seals: BTreeMap<String, u8>,
    }

    #[test]
    fn null_reads_as_absent() {
        let absent = Probe::deserialize(json!({"level": 3})).unwrap();
        let null = json!({"level": 3, "days": null, "words": null, "seals": null});
        assert_eq!(Probe::deserialize(null).unwrap(), absent);
        let entry = json!({"level": 3, "seals": {"SOV-1": null}});
        assert_eq!(Probe::deserialize(entry).unwrap(), absent);
    }

    #[test]
    fn a_float_without_fraction_is_whole() {
        let probe = Probe::deserialize(json!({"level": 3.0, "days": 6e1, "seals": {"SOV-1": 2.0}}))
            .unwrap();
        assert_eq!((probe.level, probe.days, probe.seals.get("SOV-1")), (3, Some(60), Some(&2)));
    }

    #[test]
    fn other_numbers_are_refused() {
        for level in [json!(2.5), json!(-1), json!(256), json!(1e300), json!("3"), json!(null)] {
            assert!(Probe::deserialize(json!({"level": level})).is_err(), "{level}");
        }
    }
}
