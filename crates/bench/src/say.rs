//! The only module that prints.

use std::error::Error;

#[expect(clippy::print_stdout, reason = "figures are what it is run for")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// A row of a table in Markdown, its first cell to the left.
pub(crate) fn row(cells: &[String]) {
    let first = cells.first().map_or("", String::as_str);
    let rest: Vec<String> = cells.iter().skip(1).map(|cell| format!("{cell:>9}")).collect();
    say(&format!("| {first:<40} | {} |", rest.join(" | ")));
}

pub(crate) fn table(heads: &[&str]) {
    row(&heads.iter().map(|head| (*head).to_owned()).collect::<Vec<_>>());
    let lines = vec!["--:"; heads.len().saturating_sub(1)];
    say(&format!("| --- | {} |", lines.join(" | ")));
}

/// An error with its causes, on one line.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
