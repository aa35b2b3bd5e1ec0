use super::*;
use crate::base::say;
use crate::tell::drawing::{Label, emf};
use crate::tell::tests::example::{by_tier, chart, charts};

/// Wide as on a page, narrow as on a phone.
const WIDTHS: [f64; 3] = [640.0, 480.0, 340.0];

fn keep(name: &str, bytes: &[u8]) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tell");
    crate::base::file::write(&folder.join(name), bytes).unwrap();
}

/// Labels that lie on another or outside the drawing.
fn misplaced(drawing: &Drawing) -> Vec<String> {
    let labels = drawing.labels();
    let mut faults = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let (left, top, right, bottom) = label.bounds();
        let outside = left < -0.5
            || top < -0.5
            || right > drawing.width + 0.5
            || bottom > drawing.height + 0.5;
        if outside {
            faults.push(format!("outside: {} {:?}", label.text, label.bounds()));
        }
        for other in &labels[at + 1..] {
            if touch(label, other) {
                faults.push(format!("{} lies on {}", label.text, other.text));
            }
        }
    }
    faults
}

fn touch(a: &Label, b: &Label) -> bool {
    let (a, b) = (a.bounds(), b.bounds());
    // Bounds have some air above and below the letters.
    a.0 + 0.5 < b.2 && b.0 + 0.5 < a.2 && a.1 + 2.0 < b.3 && b.1 + 2.0 < a.3
}

#[test]
fn no_label_lies_on_another_or_outside() {
    let mut faults = Vec::new();
    for (name, chart) in charts() {
        for lang in [Lang::Zh, Lang::En] {
            for width in WIDTHS {
                let drawing = chart.drawing(width, Title::Drawn, lang);
                let id = format!("{name}-{width}-{}", lang.tag());
                faults.extend(misplaced(&drawing).into_iter().map(|f| format!("{id}: {f}")));
                keep(&format!("{id}.svg"), svg(&drawing, "c").as_bytes());
                keep(&format!("{id}.emf"), &emf(&drawing));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_chart_is_xml_with_title_and_description() {
    for (name, chart) in charts() {
        let svg = chart.svg(640.0, "c", Lang::Zh);
        let mut reader = quick_xml::Reader::from_str(&svg);
        let (mut texts, mut links) = (0, 0);
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) => match tag.name().as_ref() {
                    "text" => texts += 1,
                    "a" => links += 1,
                    _ => {}
                },
                _ => {}
            }
        }
        assert!(texts > 5, "{name}");
        assert_eq!(links > 0, chart.figures().count() > 0, "{name}");
        assert!(svg.contains("<desc id=\"c-d\">单位："), "{name}");
        assert!(svg.len() < 20_000, "{name}: {} bytes", svg.len());
    }
}

#[test]
fn what_is_missing_says_so() {
    let texts = |plot: Plot| -> Vec<String> {
        let drawing = chart(say!("题", "title"), plot).drawing(640.0, Title::Drawn, Lang::Zh);
        drawing.labels().iter().map(|label| label.text.clone()).collect()
    };
    let one = |value: Value| vec![Bar { label: say!("甲", "A"), value }];
    assert!(texts(Plot::Bars(one(Value::Missing))).contains(&"缺".to_string()));
    assert!(texts(Plot::Bars(one(Value::Bare(0)))).contains(&"0".to_string()));
    let tiers = texts(Plot::Columns(by_tier(), Stack::Upon));
    assert!(tiers.contains(&"缺*".to_string()), "{tiers:?}");
}

#[test]
fn empty_charts_are_drawn_all_the_same() {
    let nothing = || Grid { stations: Vec::new(), series: Vec::new() };
    for plot in [
        Plot::Bars(Vec::new()),
        Plot::Share(Vec::new()),
        Plot::Dots(Vec::new()),
        Plot::Flow(Vec::new()),
        Plot::Lines(nothing()),
        Plot::Columns(nothing(), Stack::Upon),
        Plot::Columns(nothing(), Stack::Beside),
        Plot::Multiples(Vec::new(), Vec::new()),
    ] {
        let drawing = chart(say!("题", "title"), plot).drawing(340.0, Title::Drawn, Lang::En);
        assert_eq!(misplaced(&drawing), Vec::<String>::new());
        assert!(!svg(&drawing, "c").contains("NaN"));
    }
}

#[test]
fn percentages_make_a_whole() {
    assert_eq!(percentages(&[1, 1, 1], 1000), [334, 333, 333]);
    assert_eq!(percentages(&[71_100, 26_800, 67_300], 1000), [431, 162, 407]);
    assert_eq!(percentages(&[0, 0], 1000), [0, 0]);
    assert_eq!(percentages(&[], 1000), Vec::<i64>::new());
}

#[test]
fn end_labels_are_moved_apart_as_little_as_can_be() {
    assert_eq!(lines::apart(&[10.0, 50.0], 12.0), [10.0, 50.0]);
    assert_eq!(lines::apart(&[20.0, 20.0], 12.0), [14.0, 26.0]);
    assert_eq!(lines::apart(&[30.0, 20.0, 22.0], 10.0), [34.0, 14.0, 24.0]);
}

/// Long names, large, negative and missing numbers, many stations.
fn hard_plots() -> Vec<(&'static str, Plot)> {
    let values = |n: i64| -> Vec<Value> {
        (0..n)
            .map(|at| match at % 5 {
                3 => Value::Missing,
                1 => Value::Bare(-4_321_000_000 * at),
                _ => Value::Bare(98_765_432_100 * (at + 1)),
            })
            .collect()
    };
    let long = say!(
        "围场满族蒙古族自治县农业产业化龙头企业联合体（一期）",
        "Weichang Manchu and Mongol Autonomous County joint venture, phase one"
    );
    let bars = |n| values(n).into_iter().map(|value| Bar { label: long.clone(), value }).collect();
    let grid = |stations: i64, series: usize| Grid {
        stations: (0..stations).map(|at| say!("{}年", "{}", 2000 + at)).collect(),
        series: (0..series)
            .map(|_| Series { label: long.clone(), values: values(stations) })
            .collect(),
    };
    let dot = |value: Value| Dot {
        label: long.clone(),
        interval: value.number().map(|v| (v - 5_000_000_000, v + 9_000_000_000)),
        value,
    };
    let hop = |value| Hop { label: long.clone(), value, kind: HopKind::Change };
    vec![
        ("bars", Plot::Bars(bars(30))),
        ("share", Plot::Share(bars(9))),
        ("beside", Plot::Columns(grid(24, 1), Stack::Beside)),
        ("beside-8", Plot::Columns(grid(8, 6), Stack::Beside)),
        ("upon", Plot::Columns(grid(24, 4), Stack::Upon)),
        ("lines", Plot::Lines(grid(30, 7))),
        ("dots", Plot::Dots(values(12).into_iter().map(dot).collect())),
        ("flow", Plot::Flow(values(9).into_iter().map(hop).collect())),
        ("multiples", Plot::Multiples(grid(22, 1).stations, grid(22, 13).series)),
    ]
}

#[test]
fn hard_data_do_not_put_labels_on_one_another() {
    let mut faults = Vec::new();
    for (name, plot) in hard_plots() {
        for lang in [Lang::Zh, Lang::En] {
            for width in WIDTHS {
                let drawing =
                    chart(say!("题", "title"), plot.clone()).drawing(width, Title::Drawn, lang);
                let id = format!("hard-{name}-{width}-{}", lang.tag());
                keep(&format!("{id}.svg"), svg(&drawing, "c").as_bytes());
                let found = misplaced(&drawing);
                faults.extend(found.into_iter().take(4).map(|f| format!("{id}: {f}")));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
