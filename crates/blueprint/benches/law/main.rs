//! What the law of the document costs: `cargo bench -p blueprint`.
//!
//! `docs/performance.md` has the goals and the figures. No test: it never fails for a figure.

mod documents;

use blueprint::{Parsed, Syntax, difference, merge, parse, validate};
use divan::{Bencher, black_box, black_box_drop};
use jiff::civil::{Date, date};

use documents::{Edition, Sample, edition, grown, sample};

/// The same allocator as in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The day on which the documents are checked.
const ON: Date = date(2026, 9, 1);

const SAMPLES: [Sample; 3] = [Sample::Generated, Sample::PermitMinor, Sample::PermitMajor];

/// Steps of a process. The format allows 2,000.
const N_NODES: [usize; 6] = [50, 100, 200, 500, 1000, 2000];

fn main() {
    divan::main();
}

/// Documents as people write them, of about 20 kB and more.
#[divan::bench_group(sample_count = 300)]
mod document {
    use super::{Bencher, SAMPLES, Sample, sample};

    #[divan::bench(args = SAMPLES)]
    fn parse_json(bencher: Bencher<'_, '_>, which: Sample) {
        super::parse_json(bencher, &sample(which));
    }

    #[divan::bench(args = SAMPLES)]
    fn validate_parsed(bencher: Bencher<'_, '_>, which: Sample) {
        super::validate_parsed(bencher, &sample(which));
    }

    #[divan::bench(args = SAMPLES)]
    fn check(bencher: Bencher<'_, '_>, which: Sample) {
        super::check(bencher, &sample(which));
    }

    #[divan::bench(args = SAMPLES)]
    fn difference(bencher: Bencher<'_, '_>, which: Sample) {
        super::compare(bencher, &sample(which));
    }

    #[divan::bench(args = SAMPLES)]
    fn merge(bencher: Bencher<'_, '_>, which: Sample) {
        super::unite(bencher, &sample(which));
    }
}

/// The same work on more and more steps.
#[divan::bench_group(sample_count = 100)]
mod growth {
    use super::{Bencher, N_NODES, edition, grown};

    #[divan::bench(args = N_NODES)]
    fn check(bencher: Bencher<'_, '_>, n_nodes: usize) {
        super::check(bencher, &edition(grown(n_nodes)));
    }

    #[divan::bench(args = N_NODES)]
    fn difference(bencher: Bencher<'_, '_>, n_nodes: usize) {
        super::compare(bencher, &edition(grown(n_nodes)));
    }

    #[divan::bench(args = N_NODES)]
    fn merge(bencher: Bencher<'_, '_>, n_nodes: usize) {
        super::unite(bencher, &edition(grown(n_nodes)));
    }
}

fn parse_json(bencher: Bencher<'_, '_>, edition: &Edition) {
    let bytes = edition.upstream.canonical();
    bencher.bench_local(|| black_box_drop(parse(black_box(bytes), Syntax::Json)));
}

/// Schema, rules and the typed view.
fn validate_parsed(bencher: Bencher<'_, '_>, edition: &Edition) {
    let parsed = || edition.upstream.clone();
    bencher
        .with_inputs(parsed)
        .bench_local_values(|parsed: Parsed| black_box_drop(validate(parsed, ON)));
}

/// What `check` does: from the bytes to the verdict.
fn check(bencher: Bencher<'_, '_>, edition: &Edition) {
    let bytes = edition.upstream.canonical();
    bencher.bench_local(|| {
        let parsed = parse(black_box(bytes), Syntax::Json);
        black_box_drop(parsed.map(|parsed| validate(parsed, ON)));
    });
}

fn compare(bencher: Bencher<'_, '_>, edition: &Edition) {
    let (old, new) = (edition.upstream.value(), edition.newer.value());
    bencher.bench_local(|| black_box_drop(difference(black_box(old), black_box(new))));
}

fn unite(bencher: Bencher<'_, '_>, edition: &Edition) {
    let Edition { upstream, fork, newer } = edition;
    let (base, ours, theirs) = (upstream.value(), fork.value(), newer.value());
    bencher.bench_local(|| {
        black_box_drop(merge(black_box(base), black_box(ours), black_box(theirs)));
    });
}
