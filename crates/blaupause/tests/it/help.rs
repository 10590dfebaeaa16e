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
    for command in ["serve", "check", "fmt", "publish", "yank", "fork", "show", "search"] {
        let run = home.run(&[command, "--help"]);
        assert_eq!(run.code, 0, "{command}");
        assert!(run.stdout.contains("Example"), "{command}: {}", run.stdout);
    }
}
