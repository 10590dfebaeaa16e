//! Days as the index holds them: counted from the Unix epoch.

use blueprint::maturity::Until;
use jiff::civil::Date;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Stands for a last day that never was.
pub(crate) const NEVER: i32 = i32::MIN;

/// The number of a day.
pub(crate) fn number(date: Date) -> Option<i64> {
    let since = EPOCH.until(date).ok()?;
    Some(i64::from(since.get_days()))
}

/// The day of a number; nothing beyond all calendars.
fn day(number: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}

/// A last day as it is written; nothing is written for one that never was.
pub(crate) fn written(until: Until) -> Option<i64> {
    match until {
        Until::Never => None,
        Until::Day(date) => number(date),
        Until::Open => Some(i64::from(i32::MAX)),
    }
}

/// The same, read.
pub(crate) fn read(number: i32) -> Until {
    if number == NEVER { Until::Never } else { day(number).map_or(Until::Open, Until::Day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_days_are_read_as_they_were_written() {
        let days =
            [Date::constant(1969, 12, 31), Date::constant(2027, 6, 30), Date::MAX, Date::MIN];
        let untils = days.map(Until::Day).into_iter().chain([Until::Never, Until::Open]);
        for until in untils {
            let number = written(until).map_or(NEVER, |day| i32::try_from(day).unwrap());
            assert_eq!(read(number), until);
        }
        assert_eq!(number(Date::constant(2027, 6, 30)), Some(20_999));
    }
}
