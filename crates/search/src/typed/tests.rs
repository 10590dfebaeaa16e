//! What is read from what was typed.

use super::*;

fn said(text: &str) -> Vec<String> {
    read(text).chunks.into_iter().map(|chunk| chunk.words.join("+")).collect()
}

#[test]
fn stop_words_count_only_when_alone() {
    assert!(STOP_WORDS.is_sorted(), "{STOP_WORDS:?}");
    assert!(STOP_WORDS.iter().all(|word| fold(word) == *word));
    assert_eq!(said("Parkausweis für Handwerker"), ["Parkausweis", "Handwerker"]);
    assert_eq!(said("der die das"), ["der", "die", "das"]);
    assert_eq!(read("der die das").remarks, [Remark::OnlyStopWords]);
}

#[test]
fn a_name_is_one_chunk_with_its_words() {
    let chunks = read(" (mrn/hundesteuer-anmeldung), ").chunks;
    assert_eq!(chunks.len(), 1);
    assert_eq!(chunks[0].unit, "mrn/hundesteuer-anmeldung");
    assert_eq!(chunks[0].words, ["mrn", "hundesteuer", "anmeldung"]);
}

#[test]
fn a_service_key_may_be_typed_in_groups() {
    for text in ["99108001001000", "99 108 001 001 000", "99.108.001.001.000"] {
        assert_eq!(read(text).chunks[0].unit, "99108001001000", "{text}");
        assert_eq!(read(text).chunks.len(), 1, "{text}");
    }
    assert_eq!(said("46 1"), ["46", "1"]);
    assert_eq!(said("§ 46 StVO"), ["46", "StVO"]);
}

#[test]
fn quotes_make_a_phrase_of_words_that_are_searched_for_too() {
    let typed = read("\"kleiner Waffenschein\" „Hund anmelden“ \"Hund\"");
    assert_eq!(typed.phrases, [["kleiner", "waffenschein"], ["hund", "anmelden"]]);
    assert_eq!(typed.chunks.len(), 5);
    assert!(typed.remarks.is_empty());
    let open = read("\"kleiner Waffenschein");
    assert!(open.phrases.is_empty());
    assert_eq!(open.chunks.len(), 2);
    assert_eq!(open.remarks, [Remark::UnbalancedQuote]);
}

#[test]
fn a_minus_excludes_and_a_hyphen_does_not() {
    let typed =
        read("Parkausweis -Handwerker -\"freie Berufe\" -titel:Anwohner Bewohner-Parken - x");
    assert_eq!(said("Parkausweis -Handwerker"), ["Parkausweis"]);
    assert!(matches!(
        &typed.excluded[..],
        [
            Excluded::Word(_),
            Excluded::Phrase(_),
            Excluded::Within(Within { section: Section::Title, .. })
        ]
    ));
    assert_eq!(typed.chunks.len(), 3);
    assert_eq!(read("-hund").remarks, [Remark::OnlyExclusions]);
    assert_eq!(read("park ---hund").remarks, [Remark::NestedExclusion]);
    assert_eq!(read("park ---hund").excluded.len(), 1);
}

#[test]
fn a_colon_names_a_section_if_there_is_one() {
    let typed = read("titel:Hund LAW:\"§ 46 StVO\" http://x ordner:a schritt: owner:");
    let sections: Vec<Section> = typed.within.iter().map(|within| within.section).collect();
    assert_eq!(sections, [Section::Title, Section::Law]);
    assert_eq!(typed.within[1].chunk.words, ["46", "StVO"]);
    assert_eq!(typed.chunks.len(), 4);
}

#[test]
fn the_last_word_is_open_until_something_follows() {
    assert!(read("Hunde").is_open);
    assert!(!read("Hunde ").is_open);
    assert!(!read("\"Hunde\"").is_open);
}

#[test]
fn the_end_of_a_sentence_may_belong_to_its_verb() {
    assert!(SEPARABLE.is_sorted());
    assert_eq!(read("Wie melde ich meinen Hund an?").separated, Some("an"));
    assert_eq!(read("Hund anmelden").separated, None);
    assert_eq!(read("").separated, None);
}

#[test]
fn any_text_is_read_and_none_is_long() {
    for text in [
        "",
        " ",
        "\0\u{1}\u{7f}",
        "AND OR NOT",
        "+-&&||!(){}[]^\"~*?:\\/",
        "\u{202e}\u{200f}",
        "- - -",
    ] {
        assert!(read(text).chunks.len() <= 3, "{text:?}");
    }
    assert_eq!(read("?!").remarks, [Remark::NoWords]);
    let n_words =
        |text: &str| read(text).chunks.iter().map(|chunk| chunk.words.len()).sum::<usize>();
    assert_eq!(n_words(&"x ".repeat(10_000)), MOST_WORDS);
    assert_eq!(n_words(&"x-".repeat(10_000)), MOST_WORDS);
    assert_eq!(n_words(&"x-y-z ".repeat(10_000)), MOST_WORDS);
    assert_eq!(read(&"ä".repeat(10_000)).chunks[0].words[0].chars().count(), MOST_CHARACTERS);
    assert_eq!(read(&"ä".repeat(10_000)).remarks, [Remark::CutOff]);
    assert!(read(&"-x ".repeat(10_000)).excluded.len() <= MOST_WORDS);
    assert!(read(&"\"x y\" ".repeat(10_000)).phrases.len() <= 4);
}
