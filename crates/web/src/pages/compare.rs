//! Two versions beside each other: what changed, and what it asks of those who use the blueprint.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use registry::{Compared, Meant, Named, Refused, Registry};

use super::{
    changes::{Group, groups},
    frame::{self, Frame, Place},
    text::Text,
    visit::{self, Visit},
};
use crate::{
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "compare.html")]
struct ComparePage {
    frame: Frame,
    t: Text,
    from: Wish,
    to: Wish,
    outcome: Option<Outcome>,
}

/// What was typed into a field, and what is wrong with it.
#[derive(Debug)]
struct Wish {
    typed: String,
    fault: Option<String>,
}

#[derive(Debug)]
struct Outcome {
    from: Side,
    to: Side,
    verdict: String,
    /// The address that shows the way back.
    turned: String,
    /// How many media breaks there were and are, when that changed or one took the place of another.
    breaks: Option<String>,
    /// Which are gone, and which are new.
    breaks_told: Vec<String>,
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Side {
    name: String,
    href: String,
}

/// `GET /vergleich`.
pub(super) async fn compare(
    visit: Visit,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let registry = state.registry.clone();
    let (status, page) = blocking(move || load(&registry, &visit)).await?;
    Ok(frame::html(status, &page))
}

fn load(registry: &Registry, visit: &Visit) -> Result<(StatusCode, ComparePage), Refused> {
    let t = visit.t;
    let (mut from, from_named) = Wish::read(visit, "from");
    let (mut to, to_named) = Wish::read(visit, "to");
    let mut sides = [None, None];
    for ((wish, named), side) in
        [(&mut from, from_named), (&mut to, to_named)].into_iter().zip(&mut sides)
    {
        let Some(named) = named else { continue };
        match registry::meant(registry, &named) {
            Ok(meant) => *side = Some(meant),
            Err(Refused::Unknown(_)) => wish.fault = Some(t.get("compare-unknown")),
            Err(other) => return Err(other),
        }
    }
    let is_faulty = from.fault.is_some() || to.fault.is_some();
    let outcome = match sides {
        [Some(from), Some(to)] => Some(outcome(t, &Compared::of(from, to))),
        _ => None,
    };
    let status = if is_faulty { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = outcome.as_ref().map_or_else(
        || t.get("compare-title"),
        |outcome| {
            format!("{}: {} → {}", t.get("compare-title"), outcome.from.name, outcome.to.name)
        },
    );
    let frame = Frame::new(visit, title, Place::Blueprints);
    Ok((status, ComparePage { frame, t, from, to, outcome }))
}

impl Wish {
    fn read(visit: &Visit, name: &str) -> (Self, Option<Named>) {
        let typed = visit.parameter(name).unwrap_or_default().trim().to_owned();
        let named = typed.parse().ok();
        let is_fault = named.is_none() && !typed.is_empty();
        let fault = is_fault.then(|| visit.t.get("compare-unnamed"));
        (Self { typed, fault }, named)
    }
}

fn outcome(t: Text, compared: &Compared) -> Outcome {
    let required = compared.difference.required_bump();
    let verdict = required
        .map_or_else(|| t.get("compare-equal"), |level| t.get(&format!("compare-asks-{level}")));
    let breaks = &compared.difference.media_breaks;
    let told = breaks.gone.iter().chain(&breaks.new);
    let breaks_told: Vec<String> = told.map(|one| one.message.get(t.lang).to_owned()).collect();
    let counts = format!("{} → {}", breaks.n_before, breaks.n_after);
    Outcome {
        breaks: (!breaks_told.is_empty()).then(|| t.with("compare-breaks", &counts)),
        breaks_told,
        verdict,
        turned: address(&compared.to, &compared.from),
        groups: groups(t, &compared.difference.changes),
        from: side(&compared.from),
        to: side(&compared.to),
    }
}

fn side(meant: &Meant) -> Side {
    let version = meant.version.to_string();
    Side {
        name: format!("{}@{version}", meant.id),
        href: visit::address(
            &format!("/blaupausen/{}", meant.id),
            [("version", version.as_str())].into_iter(),
        ),
    }
}

fn address(from: &Meant, to: &Meant) -> String {
    let name = |meant: &Meant| format!("{}@{}", meant.id, meant.version);
    let (from, to) = (name(from), name(to));
    visit::address("/vergleich", [("from", from.as_str()), ("to", to.as_str())].into_iter())
}

#[cfg(test)]
mod tests {
    use blueprint::{Digest, Lang};
    use serde_json::Value;

    use super::*;
    use crate::pages::testing::{all, judged, texts, visit};

    fn meant(version: &str, document: Value) -> Meant {
        Meant {
            id: "musterstadt/fundsache".parse().unwrap(),
            version: version.parse().unwrap(),
            digest: Digest::of(version.as_bytes()),
            document,
        }
    }

    fn page(before: Value, after: Value, lang: Lang) -> ComparePage {
        let visit = visit("/vergleich?from=musterstadt/fundsache@1.0.0&to=x", lang);
        let t = visit.t;
        let compared = Compared::of(meant("1.0.0", before), meant("2.0.0", after));
        ComparePage {
            frame: Frame::new(&visit, t.get("compare-title"), Place::Blueprints),
            t,
            from: Wish::read(&visit, "from").0,
            to: Wish::read(&visit, "to").0,
            outcome: Some(outcome(t, &compared)),
        }
    }

    #[test]
    fn changes_are_grouped_told_and_escaped() {
        let before = testkit::valid_example("minimal");
        let mut after = before.clone();
        after["title"]["de"] = "Neu <b>".into();
        after["security"]["protection"]["integrity"] = "very_high".into();
        for lang in Lang::ALL {
            let html = judged(&page(before.clone(), after.clone(), lang), lang);
            assert_eq!(all(&html, "tbody tr").len(), 2);
            assert_eq!(all(&html, "main b").len(), 0);
            assert_eq!(texts(&html, "tbody .level-major").len(), 1);
            assert_eq!(all(&html, "input[aria-invalid]").len(), 1, "`x` names no version");
        }
    }

    #[test]
    fn equal_versions_say_so() {
        let same = testkit::valid_example("minimal");
        let html = judged(&page(same.clone(), same, Lang::De), Lang::De);
        assert!(texts(&html, "main").join("").contains("Nichts hat sich geändert."));
        assert!(all(&html, "table").is_empty());
    }
}
