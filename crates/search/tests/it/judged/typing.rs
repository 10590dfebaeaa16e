//! Typing errors, the same on every run.

/// Shorter words are typed without error.
const SHORTEST: usize = 5;

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// The text with one letter dropped, doubled, replaced or swapped with its neighbour in one of its longer words.
pub(super) fn with_error(text: &str, seed: u64) -> Option<String> {
    let mut dice = Dice::new(text, seed);
    let words: Vec<&str> = text.split(' ').collect();
    let long: Vec<usize> =
        (0..words.len()).filter(|idx| SHORTEST <= words[*idx].chars().count()).collect();
    let chosen = *long.get(dice.below(long.len())?)?;
    let mut letters: Vec<char> = words[chosen].chars().collect();
    // The first letter is nearly always right.
    let at = 1 + dice.below(letters.len() - 1)?;
    match dice.below(4)? {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = LETTERS.chars().nth(dice.below(LETTERS.len())?)?,
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters.swap(at, at - 1),
    }
    let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    words[chosen] = letters.into_iter().collect();
    Some(words.join(" "))
}

/// A linear congruential generator: good enough to choose letters.
struct Dice(u64);

impl Dice {
    fn new(text: &str, seed: u64) -> Self {
        Self(
            text.bytes()
                .fold(seed, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)),
        )
    }

    fn below(&mut self, n: usize) -> Option<usize> {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).ok()?.checked_rem(n)
    }
}

#[test]
fn an_error_is_made_once_and_always_the_same() {
    for seed in 0..100 {
        let erring = with_error("Hundesteuer und Katzen", seed).unwrap();
        assert_eq!(with_error("Hundesteuer und Katzen", seed).unwrap(), erring);
        assert!(erring.contains(" und "), "{erring}");
    }
    assert_eq!(with_error("Hund an", 1), None);
}
