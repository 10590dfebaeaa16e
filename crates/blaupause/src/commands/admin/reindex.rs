//! `blaupause admin reindex`: the search index, built anew from the first event.
//!
//! A running server does it itself, and serves from the old index meanwhile; without one this command does it.

use std::{
    thread,
    time::{Duration, Instant},
};

use registry::{Progress, Rebuilt, Registry, rebuild};
use serde::Serialize;

use crate::{
    config::{Config, Place, PlaceArgs},
    exit::{Exit, Failure},
    keeper::{Keeper, Standing, Wish},
    output::Output,
};

/// Build the search index anew. A server that runs on the data folder goes on serving meanwhile.
///
/// The running server builds the new index beside the old one, then takes it. Nothing that is published meanwhile
/// is lost. Without a running server this command builds it. A second call while one is under way joins it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Leave the wish with the running server and end at once
    #[arg(long)]
    no_wait: bool,
    #[command(flatten)]
    place: PlaceArgs,
}

const EXAMPLES: &str = "\
Examples:
  blaupause admin reindex --data /var/lib/blaupause
  blaupause admin reindex --no-wait";

/// How it ended, with `--format json`.
#[derive(Debug, Serialize)]
struct Ended {
    /// built, or requested with `--no-wait`.
    status: &'static str,
}

/// How often a running server is asked how far it is.
const LOOK: Duration = Duration::from_millis(200);

pub(crate) fn run(args: &Args, config: &Config) -> Result<Exit, Failure> {
    let place = config.place(&args.place)?;
    let output = config.output;
    let store = place.existing()?;
    if !place.index().exists() {
        return Err(no_index(&place));
    }
    let wish = Wish::of(&place);
    if let Some(_keeper) = Keeper::try_take(&place)? {
        store.migrate()?;
        let registry = Registry::open(store, &place.index())?;
        build(&registry, output)?;
        wish.done().map_err(|error| wish.failure(&error))?;
    } else {
        wish.leave().map_err(|error| wish.failure(&error))?;
        if args.no_wait {
            return requested(output);
        }
        wait(&place, &wish, output)?;
    }
    if output.is_json() {
        Output::json(&Ended { status: "built" })?;
    } else {
        output.say("Der Suchindex ist neu aufgebaut.", "The search index has been built anew.")?;
    }
    Ok(Exit::Good)
}

fn build(registry: &Registry, output: Output) -> Result<(), Failure> {
    let mut teller = Teller::new(output);
    let mut unsaid = Ok(());
    let rebuilt = rebuild(registry, |progress| {
        unsaid = teller.tell(progress);
        unsaid.is_ok()
    })?;
    unsaid?;
    match rebuilt {
        Rebuilt::Done => Ok(()),
        // Nobody else has this registry.
        Rebuilt::GivenUp | Rebuilt::Running => Err(failed()),
    }
}

fn wait(place: &Place, wish: &Wish, output: Output) -> Result<(), Failure> {
    let mut teller = Teller::new(output);
    loop {
        match wish.standing().map_err(|error| wish.failure(&error))? {
            None => return Ok(()),
            Some(Standing::Failed) => return Err(failed()),
            Some(Standing::Building { through, last }) => {
                teller.tell(Progress { through, last })?;
            }
            Some(Standing::Wanted) => {}
        }
        let is_alone = Keeper::try_take(place)?.is_some();
        // It may have ended just after it was done.
        if is_alone && wish.standing().map_err(|error| wish.failure(&error))?.is_some() {
            return Err(Failure::new(
                Exit::Unavailable,
                "Der Server wurde beendet, bevor der Suchindex neu aufgebaut war. Er beginnt damit beim nächsten Start von vorn; der alte Index gilt weiter.",
                "the server ended before the search index was built anew; it begins again at its next start, and the old index stays in use",
            ));
        }
        thread::sleep(LOOK);
    }
}

fn requested(output: Output) -> Result<Exit, Failure> {
    if output.is_json() {
        Output::json(&Ended { status: "requested" })?;
    } else {
        output.say(
            "Der Server baut den Suchindex neu auf. Wie weit er ist, steht unter /metrics.",
            "The server builds the search index anew. How far it is stands at /metrics.",
        )?;
    }
    Ok(Exit::Good)
}

fn no_index(place: &Place) -> Failure {
    let folder = place.absolute_data();
    let folder = folder.display();
    Failure::usage(
        format!(
            "{folder}: In diesem Ordner liegt kein Suchindex. Nennen Sie mit --data den Ordner, auf dem der Server läuft."
        ),
        format!(
            "{folder}: there is no search index in this folder; name with --data the folder that the server runs on"
        ),
    )
}

fn failed() -> Failure {
    Failure::internal(
        "Der Suchindex ließ sich nicht neu aufbauen; der alte gilt weiter. Warum, steht im Protokoll des Servers.",
        "the search index could not be built anew, and the old one stays in use; the server’s log says why",
    )
}

/// Says how far it is, once a second at most.
struct Teller {
    output: Output,
    said_at: Option<Instant>,
    said: Option<Progress>,
}

impl Teller {
    fn new(output: Output) -> Self {
        Self { output, said_at: None, said: None }
    }

    fn tell(&mut self, progress: Progress) -> Result<(), Failure> {
        let is_soon = self.said_at.is_some_and(|at| at.elapsed() < Duration::from_secs(1));
        if is_soon || self.said == Some(progress) {
            return Ok(());
        }
        self.said_at = Some(Instant::now());
        self.said = Some(progress);
        let Progress { through, last } = progress;
        self.output.say(
            format!("Suchindex: {through} von {last} Ereignissen"),
            format!("Search index: {through} of {last} events"),
        )
    }
}
