//! A family as a picture, drawn as SVG: generations from left to right, lines from each to its forks.
//!
//! Not the only place where the family stands: the list below it says the same, and more. So a family that is too large
//! to be looked at has no picture.

use std::fmt;

use askama::filters::{Escaper, Html, HtmlSafe};

use super::tree::Member;
use crate::pages::text::Text;

const MOST_MEMBERS: usize = 40;
const MOST_GENERATIONS: usize = 8;

const WIDTH: usize = 260;
const HEIGHT: usize = 72;
/// From one generation to the next, and from one row to the next.
const ACROSS: usize = 300;
const DOWN: usize = 88;
const MARGIN: usize = 8;

/// What fits into a box.
const LONGEST_TITLE: usize = 29;
const LONGEST_ID: usize = 33;

/// The picture. Shown as SVG markup, whose look is in the style sheet.
#[derive(Debug)]
pub(super) struct Picture {
    title: String,
    description: String,
    boxes: Vec<Box>,
}

#[derive(Debug)]
struct Box {
    lines: [String; 3],
    look: &'static str,
    column: usize,
    row: usize,
    /// The row of what it was forked from.
    above: Option<usize>,
}

impl Picture {
    /// `None` when there is nothing to see, or too much.
    pub(super) fn of(t: Text, members: &[Member]) -> Option<Self> {
        let n_members = members.len();
        let deepest = members.iter().map(|member| member.depth).max().unwrap_or_default();
        if !(2..=MOST_MEMBERS).contains(&n_members) || MOST_GENERATIONS <= deepest {
            return None;
        }
        Some(Self {
            title: t.with("family-picture", &t.n("family-size", &n_members)),
            description: t.get("family-picture-about"),
            boxes: boxes(members),
        })
    }
}

/// A fork stands in the row of its upstream when it is the first, else in a row of its own.
fn boxes(members: &[Member]) -> Vec<Box> {
    let mut rows: Vec<usize> = Vec::new();
    let mut free = 0;
    let mut boxes: Vec<Box> = Vec::new();
    for member in members {
        // The rows of the line from the root down to this one.
        rows.truncate(member.depth);
        let above = rows.last().copied();
        let is_first = boxes.last().is_none_or(|last| last.column < member.depth);
        let row = if is_first { above.unwrap_or_default() } else { free };
        free = free.max(row + 1);
        rows.push(row);
        boxes.push(Box {
            lines: [
                shortened(&member.title.text, LONGEST_TITLE),
                shortened(&member.id, LONGEST_ID),
                member.short.clone(),
            ],
            look: match (member.is_here, member.is_deprecated) {
                (true, _) => "here",
                (false, true) => "ended",
                (false, false) => "other",
            },
            column: member.depth,
            row,
            above,
        });
    }
    boxes
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

impl fmt::Display for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.boxes.iter().map(|one| one.column).max().unwrap_or_default();
        let rows = self.boxes.iter().map(|one| one.row).max().unwrap_or_default();
        let width = 2 * MARGIN + columns * ACROSS + WIDTH;
        let height = 2 * MARGIN + rows * DOWN + HEIGHT;
        write!(
            f,
            "<svg class=\"family-picture\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"family-picture-title\" aria-describedby=\"family-picture-desc\">"
        )?;
        f.write_str("<title id=\"family-picture-title\">")?;
        Html.write_escaped_str(&mut *f, &self.title)?;
        f.write_str("</title><desc id=\"family-picture-desc\">")?;
        Html.write_escaped_str(&mut *f, &self.description)?;
        f.write_str("</desc>")?;
        for one in &self.boxes {
            one.line(f)?;
        }
        for one in &self.boxes {
            one.draw(f)?;
        }
        f.write_str("</svg>")
    }
}

/// `Display` escapes, and writes no markup but its own.
impl HtmlSafe for Picture {}

impl Box {
    /// From the right side of the upstream to the left side of this one.
    fn line(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(above) = self.above else { return Ok(()) };
        let (x, y) = (MARGIN + self.column * ACROSS, middle(self.row));
        let (start, bend) = (x + WIDTH - ACROSS, x - (ACROSS - WIDTH) / 2);
        let from = middle(above);
        write!(f, "<path class=\"descent\" d=\"M{start} {from}H{bend}V{y}H{x}\"/>")
    }

    fn draw(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (x, y) = (MARGIN + self.column * ACROSS, MARGIN + self.row * DOWN);
        let look = self.look;
        write!(
            f,
            "<rect class=\"{look}\" x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"4\"/>"
        )?;
        for (number, (line, class)) in self.lines.iter().zip(["name", "id", "said"]).enumerate() {
            let (x, y) = (x + 10, y + 22 + number * 20);
            write!(f, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">")?;
            Html.write_escaped_str(&mut *f, line)?;
            f.write_str("</text>")?;
        }
        Ok(())
    }
}

fn middle(row: usize) -> usize {
    MARGIN + row * DOWN + HEIGHT / 2
}

#[cfg(test)]
mod tests {
    use blueprint::Lang;
    use scraper::Html as Page;

    use super::*;
    use crate::pages::{
        phrase::Phrase,
        testing::{all, texts},
    };

    fn member(name: &str, depth: usize) -> Member {
        Member {
            id: format!("mrn/{name}"),
            href: String::new(),
            title: Phrase::plain(format!("Titel <{name}>")),
            said: String::new(),
            short: "auf dem Stand".to_owned(),
            is_here: name == "c",
            is_deprecated: name == "d",
            depth,
            opens: false,
            closes: 0,
        }
    }

    fn drawn(members: &[Member]) -> Page {
        let picture = Picture::of(Text::new(Lang::De), members).unwrap();
        let html = Page::parse_document(&format!("<!doctype html><title>t</title>{picture}"));
        assert_eq!(html.errors, [""; 0]);
        html
    }

    #[test]
    fn generations_stand_beside_each_other_and_siblings_below() {
        let family =
            [member("a", 0), member("b", 1), member("c", 2), member("d", 2), member("e", 1)];
        let html = drawn(&family);
        let at: Vec<(&str, &str)> = all(&html, "rect")
            .iter()
            .map(|one| (one.attr("x").unwrap(), one.attr("y").unwrap()))
            .collect();
        assert_eq!(at, [("8", "8"), ("308", "8"), ("608", "8"), ("608", "96"), ("308", "184")]);
        let lines: Vec<&str> =
            all(&html, "path").iter().map(|line| line.attr("d").unwrap()).collect();
        let expected = [
            "M268 44H288V44H308",
            "M568 44H588V44H608",
            "M568 44H588V132H608",
            "M268 44H288V220H308",
        ];
        assert_eq!(lines, expected);
        let svg = all(&html, "svg[role=img]")[0];
        assert_eq!((svg.attr("width"), svg.attr("height")), (Some("876"), Some("264")));
        assert_eq!(texts(&html, "svg > title"), ["Stammbaum mit 5 Blaupausen"]);
        assert_eq!(texts(&html, "text.name")[0], "Titel <a>");
        assert_eq!((all(&html, "rect.here").len(), all(&html, "rect.ended").len()), (1, 1));
        assert!(all(&html, "[style], [fill], [stroke], script, a").is_empty());
    }

    #[test]
    fn what_is_too_long_is_shortened() {
        assert_eq!(shortened("Straßenverkehr", 14), "Straßenverkehr");
        assert_eq!(shortened("Straßen und Wege", 8), "Straßen…");
    }

    #[test]
    fn nothing_to_see_and_too_much_have_no_picture() {
        let t = Text::new(Lang::De);
        let wide = |n: usize| -> Vec<Member> {
            (0..n).map(|number| member(&format!("n{number}"), usize::from(number != 0))).collect()
        };
        let deep = |n: usize| -> Vec<Member> {
            (0..n).map(|number| member(&format!("n{number}"), number)).collect()
        };
        for (family, is_drawn) in
            [(wide(1), false), (wide(2), true), (wide(40), true), (wide(41), false)]
        {
            assert_eq!(Picture::of(t, &family).is_some(), is_drawn);
        }
        assert!(Picture::of(t, &deep(8)).is_some() && Picture::of(t, &deep(9)).is_none());
    }
}
