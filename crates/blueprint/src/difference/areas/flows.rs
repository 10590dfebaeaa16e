//! The ways between the steps.
//!
//! A flow is known by where it leads from and to. Its id only tells a redirected flow from a new one, so that
//! numbering the flows anew changes nothing for anybody.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{ChangeKind, found::Found, place::Place, rule::Kind, words};
use super::general;
use crate::{Lang, compare::Keyed};

pub(crate) const ADDED: ChangeKind =
    ChangeKind::minor("BP140", "flow-added", "There is a further way from one step to another.");
pub(crate) const REMOVED: ChangeKind =
    ChangeKind::major("BP141", "flow-removed", "A way from one step to another was removed.");
pub(crate) const REDIRECTED: ChangeKind =
    ChangeKind::major("BP142", "flow-redirected", "A way starts or leads elsewhere.");
pub(crate) const CONDITION: ChangeKind = ChangeKind::major(
    "BP143",
    "flow-condition-changed",
    "A way became subject to a condition, or free of it.",
);
pub(crate) const RENUMBERED: ChangeKind =
    ChangeKind::patch("BP144", "flow-renumbered", "A way got another id and leads where it led.");
pub(crate) const DIAGRAM: ChangeKind =
    ChangeKind::patch("BP145", "diagram-changed", "The drawing of the process changed.");

/// From where to where, and the how manieth flow between the two.
type Ends<'d> = (&'d str, &'d str, usize);

struct Flows<'d> {
    keyed: Keyed<'d>,
    ends: BTreeMap<&'d str, Ends<'d>>,
    ids: BTreeMap<Ends<'d>, &'d str>,
}

pub(crate) fn judge(place: &Place<'_>, found: &mut Found<'_>) {
    let (Some(old), Some(new)) = (Flows::read(place.old), Flows::read(place.new)) else {
        return general::unknown(place, found);
    };
    for id in old.keyed.ids().filter(|id| new.keyed.get(id).is_none()) {
        let stays = old.ends.get(id).and_then(|ends| new.ids.get(ends)).is_some();
        if !stays {
            is_gone(&place.element(id, old.keyed.get(id), None), found);
        }
    }
    for id in new.keyed.ids() {
        let Some(ends) = new.ends.get(id) else { continue };
        match old.ids.get(ends) {
            Some(was) => {
                stayed(&place.element(id, old.keyed.get(was), new.keyed.get(id)), was, found);
            }
            None => led_elsewhere(place, id, (&old, &new), found),
        }
    }
    // An id that moved to another way leaves the way that it named before.
    for id in old.keyed.ids().filter(|id| new.keyed.get(id).is_some()) {
        let Some(ends) = old.ends.get(id) else { continue };
        let is_way_gone = !new.ids.contains_key(ends);
        let is_renumbered = new.ends.get(id).is_some_and(|ends| old.ids.contains_key(ends));
        if is_way_gone && is_renumbered {
            is_gone(&place.element(id, old.keyed.get(id), None), found);
        }
    }
    if old.kept(&new) != new.kept(&old) {
        general::order(place, found);
    }
}

impl<'d> Flows<'d> {
    fn read(list: Option<&'d Value>) -> Option<Self> {
        let items = list.map_or(Some(&[][..]), |list| list.as_array().map(Vec::as_slice))?;
        let keyed = Keyed::of(items, "id")?;
        let mut flows = Self { keyed, ends: BTreeMap::new(), ids: BTreeMap::new() };
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for item in items {
            let text = |member| item.get(member).and_then(Value::as_str);
            let (id, from, to) = (text("id")?, text("from")?, text("to")?);
            // Other members than these would go unseen.
            let known = ["id", "from", "to", "condition"];
            if item.as_object()?.keys().any(|name| !known.contains(&name.as_str())) {
                return None;
            }
            let count = counts.entry((from, to)).or_default();
            flows.ends.insert(id, (from, to, *count));
            flows.ids.insert((from, to, *count), id);
            *count = count.saturating_add(1);
        }
        Some(flows)
    }

    /// The ways that the other list has too, in the order of this one.
    fn kept(&self, other: &Self) -> Vec<Ends<'d>> {
        let ways = self.keyed.ids().filter_map(|id| self.ends.get(id).copied());
        ways.filter(|ends| other.ids.contains_key(ends)).collect()
    }
}

/// The same way as before, perhaps under another id or another condition.
fn stayed(flow: &Place<'_>, old_id: &str, found: &mut Found<'_>) {
    let id = flow.path.last().unwrap_or_default().to_owned();
    if id != old_id {
        tell(&RENUMBERED, flow, found, |way, lang| match lang {
            Lang::De => format!(
                "Der Übergang {way} hat einen neuen Kurznamen, bisher {}.",
                words::quoted(old_id, lang)
            ),
            Lang::En => format!(
                "The flow {way} has a new short name, it was {}.",
                words::quoted(old_id, lang)
            ),
        });
    }
    let mut condition = flow.member("condition");
    condition.old = condition.old.filter(|text| !text.is_null());
    condition.new = condition.new.filter(|text| !text.is_null());
    match (condition.old, condition.new) {
        (old, new) if old == new => {}
        (Some(Value::Object(_)), Some(Value::Object(_))) => {
            general::text(&condition, found).unwrap_or_default();
        }
        (old, _) => {
            let is_new = old.is_none();
            tell(&CONDITION, flow, found, |way, lang| match (lang, is_new) {
                (Lang::De, true) => {
                    format!("Der Übergang {way} gilt jetzt nur unter einer Bedingung.")
                }
                (Lang::En, true) => format!("The flow {way} now depends on a condition."),
                (Lang::De, false) => {
                    format!("Der Übergang {way} gilt jetzt ohne die bisherige Bedingung.")
                }
                (Lang::En, false) => format!("The flow {way} no longer depends on its condition."),
            });
        }
    }
}

/// A way that was not there: a flow that led elsewhere, or a new one.
fn led_elsewhere<'d>(
    place: &Place<'d>,
    id: &'d str,
    (old, new): (&Flows<'d>, &Flows<'d>),
    found: &mut Found<'_>,
) {
    let flow = place.element(id, old.keyed.get(id), new.keyed.get(id));
    let old_way_is_gone = old.ends.get(id).is_some_and(|ends| !new.ids.contains_key(ends));
    if old_way_is_gone {
        let was =
            [flow.old.and_then(|flow| flow.get("from")), flow.old.and_then(|flow| flow.get("to"))];
        let was: [String; 2] =
            was.map(|end| end.and_then(Value::as_str).unwrap_or_default().to_owned());
        let [from, to] = was;
        let old_way: Vec<(Lang, String)> =
            Lang::ALL.into_iter().map(|lang| (lang, way(&from, &to, found, lang))).collect();
        tell(&REDIRECTED, &flow, found, |way, lang| {
            let old_way = old_way
                .iter()
                .find(|(of, _)| *of == lang)
                .map(|(_, way)| way.as_str())
                .unwrap_or_default();
            match lang {
                Lang::De => format!("Ein Übergang führt jetzt {way} statt {old_way}."),
                Lang::En => format!("A flow now leads {way} instead of {old_way}."),
            }
        });
    } else {
        tell(&ADDED, &flow, found, |way, lang| match lang {
            Lang::De => format!("Der Übergang {way} ist neu."),
            Lang::En => format!("The flow {way} is new."),
        });
    }
}

pub(crate) fn drawing(place: &Place<'_>, found: &mut Found<'_>) {
    let message = words::message(|lang| match lang {
        Lang::De => "Die Zeichnung des Ablaufs ist eine andere.".to_owned(),
        Lang::En => "The drawing of the process is another one.".to_owned(),
    });
    found.push(&DIAGRAM, place, message);
}

fn is_gone(flow: &Place<'_>, found: &mut Found<'_>) {
    tell(&REMOVED, flow, found, |way, lang| match lang {
        Lang::De => format!("Der Übergang {way} ist entfallen."),
        Lang::En => format!("The flow {way} was removed."),
    });
}

fn tell(
    kind: Kind,
    flow: &Place<'_>,
    found: &mut Found<'_>,
    sentence: impl Fn(&str, Lang) -> String,
) {
    let value = flow.new.or(flow.old);
    let end = |member| value.and_then(|flow| flow.get(member)?.as_str()).unwrap_or_default();
    let message = words::message(|lang| sentence(&way(end("from"), end("to"), found, lang), lang));
    found.push(kind, flow, message);
}

/// „von „Antrag stellen“ zu „Antrag prüfen““
fn way(from: &str, to: &str, found: &Found<'_>, lang: Lang) -> String {
    let name =
        |id: &str| found.title_of("from", id, lang).unwrap_or_else(|| words::quoted(id, lang));
    match lang {
        Lang::De => format!("von {} zu {}", name(from), name(to)),
        Lang::En => format!("from {} to {}", name(from), name(to)),
    }
}
