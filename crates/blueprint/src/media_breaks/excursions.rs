//! Which steps outside the digital world belong together: those that hand work to one another.

use super::crossings::Medium;
use crate::process::Process;

/// For each node the number of the excursion it belongs to.
///
/// A gateway or event belongs to one only where it carries work from a step outside the digital world to another such
/// step, so that two excursions that merely end at the same event stay two.
pub(super) fn of(process: &Process<'_>) -> Vec<Option<usize>> {
    let is_outside = outside(process);
    let mut excursions: Vec<Option<usize>> = vec![None; process.nodes.len()];
    for start in 0..process.nodes.len() {
        let mut open = vec![start];
        while let Some(here) = open.pop() {
            let is_member = is_outside.get(here) == Some(&true);
            let unnumbered =
                excursions.get_mut(here).filter(|number| is_member && number.is_none());
            if let Some(number) = unnumbered {
                *number = Some(start);
                open.extend(process.outs(here).map(|flow| flow.to));
                open.extend(process.ins(here).map(|flow| flow.from));
            }
        }
    }
    excursions
}

fn outside(process: &Process<'_>) -> Vec<bool> {
    let carries = through(process, |process, here, next| {
        next.extend(process.outs(here).map(|flow| flow.to));
    });
    let leads = through(process, |process, here, next| {
        next.extend(process.ins(here).map(|flow| flow.from));
    });
    carries.into_iter().zip(leads).map(|(carries, leads)| carries && leads).collect()
}

/// The steps outside the digital world, and the gateways and events that `expand` finds from them without passing a step.
fn through(
    process: &Process<'_>,
    expand: impl Fn(&Process<'_>, usize, &mut Vec<usize>),
) -> Vec<bool> {
    let is_origin =
        |number: usize| process.node(number).and_then(Medium::of_node) == Some(Medium::Other);
    let mut marks = vec![false; process.nodes.len()];
    let mut open: Vec<usize> =
        (0..process.nodes.len()).filter(|number| is_origin(*number)).collect();
    while let Some(here) = open.pop() {
        let is_passage = process.node(here).is_some_and(|node| !node.is_step());
        let may = is_passage || is_origin(here);
        if let Some(mark) = marks.get_mut(here).filter(|mark| may && !**mark) {
            *mark = true;
            expand(process, here, &mut open);
        }
    }
    marks
}
