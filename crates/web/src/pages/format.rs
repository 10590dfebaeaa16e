//! Dates, numbers and durations as people write them.
//!
//! Nothing here fails: what cannot be read is shown as it is.

use blueprint::Lang;
use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};

/// A whole number with its groups of three.
pub(crate) fn number(n: i64, lang: Lang) -> String {
    let separator = match lang {
        Lang::De => '.',
        Lang::En => ',',
    };
    let digits = n.unsigned_abs().to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        written.push('-');
    }
    for (idx, digit) in digits.chars().enumerate() {
        if 0 < idx && (digits.len() - idx).is_multiple_of(3) {
            written.push(separator);
        }
        written.push(digit);
    }
    written
}

/// A number that may have a fraction.
pub(crate) fn decimal(n: f64, lang: Lang) -> String {
    let written = format!("{n:.2}");
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let grouped = whole.parse().map_or_else(|_large| whole.to_owned(), |whole| number(whole, lang));
    let mark = match lang {
        Lang::De => ',',
        Lang::En => '.',
    };
    match fraction.trim_end_matches('0') {
        "" => grouped,
        rest => format!("{grouped}{mark}{rest}"),
    }
}

/// A day, given as `YYYY-MM-DD`.
pub(crate) fn day(iso: &str, lang: Lang) -> String {
    iso.parse::<Date>().map_or_else(|_unreadable| iso.to_owned(), |date| civil(date, lang))
}

/// The day of a time, given in microseconds since the Unix epoch.
pub(crate) fn day_of(micros: i64, lang: Lang) -> String {
    utc_day(micros).map(|date| civil(date, lang)).unwrap_or_default()
}

/// The same day for the `datetime` attribute.
pub(crate) fn iso_day_of(micros: i64) -> String {
    utc_day(micros).map(|date| date.to_string()).unwrap_or_default()
}

/// The day it is. A time without a day counts as the last of all days, on which no evidence holds any more.
pub(crate) fn today(micros: i64) -> Date {
    utc_day(micros).unwrap_or(Date::MAX)
}

fn utc_day(micros: i64) -> Option<Date> {
    let time = Timestamp::from_microsecond(micros).ok()?;
    Some(time.to_zoned(TimeZone::UTC).date())
}

fn civil(date: Date, lang: Lang) -> String {
    const GERMAN: [&str; 12] = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (months, dot) = match lang {
        Lang::De => (GERMAN, "."),
        Lang::En => (ENGLISH, ""),
    };
    let idx = usize::try_from(date.month() - 1).unwrap_or_default();
    let month = months.get(idx).copied().unwrap_or_default();
    format!("{}{dot} {month} {}", date.day(), date.year())
}

/// A duration, given as ISO 8601: `PT4H` is `4 Stunden`.
pub(crate) fn duration(iso: &str, lang: Lang) -> String {
    let Ok(span) = iso.parse::<Span>() else { return iso.to_owned() };
    let parts: Vec<String> = [
        (i64::from(span.get_years()), ["Jahr", "Jahre", "year", "years"]),
        (i64::from(span.get_months()), ["Monat", "Monate", "month", "months"]),
        (i64::from(span.get_weeks()), ["Woche", "Wochen", "week", "weeks"]),
        (i64::from(span.get_days()), ["Tag", "Tage", "day", "days"]),
        (i64::from(span.get_hours()), ["Stunde", "Stunden", "hour", "hours"]),
        (span.get_minutes(), ["Minute", "Minuten", "minute", "minutes"]),
        (span.get_seconds(), ["Sekunde", "Sekunden", "second", "seconds"]),
    ]
    .into_iter()
    .filter(|(n, _)| *n != 0)
    .map(|(n, [one_de, many_de, one_en, many_en])| {
        let unit = match (lang, n) {
            (Lang::De, 1) => one_de,
            (Lang::De, _) => many_de,
            (Lang::En, 1) => one_en,
            (Lang::En, _) => many_en,
        };
        format!("{} {unit}", number(n, lang))
    })
    .collect();
    if parts.is_empty() {
        let nothing = match lang {
            Lang::De => "0 Minuten",
            Lang::En => "0 minutes",
        };
        return nothing.to_owned();
    }
    parts.join(", ")
}

/// Bytes, rounded.
pub(crate) fn size(bytes: i64, lang: Lang) -> String {
    let (divisor, unit) = match bytes {
        ..1_000 => return format!("{} {}", number(bytes, lang), "B"),
        1_000..1_000_000 => (1_000, "kB"),
        _ => (1_000_000, "MB"),
    };
    format!("{} {unit}", number((bytes + divisor / 2) / divisor, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_groups_of_three() {
        for (n, de, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_000, "1.000", "1,000"),
            (-1_234_567, "-1.234.567", "-1,234,567"),
        ] {
            assert_eq!((number(n, Lang::De).as_str(), number(n, Lang::En).as_str()), (de, en));
        }
        assert_eq!(decimal(1_250.5, Lang::De), "1.250,5");
        assert_eq!(decimal(3.0, Lang::En), "3");
    }

    #[test]
    fn days_are_written_out() {
        assert_eq!(day("2027-06-30", Lang::De), "30. Juni 2027");
        assert_eq!(day("2027-06-30", Lang::En), "30 June 2027");
        assert_eq!(day("bald", Lang::De), "bald");
        assert_eq!(day_of(1_700_000_000_000_000, Lang::De), "14. November 2023");
        assert_eq!(iso_day_of(1_700_000_000_000_000), "2023-11-14");
    }

    #[test]
    fn durations_are_words() {
        assert_eq!(duration("PT4H", Lang::De), "4 Stunden");
        assert_eq!(duration("P1Y6M", Lang::De), "1 Jahr, 6 Monate");
        assert_eq!(duration("P1D", Lang::En), "1 day");
        assert_eq!(duration("PT0S", Lang::De), "0 Minuten");
        assert_eq!(duration("demnächst", Lang::De), "demnächst");
    }

    #[test]
    fn sizes_are_rounded() {
        assert_eq!(size(999, Lang::De), "999 B");
        assert_eq!(size(20_480, Lang::De), "20 kB");
        assert_eq!(size(16_777_216, Lang::En), "17 MB");
    }
}
