//! `blaupause fit`: whether a blueprint suits an organisation, from files alone.

use insta::assert_snapshot;

use crate::program::{Home, Run, parking_permit};

/// Asks for nothing that would change with the day.
const PROFILE: &str = "\
# Unsere Gemeinde
state: '08'
kind: municipality
population: 12000
no_third_country_access: true
";

fn permit() -> Home {
    let home = Home::sqlite();
    home.write("parkausweis.yaml", parking_permit("2.1.0"));
    home.write("profil.yaml", PROFILE);
    home
}

#[test]
fn each_check_is_told_and_then_the_verdict() {
    let home = permit();
    let command = ["fit", "parkausweis.yaml", "profil.yaml"];
    assert_snapshot!("fits_de", home.shown(&command));
    home.write("bayern.json", "{\"state\": \"09\", \"kind\": \"municipality\"}");
    assert_snapshot!(
        "unfit_en",
        home.shown(&["fit", "parkausweis.yaml", "bayern.json", "--lang", "en"])
    );
}

#[test]
fn gaps_are_no_refusal() {
    let home = permit();
    home.write("leer.json", "{}");
    let run = home.run(&["fit", "parkausweis.yaml", "leer.json"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.ends_with("\nErgebnis: Lücken\n"), "{run:?}");
}

#[test]
fn json_has_the_shape_of_the_api() {
    let home = permit();
    let product = "muster-software/ausweisportal";
    let command = ["fit", "parkausweis.yaml", "-", "--format", "json", "--product", product];
    let run = Run::with_stdin(home.command(&command), PROFILE);
    let answer: wire::FitResult = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, &*answer.verdict), (0, "fits"), "{run:?}");
    assert_eq!(answer.decided_by.as_deref(), Some(product));
}

#[test]
fn a_profile_at_fault_is_wrong_use_with_its_place() {
    let home = permit();
    for (profile, place, said) in [
        ("state: '08'\nkindd: region\n", "profil.yaml:2:8", "Möglich sind: "),
        ("state: '08'\nkind: vendor\n", "profil.yaml:2:7", "„kind“"),
        ("state: 8\n", "profil.yaml:1:8", "„state“"),
        ("minimum_seal: {SOV-2: 9}\n", "profil.yaml:1:15", "„minimum_seal“"),
        ("state: [\n", "profil.yaml:2:1", "parse-syntax"),
        ("- a\n", "profil.yaml:1:1", "parse-not-an-object"),
    ] {
        home.write("profil.yaml", profile);
        let run = home.run(&["fit", "parkausweis.yaml", "profil.yaml"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{profile}: {run:?}");
        assert!(run.stderr.starts_with(&format!("blaupause: {place}: ")), "{profile}: {run:?}");
        assert!(run.stderr.contains(said), "{profile}: {run:?}");
    }
}

#[test]
fn what_is_no_blueprint_is_sent_to_check() {
    let home = permit();
    let run = home.run(&["fit", "profil.yaml", "profil.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run:?}");
    assert!(run.stderr.contains("„blaupause check profil.yaml“"), "{run:?}");
    let wrong = home.run(&["fit", "parkausweis.yaml", "profil.yaml", "--product", "parkservice"]);
    assert_eq!(wrong.code, 2, "{wrong:?}");
}
