//! Two changed versions of a sequence become one: lines of a text, elements of a list.

use std::{hash::Hash, iter::Peekable, ops::Range, slice};

use imara_diff::{Algorithm, Diff, InternedInput};

use super::Sides;

/// Applies the changes of both sides. `None` where they overlap or touch and are not the same.
pub(super) fn merge<T: Copy + Default + Eq + Hash>(sides: &Sides<Vec<T>>) -> Option<Vec<T>> {
    let Sides { base, ours, theirs } = sides;
    if theirs == base || ours == theirs {
        return Some(ours.clone());
    }
    if ours == base {
        return Some(theirs.clone());
    }
    let (by_ours, by_theirs) = (hunks(base, ours), hunks(base, theirs));
    let (mut by_ours, mut by_theirs) = (by_ours.iter().peekable(), by_theirs.iter().peekable());
    let mut merged = Vec::with_capacity(ours.len().max(theirs.len()));
    let mut settled = 0;
    while let Some(start) = next_start(&mut by_ours, &mut by_theirs) {
        merged.extend(part(base, settled..start));
        let (end, here, there) = cluster(start, &mut by_ours, &mut by_theirs);
        let mine = || rewritten(base, ours, start..end, &here);
        let others = || rewritten(base, theirs, start..end, &there);
        merged.extend(match (here.is_empty(), there.is_empty()) {
            (false, true) => mine(),
            (true, _) => others(),
            (false, false) => Some(mine()).filter(|mine| *mine == others())?,
        });
        settled = end;
    }
    merged.extend(part(base, settled..base.len()));
    Some(merged)
}

/// One change: a range of the base, and what stands there instead in the changed version.
struct Hunk {
    before: Range<usize>,
    after: Range<usize>,
}

type Hunks<'h> = Peekable<slice::Iter<'h, Hunk>>;

fn hunks<T: Copy + Default + Eq + Hash>(before: &[T], after: &[T]) -> Vec<Hunk> {
    let mut input = InternedInput::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    // Of several places that explain a change equally well, always the same one.
    diff.postprocess_no_heuristic(&input);
    let wide = |range: Range<u32>| place(range.start)..place(range.end);
    diff.hunks().map(|hunk| Hunk { before: wide(hunk.before), after: wide(hunk.after) }).collect()
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn next_start(ours: &mut Hunks<'_>, theirs: &mut Hunks<'_>) -> Option<usize> {
    let starts = [ours.peek(), theirs.peek()];
    starts.into_iter().flatten().map(|hunk| hunk.before.start).min()
}

/// Gathers the changes of both sides that overlap or touch, from `start` to the end that comes back.
fn cluster<'h>(
    start: usize,
    ours: &mut Hunks<'h>,
    theirs: &mut Hunks<'h>,
) -> (usize, Vec<&'h Hunk>, Vec<&'h Hunk>) {
    let (mut end, mut here, mut there) = (start, Vec::new(), Vec::new());
    loop {
        let known = here.len() + there.len();
        for (side, gathered) in [(&mut *ours, &mut here), (&mut *theirs, &mut there)] {
            while let Some(hunk) = side.next_if(|hunk| hunk.before.start <= end) {
                end = end.max(hunk.before.end);
                gathered.push(hunk);
            }
        }
        if known == here.len() + there.len() {
            return (end, here, there);
        }
    }
}

/// What one side made of a range of the base.
fn rewritten<T: Copy>(base: &[T], side: &[T], range: Range<usize>, hunks: &[&Hunk]) -> Vec<T> {
    let mut text = Vec::new();
    let mut settled = range.start;
    for hunk in hunks {
        text.extend(part(base, settled..hunk.before.start));
        text.extend(part(side, hunk.after.clone()));
        settled = hunk.before.end;
    }
    text.extend(part(base, settled..range.end));
    text
}

fn part<T: Copy>(sequence: &[T], range: Range<usize>) -> impl Iterator<Item = T> {
    sequence.get(range).unwrap_or_default().iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> Option<String> {
        let sides = Sides { base, ours, theirs };
        merge(&sides.map(|text| text.split(' ').collect::<Vec<_>>())).map(|words| words.join(" "))
    }

    #[test]
    fn changes_apart_from_each_other_are_both_applied() {
        assert_eq!(merged("a b c d e", "A b c d e", "a b c d E").as_deref(), Some("A b c d E"));
        assert_eq!(merged("a b c d", "a x b c d", "a b d").as_deref(), Some("a x b d"));
        assert_eq!(merged("a b c", "a c", "a b c d").as_deref(), Some("a c d"));
    }

    #[test]
    fn the_same_change_on_both_sides_is_one() {
        assert_eq!(merged("a b c", "a x c", "a x c").as_deref(), Some("a x c"));
        assert_eq!(
            merged("a b c d e", "a b x c d e", "a b x c d E").as_deref(),
            Some("a b x c d E")
        );
    }

    /// The same paragraph is found to be the same, whatever else changed around it.
    #[test]
    fn a_change_between_repeated_lines_is_recognised() {
        let base = "h - a - b - c - d - t";
        let ours = "h - a - x - b - c - d - t";
        let theirs = "H - a - x - b - c - D - t";
        assert_eq!(merged(base, ours, theirs).as_deref(), Some(theirs));
        let theirs = "H - A - a - x - b - c - d - T";
        assert_eq!(merged(base, ours, theirs).as_deref(), Some(theirs));
        let theirs = "- h - a - x - b - c - t";
        assert_eq!(merged(base, ours, theirs).as_deref(), Some(theirs));
    }

    #[test]
    fn changes_that_overlap_or_touch_exclude_each_other() {
        assert_eq!(merged("a b c", "a x c", "a y c"), None);
        assert_eq!(merged("a b c d", "a x c d", "a b y d"), None);
        assert_eq!(merged("a b", "a x b", "a y b"), None);
        assert_eq!(merged("a b c", "a c", "a y c"), None);
        assert_eq!(merged("a", "b", "c"), None);
    }

    #[test]
    fn a_change_that_spans_several_of_the_other_side_meets_them_all() {
        assert_eq!(merged("a b c d e f", "a x f", "a b y d z f"), None);
        assert_eq!(
            merged("a b c d e f g h", "a x f g h", "a x f g H").as_deref(),
            Some("a x f g H")
        );
    }
}
