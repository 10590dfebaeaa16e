//! The thread that builds the search index anew when somebody wishes it, while the server goes on with the old one.

use std::{
    io,
    sync::Arc,
    thread::{self, JoinHandle},
};

use registry::{Progress, Rebuilt, Registry, rebuild};

use crate::{
    exit::Failure,
    follower::Bell,
    keeper::{Standing, Wish},
};

/// The running thread.
#[derive(Debug)]
pub(crate) struct Rebuilder {
    bell: Bell,
    thread: JoinHandle<()>,
}

impl Rebuilder {
    pub(crate) fn start(registry: Arc<Registry>, wish: Wish) -> Result<Self, Failure> {
        let bell = Bell::default();
        let heard = bell.clone();
        let thread = thread::Builder::new()
            .name("rebuilder".to_owned())
            .spawn(move || run(&registry, &wish, &heard))
            .map_err(|error| Failure::thread(&error))?;
        Ok(Self { bell, thread })
    }

    /// Gives up what is half built, then ends the thread. The wish stays for the next start.
    pub(crate) fn stop(self) {
        self.bell.stop();
        if self.thread.join().is_err() {
            tracing::error!("the rebuilder ended with a panic");
        }
    }
}

fn run(registry: &Registry, wish: &Wish, bell: &Bell) {
    while bell.wait() {
        match wish.standing() {
            Ok(Some(Standing::Wanted | Standing::Building { .. })) => {
                noted(build(registry, wish, bell));
            }
            Ok(None | Some(Standing::Failed)) => {}
            Err(error) => noted(Err(error)),
        }
    }
}

fn build(registry: &Registry, wish: &Wish, bell: &Bell) -> io::Result<()> {
    tracing::info!("the search index is being built anew");
    let told = |Progress { through, last }| {
        noted(wish.say(Standing::Building { through, last }));
        !bell.is_stopped()
    };
    match rebuild(registry, told) {
        Ok(Rebuilt::Done) => {
            tracing::info!("the search index has been built anew");
            wish.done()
        }
        Ok(Rebuilt::GivenUp | Rebuilt::Running) => Ok(()),
        Err(refused) => {
            let cause: &dyn std::error::Error = &refused;
            tracing::error!(error = cause, "the search index could not be built anew");
            // On a full disk nothing can be said, but a wish can be taken back; else it would be tried for ever.
            wish.say(Standing::Failed).or_else(|_unsaid| wish.done())
        }
    }
}

fn noted(said: io::Result<()>) {
    if let Err(error) = said {
        let cause: &dyn std::error::Error = &error;
        tracing::warn!(error = cause, "how far the search index is could not be said");
    }
}
