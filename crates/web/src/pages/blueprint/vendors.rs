//! Who has control, how one gets away again, and which products can carry the blueprint.
//!
//! Law: what an organisation tested stands apart from what the vendor says of itself, and a vendor's test of its own
//! product is no test.

use askama::Template;
use blueprint::document::{
    Certificate, ControlHolder, Document, Exit, Holder, Product, ProductTest, Sovereignty, Vendor,
};
use blueprint::evidence::{ObjectiveStanding, ProductSovereignty, Seal, WeightSet};

use super::{
    Masthead, Reading, View,
    facts::{Fact, Facts},
};
use crate::pages::{format, frame::Frame, phrase::Phrase, radar::Radar, text::Text, visit::Visit};

#[derive(Debug, Template)]
#[template(path = "blueprint/vendors.html")]
pub(super) struct VendorsPage {
    frame: Frame,
    t: Text,
    head: Masthead,
    control: Vec<Control>,
    seals: Vec<(String, String)>,
    exit: Vec<Fact>,
    products: Vec<Offer>,
}

#[derive(Debug)]
struct Control {
    over: String,
    by: String,
    notes: Vec<Phrase>,
}

#[derive(Debug)]
struct Offer {
    anchor: String,
    name: String,
    vendor: String,
    tests: Vec<Tested>,
    declarations: Vec<Fact>,
    assessment: String,
    objectives: Vec<Objective>,
    radar: Radar,
}

#[derive(Debug)]
struct Tested {
    result: String,
    by: String,
    facts: Vec<Fact>,
}

#[derive(Debug)]
struct Objective {
    name: String,
    level: String,
    points: String,
    evidence: String,
}

pub(super) fn page(visit: &Visit, reading: &Reading) -> VendorsPage {
    let t = visit.t;
    let document = &reading.document;
    let sovereignty = &document.sovereignty;
    let head = Masthead::new(visit, reading, View::Vendors);
    let offers = document
        .vendors
        .iter()
        .flat_map(|vendor| vendor.products.iter().map(move |product| (vendor, product)));
    // The picture shows levels alone, which no weights change.
    let profiles = blueprint::evidence::sovereignty(document, WeightSet::EuCsf202606);
    let offers =
        offers.zip(&profiles).map(|(offered, profile)| offer(t, reading, offered, profile));
    let seals = sovereignty.minimum_seal.iter();
    VendorsPage {
        frame: head.frame(visit, View::Vendors),
        t,
        head,
        control: controls(t, sovereignty),
        seals: seals
            .map(|(id, level)| (objective(t, id), t.with("seal-level", &level.to_string())))
            .collect(),
        exit: exit(t, sovereignty),
        products: offers.collect(),
    }
}

fn objective(t: Text, id: &str) -> String {
    format!("{id} {}", t.code("sov", id))
}

fn controls(t: Text, sovereignty: &Sovereignty) -> Vec<Control> {
    let control = &sovereignty.control;
    let row = |over: &str, by: Holder, notes| Control {
        over: t.code("control", over),
        by: t.code("holder", by.as_str()),
        notes,
    };
    let holders = [
        ("data", &control.data),
        ("operation", &control.operation),
        ("keys", &control.keys),
        ("access", &control.access),
    ];
    let held = |(over, holder): (&str, &Option<ControlHolder>)| {
        let holder = holder.as_ref()?;
        Some(row(
            over,
            holder.held_by,
            Phrase::maybe(holder.note.as_ref(), t.lang).into_iter().collect(),
        ))
    };
    let mut rows: Vec<Control> = holders.into_iter().filter_map(held).collect();
    if let Some(continuity) = &control.continuity {
        let mut notes: Vec<Phrase> =
            Phrase::maybe(continuity.fallback.as_ref(), t.lang).into_iter().collect();
        if let Some(rto) = &continuity.rto {
            notes.push(Phrase::plain(t.with("vendors-rto", &format::duration(rto, t.lang))));
        }
        if let Some(rpo) = &continuity.rpo {
            notes.push(Phrase::plain(t.with("vendors-rpo", &format::duration(rpo, t.lang))));
        }
        rows.push(row("continuity", continuity.held_by, notes));
    }
    rows
}

fn exit(t: Text, sovereignty: &Sovereignty) -> Vec<Fact> {
    let mut facts = Facts::new(t);
    if let Some(Exit { export_formats, notice_days, transition_days, retrieval_days, tested_on }) =
        &sovereignty.exit
    {
        facts.all(t.get("exit-formats"), export_formats.iter().map(Phrase::plain).collect());
        facts.days(t.get("exit-notice"), *notice_days);
        facts.days(t.get("exit-transition"), *transition_days);
        facts.days(t.get("exit-retrieval"), *retrieval_days);
        facts.day(t.get("exit-tested"), tested_on.as_deref());
    }
    facts.plain(t.get("exit-locations"), countries(&sovereignty.data_locations));
    facts.done()
}

fn countries(codes: &[String]) -> Option<String> {
    (!codes.is_empty()).then(|| codes.join(", "))
}

fn offer(
    t: Text,
    reading: &Reading,
    (vendor, product): (&Vendor, &Product),
    profile: &ProductSovereignty,
) -> Offer {
    let anchor = format!("produkt-{}-{}", vendor.id, product.id);
    let name = product.name.clone().unwrap_or_else(|| product.id.clone());
    let is_foreign = |test: &&ProductTest| test.by.as_ref().is_some_and(|by| *by != vendor.id);
    let tests = product.tests.iter().filter(is_foreign);
    let assessment = product.assessment.as_ref();
    let framework = assessment.and_then(|assessment| assessment.framework);
    let framework =
        framework.map(|framework| t.code("framework", framework.as_str())).unwrap_or_default();
    Offer {
        name: product
            .version
            .as_ref()
            .map_or_else(|| name.clone(), |version| format!("{name} {version}")),
        vendor: vendor.name.clone().unwrap_or_else(|| vendor.id.clone()),
        tests: tests.map(|test| tested(t, reading, test)).collect(),
        declarations: declarations(t, vendor, product),
        assessment: t.with("vendors-assessment", &framework),
        objectives: assessment.map(|assessment| objectives(t, assessment)).unwrap_or_default(),
        radar: radar(t, &anchor, &name, &profile.objectives),
        anchor,
    }
}

fn radar(t: Text, anchor: &str, name: &str, objectives: &[ObjectiveStanding; 8]) -> Radar {
    let in_words = |standing: &ObjectiveStanding| {
        let level = standing.seal.map(|seal| t.with("seal-level", &seal.level().to_string()));
        let level = level.unwrap_or_else(|| t.get("radar-unknown"));
        format!("{}: {level}", objective(t, standing.objective.as_str()))
    };
    Radar {
        id: format!("{anchor}-radar"),
        title: t.with("radar-title", name),
        description: objectives.iter().map(in_words).collect::<Vec<_>>().join("; "),
        reached: objectives.each_ref().map(|standing| standing.seal.map(Seal::level)),
        demanded: objectives.each_ref().map(|standing| standing.demanded.map(Seal::level)),
    }
}

fn objectives(t: Text, assessment: &blueprint::document::Assessment) -> Vec<Objective> {
    let row = |(id, reached): (&String, &blueprint::document::Objective)| Objective {
        name: objective(t, id),
        level: reached
            .seal
            .map(|level| t.with("seal-level", &level.to_string()))
            .unwrap_or_default(),
        points: reached
            .points
            .map(|points| format::number(points.into(), t.lang))
            .unwrap_or_default(),
        evidence: reached.evidence.clone().unwrap_or_default(),
    };
    assessment.objectives.iter().map(row).collect()
}

fn declarations(t: Text, vendor: &Vendor, product: &Product) -> Vec<Fact> {
    let mut facts = Facts::new(t);
    facts.plain(t.get("product-license"), product.license.clone());
    facts.plain(t.get("vendor-seat"), vendor.seat.clone());
    facts.plain(t.get("vendor-parent"), vendor.ultimate_owner.clone());
    facts.codes(
        t.get("product-deployment"),
        "deployment",
        product.deployment.iter().map(|way| way.as_str()),
    );
    facts.plain(t.get("product-locations"), countries(&product.data_locations));
    facts.codes(
        t.get("product-keys"),
        "keys",
        product.key_custody.iter().map(|keys| keys.as_str()),
    );
    if let Some(access) = &product.third_country_access {
        let mut said = Vec::new();
        match access.exposed {
            Some(true) => said.push(Phrase::plain(t.get("product-exposed"))),
            Some(false) => said.push(Phrase::plain(t.get("product-not-exposed"))),
            None => {}
        }
        said.extend(access.laws.iter().map(Phrase::plain));
        said.extend(Phrase::maybe(access.note.as_ref(), t.lang));
        facts.all(t.get("product-third-country"), said);
    }
    if let Some(procurement) = &product.procurement {
        let mut said: Vec<Phrase> = Vec::new();
        said.extend(
            procurement
                .contract
                .map(|contract| Phrase::plain(t.code("contract", contract.as_str()))),
        );
        said.extend(Phrase::all(&procurement.via, t.lang));
        facts.all(t.get("product-procurement"), said);
    }
    for certificate in &product.certificates {
        facts.all(t.get("product-certificate"), certified(t, certificate));
    }
    let own =
        product.tests.iter().filter(|test| test.by.as_ref().is_none_or(|by| *by == vendor.id));
    facts.all(t.get("product-own-tests"), own.map(|test| Phrase::plain(result(t, test))).collect());
    facts.done()
}

fn certified(t: Text, certificate: &Certificate) -> Vec<Phrase> {
    let scheme =
        certificate.name.clone().unwrap_or_else(|| t.code("scheme", certificate.scheme.as_str()));
    let scheme = match &certificate.r#type {
        Some(kind) => format!("{scheme}, {}", t.with("certificate-type", kind)),
        None => scheme,
    };
    let mut said = vec![Phrase::plain(scheme)];
    said.extend(Phrase::maybe(certificate.scope.as_ref(), t.lang));
    if let Some(until) = &certificate.valid_until {
        said.push(Phrase::plain(t.with("certificate-until", &format::day(until, t.lang))));
    }
    said
}

fn result(t: Text, test: &ProductTest) -> String {
    test.result.map_or_else(|| t.get("test-no-result"), |result| t.code("result", result.as_str()))
}

fn tested(t: Text, reading: &Reading, test: &ProductTest) -> Tested {
    let mut facts = Facts::new(t);
    facts.day(t.get("test-on"), test.on.as_deref());
    let expired = test.expires.as_deref().is_some_and(|day| reading.is_past(day));
    let until = test.expires.as_deref().map(|day| format::day(day, t.lang));
    facts.plain(
        t.get("test-expires"),
        until.map(|day| if expired { t.with("test-expired", &day) } else { day }),
    );
    facts.codes(
        t.get("test-environment"),
        "environment",
        test.environment.iter().map(|place| place.as_str()),
    );
    facts.plain(t.get("test-version"), test.blueprint_version.as_ref().map(ToString::to_string));
    for status in blueprint::document::RequirementStatus::ALL {
        let of_status = test.requirements.iter().filter(|(_, reached)| **reached == status);
        let titles = of_status.map(|(id, _)| requirement(t, &reading.document, id)).collect();
        facts.all(t.code("status", status.as_str()), titles);
    }
    facts.all(t.get("test-findings"), Phrase::all(&test.findings, t.lang));
    let by = test.by.as_deref().unwrap_or_default();
    Tested { result: result(t, test), by: t.with("test-by", by), facts: facts.done() }
}

fn requirement(t: Text, document: &Document, id: &str) -> Phrase {
    let found = document.security.requirements.iter().find(|requirement| requirement.id == id);
    found.map_or_else(|| Phrase::code(id), |found| Phrase::of(&found.title, t.lang))
}
