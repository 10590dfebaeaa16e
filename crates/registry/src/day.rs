//! The day of a moment. Documents speak of days, the registry of microseconds.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The day in UTC; a moment beyond all calendars counts as the last of all days, on which no evidence holds any more.
pub(crate) fn day_of(at: i64) -> Date {
    let moment = Timestamp::from_microsecond(at);
    moment.map_or(Date::MAX, |moment| moment.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight() {
        let midnight = 1_780_012_800_000_000;
        assert_eq!(day_of(midnight - 1).to_string(), "2026-05-28");
        assert_eq!(day_of(midnight).to_string(), "2026-05-29");
        assert_eq!((day_of(i64::MAX), day_of(i64::MIN)), (Date::MAX, Date::MAX));
    }
}
