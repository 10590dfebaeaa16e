//! Whether a test counts on a day, and if not, why.

use jiff::civil::Date;

use crate::document::{Product, ProductTest, TestResult, Vendor};

/// What a test is worth on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// By an organisation other than the vendor, made, and not expired.
    Counts,
    /// By the vendor itself, or by nobody who is named: a declaration, whatever its result.
    Declared,
    /// Without a day on which it was made, so that nobody can tell whether it was made yet.
    Undated,
    /// Made on a later day.
    Future,
    /// Its last day has passed.
    Expired,
    /// Taken back by whoever made it; only what a registry keeps is.
    Withdrawn,
}

impl Standing {
    pub const ALL: [Self; 6] =
        [Self::Counts, Self::Declared, Self::Undated, Self::Future, Self::Expired, Self::Withdrawn];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Declared => "declared",
            Self::Undated => "undated",
            Self::Future => "future",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What `test` of a product of `vendor` is worth `on` a day. It still counts on its last day.
    ///
    /// A day that cannot be read is none; an expiry that cannot be read has passed.
    pub(super) fn of(test: &ProductTest, vendor: &str, on: Date) -> Self {
        let Some(made) = day(test.on.as_deref()) else { return Self::Undated };
        if on < made {
            return Self::Future;
        }
        let has_expired =
            test.expires.is_some() && day(test.expires.as_deref()).is_none_or(|last| last < on);
        if has_expired {
            return Self::Expired;
        }
        match test.by.as_deref() {
            Some(by) if by != vendor => Self::Counts,
            _ => Self::Declared,
        }
    }
}

/// The newest test of a product that counts and did not fail as a whole.
pub(crate) fn passed_test<'d>(
    vendor: &Vendor,
    product: &'d Product,
    on: Date,
) -> Option<(&'d ProductTest, Date)> {
    let passed = product.tests.iter().filter(|test| {
        Standing::of(test, &vendor.id, on) == Standing::Counts
            && test.result != Some(TestResult::Failed)
    });
    let dated = passed.filter_map(|test| Some((test, day(test.on.as_deref())?)));
    dated.max_by_key(|(_, made)| *made)
}

pub(crate) fn day(text: Option<&str>) -> Option<Date> {
    text?.parse().ok()
}
