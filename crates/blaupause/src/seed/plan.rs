//! What the seed folder holds, read and checked before anything is written: organisations, then publications.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use blueprint::{BlueprintId, Finding, Slug, Syntax, VersionRef};
use registry::{Address, ForkKind, Organisation, OrganisationStanding, organisation_settled};
use serde::Deserialize;

/// Everything that an empty registry is filled with, in order.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(super) organisations: Vec<Organisation>,
    pub(super) steps: Vec<Step>,
}

#[derive(Debug)]
pub(super) enum Step {
    Publish { address: Address, file: PathBuf, bytes: Vec<u8>, syntax: Syntax },
    Fork(ForkStep),
}

#[derive(Debug)]
pub(super) struct ForkStep {
    pub(super) of: BlueprintId,
    pub(super) reference: VersionRef,
    pub(super) id: BlueprintId,
    pub(super) kind: ForkKind,
    pub(super) reason: String,
}

/// Why a seed folder cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PlanError {
    #[error("{}: it cannot be read", path.display())]
    File {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
    #[error("organisations.csv: the table cannot be read")]
    Table(#[source] csv::Error),
    #[error("organisations.csv, {slug}: {fault}")]
    Organisation { slug: String, fault: RowFault },
    #[error("seed.yaml: {}", .0.message.en)]
    Syntax(Box<Finding>),
    #[error("seed.yaml: the plan cannot be understood")]
    Shape(#[source] serde_json::Error),
    #[error("seed.yaml: `{0}` is not owner/name/version.yaml or .json")]
    Path(String),
    #[error("seed.yaml: `{0}` names no blueprint or version")]
    Name(String),
}

/// What is wrong with a row.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RowFault {
    #[error(transparent)]
    Slug(#[from] blueprint::IdError),
    #[error("`{0}` is no kind of organisation")]
    Kind(String),
    #[error("{}", told(.0))]
    Facts(Vec<Finding>),
}

/// A row of organisations.csv. The place on the map is for later.
#[derive(Debug, Deserialize)]
struct Row {
    slug: String,
    kind: String,
    name: String,
    ars: Option<String>,
    state: Option<String>,
    population: Option<u32>,
    parent: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedFile {
    publications: Vec<StepEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StepEntry {
    Publish(String),
    Fork(ForkEntry),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ForkEntry {
    of: String,
    version: String,
    owner: String,
    name: String,
    kind: KindEntry,
    reason: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KindEntry {
    Technical,
    Variant,
}

impl Plan {
    /// Reads the folder; `at` is when its organisations are said to have come.
    pub(crate) fn read(folder: &Path, at: i64) -> Result<Self, PlanError> {
        let organisations = organisations(&folder.join("organisations.csv"), at)?;
        let bytes = read(&folder.join("seed.yaml"))?;
        let parsed = blueprint::parse(&bytes, Syntax::Yaml)
            .map_err(|error| PlanError::Syntax(Box::new(error.finding())))?;
        let plan: SeedFile =
            serde_json::from_value(parsed.into_value()).map_err(PlanError::Shape)?;
        let steps: Result<Vec<Step>, PlanError> =
            plan.publications.into_iter().map(|entry| step(folder, entry)).collect();
        Ok(Self { organisations, steps: steps? })
    }
}

impl Step {
    /// Who publishes.
    pub(super) fn owner(&self) -> &Slug {
        match self {
            Self::Publish { address, .. } => &address.id.owner,
            Self::Fork(fork) => &fork.id.owner,
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, PlanError> {
    fs::read(path).map_err(|cause| PlanError::File { path: path.to_owned(), cause })
}

fn organisations(path: &Path, at: i64) -> Result<Vec<Organisation>, PlanError> {
    let bytes = read(path)?;
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    table
        .deserialize()
        .map(|row| {
            let row: Row = row.map_err(PlanError::Table)?;
            let slug = row.slug.clone();
            organisation(row, at).map_err(|fault| PlanError::Organisation { slug, fault })
        })
        .collect()
}

fn organisation(row: Row, at: i64) -> Result<Organisation, RowFault> {
    let kind = row.kind.parse().map_err(|_unknown| RowFault::Kind(row.kind))?;
    let given = Organisation {
        slug: row.slug.parse()?,
        kind,
        name: row.name,
        ars: row.ars,
        state: row.state,
        population: row.population.map(i64::from),
        parent: row.parent.map(|parent| parent.parse()).transpose()?,
        created_at: at,
        standing: OrganisationStanding::default(),
    };
    organisation_settled(&given).map_err(RowFault::Facts)
}

fn told(findings: &[Finding]) -> String {
    let sentences: Vec<&str> = findings.iter().map(|finding| finding.message.en.as_str()).collect();
    sentences.join(" ")
}

fn step(folder: &Path, entry: StepEntry) -> Result<Step, PlanError> {
    match entry {
        StepEntry::Publish(relative) => {
            let (address, syntax) =
                address(&relative).ok_or_else(|| PlanError::Path(relative.clone()))?;
            let file = folder.join(relative);
            Ok(Step::Publish { address, bytes: read(&file)?, file, syntax })
        }
        StepEntry::Fork(entry) => fork(&entry).map(Step::Fork),
    }
}

fn fork(entry: &ForkEntry) -> Result<ForkStep, PlanError> {
    let nameless = |text: &str| PlanError::Name(text.to_owned());
    let id = format!("{}/{}", entry.owner, entry.name);
    Ok(ForkStep {
        of: entry.of.parse().map_err(|_malformed| nameless(&entry.of))?,
        reference: entry.version.parse().map_err(|_malformed| nameless(&entry.version))?,
        id: id.parse().map_err(|_malformed| nameless(&id))?,
        kind: match entry.kind {
            KindEntry::Technical => ForkKind::Technical,
            KindEntry::Variant => ForkKind::Variant,
        },
        reason: entry.reason.clone(),
    })
}

/// The path says what the file is: `mrn/handwerkerparkausweis/2.1.0.yaml`.
fn address(relative: &str) -> Option<(Address, Syntax)> {
    let (id, file) = relative.rsplit_once('/')?;
    let (version, syntax) = match file.rsplit_once('.')? {
        (version, "yaml") => (version, Syntax::Yaml),
        (version, "json") => (version, Syntax::Json),
        (_, _) => return None,
    };
    let version = VersionRef::exact(version).ok()?;
    Some((Address { id: id.parse().ok()?, version }, syntax))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_says_what_the_file_is() {
        let (address, syntax) = address("mrn/handwerkerparkausweis/2.1.0.yaml").unwrap();
        assert_eq!(address.id.to_string(), "mrn/handwerkerparkausweis");
        assert_eq!(address.version.to_string(), "2.1.0");
        assert_eq!(syntax, Syntax::Yaml);
    }

    #[test]
    fn a_path_of_another_shape_is_none() {
        for bad in [
            "",
            "1.0.0.yaml",
            "mrn/1.0.0.yaml",
            "mrn/a/1.0.yaml",
            "mrn/a/1.0.0.txt",
            "../a/b/1.0.0.yaml",
            "/mrn/a/1.0.0.yaml",
        ] {
            assert!(address(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn the_seeds_of_this_repository_are_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seed-blueprints");
        let plan = Plan::read(&folder, 0).unwrap();
        let n_districts = plan
            .organisations
            .iter()
            .filter(|it| it.kind == registry::OrganisationKind::District)
            .count();
        // 7 Landkreise of the region, and the example.
        assert_eq!(n_districts, 8);
        assert!(plan.steps.iter().any(|step| matches!(step, Step::Fork(_))));
    }
}
