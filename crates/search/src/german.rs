//! German spelling and German compounds: folding and splitting of single words.
//!
//! Pure functions on words. Not here: cutting a text into words and stemming (`analysis`).
//!
//! Law: index and query go through the same functions, so a harmless collision stays harmless and a changed rule
//! needs a new index (`folder` sees to that).

use std::collections::HashSet;

/// Linking elements between the parts of a compound, and the endings after its last part.
const LINKS: [&str; 7] = ["", "s", "es", "n", "en", "e", "er"];

/// Shorter words are never parts: two letters are found in everything.
const SHORTEST_PART: usize = 3;

/// A word longer than this is not split; the longest in German law has 67 letters.
const LONGEST_COMPOUND: usize = 80;

/// Lower case, with `ä` and `ae` as `a`, `ö` and `oe` as `o`, `ü` and `ue` as `u`, `ß` as `ss`.
///
/// `ue` stays after a vowel or `q` (`neue`, `Steuer`, `Quelle`). Marks that cannot be seen or that only
/// decorate the letter before them vanish, so `u` with a combining diaeresis is `ü`.
pub(crate) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let mut before = ' ';
    let mut letters =
        word.chars().flat_map(char::to_lowercase).filter(|c| !is_silent(*c)).peekable();
    while let Some(letter) = letters.next() {
        let mut last = letter;
        match letter {
            'ä' | 'á' | 'à' | 'â' => folded.push('a'),
            'ö' | 'ó' | 'ô' => folded.push('o'),
            'ü' | 'ú' => folded.push('u'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'ç' => folded.push('c'),
            'ß' => folded.push_str("ss"),
            'a' | 'o' | 'u' => {
                folded.push(letter);
                let umlaut = letter != 'u' || !is_vowel_or_q(before);
                if umlaut && letters.next_if_eq(&'e').is_some() {
                    last = 'e';
                }
            }
            other => folded.push(other),
        }
        before = last;
    }
    folded
}

/// Characters that neither end a word nor count as a letter: combining accents, soft hyphen, zero-width and
/// direction marks. A query full of them means the same as one without.
pub(crate) fn is_silent(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{300}'..='\u{36f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

fn is_vowel_or_q(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'q' | 'ä' | 'ö' | 'ü')
}

/// Splits compounds into base words.
pub(crate) struct Compounds {
    words: HashSet<String>,
}

/// The best way to read a compound from some place to its end.
#[derive(Clone, Copy)]
struct Cut {
    n_parts: usize,
    /// Where the part that starts here ends.
    end: usize,
    /// Where the next part starts, after the linking element.
    next: usize,
}

impl Compounds {
    /// Reads a list of base words: several a line, `#` starts a comment line.
    pub(crate) fn read(list: &str) -> Self {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        let words = lines.flat_map(str::split_whitespace).map(fold);
        Self { words: words.filter(|word| SHORTEST_PART <= word.len()).collect() }
    }

    /// The parts of a folded compound, at least two, or nothing when it is none that can be read.
    ///
    /// The reading with the fewest parts wins, among those the one with the longest first part.
    pub(crate) fn split<'w>(&self, word: &'w str) -> Vec<&'w str> {
        let splittable = (2 * SHORTEST_PART < word.len() && word.len() <= LONGEST_COMPOUND)
            && word.bytes().all(|b| b.is_ascii_lowercase());
        if splittable && !self.words.contains(word) { self.read_parts(word) } else { Vec::new() }
    }

    fn read_parts<'w>(&self, word: &'w str) -> Vec<&'w str> {
        let n = word.len();
        // `cuts[i]` reads `word[i..]`. Filled from the end; the empty rest has no parts.
        let mut cuts: Vec<Option<Cut>> = vec![None; n + 1];
        if let Some(rest) = cuts.last_mut() {
            *rest = Some(Cut { n_parts: 0, end: n, next: n });
        }
        for start in (0..n).rev() {
            let best = self.best_cut(word, start, &cuts);
            if let Some(cut) = cuts.get_mut(start) {
                *cut = best;
            }
        }
        let mut parts = Vec::new();
        let mut start = 0;
        while start < n {
            let Some(Some(cut)) = cuts.get(start) else { return Vec::new() };
            parts.extend(word.get(start..cut.end));
            start = cut.next;
        }
        if 1 < parts.len() { parts } else { Vec::new() }
    }

    fn best_cut(&self, word: &str, start: usize, cuts: &[Option<Cut>]) -> Option<Cut> {
        let mut best: Option<Cut> = None;
        for end in start + SHORTEST_PART..=word.len() {
            if !word.get(start..end).is_some_and(|part| self.words.contains(part)) {
                continue;
            }
            let rest = word.get(end..).unwrap_or_default();
            for link in LINKS.into_iter().filter(|link| rest.starts_with(link)) {
                let next = end + link.len();
                let Some(Some(after)) = cuts.get(next) else { continue };
                let cut = Cut { n_parts: after.n_parts + 1, end, next };
                let better = |best: Cut| {
                    cut.n_parts < best.n_parts || (cut.n_parts == best.n_parts && best.end < end)
                };
                if best.is_none_or(better) {
                    best = Some(cut);
                }
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPOUNDS: &[(&str, &str)] = &[
        ("Handwerkerparkausweis", "handwerker park ausweis"),
        ("Bewohnerparkausweise", "bewohner park ausweis"),
        ("Hundesteuer", "hund steuer"),
        ("Gewerbeanmeldung", "gewerbe anmeldung"),
        ("Außengastronomie", "aussen gastronomie"),
        ("Sondernutzungserlaubnis", "sonder nutzung erlaubnis"),
        ("Bauanträge", "bau antrag"),
        ("Straßenverkehrsbehörde", "strass verkehr behord"),
        ("Baumfällung", "baum fallung"),
        ("Geburtsurkunde", "geburt urkund"),
        ("Wohnsitzanmeldung", "wohn sitz anmeldung"),
        ("Wohnungsgeberbestätigung", "wohnung geber bestatigung"),
        ("Melderegisterauskunft", "melde register auskunft"),
        ("Kurzzeitkennzeichen", "kurz zeit kennzeichen"),
        ("Führerscheinumtausch", "fuhrer schein umtausch"),
        ("Fahrerlaubnis", "fahr erlaubnis"),
        ("Bußgeldbescheid", "buss geld bescheid"),
        ("Halteverbotszone", "halte verbot zone"),
        ("Schwerbehindertenausweis", "schwer behindert ausweis"),
        ("Gehwegüberfahrt", "gehweg uberfahrt"),
        ("Schülerbeförderung", "schuler beforderung"),
        ("Schulbezirk", "schul bezirk"),
        ("Flächennutzungsplan", "flache nutzung plan"),
        ("Baulastenverzeichnis", "bau last verzeichnis"),
        ("Zweckentfremdungsverbot", "zweck entfremdung verbot"),
        ("Denkmalschutz", "denkmal schutz"),
        ("Baumfällgenehmigung", "baum fall genehmigung"),
        ("Niederschlagswassergebühr", "niederschlag wasser gebuhr"),
        ("Gartenwasserzähler", "garten wasser zahler"),
        ("Sperrmüllanmeldung", "sperr mull anmeldung"),
        ("Grabsteingenehmigung", "grab stein genehmigung"),
        ("Ehefähigkeitszeugnis", "ehe fahigkeit zeugnis"),
        ("Personenstandsregister", "person stand register"),
        ("Kindertagespflege", "kinder tag pflege"),
        ("Kitaplatz", "kita platz"),
        ("Volkshochschule", "volk hoch schule"),
        ("Turnhallenbelegung", "turn halle belegung"),
        ("Wochenmarktstand", "woche markt stand"),
        ("Gaststättenerlaubnis", "gast statte erlaubnis"),
        ("Spielautomatensteuer", "spiel automat steuer"),
        ("Hundebestandsbuch", "hund bestand buch"),
        ("Fischereischein", "fischerei schein"),
        ("Sprengstofferlaubnis", "spreng stoff erlaubnis"),
        ("Wohngeldantrag", "wohn geld antrag"),
        ("Briefwahlunterlagen", "brief wahl unterlage"),
        ("Zweitwohnungsteuer", "zweit wohnung steuer"),
        ("Fremdenverkehrsabgabe", "fremd verkehr abgabe"),
        ("Aktenzeichen", "akte zeichen"),
        ("Datenschutzbeschwerde", "daten schutz beschwerde"),
        ("Rechtsbehelfsbelehrung", "recht behelf belehrung"),
    ];

    fn compounds() -> Compounds {
        Compounds::read(include_str!("words.txt"))
    }

    #[test]
    fn umlauts_fold_alike_in_every_spelling() {
        for (one, other) in [
            ("Bäume", "Baeume"),
            ("Straße", "STRASSE"),
            ("Prüfung", "Pruefung"),
            ("Ausländerbehörde", "auslaenderbehoerde"),
            ("Gebühr", "Gebu\u{308}hr"),
            ("Hundesteuer", "Hunde\u{ad}steuer"),
            ("Hundesteuer", "\u{202e}Hundesteuer\u{202c}"),
            ("GROẞ", "groß"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn an_ue_that_is_none_stays() {
        for word in ["neue", "quelle", "steuer", "abenteuer"] {
            assert_eq!(fold(word), word);
        }
    }

    #[test]
    fn compounds_split_at_their_base_words() {
        let compounds = compounds();
        for (word, parts) in COMPOUNDS {
            let word = fold(word);
            let split = compounds.split(&word);
            let expected: Vec<&str> = parts.split(' ').collect();
            assert_eq!(split.len(), expected.len(), "{word}: {split:?}");
            for (part, expected) in split.iter().zip(expected) {
                assert!(part.starts_with(expected), "{word}: {split:?}");
            }
        }
    }

    #[test]
    fn other_words_stay_whole() {
        let compounds = compounds();
        for word in [
            "anmeldung",
            "steuern",
            "digital",
            "vorhanden",
            "Verwaltung",
            "Vorhaben",
            "Beratung",
            "Organisation",
            "Bürgerinnen",
            "Beamtinnen",
            "Kindern",
            "Zugewiesene",
            "Nachteil",
            "Diebstahl",
            "Unterhaltung",
            "Einrichtung",
            "Einleitung",
            "Mitteilung",
            "Unterlagen",
            "Gegenstand",
            "Vollständigkeit",
            "Interesse",
            "Qualität",
            "Gefährdung",
            "Gründung",
            "Laufende",
            "Passende",
            "Bestehende",
            "Wirtschaftlich",
            "Talente",
            "Elemente",
            "Literatur",
            "Sekretariat",
            "Transparenz",
            "Mobilität",
            "Gemeinschaft",
            "Körperschaft",
            "Handwerker",
            "Haushalt",
            "Lebensmittel",
            "Schnittstelle",
            "Blaupause",
            "Grundlage",
            "Supervision",
            "xyzausweis",
            "ausweisxyz",
            "é",
            "park",
        ] {
            assert_eq!(compounds.split(&fold(word)), Vec::<&str>::new(), "{word}");
        }
        assert!(compounds.split(&"park".repeat(1_000)).is_empty());
    }

    #[test]
    fn the_list_has_only_words_that_are_not_compounds_themselves() {
        // Readable from others, and kept: one word to everybody.
        let kept = [
            "altbau",
            "bauamt",
            "bauhof",
            "blaupause",
            "diebstahl",
            "fahrrad",
            "freitag",
            "fruhstuck",
            "grundlage",
            "grundstuck",
            "handwerk",
            "haushalt",
            "hochzeit",
            "kennzeichen",
            "kreislauf",
            "kunststoff",
            "laufbahn",
            "lebensmittel",
            "nachteil",
            "neubau",
            "notruf",
            "radweg",
            "rathaus",
            "schnittstelle",
            "sonntag",
            "vollzug",
            "wegzug",
            "wohlfahrt",
        ];
        let mut compounds = compounds();
        let words: Vec<String> = compounds.words.iter().cloned().collect();
        let mut doubtful = Vec::new();
        for word in words {
            compounds.words.remove(&word);
            if !compounds.read_parts(&word).is_empty() && !kept.contains(&word.as_str()) {
                doubtful.push(word.clone());
            }
            compounds.words.insert(word);
        }
        doubtful.sort();
        assert_eq!(doubtful, Vec::<String>::new());
        assert!(2_000 < compounds.words.len());
    }
}
