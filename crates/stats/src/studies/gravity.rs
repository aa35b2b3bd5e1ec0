//! A1 Gravity: the pull between cities by size and distance.

use crate::answer::{Answer, Number, Reason};
use crate::spec::{
    COUNTED, DESCRIBES, POSITIVE, Picture, SHARE, Spec, Study, choice, input, key, number, output,
    real, text,
};
use crate::study::{Case, Fault, refuse};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "gravity",
        version: "1.0.0",
        family: "A1",
        name: text("引力模型", "Gravity linkage"),
        question: text("两地联系有多强？", "How strong is the pull between two places?"),
        cites: &[
            "Reilly 1931, The Law of Retail Gravitation",
            "王德忠、庄仁兴 1996，区域经济联系定量分析初探，地理科学 16(1)",
        ],
        inputs: &[
            input(
                "cities",
                text("城市", "cities"),
                &[
                    key("city", text("城市", "city")),
                    number("population", "万人", text("人口", "population")),
                    number("gdp", "亿元", text("地区生产总值", "GDP")),
                    number("lat", "°", text("纬度", "latitude")).optional(),
                    number("lon", "°", text("经度", "longitude")).optional(),
                ],
            ),
            input(
                "distances",
                text(
                    "距离或时间，代替球面距离",
                    "distances or travel times instead of the great circle",
                ),
                &[
                    key("city", text("城市", "city")),
                    key("other", text("另一城市", "the other")),
                    number("distance", "km", text("距离", "distance")),
                ],
            )
            .optional(),
        ],
        params: &[
            real("decay", 2.0, 0.0, 10.0, text("距离衰减指数", "exponent of distance")),
            choice(
                "direction",
                &["undirected", "directed"],
                text("是否按GDP份额分方向", "split by GDP share"),
            ),
        ],
        outputs: &[
            output("distance", "km", POSITIVE, COUNTED, text("距离", "distance")),
            output("pull", "亿元·万人/km^b", POSITIVE, DESCRIBES, text("联系强度", "pull")),
            output(
                "total",
                "亿元·万人/km^b",
                POSITIVE,
                DESCRIBES,
                text("联系总量", "sum of a city's pulls"),
            ),
            output(
                "share",
                "1",
                SHARE,
                DESCRIBES,
                text("联系占比", "share of a pull in the city's sum"),
            ),
        ],
        chart: text("流向图", "flow map"),
        pictures: &[Picture::Heat { metric: "pull", neutral: None }, Picture::Dots("total")],
    },
    run,
};

/// Mean radius of the Earth, km (IUGG).
const EARTH_KM: f64 = 6371.0088;

/// Great-circle distance in km by the haversine, from degrees (latitude, longitude).
pub fn haversine_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (p, q) = (a.0.to_radians(), b.0.to_radians());
    let across = (q - p) / 2.0;
    let along = (b.1 - a.1).to_radians() / 2.0;
    let h = across.sin().powi(2) + p.cos() * q.cos() * along.sin().powi(2);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}

/// √(P₁G₁)·√(P₂G₂) / dᵇ; no value at distance zero.
pub fn pull(a: (f64, f64), b: (f64, f64), distance: f64, decay: f64) -> Number {
    if distance > 0.0 {
        Ok((a.0 * a.1).sqrt() * (b.0 * b.1).sqrt() / distance.powf(decay))
    } else {
        Err(Reason::UndefinedRatio)
    }
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let table = case.table("cities");
    let cities = table.key("city").expect("checked");
    let (people, gdp) = (table.number("population"), table.number("gdp"));
    let (people, gdp) = (people.expect("checked"), gdp.expect("checked"));
    let mut kept = Vec::new();
    for i in 0..table.len() {
        let reason = match (people[i], gdp[i]) {
            (p, g) if p.is_nan() || g.is_nan() => Reason::MissingInput,
            (p, g) if p < 0.0 || g < 0.0 => Reason::NegativeInput,
            _ => {
                kept.push(i);
                continue;
            }
        };
        answer.drop_unit(cities.word(i), None, reason, vec![table.line(i)]);
    }
    let (decay, directed) = (case.real("decay"), case.words("direction") == "directed");
    answer
        .note("不同年份比较时，GDP应为不变价", "to compare years, GDP must be at constant prices");
    let mut sums = vec![0.0; table.len()];
    let mut pulls = Vec::new();
    for (at, &i) in kept.iter().enumerate() {
        for &j in &kept[at + 1..] {
            let distance = distance(case, i, j)?;
            let value =
                distance.and_then(|d| pull((people[i], gdp[i]), (people[j], gdp[j]), d, decay));
            let pair = format!("{}|{}", cities.word(i), cities.word(j));
            answer.put(&pair, None, "distance", distance).n(2);
            let toward = |from: usize| if directed { gdp[from] / (gdp[i] + gdp[j]) } else { 1.0 };
            for from in if directed { vec![i, j] } else { vec![i] } {
                let other = if from == i { j } else { i };
                let name = format!("{}|{}", cities.word(from), cities.word(other));
                answer.put(&name, None, "pull", value.map(|v| v * toward(from))).n(2);
            }
            if let Ok(value) = value {
                sums[i] += value * toward(i);
                sums[j] += value * toward(j);
                pulls.push((i, j, value * toward(i)));
                pulls.push((j, i, value * toward(j)));
            }
        }
    }
    for &i in &kept {
        answer.put(cities.word(i), None, "total", sums[i]).n(kept.len().saturating_sub(1));
    }
    for (i, j, value) in pulls {
        let name = format!("{}|{}", cities.word(i), cities.word(j));
        answer.put(&name, None, "share", crate::answer::ratio(value, sums[i])).n(2);
    }
    Ok(())
}

/// From the table of distances in either order, else by the great circle.
fn distance(case: &Case, i: usize, j: usize) -> Result<Number, Vec<Fault>> {
    let table = case.table("cities");
    let cities = table.key("city").expect("checked");
    if let Some(given) = case.maybe("distances") {
        let (a, b) = (given.key("city").expect("checked"), given.key("other").expect("checked"));
        let (x, y) = (cities.word(i), cities.word(j));
        let row = (0..given.len())
            .find(|&r| (a.word(r), b.word(r)) == (x, y) || (a.word(r), b.word(r)) == (y, x));
        let known = row.map(|r| given.number("distance").expect("checked")[r]);
        return Ok(known.filter(|d| !d.is_nan()).ok_or(Reason::MissingInput));
    }
    match (table.number("lat"), table.number("lon")) {
        (Some(lat), Some(lon)) => {
            let d = haversine_km((lat[i], lon[i]), (lat[j], lon[j]));
            Ok(if d.is_nan() { Err(Reason::MissingInput) } else { Ok(d) })
        }
        _ => {
            let words = ("需要经纬度或距离表", "needs lat and lon, or a table of distances");
            refuse(Fault::new("cities", words.0, words.1))
        }
    }
}
