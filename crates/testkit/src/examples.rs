//! The examples beside the schema: each invalid one says which finding it must cause.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// A document that is wrong in one way.
#[derive(Clone, Debug)]
pub struct Example {
    /// The file's place under `schemas/blueprint/examples/`.
    pub name: String,
    pub document: Value,
    pub code: String,
    pub pointer: String,
    /// `error` or `warning`.
    pub severity: String,
}

/// Two documents that differ by one kind of change.
#[derive(Clone, Debug)]
pub struct ChangeExample {
    pub name: String,
    /// The code that the difference must have, and no other.
    pub code: String,
    pub old: Value,
    pub new: Value,
}

/// A valid document by its name, such as `minimal` or `full`.
pub fn valid_example(name: &str) -> Value {
    json(&folder().join(format!("valid/{name}.json")))
}

/// The document with three requirements (`zugang` must be met, `backup` should, `komfort` may) and a product that nobody
/// has tested, `beispiel-it/parkservice`.
pub fn offering(mut document: Value) -> Value {
    let requirements = [("zugang", "must"), ("backup", "should"), ("komfort", "may")];
    let requirement = |(id, obligation): (&str, &str)| {
        let title = format!("Anforderung {id}");
        serde_json::json!({"id": id, "title": {"de": title}, "obligation": obligation})
    };
    let vendors = serde_json::json!([
        {"id": "beispiel-it", "name": "Beispiel IT eG", "products": [{"id": "parkservice", "name": "Parkservice"}]}
    ]);
    if let Some(security) = document.pointer_mut("/security").and_then(Value::as_object_mut) {
        let requirements = requirements.map(requirement).to_vec();
        security.insert("requirements".to_owned(), requirements.into());
    }
    if let Some(members) = document.as_object_mut() {
        members.insert("vendors".to_owned(), vendors);
    }
    document
}

/// Every valid document with its name.
pub fn valid_examples() -> Vec<(String, Value)> {
    files(&folder().join("valid")).iter().map(|path| (stem(path), json(path))).collect()
}

/// The invalid documents in a folder, such as `invalid` or `rules/references`.
pub fn invalid_examples(within: &str) -> Vec<Example> {
    files(&folder().join(within)).iter().map(|path| example(within, path)).collect()
}

/// The pairs in `changes/`, in the order of their codes: `before` makes the old document from a valid one, and
/// `after` makes the new one from the old.
pub fn change_examples() -> Vec<ChangeExample> {
    files(&folder().join("changes")).iter().map(|path| change_example(path)).collect()
}

/// The folders below `rules/`, a rule each.
pub fn rules_with_examples() -> Vec<String> {
    entries(&folder().join("rules")).iter().map(|path| stem(path)).collect()
}

fn example(within: &str, path: &Path) -> Example {
    let file = json(path);
    let text = |at: &str| file.pointer(at).and_then(Value::as_str).map(str::to_owned);
    let mut document = match text("/base") {
        Some(base) => valid_example(&base),
        None => file.get("document").cloned().unwrap_or_default(),
    };
    if let Some(patch) = file.get("patch") {
        document = patched(document, patch, path);
    }
    Example {
        name: format!("{within}/{}", stem(path)),
        document,
        code: text("/finding/code").unwrap_or_else(|| panic!("{} names no code", path.display())),
        pointer: text("/finding/pointer")
            .unwrap_or_else(|| panic!("{} names no pointer", path.display())),
        severity: text("/finding/severity").unwrap_or_else(|| "error".into()),
    }
}

fn change_example(path: &Path) -> ChangeExample {
    let file = json(path);
    let member = |name| file.get(name).unwrap_or_else(|| panic!("{}: {name}", path.display()));
    let text = |name| member(name).as_str().unwrap_or_default();
    let old = patched(valid_example(text("base")), member("before"), path);
    let new = patched(old.clone(), member("after"), path);
    ChangeExample { name: stem(path), code: text("code").to_owned(), old, new }
}

fn patched(mut document: Value, patch: &Value, file: &Path) -> Value {
    let operations: json_patch::Patch = serde_json::from_value(patch.clone())
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    json_patch::patch(&mut document, &operations)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    document
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/blueprint/examples")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = entries(folder);
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    assert!(!files.is_empty(), "no example in {}", folder.display());
    files
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = || -> io::Result<Vec<PathBuf>> {
        let mut found: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        found.sort();
        Ok(found)
    };
    read().unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn json(path: &Path) -> Value {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
