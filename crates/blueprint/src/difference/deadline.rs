//! Lengths of time: days as numbers, and durations as ISO 8601 writes them.

use std::cmp::Ordering;

use jiff::{Span, civil::Date};
use serde_json::Value;

use crate::Lang;

/// Which of two lengths is the longer one. `None` if one cannot be read.
pub(super) fn compare(old: &Value, new: &Value) -> Option<Ordering> {
    match (old, new) {
        (Value::Number(old), Value::Number(new)) => old.as_f64()?.partial_cmp(&new.as_f64()?),
        (Value::String(old), Value::String(new)) => {
            let (old, new): (Span, Span) = (old.parse().ok()?, new.parse().ok()?);
            // Months and years have a length only from a day on; any day serves, as long as it is always the same.
            old.compare((new, Date::constant(2025, 1, 1))).ok()
        }
        _ => None,
    }
}

/// A length in words: „2 Jahre“, „60“.
pub(super) fn words(length: &Value, lang: Lang) -> Option<String> {
    let text = match length {
        Value::Number(number) => return Some(number.to_string()),
        Value::String(text) => text,
        _ => return None,
    };
    let span: Span = text.parse().ok()?;
    let units = [
        (i64::from(span.get_years()), ["Jahr", "Jahre", "year", "years"]),
        (i64::from(span.get_months()), ["Monat", "Monate", "month", "months"]),
        (i64::from(span.get_weeks()), ["Woche", "Wochen", "week", "weeks"]),
        (i64::from(span.get_days()), ["Tag", "Tage", "day", "days"]),
        (i64::from(span.get_hours()), ["Stunde", "Stunden", "hour", "hours"]),
        (span.get_minutes(), ["Minute", "Minuten", "minute", "minutes"]),
        (span.get_seconds(), ["Sekunde", "Sekunden", "second", "seconds"]),
    ];
    let parts: Vec<String> = units
        .into_iter()
        .filter(|(n, _)| *n != 0)
        .map(|(n, [ein, viele, one, many])| {
            let unit = match (lang, n == 1) {
                (Lang::De, true) => ein,
                (Lang::De, false) => viele,
                (Lang::En, true) => one,
                (Lang::En, false) => many,
            };
            format!("{n} {unit}")
        })
        .collect();
    let nothing = match lang {
        Lang::De => "0 Tage",
        Lang::En => "0 days",
    };
    Some(if parts.is_empty() { nothing.to_owned() } else { parts.join(" ") })
}

/// The German words as they stand after „von“: „2 Jahren“.
pub(super) fn after_von(words: &str) -> String {
    words.replace("Jahre", "Jahren").replace("Monate", "Monaten").replace("Tage", "Tagen")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lengths_are_compared_whatever_their_units() {
        let order = |old: &str, new: &str| compare(&json!(old), &json!(new));
        assert_eq!(order("P2Y", "P24M"), Some(Ordering::Equal));
        assert_eq!(order("PT24H", "P1D"), Some(Ordering::Equal));
        assert_eq!(order("P1M", "P4W"), Some(Ordering::Greater));
        assert_eq!(order("PT90M", "PT2H"), Some(Ordering::Less));
        assert_eq!(order("bald", "P1D"), None);
        assert_eq!(order("P9999Y", "P19998Y"), None);
        assert_eq!(compare(&json!(60), &json!(30)), Some(Ordering::Greater));
        assert_eq!(compare(&json!(60), &json!("P30D")), None);
    }

    #[test]
    fn lengths_are_read_out() {
        assert_eq!(words(&json!("P1Y6M"), Lang::De).as_deref(), Some("1 Jahr 6 Monate"));
        assert_eq!(words(&json!("PT24H"), Lang::En).as_deref(), Some("24 hours"));
        assert_eq!(words(&json!("P0D"), Lang::De).as_deref(), Some("0 Tage"));
        assert_eq!(words(&json!(30), Lang::De).as_deref(), Some("30"));
        assert_eq!(after_von("1 Jahr 6 Monate"), "1 Jahr 6 Monaten");
    }
}
