//! What is to be said of a search beside its answer, in sentences. The API and the pages say the same.

use blueprint::Message;
use registry::{Facet, Remark};

/// The code by which programs know it.
pub(crate) fn code(remark: &Remark) -> &'static str {
    match remark {
        Remark::CutOff => "cut-off",
        Remark::UnbalancedQuote => "unbalanced-quote",
        Remark::OnlyStopWords => "only-stop-words",
        Remark::NoWords => "no-words",
        Remark::OnlyExclusions => "only-exclusions",
        Remark::NestedExclusion => "nested-exclusion",
        Remark::UnknownValue(..) => "unknown-value",
    }
}

/// The parameter that it is about.
pub(crate) fn parameter(remark: &Remark) -> &'static str {
    match remark {
        Remark::UnknownValue(facet, _) => facet.as_str(),
        _ => "q",
    }
}

/// The sentence. `name` says what a facet and a value of it are called where it is read.
pub(crate) fn message(remark: &Remark, name: impl Fn(Facet, &str) -> (String, String)) -> Message {
    match remark {
        Remark::CutOff => Message::new(
            "Die Suche war zu lang; gesucht wurde mit ihrem Anfang.",
            "The search was too long; its beginning was used.",
        ),
        Remark::UnbalancedQuote => Message::new(
            "Ein Anführungszeichen steht allein und wurde übergangen. Schließen Sie es, um die Wörter nebeneinander zu suchen.",
            "A quotation mark stands alone and was ignored. Close it to search for the words side by side.",
        ),
        Remark::OnlyStopWords => Message::new(
            "Alle Wörter sind sehr häufig. Genauer wird die Suche mit einem Hauptwort.",
            "All words are very common. A noun makes the search more precise.",
        ),
        Remark::NoWords => Message::new(
            "Die Suche enthält weder Buchstaben noch Ziffern; gezeigt wird alles.",
            "The search has neither letters nor digits; everything is shown.",
        ),
        Remark::OnlyExclusions => Message::new(
            "Die Suche schließt nur aus; gezeigt wird alles andere.",
            "The search only excludes; everything else is shown.",
        ),
        Remark::NestedExclusion => Message::new(
            "Mehrere Minuszeichen schließen aus wie eines.",
            "Several minus signs exclude as one does.",
        ),
        Remark::UnknownValue(facet, value) => {
            let (facet, value) = name(*facet, value);
            Message::new(
                format!("Keine Blaupause hat bei „{facet}“ den Wert „{value}“."),
                format!("No blueprint has the value “{value}” for “{facet}”."),
            )
        }
    }
}
