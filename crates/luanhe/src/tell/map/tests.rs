use super::boundaries::{Border, arcs, counties};
use super::*;
use crate::tell::tests::example;

fn keep(name: &str, bytes: &[u8]) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tell");
    crate::base::file::write(&folder.join(name), bytes).unwrap();
}

#[test]
fn the_boundaries_are_those_of_199_counties() {
    assert_eq!(counties().len(), 199);
    let chengde = counties().iter().filter(|c| c.code.starts_with("1308")).count();
    assert_eq!(chengde, 11);
    for border in [Border::County, Border::Prefecture, Border::Province, Border::Outer] {
        assert!(arcs().iter().any(|arc| arc.border == border), "{border:?}");
    }
    assert!(arcs().iter().all(|arc| matches!(arc.sides.len(), 1 | 2)));
}

#[test]
fn maps_are_small_linked_and_name_their_source() {
    let inside = Area::Inside(RegionCode::parse("130800").unwrap());
    for (name, area, most) in [("jjj", Area::JingJinJi, 90_000), ("chengde", inside, 40_000)] {
        for lang in [Lang::Zh, Lang::En] {
            for width in [640.0, 340.0] {
                let map = example::map(area.clone());
                let drawing = map.drawing(width, Title::Drawn, lang);
                let text = svg(&drawing, "m");
                keep(&format!("map-{name}-{width}-{}.svg", lang.tag()), text.as_bytes());
                assert!(text.len() < most, "{name} {width}: {} bytes", text.len());
                assert!(text.contains("href=\"/measure/funds.arrived/rows?region=130828\""));
                let said: String = drawing.labels().iter().map(|l| l.text.clone()).collect();
                let source: String = BOUNDARY_SOURCE.to(lang).split(' ').collect();
                assert!(said.replace(' ', "").contains(&source), "{said}");
                let mut reader = quick_xml::Reader::from_str(&text);
                while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
                for label in drawing.labels() {
                    let (left, _, right, bottom) = label.bounds();
                    assert!(left > -0.5 && right < width + 0.5, "{}", label.text);
                    assert!(bottom < drawing.height + 0.5, "{}", label.text);
                }
            }
        }
    }
}

#[test]
fn a_code_of_another_year_is_not_silently_dropped() {
    let mut map = example::map(Area::JingJinJi);
    assert!(map.unknown_places().is_empty());
    map.places[0].region = RegionCode::parse("130823").unwrap();
    assert_eq!(map.unknown_places(), [&RegionCode::parse("130823").unwrap()]);
}

#[test]
fn classes_break_where_values_do() {
    let breaks = |values: &[i64], most| classes(values, most).map(|c| c.upper);
    assert_eq!(breaks(&[1, 2, 3, 50, 52, 99], 3).unwrap(), [3, 52, 99]);
    assert_eq!(breaks(&[7, 7, 7], 5).unwrap(), [7]);
    assert_eq!(breaks(&[], 5), None);
    let three = classes(&[1, 2, 3, 50, 52, 99], 3).unwrap();
    assert_eq!([1, 3, 50, 99].map(|v| three.of(v)), [0, 0, 1, 2]);
}
