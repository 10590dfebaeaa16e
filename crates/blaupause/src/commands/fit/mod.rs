//! `blaupause fit`: whether a blueprint suits an organisation, check by check.

mod profile;

use std::path::PathBuf;

use blueprint::{
    Document,
    evidence::ProductRef,
    fit::{Check, CheckStatus, Fit, Verdict, fit},
};
use web::shape;

use super::input::{self, Source};
use crate::{
    clock,
    exit::{Exit, Failure},
    output::Output,
    styled::{Styled, Tone},
};

/// Say whether a blueprint suits an organisation, and why.
///
/// The profile says what the organisation is and asks for. What is left out is not asked for.
///
/// The exit code is 0 when the blueprint fits or has gaps, and 1 when it is unfit.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The document as JSON or YAML; - is stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The organisation's profile, likewise
    #[arg(value_name = "PROFILE")]
    profile: PathBuf,
    /// Judge this product; without it the best one decides
    #[arg(long, value_name = "VENDOR/PRODUCT")]
    product: Option<ProductRef>,
}

const EXAMPLES: &str = "\
Members of a profile: state (Land, two digits), kind, population, minimum_seal, required_certificates,
allowed_deployments, allowed_data_locations, no_third_country_access, products_in_use.

Examples:
  blaupause fit parkausweis.yaml profil.yaml
  blaupause fit parkausweis.yaml profil.yaml --product beispiel-it/parkservice
  echo '{\"state\": \"08\", \"kind\": \"municipality\"}' | blaupause fit parkausweis.yaml -";

pub(crate) fn run(args: &Args, output: Output) -> Result<Exit, Failure> {
    input::one_stdin([&args.file, &args.profile])?;
    let (_, parsed) = Source::document(&args.file, output)?;
    let document = Document::try_from(parsed.value()).map_err(|error| untyped(args, &error))?;
    let profile = profile::read(&args.profile, output)?;
    let found = fit(&document, parsed.value(), &profile, args.product.as_ref(), clock::today());
    if output.is_json() {
        Output::json(&shape::fit::result(&found, output.lang))?;
    } else {
        show(&found, output)?;
    }
    Ok(if found.verdict == Verdict::Unfit { Exit::Refused } else { Exit::Good })
}

fn untyped(args: &Args, error: &serde_json::Error) -> Failure {
    let file = args.file.display();
    Failure::new(
        Exit::Refused,
        format!("{file}: Das Dokument ist noch keine Blaupause. „blaupause check {file}“ nennt, was fehlt."),
        format!("{file}: the document is no blueprint yet; “blaupause check {file}” says what is missing"),
    )
    .because(error)
}

fn show(fit: &Fit, output: Output) -> Result<(), Failure> {
    let mut about = None;
    for check in &fit.checks {
        if about != Some(&check.product) {
            let heading = match &check.product {
                None => output.pick("Blaupause", "Blueprint").to_owned(),
                Some(product) => format!("{} {product}", output.pick("Produkt", "Product")),
            };
            if about.is_some() {
                Output::line("")?;
            }
            Output::styled(&Styled::default().and(Tone::Strong, &heading))?;
            about = Some(&check.product);
        }
        show_check(check, output)?;
    }
    if 0 < fit.n_left_out {
        let text =
            output.pick("Weitere Produkte, die weniger gut passen", "More products that suit less");
        Output::line(&format!("{text}: {}", fit.n_left_out))?;
    }
    if !fit.checks.is_empty() {
        Output::line("")?;
    }
    let decided = match &fit.decided_by {
        Some(product) => format!(" ({}: {product})", output.pick("entscheidend", "decided by")),
        None => String::new(),
    };
    let (word, tone) = match fit.verdict {
        Verdict::Fits => (output.pick("Passt", "Fits"), Tone::Good),
        Verdict::Gaps => (output.pick("Lücken", "Gaps"), Tone::Caution),
        Verdict::Unfit => (output.pick("Passt nicht", "Does not fit"), Tone::Bad),
    };
    let result = Styled::plain(output.pick("Ergebnis: ", "Result: "));
    Output::styled(&result.and(tone, word).and(Tone::Plain, &decided))
}

fn show_check(check: &Check, output: Output) -> Result<(), Failure> {
    let words = CheckStatus::ALL.map(|status| word(status, output).0.chars().count());
    let width = words.into_iter().max().unwrap_or_default();
    let (word, tone) = word(check.status, output);
    let sentence = Styled::plain("  ")
        .and(tone, &format!("{word:width$}"))
        .and(Tone::Plain, &format!("  {}", check.message.get(output.lang)));
    Output::styled(&sentence)?;
    let place = format!("{:width$}    {} {}", "", check.code.as_str(), check.path);
    Output::styled(&Styled::default().and(Tone::Faint, place.trim_end()))
}

fn word(status: CheckStatus, output: Output) -> (&'static str, Tone) {
    match status {
        CheckStatus::Met => (output.pick("erfüllt", "met"), Tone::Good),
        CheckStatus::Gap => (output.pick("Lücke", "gap"), Tone::Caution),
        CheckStatus::Unknown => (output.pick("unklar", "unknown"), Tone::Caution),
        CheckStatus::Unmet => (output.pick("nicht erfüllt", "unmet"), Tone::Bad),
    }
}
