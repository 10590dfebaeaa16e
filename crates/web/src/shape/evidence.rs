//! Coverage, sovereignty and ways out, as they are sent.

use blueprint::{
    Document, Lang,
    document::{KeyCustody, Localised, RequirementStatus, TestResult},
    evidence::{self, Country, Evidence, Exposure, OverallSeal, ProductRef, Seal, Term, WeightSet},
};
use jiff::civil::Date;

pub fn coverage(coverage: &evidence::Coverage) -> wire::Coverage {
    let requirement = |requirement: &evidence::RequirementCoverage| wire::CoverageRequirement {
        id: requirement.id.clone(),
        obligation: requirement.obligation.as_str().to_owned(),
        met_by: names(&requirement.met_by),
    };
    wire::Coverage {
        requirements: coverage.requirements.iter().map(requirement).collect(),
        products: coverage.products.iter().map(covered).collect(),
        totals: totals(&coverage.totals),
        left_out: count(coverage.n_left_out),
    }
}

/// Control, exit terms and the products' profiles of a document `on` a day.
pub fn sovereignty(document: &Document, weights: WeightSet, on: Date) -> wire::Sovereignty {
    wire::Sovereignty {
        weights: weights.as_str().to_owned(),
        control: evidence::control_questions(document).iter().map(question).collect(),
        exit: exit(&evidence::exit_terms(document, on)),
        products: evidence::sovereignty(document, weights).iter().map(profile).collect(),
    }
}

pub fn alternatives(alternatives: &evidence::Alternatives) -> wire::Alternatives {
    let product = |product: &evidence::ProductAlternatives| wire::ProductAlternatives {
        product: product.product.to_string(),
        count: count(product.n_alternatives),
        alternatives: names(&product.alternatives),
    };
    let lost = |loss: &evidence::Loss| wire::LostRequirement {
        requirement: loss.requirement.clone(),
        obligation: loss.obligation.as_str().to_owned(),
    };
    let vendor = |vendor: &evidence::VendorLoss| wire::VendorLoss {
        vendor: vendor.vendor.clone(),
        lost: vendor.lost.iter().map(lost).collect(),
    };
    wire::Alternatives {
        products: alternatives.products.iter().map(product).collect(),
        vendors: alternatives.vendors.iter().map(vendor).collect(),
        left_out: count(alternatives.n_left_out),
    }
}

fn covered(product: &evidence::ProductCoverage) -> wire::CoverageProduct {
    let cell = |cell: &evidence::Cell| wire::CoverageCell {
        requirement: cell.requirement.clone(),
        status: cell.status.as_str().to_owned(),
        decided_by: cell.decided_by.as_ref().map(test),
        declared: cell.declared.as_ref().map(test),
    };
    let gap = |gap: &evidence::Gap| wire::CoverageGap {
        requirement: gap.requirement.clone(),
        status: gap.status.as_str().to_owned(),
    };
    let set_aside = |test: &evidence::SetAside| wire::SetAsideTest {
        test: test.test.clone(),
        reason: test.why.as_str().to_owned(),
    };
    wire::CoverageProduct {
        product: product.product.to_string(),
        tests: count(product.n_tests),
        passed: product.passed,
        cells: product.cells.iter().map(cell).collect(),
        gaps: product.gaps.iter().map(gap).collect(),
        set_aside: product.set_aside.iter().map(set_aside).collect(),
    }
}

fn test(evidence: &Evidence) -> wire::TestEvidence {
    wire::TestEvidence {
        test: evidence.test.clone(),
        by: evidence.by.clone(),
        on: evidence.on.to_string(),
        status: RequirementStatus::as_str(evidence.status).to_owned(),
        result: evidence.result.map(TestResult::as_str).map(str::to_owned),
    }
}

fn totals(totals: &evidence::Totals) -> wire::CoverageTotals {
    wire::CoverageTotals {
        requirements: count(totals.n_requirements),
        must: count(totals.n_must),
        products: count(totals.n_products),
        tested_products: count(totals.n_tested_products),
        complete_products: count(totals.n_complete_products),
        met: count(totals.n_met),
        partial: count(totals.n_partial),
        unmet: count(totals.n_unmet),
        untested: count(totals.n_untested),
        must_unmet_by_all: count(totals.n_must_unmet_by_all),
    }
}

fn question(question: &evidence::ControlQuestion) -> wire::ControlQuestion {
    wire::ControlQuestion {
        question: question.question.as_str().to_owned(),
        path: question.path.to_string(),
        held_by: question.held_by.map(|holder| holder.as_str().to_owned()),
        band: question.band.map(|band| band.as_str().to_owned()),
        note: question.note.as_ref().map(localised),
        rto: question.rto.clone(),
        rpo: question.rpo.clone(),
    }
}

fn localised(text: &Localised) -> wire::Localised {
    let en = text.has(Lang::En).then(|| text.get(Lang::En).to_owned());
    super::text(text.get(Lang::De), en.as_ref())
}

fn exit(terms: &evidence::ExitTerms) -> wire::ExitTerms {
    let term = |term: &Term| wire::ExitTerm {
        days: term.days,
        limit: term.limit,
        standing: term.standing.as_str().to_owned(),
    };
    wire::ExitTerms {
        notice: term(&terms.notice),
        transition: term(&terms.transition),
        retrieval: term(&terms.retrieval),
        export_formats: terms.export_formats.clone(),
        tested_on: terms.tried.map(|tried| tried.on.to_string()),
        tested_days_ago: terms.tried.map(|tried| tried.days_ago),
    }
}

fn profile(product: &evidence::ProductSovereignty) -> wire::ProductSovereignty {
    let objective = |standing: &evidence::ObjectiveStanding| wire::SovereigntyObjective {
        objective: standing.objective.as_str().to_owned(),
        seal: standing.seal.map(Seal::level),
        demanded: standing.demanded.map(Seal::level),
        demand: standing.demand.as_str().to_owned(),
        points: standing.points,
        weight: standing.weight,
        contribution: standing.contribution,
    };
    let (seal, seal_at_most) = match product.seal {
        OverallSeal::Level(seal) => (Some(seal.level()), Some(seal.level())),
        OverallSeal::AtMost(seal) => (None, Some(seal.level())),
        OverallSeal::Unknown => (None, None),
    };
    wire::ProductSovereignty {
        product: product.product.to_string(),
        framework: product.framework.map(|framework| framework.as_str().to_owned()),
        seal,
        seal_at_most,
        score: product.score,
        objectives: product.objectives.iter().map(objective).collect(),
        exposure: exposure(&product.exposure),
    }
}

fn exposure(exposure: &Exposure) -> wire::ThirdCountryExposure {
    let facts = |facts: &[evidence::ExposureFact]| {
        facts.iter().map(|fact| fact.as_str().to_owned()).collect()
    };
    let country = |country: &Country| wire::CountryZone {
        country: country.as_str().to_owned(),
        zone: country.zone().as_str().to_owned(),
    };
    wire::ThirdCountryExposure {
        exposed: exposure.exposed.as_str().to_owned(),
        reasons: facts(&exposure.reasons),
        missing: facts(&exposure.missing),
        declared: exposure.declared,
        laws: exposure.laws.clone(),
        seat: exposure.seat.as_ref().map(country),
        ultimate_owner: exposure.ultimate_owner.as_ref().map(country),
        data_locations: exposure.data_locations.iter().map(country).collect(),
        key_custody: exposure.key_custody.map(KeyCustody::as_str).map(str::to_owned),
        provider_holds_keys: exposure.provider_holds_keys,
    }
}

fn names(products: &[ProductRef]) -> Vec<String> {
    products.iter().map(ToString::to_string).collect()
}

fn count(n: usize) -> u64 {
    n.try_into().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_full_example_as_it_is_sent() {
        let document = Document::try_from(&testkit::valid_example("full")).unwrap();
        let on = jiff::civil::date(2026, 10, 13);
        insta::assert_json_snapshot!("coverage", coverage(&evidence::coverage(&document, on)));
        insta::assert_json_snapshot!(
            "sovereignty",
            sovereignty(&document, WeightSet::EuCsf121, on)
        );
        insta::assert_json_snapshot!(
            "alternatives",
            alternatives(&evidence::alternatives(&document, on))
        );
    }
}
