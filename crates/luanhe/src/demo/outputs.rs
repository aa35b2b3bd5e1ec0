//! What the projects of the brands yield by year: sheep sold (出栏), which the report counts, beside
//! sheep kept (存栏), which it does not; plants, mushrooms, rice.

use super::amounts::{PLANTS, SHEEP_KEPT, SHEEP_SOLD};
use super::dice::share;
use super::line::Line;
use super::places::PAIRS;
use super::projects::Project;
use crate::base::Day;

/// Sheep and rice and mushrooms (false), or plants (true): two offices report them.
pub fn lines(projects: &[Project], plants: bool) -> Vec<Line> {
    let of = |brand: &str| -> Vec<&Project> {
        projects.iter().filter(|p| p.brand == brand && p.first_phase.is_none()).collect()
    };
    let mut lines = Vec::new();
    if plants {
        for (year, plants) in PLANTS {
            add_quarters(&of("水培蔬菜"), year, plants, &mut lines);
        }
        return lines;
    }
    let mut sheep = of("百万只肉羊基地");
    sheep.extend(of("领头羊"));
    for (measure, series) in [("出栏", SHEEP_SOLD), ("存栏", SHEEP_KEPT)] {
        for (year, whole) in series {
            add(&sheep, ("肉羊", measure, "只"), (year, whole), &mut lines);
        }
    }
    for (year, logs) in [(2019, 1_850_000), (2020, 2_600_000), (2021, 3_120_000)] {
        add(&of("致富菌"), ("食用菌", "产量", "棒"), (year, logs), &mut lines);
    }
    for (year, kilograms) in [(2019, 310_000), (2020, 420_000), (2021, 455_000)] {
        add(&of("幽谷稻米"), ("稻米", "产量", "公斤"), (year, kilograms), &mut lines);
    }
    lines
}

fn line(project: &Project, (item, measure, unit): (&str, &str, &str), day: Day) -> Line {
    Line::of("outputs")
        .set("project", project.code.as_str())
        .set("county", PAIRS[project.pair].county)
        .set("item", item)
        .set("measure", measure)
        .set("unit", unit)
        .set("day", day)
}

/// A year's figure, at its last day, over the projects that were listed by then.
fn add(
    projects: &[&Project],
    what: (&str, &str, &str),
    (year, whole): (i16, i64),
    lines: &mut Vec<Line>,
) {
    let standing: Vec<&&Project> = projects.iter().filter(|p| p.year <= year).collect();
    let weights: Vec<i64> = (0..standing.len()).map(|at| 5 - at as i64).collect();
    let day = Day::new(year, 12, 31).expect("a day");
    let parts = share(whole, &weights, 100);
    for (project, part) in standing.into_iter().zip(parts) {
        lines.push(line(project, what, day).set("quantity", part));
    }
}

/// Greenhouses report by the quarter.
fn add_quarters(projects: &[&Project], year: i16, whole: i64, lines: &mut Vec<Line>) {
    let parts = share(whole, &[18, 27, 31, 24], 10_000);
    for project in projects {
        for (month, part) in [3, 6, 9, 12].into_iter().zip(&parts) {
            let day = crate::base::Month::of(year, month).last_day();
            lines.push(line(project, ("水培蔬菜", "产量", "株"), day).set("quantity", *part));
        }
    }
}
