//! How much work it is to check a value against somebody's schema, known before it is done.
//!
//! A few lines of schema can ask for any amount of work: a part that refers twice to a part that refers twice …, or
//! that refers back to itself on the way down a nested value. A validator does each of these steps. Counting them
//! takes only as long as there are different pairs of a schema's part and a value's part.

use std::collections::BTreeMap;

use serde_json::Value;

/// Steps that a check may take: about a tenth of a second at most.
const MOST_STEPS: u64 = 500_000;
/// Pairs to look at while counting.
const MOST_PAIRS: usize = 100_000;
const DEEPEST: usize = 400;

/// Stands for the name of a member, a text without parts.
static NAME: Value = Value::Null;

/// Whether checking `value` against `schema` ends within bounds. When in doubt it does not.
pub(crate) fn is_affordable(schema: &Value, value: &Value) -> bool {
    let mut count = Count { root: schema, known: BTreeMap::new() };
    count.steps(schema, value, 0).is_some_and(|steps| steps <= MOST_STEPS)
}

struct Count<'s> {
    root: &'s Value,
    /// By the addresses of a schema's part and a value's part; `None` while it is counted.
    known: BTreeMap<(*const Value, *const Value), Option<u64>>,
}

impl<'s> Count<'s> {
    /// `None` beyond all bounds, which includes a part that refers to itself without a step into the value.
    fn steps(&mut self, schema: &'s Value, value: &Value, depth: usize) -> Option<u64> {
        let Value::Object(keywords) = schema else { return Some(1) };
        let pair = (std::ptr::from_ref(schema), std::ptr::from_ref(value));
        if let Some(known) = self.known.get(&pair) {
            return *known;
        }
        if DEEPEST < depth || MOST_PAIRS <= self.known.len() {
            return None;
        }
        self.known.insert(pair, None);
        let mut steps: u64 = 1;
        for (keyword, inner) in keywords {
            let more = self.keyword((keyword, inner), value, depth.saturating_add(1))?;
            steps = steps.saturating_add(more);
        }
        // To know what the parts have judged, the validator asks them again.
        let asks_again = ["unevaluatedProperties", "unevaluatedItems"];
        if asks_again.iter().any(|keyword| keywords.contains_key(*keyword)) {
            steps = steps.saturating_mul(3);
        }
        self.known.insert(pair, Some(steps));
        Some(steps)
    }

    fn keyword(
        &mut self,
        (keyword, inner): (&str, &'s Value),
        value: &Value,
        depth: usize,
    ) -> Option<u64> {
        let (schemas, list) = (inner.as_object(), inner.as_array());
        let named = || schemas.into_iter().flatten();
        let listed = || list.into_iter().flatten();
        let parts = || value.as_object().into_iter().flatten().map(|(_, part)| part);
        let entries = || value.as_array().into_iter().flatten();
        let mut sum = Sum { count: self, depth, steps: 1 };
        match keyword {
            "$ref" | "$dynamicRef" => {
                let path = inner.as_str().and_then(|to| to.strip_prefix('#'));
                let target = path.and_then(|path| sum.count.root.pointer(path));
                target.map_or(Some(()), |target| sum.add(target, value))?;
            }
            "not" | "if" | "then" | "else" => sum.add(inner, value)?,
            "allOf" | "anyOf" | "oneOf" => {
                listed().try_for_each(|schema| sum.add(schema, value))?;
            }
            "dependentSchemas" => named().try_for_each(|(_, schema)| sum.add(schema, value))?,
            "propertyNames" => parts().try_for_each(|_| sum.add(inner, &NAME))?,
            "properties" => named()
                .filter_map(|(name, schema)| Some((schema, value.get(name)?)))
                .try_for_each(|(schema, part)| sum.add(schema, part))?,
            "patternProperties" => named()
                .try_for_each(|(_, schema)| parts().try_for_each(|part| sum.add(schema, part)))?,
            "additionalProperties" | "unevaluatedProperties" => {
                parts().try_for_each(|part| sum.add(inner, part))?;
            }
            "prefixItems" => {
                listed().zip(entries()).try_for_each(|(schema, entry)| sum.add(schema, entry))?;
            }
            "items" | "contains" | "unevaluatedItems" => {
                entries().try_for_each(|entry| sum.add(inner, entry))?;
            }
            "enum" | "required" => return u64::try_from(listed().count()).ok(),
            _ => {}
        }
        Some(sum.steps)
    }
}

/// The steps of one keyword.
struct Sum<'c, 's> {
    count: &'c mut Count<'s>,
    depth: usize,
    steps: u64,
}

impl<'s> Sum<'_, 's> {
    fn add(&mut self, schema: &'s Value, value: &Value) -> Option<()> {
        let more = self.count.steps(schema, value, self.depth)?;
        self.steps = self.steps.saturating_add(more);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// `n` parts, each of which asks the one before twice.
    fn doubling(n: usize) -> Value {
        let mut defs = serde_json::Map::new();
        defs.insert("d0".to_owned(), json!({"type": "string"}));
        for i in 1..=n {
            let before = json!({"$ref": format!("#/$defs/d{}", i - 1)});
            defs.insert(format!("d{i}"), json!({"anyOf": [before, before]}));
        }
        json!({"$ref": format!("#/$defs/d{n}"), "$defs": defs})
    }

    #[test]
    fn what_doubles_again_and_again_is_not_affordable() {
        assert!(is_affordable(&doubling(10), &json!(1)));
        assert!(!is_affordable(&doubling(30), &json!(1)));
    }

    #[test]
    fn what_doubles_on_the_way_down_is_not_affordable() {
        let schema = json!({"allOf": [{"items": {"$ref": "#"}}, {"items": {"$ref": "#"}}]});
        let nested = |depth: usize| (0..depth).fold(json!(1), |inner, _| Value::from(vec![inner]));
        assert!(is_affordable(&schema, &nested(10)));
        assert!(!is_affordable(&schema, &nested(40)));
    }

    #[test]
    fn what_refers_to_itself_in_place_is_not_affordable() {
        assert!(!is_affordable(&json!({"$ref": "#"}), &json!(1)));
        let around =
            json!({"anyOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"not": {"$ref": "#"}}}});
        assert!(!is_affordable(&around, &json!(1)));
    }

    #[test]
    fn ordinary_schemas_are_affordable() {
        let tree =
            json!({"properties": {"name": {"type": "string"}, "below": {"items": {"$ref": "#"}}}});
        let value = json!({"name": "a", "below": [{"name": "b", "below": []}, {"name": "c"}]});
        assert!(is_affordable(&tree, &value));
        let list = json!({"items": {"enum": (0..100).collect::<Vec<_>>()}});
        assert!(is_affordable(&list, &(0..1_000).map(Value::from).collect()));
        assert!(!is_affordable(&list, &(0..10_000).map(Value::from).collect()));
    }
}
