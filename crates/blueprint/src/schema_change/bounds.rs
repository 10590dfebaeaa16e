//! How large, how long, how many.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::{
    Effect,
    comparison::Comparison,
    side::{Pair, Side},
    words::{self, Unit},
};

pub(super) fn compare(comparison: &mut Comparison<'_>, pair: &Pair<'_>) {
    limits(comparison, pair, End::Lower);
    limits(comparison, pair, End::Upper);
    multiples(comparison, pair);
    for (least, most, unit) in [
        ("minLength", "maxLength", Unit::Characters),
        ("minItems", "maxItems", Unit::Entries),
        ("minProperties", "maxProperties", Unit::Members),
    ] {
        count(comparison, pair, Count { keyword: least, end: End::Lower, unit, default: 0 });
        count(comparison, pair, Count { keyword: most, end: End::Upper, unit, default: 0 });
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Lower,
    Upper,
}

/// A limit of a number, and whether the limit itself is out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit<'s> {
    pub(super) value: &'s Number,
    pub(super) is_exclusive: bool,
}

impl End {
    fn keywords(self) -> (&'static str, &'static str) {
        match self {
            Self::Lower => ("minimum", "exclusiveMinimum"),
            Self::Upper => ("maximum", "exclusiveMaximum"),
        }
    }

    /// Greater means that less is let through.
    fn tightness(self, a: Limit<'_>, b: Limit<'_>) -> Option<Ordering> {
        let by_value = order(a.value, b.value)?;
        let by_value = if self == Self::Lower { by_value } else { by_value.reverse() };
        Some(by_value.then(a.is_exclusive.cmp(&b.is_exclusive)))
    }

    /// The tighter of the two limits that a schema may name.
    fn of<'s>(self, side: &Side<'s>) -> Result<Option<Limit<'s>>, Uncertain> {
        let limit = |keyword, is_exclusive| match side.value.get(keyword) {
            None => Ok(None),
            Some(Value::Number(value)) => Ok(Some(Limit { value, is_exclusive })),
            Some(_) => Err(Uncertain),
        };
        let (inclusive, exclusive) = self.keywords();
        Ok(match (limit(inclusive, false)?, limit(exclusive, true)?) {
            (Some(a), Some(b)) => match self.tightness(a, b).ok_or(Uncertain)? {
                Ordering::Less => Some(b),
                _ => Some(a),
            },
            (a, b) => a.or(b),
        })
    }
}

/// A limit that is no number, or one that cannot be compared.
#[derive(Debug)]
struct Uncertain;

fn limits(comparison: &mut Comparison<'_>, pair: &Pair<'_>, end: End) {
    let (inclusive, exclusive) = end.keywords();
    if !pair.differs(inclusive) && !pair.differs(exclusive) {
        return;
    }
    let at = pair.at(if pair.differs(inclusive) { inclusive } else { exclusive });
    let uncertain = (Effect::Narrowed, words::uncertain());
    let (effect, message) = match (end.of(&pair.old), end.of(&pair.new)) {
        (Ok(None), Ok(None)) => return,
        (Ok(None), Ok(Some(new))) => (Effect::Narrowed, words::limit_added(end, new)),
        (Ok(Some(old)), Ok(None)) => (Effect::Widened, words::limit_gone(end, old)),
        (Ok(Some(old)), Ok(Some(new))) => match end.tightness(new, old) {
            Some(Ordering::Equal) => return,
            Some(Ordering::Greater) => (Effect::Narrowed, words::limit_moved(end, old, new)),
            Some(Ordering::Less) => (Effect::Widened, words::limit_moved(end, old, new)),
            None => uncertain,
        },
        _ => uncertain,
    };
    comparison.report(pair, at, effect, message);
}

fn multiples(comparison: &mut Comparison<'_>, pair: &Pair<'_>) {
    if !pair.differs("multipleOf") {
        return;
    }
    let (effect, message) = match pair.values("multipleOf") {
        (_, None) => (Effect::Widened, words::multiple_gone()),
        (Some(old), Some(new)) if is_multiple(old, new) => {
            (Effect::Widened, words::multiple_of(new))
        }
        (_, Some(new)) => (Effect::Narrowed, words::multiple_of(new)),
    };
    comparison.report(pair, pair.at("multipleOf"), effect, message);
}

/// Fractions divide with rounding, so only whole numbers are known to.
fn is_multiple(old: &Value, new: &Value) -> bool {
    let (Some(old), Some(new)) = (old.as_u64(), new.as_u64()) else { return false };
    old.checked_rem(new) == Some(0)
}

/// A keyword that says how many there may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    pub(super) keyword: &'static str,
    pub(super) end: End,
    pub(super) unit: Unit,
    /// The lower end where the keyword is absent.
    pub(super) default: u64,
}

pub(super) fn count(comparison: &mut Comparison<'_>, pair: &Pair<'_>, count: Count) {
    let Count { keyword, end, default, .. } = count;
    if !pair.differs(keyword) {
        return;
    }
    let amount = |value: Option<&Value>| value.map_or(Some(None), |value| value.as_u64().map(Some));
    let (old, new) = pair.values(keyword);
    let (Some(old), Some(new)) = (amount(old), amount(new)) else {
        comparison.report(pair, pair.at(keyword), Effect::Narrowed, words::uncertain());
        return;
    };
    let tightness = match (end, old, new) {
        (End::Lower, old, new) => new.unwrap_or(default).cmp(&old.unwrap_or(default)),
        (End::Upper, Some(old), Some(new)) => old.cmp(&new),
        (End::Upper, old, new) => new.is_some().cmp(&old.is_some()),
    };
    let effect = match tightness {
        Ordering::Equal => return,
        Ordering::Greater => Effect::Narrowed,
        Ordering::Less => Effect::Widened,
    };
    comparison.report(pair, pair.at(keyword), effect, words::count(count, (old, new)));
}

/// The order of two numbers, where it is certain.
fn order(a: &Number, b: &Number) -> Option<Ordering> {
    const CERTAIN: f64 = 9_007_199_254_740_992.0;
    let whole = |n: &Number| n.as_i64().map(i128::from).or_else(|| n.as_u64().map(i128::from));
    if let (Some(a), Some(b)) = (whole(a), whole(b)) {
        return Some(a.cmp(&b));
    }
    let (a, b) = (a.as_f64()?, b.as_f64()?);
    if a.abs() < CERTAIN && b.abs() < CERTAIN { a.partial_cmp(&b) } else { None }
}
