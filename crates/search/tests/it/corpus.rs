//! Twelve believable blueprints, and short ways to ask for them.

use blueprint::Lang;
use search::{
    Entry, Facet, Found, Index, IndexChange, Passage, Population, Query, Section, Standing,
};
use tempfile::TempDir;

/// An index of the corpus in a folder of its own.
pub(crate) struct Corpus {
    pub(crate) index: Index,
    pub(crate) dir: TempDir,
}

impl Corpus {
    pub(crate) fn new() -> Self {
        Self::of(entries())
    }

    pub(crate) fn of(entries: Vec<Entry>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(dir.path()).unwrap();
        index.apply(entries.into_iter().map(IndexChange::Put).collect(), 12).unwrap();
        Self { index, dir }
    }

    pub(crate) fn ask(&self, text: &str) -> Found {
        self.index.search(&query(text)).unwrap()
    }

    /// Names of the hits, best first.
    pub(crate) fn names(&self, text: &str) -> Vec<String> {
        names(&self.ask(text))
    }
}

pub(crate) fn query(text: &str) -> Query {
    Query { text: Some(text.to_owned()), ..Query::default() }
}

pub(crate) fn names(found: &Found) -> Vec<String> {
    found.hits.iter().map(|hit| hit.id.name.to_string()).collect()
}

pub(crate) fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = TEXTS.iter().zip(1..).map(|(text, at)| entry(text, at)).collect();
    entries[0].service_keys = vec!["99108001001000".to_owned()];
    entries[0].facets.push((Facet::Service, "99108001001000".to_owned()));
    entries
}

/// `[id, title, English title, summary, text, keywords]`.
type Text = [&'static str; 6];

fn entry(text: &Text, at: i64) -> Entry {
    let [id, title, title_en, summary, text, keywords] = *text;
    let id: blueprint::BlueprintId = id.parse().unwrap();
    let keywords: Vec<String> = keywords.split(' ').map(str::to_owned).collect();
    let mut facets = vec![(Facet::Owner, id.owner.to_string())];
    facets.extend(keywords.iter().map(|keyword| (Facet::Keyword, keyword.clone())));
    let channel = if at % 2 == 0 { "digital" } else { "breaks" };
    facets.push((Facet::Channel, channel.to_owned()));
    facets.push((Facet::Deprecated, false.to_string()));
    let mut passages = vec![
        passage(Section::Title, Lang::De, title),
        passage(Section::Title, Lang::En, title_en),
        passage(Section::Summary, Lang::De, summary),
    ];
    passages.extend(keywords.iter().map(|keyword| passage(Section::Keyword, Lang::De, keyword)));
    passages.push(passage(Section::Description, Lang::De, text));
    passages.extend(
        text.find('§')
            .and_then(|at| text.get(at..))
            .map(|law| passage(Section::Law, Lang::De, law)),
    );
    Entry {
        id,
        version: "1.0.0".to_owned(),
        updated_at: at * 1_000,
        passages,
        service_keys: Vec::new(),
        facets,
        standing: Standing::default(),
        population: Population::default(),
        facts: Box::default(),
    }
}

pub(crate) fn passage(section: Section, lang: Lang, text: &str) -> Passage {
    Passage { section, lang, text: text.to_owned() }
}

const TEXTS: [Text; 12] = [
    [
        "mrn/handwerkerparkausweis",
        "Digitaler Handwerkerparkausweis",
        "Digital craftsmen's parking permit",
        "Betriebe des Handwerks parken mit einem Ausweis in der ganzen Region.",
        "Der Betrieb stellt den Antrag online. Die Straßenverkehrsbehörde prüft die Gewerbeanmeldung. § 46 Abs. 1 StVO",
        "parken handwerk",
    ],
    [
        "mannheim/bewohnerparkausweis",
        "Bewohnerparkausweis",
        "Resident parking permit",
        "Wer in einer Bewohnerparkzone wohnt, parkt dort gegen Gebühr.",
        "Die Behörde prüft den Wohnsitz im Melderegister und die Zulassung des Fahrzeugs. Handwerker haben einen eigenen Ausweis.",
        "parken",
    ],
    [
        "ludwigshafen/hundesteuer-anmeldung",
        "Hundesteuer: Hund anmelden",
        "Register a dog for dog tax",
        "Wer einen Hund hält, meldet ihn bei der Gemeinde an.",
        "Die Steuer wird nach der Satzung festgesetzt. Der Halter erhält eine Hundemarke und einen Bescheid.",
        "steuern tiere",
    ],
    [
        "heidelberg/gewerbeanmeldung",
        "Gewerbeanmeldung",
        "Trade registration",
        "Wer ein Gewerbe beginnt, zeigt es bei der Gemeinde an.",
        "Die Anzeige geht an das Finanzamt, die Kammer und die Berufsgenossenschaft. § 14 GewO",
        "gewerbe wirtschaft",
    ],
    [
        "speyer/aussengastronomie",
        "Sondernutzung für Außengastronomie",
        "Outdoor seating permit",
        "Tische und Stühle auf der Straße brauchen eine Erlaubnis.",
        "Der Wirt reicht einen Lageplan ein. Die Gebühr richtet sich nach der Fläche. Die Prüfung dauert zwei Wochen.",
        "gastronomie sondernutzung",
    ],
    [
        "landau/gaststaettenerlaubnis",
        "Gaststättenerlaubnis",
        "Restaurant licence",
        "Wer Alkohol ausschenkt, braucht eine Erlaubnis.",
        "Neben der Erlaubnis ist die Gewerbeanmeldung nötig. Eine Außengastronomie wird eigens beantragt.",
        "gastronomie gewerbe",
    ],
    [
        "worms/wohngeld",
        "Antrag auf Wohngeld",
        "Housing benefit application",
        "Zuschuss zur Miete für Haushalte mit kleinem Einkommen.",
        "Die Wohngeldbehörde prüft Einkommen und Miete.",
        "soziales wohnen",
    ],
    [
        "neustadt/baugenehmigung",
        "Baugenehmigung",
        "Building permit",
        "Wer baut, braucht eine Genehmigung.",
        "Bauanträge werden digital eingereicht und von der Bauaufsicht geprüft. Stellplätze sind nachzuweisen.",
        "bauen",
    ],
    [
        "frankenthal/baumfaellung",
        "Fällung von Bäumen",
        "Tree felling permit",
        "Geschützte Bäume dürfen nur mit Erlaubnis gefällt werden.",
        "Die Baumschutzsatzung nennt Arten und Umfang.",
        "umwelt",
    ],
    [
        "viernheim/anwohnerfest",
        "Straßenfest anmelden",
        "Register a street party",
        "Nachbarn sperren ihre Straße für ein Fest.",
        "Die Gemeinde prüft die Sperrung. Hunde sind anzuleinen, parken ist dann verboten.",
        "veranstaltung",
    ],
    [
        "bensheim/fischereischein",
        "Fischereischein",
        "Fishing licence",
        "Wer angelt, braucht einen Schein.",
        "Die Prüfung legt man bei der Behörde ab.",
        "tiere",
    ],
    [
        "mrn/organisationskonto",
        "Anmeldung mit Organisationskonto",
        "Sign-in with an organisation account",
        "Betriebe und Behörden weisen sich online aus.",
        "Das Konto beruht auf dem Elster-Zertifikat.",
        "konto",
    ],
];
