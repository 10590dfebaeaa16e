//! What the targets share: documents made of the fuzzer's bytes.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value};

/// Names that mean something to the format, so that chance reaches the code behind them.
const NAMES: &[&str] = &[
    "process",
    "nodes",
    "flows",
    "roles",
    "documents",
    "vendors",
    "products",
    "tests",
    "security",
    "requirements",
    "parameters",
    "schema",
    "default",
    "contacts",
    "renames",
    "from",
    "to",
    "id",
    "role",
    "inputs",
    "title",
    "description",
    "de",
    "en",
    "version",
    "keywords",
    "dependencies",
    "blueprint",
    "extensions",
    "service",
    "leistungen",
    "key",
];

const TEXTS: &[&str] = &[
    "a",
    "b",
    "c",
    "neu",
    "/process/nodes/a",
    "/process/nodes/b",
    "/documents/a",
    "/documents/b",
    "Eins\n\nZwei\n\nDrei",
    "Eins\n\nZWEI\n\nDrei",
    "Eins\n\nZwei\n\nDrei\n\nVier",
    "1.0.0",
    "",
];

const DEEPEST: usize = 6;
const MOST: u32 = 6;

/// An object with the members of a document and any content.
pub fn document(bytes: &mut Unstructured<'_>) -> Result<Value> {
    object(bytes, 0)
}

/// The document with some of its places changed, taken away or added.
pub fn changed(document: &Value, bytes: &mut Unstructured<'_>) -> Result<Value> {
    let mut changed = document.clone();
    change(&mut changed, bytes, 0)?;
    Ok(changed)
}

fn object(bytes: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    let mut members = Map::new();
    bytes.arbitrary_loop(Some(0), Some(MOST), |bytes| {
        members.insert((*bytes.choose(NAMES)?).to_owned(), value(bytes, depth + 1)?);
        Ok(std::ops::ControlFlow::Continue(()))
    })?;
    Ok(Value::Object(members))
}

fn value(bytes: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    let kinds = if depth < DEEPEST { 9 } else { 4 };
    Ok(match bytes.int_in_range(0..=kinds)? {
        0 => Value::Null,
        1 => Value::from(bytes.int_in_range(0_u8..=3)?),
        2 => Value::from(bytes.arbitrary::<&str>()?),
        3 | 4 => Value::from(*bytes.choose(TEXTS)?),
        5 => list(bytes, |bytes| value(bytes, depth + 1))?,
        6 | 7 => list(bytes, |bytes| {
            let mut element = object(bytes, depth + 1)?;
            element["id"] = Value::from(*bytes.choose(&["a", "b", "c", "d"])?);
            Ok(element)
        })?,
        _ => object(bytes, depth)?,
    })
}

fn list(
    bytes: &mut Unstructured<'_>,
    mut item: impl FnMut(&mut Unstructured<'_>) -> Result<Value>,
) -> Result<Value> {
    let mut items = Vec::new();
    bytes.arbitrary_loop(Some(0), Some(MOST), |bytes| {
        items.push(item(bytes)?);
        Ok(std::ops::ControlFlow::Continue(()))
    })?;
    Ok(Value::Array(items))
}

fn change(here: &mut Value, bytes: &mut Unstructured<'_>, depth: usize) -> Result<()> {
    match here {
        Value::Object(members) => {
            if bytes.ratio(1, 4)? {
                members.insert((*bytes.choose(NAMES)?).to_owned(), value(bytes, depth + 1)?);
            }
            let names: Vec<String> = members.keys().cloned().collect();
            for name in names {
                match bytes.int_in_range(0..=7)? {
                    0 => drop(members.remove(&name)),
                    1 => drop(members.insert(name, value(bytes, depth + 1)?)),
                    2..=4 => {
                        if let Some(member) = members.get_mut(&name) {
                            change(member, bytes, depth + 1)?;
                        }
                    }
                    _ => {}
                }
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let at = bytes.choose_index(items.len())?;
            match bytes.int_in_range(0..=4)? {
                0 => drop(items.remove(at)),
                1 => items.rotate_left(at),
                2 => items.insert(at, value(bytes, depth + 1)?),
                _ => {
                    if let Some(item) = items.get_mut(at) {
                        change(item, bytes, depth + 1)?;
                    }
                }
            }
        }
        other => *other = value(bytes, depth)?,
    }
    Ok(())
}
