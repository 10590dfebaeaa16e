//! The help: all commands at a glance.

use crate::program::Home;

#[test]
fn the_program_explains_itself() {
    let home = Home::sqlite();
    let run = home.run(&["--help"]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn each_command_shows_an_example() {
    let home = Home::sqlite();
    for command in [
        "serve", "check", "fmt", "diff", "merge", "fit", "publish", "yank", "fork", "adopt",
        "show", "search",
    ] {
        let run = home.run(&[command, "--help"]);
        assert_eq!(run.code, 0, "{command}");
        assert!(run.stdout.contains("Example"), "{command}: {}", run.stdout);
    }
}

#[test]
fn a_command_says_more_than_its_name() {
    let home = Home::sqlite();
    for (command, said) in [
        ("check", "Errors keep a document from being published"),
        ("diff", "The exit code is 0 whether or not something changed"),
        ("merge", "The exit code is 0 when no conflict is open"),
        ("fit", "The exit code is 0 when the blueprint fits or has gaps"),
        ("fmt", "YAML keeps its comments"),
        ("yank", "The version's document stays readable"),
    ] {
        let help = home.run(&[command, "--help"]).stdout;
        assert!(help.contains(said), "{command}: {help}");
    }
}
