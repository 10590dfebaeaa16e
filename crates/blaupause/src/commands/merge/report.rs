//! What a person is told of a merge: each open conflict with the three states, then what the rules say.

use blueprint::{
    Finding,
    merge::{Conflict, Merged},
};
use serde_json::Value;

use crate::{
    commands::input::Source,
    exit::Failure,
    output::Output,
    styled::{Styled, Tone},
    yaml,
};

/// The beginning of a long entry tells which it is; `--format json` has all of it.
const MOST_LINES: usize = 20;

/// On stderr, as stdout may be the document.
pub(super) fn show(
    merged: &Merged,
    findings: &[Finding],
    written: &Source,
    output: Output,
) -> Result<(), Failure> {
    for conflict in &merged.conflicts {
        show_conflict(conflict, output)?;
    }
    for finding in findings {
        let line = written.placed(finding, output.lang).line(&written.path, output);
        Output::aside(&Styled::plain(&line))?;
    }
    let n_open = merged.conflicts.len();
    if 0 < n_open {
        return output.say(
            format!("Offene Konflikte: {n_open}. Entscheiden Sie jeden mit --take PFAD=ours, --take PFAD=theirs oder --take PFAD=base."),
            format!("Open conflicts: {n_open}. Decide each with --take PATH=ours, --take PATH=theirs or --take PATH=base."),
        );
    }
    if findings.iter().any(Finding::is_error) {
        return output.say(
            "Kein Konflikt ist offen, aber das Dokument ist so nicht gültig.",
            "No conflict is open, but the document is not valid as it is.",
        );
    }
    output.say("Kein Konflikt ist offen.", "No conflict is open.")
}

fn show_conflict(conflict: &Conflict, output: Output) -> Result<(), Failure> {
    let heading = Styled::default()
        .and(Tone::Bad, output.pick("Konflikt", "Conflict"))
        .and(Tone::Strong, &format!(" {}", conflict.path))
        .and(Tone::Plain, &format!("\n  {}", conflict.message.get(output.lang)));
    Output::aside(&heading)?;
    for (name, state) in [
        (output.pick("Gemeinsamer Stand (base)", "Common state (base)"), &conflict.base),
        (output.pick("Hier (ours)", "Here (ours)"), &conflict.ours),
        (output.pick("Im Ursprung (theirs)", "Upstream (theirs)"), &conflict.theirs),
    ] {
        let line = Styled::default()
            .and(Tone::Faint, &format!("  {name}:"))
            .and(Tone::Plain, &shown(state.as_ref(), output));
        Output::aside(&line)?;
    }
    Ok(())
}

/// A short value behind its name, a longer one below it.
fn shown(value: Option<&Value>, output: Output) -> String {
    let Some(value) = value else {
        return format!(" {}", output.pick("nicht vorhanden", "not there"));
    };
    let text = match value {
        Value::String(text) => text.trim_end().to_owned(),
        other => yaml::written(other).trim_end().to_owned(),
    };
    if !text.contains('\n') && !value.is_object() && !value.is_array() {
        return format!(" {text}");
    }
    let mut lines: Vec<String> = text.lines().take(MOST_LINES).map(str::to_owned).collect();
    let n_more = text.lines().skip(MOST_LINES).count();
    if 0 < n_more {
        lines.push(format!("… ({}: {n_more})", output.pick("weitere Zeilen", "more lines")));
    }
    format!("\n    {}", lines.join("\n    "))
}
