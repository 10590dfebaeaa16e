//! A sovereignty profile as a picture: eight axes, levels 0 to 4, drawn as SVG.
//!
//! Not the only place where the levels stand: a table beside it says the same. Law: an objective whose level is not
//! known breaks the outline; it is never drawn as zero, which has a ring of its own around the centre.

use std::{f64::consts::FRAC_1_SQRT_2, fmt};

use askama::filters::{Escaper, Html, HtmlSafe};

/// Half the picture's width and height.
const CENTRE: f64 = 160.0;
/// From the centre to level 0, and from each level to the next.
const STEP: f64 = 23.0;
const LABELS: f64 = 136.0;
const HIGHEST: u8 = 4;

/// From the top, clockwise.
const DIRECTIONS: [(f64, f64); 8] = [
    (0.0, -1.0),
    (FRAC_1_SQRT_2, -FRAC_1_SQRT_2),
    (1.0, 0.0),
    (FRAC_1_SQRT_2, FRAC_1_SQRT_2),
    (0.0, 1.0),
    (-FRAC_1_SQRT_2, FRAC_1_SQRT_2),
    (-1.0, 0.0),
    (-FRAC_1_SQRT_2, -FRAC_1_SQRT_2),
];

/// The picture. Shown as SVG markup, whose look is in the style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Radar {
    /// Unique on the page.
    pub(super) id: String,
    pub(super) title: String,
    /// The same in words.
    pub(super) description: String,
    /// The level of each objective, SOV-1 to SOV-8; none where it is not known.
    pub(super) reached: [Option<u8>; 8],
    /// The lowest level that is demanded; none where nothing is.
    pub(super) demanded: [Option<u8>; 8],
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} {:.1}", self.x, self.y)
    }
}

impl fmt::Display for Radar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = &self.id;
        write!(
            f,
            "<svg class=\"radar\" viewBox=\"0 0 320 320\" role=\"img\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\">"
        )?;
        write!(f, "<title id=\"{id}-title\">")?;
        Html.write_escaped_str(&mut *f, &self.title)?;
        write!(f, "</title><desc id=\"{id}-desc\">")?;
        Html.write_escaped_str(&mut *f, &self.description)?;
        f.write_str("</desc>")?;
        grid(f)?;
        outline(f, "radar-demanded", &self.demanded)?;
        outline(f, "radar-reached", &self.reached)?;
        for Point { x, y } in points(&self.demanded).into_iter().flatten() {
            // Wider than a circle, so that one on top of it does not hide it.
            let (left, top) = (x - 6.0, y - 6.0);
            write!(
                f,
                "<rect class=\"radar-demanded\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"12\" height=\"12\"/>"
            )?;
        }
        for Point { x, y } in points(&self.reached).into_iter().flatten() {
            write!(f, "<circle class=\"radar-reached\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>")?;
        }
        f.write_str("</svg>")
    }
}

/// `Display` escapes, and writes no markup but its own.
impl HtmlSafe for Radar {}

/// A ring for each level, an axis and a name for each objective.
fn grid(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for level in 0..=HIGHEST {
        let ring = points(&[Some(level); 8]);
        write!(f, "<path class=\"radar-grid\" d=\"{}Z\"/>", line(ring.iter().flatten()))?;
    }
    let centre = Point { x: CENTRE, y: CENTRE };
    for (objective, direction) in (1..).zip(DIRECTIONS) {
        let end = at(direction, radius(HIGHEST));
        write!(f, "<path class=\"radar-grid\" d=\"M{centre}L{end}\"/>")?;
        let Point { x, y } = at(direction, LABELS);
        write!(
            f,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\" dominant-baseline=\"middle\">SOV-{objective}</text>"
        )?;
    }
    Ok(())
}

/// A closed shape where all is known, else the lines between neighbours that are.
fn outline(f: &mut fmt::Formatter<'_>, class: &str, levels: &[Option<u8>; 8]) -> fmt::Result {
    let points = points(levels);
    let known: Vec<Point> = points.iter().flatten().copied().collect();
    if known.len() == points.len() {
        return write!(f, "<path class=\"{class}\" d=\"{}Z\"/>", line(known.iter()));
    }
    let next = points.iter().cycle().skip(1);
    let lines: String = points
        .iter()
        .zip(next)
        .filter_map(|(from, to)| Some(line([from.as_ref()?, to.as_ref()?].into_iter())))
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    write!(f, "<path class=\"{class} radar-open\" d=\"{lines}\"/>")
}

fn line<'p>(points: impl Iterator<Item = &'p Point>) -> String {
    points.zip(std::iter::once("M").chain(std::iter::repeat("L"))).fold(
        String::new(),
        |mut line, (point, command)| {
            line.push_str(command);
            line.push_str(&point.to_string());
            line
        },
    )
}

fn points(levels: &[Option<u8>; 8]) -> [Option<Point>; 8] {
    let mut directions = DIRECTIONS.into_iter();
    levels.map(|level| {
        let direction = directions.next()?;
        Some(at(direction, radius(level?)))
    })
}

fn radius(level: u8) -> f64 {
    STEP * f64::from(level.min(HIGHEST) + 1)
}

fn at((x, y): (f64, f64), radius: f64) -> Point {
    Point { x: CENTRE + x * radius, y: CENTRE + y * radius }
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;
    use crate::pages::testing::{all, texts};

    fn drawn(reached: [Option<u8>; 8], demanded: [Option<u8>; 8]) -> Html {
        let radar = Radar {
            id: "r".to_owned(),
            title: "Profil von <X> & Y".to_owned(),
            description: "SOV-1 SEAL 3".to_owned(),
            reached,
            demanded,
        };
        let source = format!("<!doctype html><title>t</title>{radar}");
        let html = Html::parse_document(&source);
        assert_eq!(html.errors, [""; 0]);
        html
    }

    fn attrs(html: &Html, selector: &str, name: &str) -> Vec<String> {
        all(html, selector).iter().map(|found| found.attr(name).unwrap().to_owned()).collect()
    }

    #[test]
    fn it_says_in_words_what_it_shows() {
        let html = drawn([Some(3); 8], [None; 8]);
        let svg = all(&html, "svg[role=img]")[0];
        assert_eq!(svg.attr("aria-labelledby"), Some("r-title"));
        assert_eq!(svg.attr("aria-describedby"), Some("r-desc"));
        assert_eq!(texts(&html, "svg > title#r-title"), ["Profil von <X> & Y"]);
        assert_eq!(texts(&html, "svg > desc#r-desc"), ["SOV-1 SEAL 3"]);
        let names: Vec<String> = (1..=8).map(|n| format!("SOV-{n}")).collect();
        assert_eq!(texts(&html, "svg text"), names);
        assert!(all(&html, "[style], [fill], [stroke], script").is_empty());
    }

    #[test]
    fn levels_lie_on_their_axes_from_the_inner_ring_outwards() {
        let levels = [Some(4), Some(0), Some(2), Some(4), Some(1), Some(0), Some(3), Some(4)];
        let html = drawn(levels, [None; 8]);
        let at: Vec<(String, String)> =
            attrs(&html, "circle", "cx").into_iter().zip(attrs(&html, "circle", "cy")).collect();
        let expected = [
            ("160.0", "45.0"),
            ("176.3", "143.7"),
            ("229.0", "160.0"),
            ("241.3", "241.3"),
            ("160.0", "206.0"),
            ("143.7", "176.3"),
            ("68.0", "160.0"),
            ("78.7", "78.7"),
        ];
        assert_eq!(at, expected.map(|(x, y)| (x.to_owned(), y.to_owned())));
        assert_eq!(all(&html, "path.radar-grid").len(), 5 + 8);
    }

    #[test]
    fn an_unknown_objective_breaks_the_outline() {
        let reached = |levels| attrs(&drawn(levels, [None; 8]), "path.radar-reached", "d");
        let whole = reached([Some(2); 8]);
        assert!(whole.len() == 1 && whole[0].ends_with('Z'), "{whole:?}");

        let mut levels = [Some(2); 8];
        levels[3] = None;
        let broken = reached(levels);
        assert_eq!(broken[0].matches('M').count(), 6, "{broken:?}");
        assert!(!broken[0].contains('Z'));
        assert_eq!(all(&drawn(levels, [None; 8]), "circle").len(), 7);

        let mut lone = [None; 8];
        lone[0] = Some(1);
        assert_eq!(reached(lone), [""; 0], "a single point has no line");
        assert_eq!(reached([None; 8]), [""; 0]);
    }

    #[test]
    fn the_line_goes_round_past_the_top() {
        let mut levels = [None; 8];
        (levels[7], levels[0]) = (Some(4), Some(4));
        let html = drawn(levels, [None; 8]);
        assert_eq!(attrs(&html, "path.radar-reached", "d"), ["M78.7 78.7L160.0 45.0"]);
    }

    #[test]
    fn what_is_demanded_looks_different() {
        let mut demanded = [None; 8];
        demanded[1] = Some(3);
        let html = drawn([Some(2); 8], demanded);
        assert_eq!(all(&html, "rect.radar-demanded").len(), 1);
        assert!(all(&html, "path.radar-demanded").is_empty());
    }

    #[test]
    fn a_level_beyond_the_highest_stays_inside() {
        assert_eq!(drawn([Some(9); 8], [None; 8]).html(), drawn([Some(4); 8], [None; 8]).html());
    }
}
