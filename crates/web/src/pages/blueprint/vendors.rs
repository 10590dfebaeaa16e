//! Who has control, how one gets away again, and which products can carry the blueprint.
//!
//! Law: what an organisation tested stands apart from what the vendor says of itself, and a vendor's test of its own
//! product is no test.

mod alternatives;
mod assessment;
mod attested;
mod control;
mod declarations;
mod exit;
mod trials;

use askama::Template;
use blueprint::{
    document::{Product, ProductTest, Vendor},
    evidence::ProductRef,
};

use super::{Kept, Masthead, Reading, View, facts::Fact, offers};
use crate::pages::{frame::Frame, text::Text, visit::Visit};
use alternatives::WaysOut;
use assessment::{Assessment, Profiles};
use attested::Attested;
use control::Control;
use exit::Exit;
use trials::Tested;

#[derive(Debug, Template)]
#[template(path = "blueprint/vendors.html")]
pub(super) struct VendorsPage {
    frame: Frame,
    t: Text,
    head: Masthead,
    control: Vec<Control>,
    seals: Vec<(String, String)>,
    exit: Exit,
    products: Vec<Offer>,
    n_more: i64,
    attest: Option<String>,
}

#[derive(Debug)]
struct Offer {
    anchor: String,
    name: String,
    vendor: String,
    attested: Vec<Attested>,
    tests: Vec<Tested>,
    ways_out: Option<WaysOut>,
    declarations: Vec<Fact>,
    assessment: Option<Assessment>,
}

pub(super) fn page(visit: &Visit, reading: &Reading, kept: &Kept) -> VendorsPage {
    let t = visit.t;
    let document = &reading.document;
    let head = Masthead::new(visit, reading, View::Vendors);
    let seals = document.sovereignty.minimum_seal.iter();
    let mut ways_out = alternatives::all(t, reading).into_iter();
    let profiles = assessment::profiles(document);
    let offers = offers::of(document).zip(&profiles).map(|(offered, profiles)| Offer {
        ways_out: ways_out.next(),
        ..offer(t, (reading, kept), offered, profiles)
    });
    VendorsPage {
        frame: head.frame(visit, View::Vendors),
        t,
        head,
        control: control::all(t, document),
        seals: seals
            .map(|(id, level)| (objective(t, id), t.with("seal-level", &level.to_string())))
            .collect(),
        exit: exit::of(t, reading),
        products: offers.collect(),
        n_more: kept.n_more,
        attest: Kept::href_of_form(reading),
    }
}

fn offer(
    t: Text,
    (reading, kept): (&Reading, &Kept),
    (vendor, product): (&Vendor, &Product),
    profiles: &Profiles,
) -> Offer {
    let name = offers::name(product);
    let is_foreign = |test: &&ProductTest| test.by.as_ref().is_some_and(|by| *by != vendor.id);
    let tests = product.tests.iter().filter(is_foreign);
    let called = ProductRef::of(vendor, product);
    let exposure = profiles.first().map(|profile| &profile.exposure);
    Offer {
        anchor: offers::anchor(&called),
        name: product
            .version
            .as_ref()
            .map_or_else(|| name.clone(), |version| format!("{name} {version}")),
        vendor: offers::vendor_name(vendor),
        attested: attested::all(t, reading, (kept, &called)),
        tests: tests.map(|test| trials::tested(t, reading, test)).collect(),
        ways_out: None,
        declarations: declarations::all(t, vendor, product, exposure),
        assessment: assessment::of(t, product, profiles),
    }
}

fn objective(t: Text, id: &str) -> String {
    format!("{id} {}", t.code("sov", id))
}

fn countries(codes: &[String]) -> Option<String> {
    (!codes.is_empty()).then(|| codes.join(", "))
}
