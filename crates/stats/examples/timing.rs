//! Self-timings of the heavy kernels on made-up data: `timing NAME [SIZE]` prints what was computed
//! and `cpu SECONDS`.

use faer::Mat;
use stats::effects::Effect;
use stats::frontier::{Measures, Orientation, Radial, Returns};
use stats::graph::Graph;
use stats::leontief::Accounts;
use stats::linear::inverse;
use stats::random::Stream;
use stats::regression::{CountRule, Panel};
use stats::sorted::Sorted;
use stats::studies::gini::dagum;
use stats::studies::io_trade::trade;
use stats::studies::moran::local_p;
use stats::study::{Params, Tables};
use stats::weights::Neighbours;
use stats::{Table, measure, studies};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let name = args
        .next()
        .ok_or("effects | callaway | moran | betweenness | dagum | dea | inverse | accounts")?;
    let size: Option<usize> = args.next().map(|s| s.parse()).transpose()?;
    let mut out = std::io::stdout().lock();
    let told = match name.as_str() {
        "effects" => effects(size.unwrap_or(1_000_000)),
        "callaway" => callaway(size.unwrap_or(3_000)),
        "dea" => dea(size.unwrap_or(1_000)),
        "moran" => moran(size.unwrap_or(55)),
        "betweenness" => betweenness(size.unwrap_or(600)),
        "dagum" => dagum_parts(size.unwrap_or(1_000_000)),
        "inverse" => inverted(size.unwrap_or(1302)),
        "accounts" => full_accounts(size.unwrap_or(1302)),
        _ => return Err(format!("no timing `{name}`").into()),
    };
    std::io::Write::write_all(&mut out, told.as_bytes())?;
    Ok(())
}

/// Units × 10 years, two effects, one regressor, 3,000 clusters.
fn effects(units: usize) -> String {
    let rows = units * 10;
    let mut draw = Stream::new(1, 0, 0);
    let unit: Vec<u32> = (0..rows).map(|i| (i / 10) as u32).collect();
    let year: Vec<u32> = (0..rows).map(|i| (i % 10) as u32).collect();
    let x: Vec<f64> = (0..rows).map(|_| draw.unit()).collect();
    let y: Vec<f64> = (0..rows).map(|i| 0.5 * x[i] + draw.unit() + f64::from(year[i])).collect();
    let clusters = vec![unit.iter().map(|u| u % 3000).collect()];
    let start = spent();
    let effects = vec![Effect::new(&unit), Effect::new(&year)];
    drop((unit, year));
    let panel = Panel { y, x: vec![x], effects, clusters };
    match panel.estimate(CountRule::NonNested) {
        Ok(e) => {
            format!("{} rows β {} se {}\n{}", e.n, e.fit.beta[0], e.se(0), cpu(start))
        }
        Err(reason) => format!("{}\n", reason.code()),
    }
}

/// A queen lattice of side × side units, 999 shuffles.
fn moran(side: usize) -> String {
    let n = side * side;
    let mut draw = Stream::new(2, 0, 0);
    let z: Vec<f64> = (0..n).map(|_| draw.unit() - 0.5).collect();
    let near = |i: usize| {
        let (r, c) = (i / side, i % side);
        let rows = r.saturating_sub(1)..=(r + 1).min(side - 1);
        let cells = rows.flat_map(move |a| {
            (c.saturating_sub(1)..=(c + 1).min(side - 1)).map(move |b| a * side + b)
        });
        cells.filter(|j| *j != i).map(|j| (j as u32, 1.0)).collect()
    };
    let w = Neighbours { of: (0..n).map(near).collect() }.row_standardised();
    let start = spent();
    let p = local_p(&z, &w, 999, 3);
    format!("{n} units × 999, p₀ {}\n{}", p[0], cpu(start))
}

fn betweenness(nodes: usize) -> String {
    let mut draw = Stream::new(4, 0, 0);
    let mut pick = || draw.below(nodes as u32);
    let ends: Vec<(u32, u32)> = (0..10 * nodes).map(|_| (pick(), pick())).collect();
    let edges = ends.into_iter().filter(|(a, b)| a != b);
    let mut weight = Stream::new(5, 0, 0);
    let graph = Graph::new(nodes, edges.map(|(a, b)| (a, b, weight.unit())).collect::<Vec<_>>());
    let start = spent();
    let score = graph.betweenness();
    let top = score.iter().copied().fold(0.0, f64::max);
    format!("{nodes} nodes, {} edges, top {top}\n{}", graph.edges(), cpu(start))
}

fn dagum_parts(units: usize) -> String {
    let mut draw = Stream::new(6, 0, 0);
    let rows: Vec<(f64, f64, usize)> =
        (0..units).map(|_| (draw.gamma(2.0) * 1e4, 1.0, draw.below(5) as usize)).collect();
    let start = spent();
    let mut groups: Vec<Vec<(f64, f64)>> = vec![Vec::new(); 5];
    rows.iter().for_each(|(v, w, g)| groups[*g].push((*v, *w)));
    let groups: Vec<Sorted> = groups.into_iter().map(Sorted::new).collect();
    let (parts, _) = dagum(&groups);
    format!("{units} units, parts {parts:?}\n{}", cpu(start))
}

fn inverted(n: usize) -> String {
    let mut draw = Stream::new(7, 0, 0);
    let a = Mat::from_fn(n, n, |_, _| draw.unit() / n as f64);
    let start = spent();
    let inverse = inverse(Mat::from_fn(n, n, |i, j| f64::from(u8::from(i == j)) - 0.6 * a[(i, j)]));
    let corner = inverse.map_or(f64::NAN, |m| m[(0, 0)]);
    format!("n {n} l₀₀ {corner}\n{}", cpu(start))
}

/// Flows of 42 sectors (more where the size asks for it) in 31 regions to coefficients, inverse, the
/// output that each region's final demand calls for, and value added by origin and use.
fn full_accounts(n: usize) -> String {
    const REGIONS: usize = 31;
    let mut draw = Stream::new(9, 0, 0);
    let flows = Mat::from_fn(n, n, |_, _| draw.unit());
    let demand = Mat::from_fn(n, REGIONS, |_, _| draw.unit() * n as f64 / REGIONS as f64);
    let start = spent();
    let mut output = vec![0.0; n];
    for column in flows.col_iter().chain(demand.col_iter()) {
        output.iter_mut().zip(column.iter()).for_each(|(sum, value)| *sum += value);
    }
    let regions = (0..REGIONS).map(|r| format!("r{r:02}")).collect();
    let region_of: Vec<usize> = (0..n).map(|i| i * REGIONS / n).collect();
    let names = (0..n).map(|i| format!("r{:02}|{i}", region_of[i])).collect();
    let accounts = Accounts::new((regions, names, region_of), flows, demand, output);
    let Ok(inverse) = accounts.leontief() else { return "not productive\n".to_string() };
    let traded = trade(&accounts, &inverse);
    format!("n {n} v₀₀ {}\n{}", traded[0][0], cpu(start))
}

/// Units × 20 years in six cohorts and one never treated, analytic errors.
fn callaway(units: usize) -> String {
    const FIRST: [f64; 7] = [f64::NAN, 2005.0, 2007.0, 2009.0, 2011.0, 2013.0, 2015.0];
    let mut draw = Stream::new(8, 0, 0);
    let rows: Vec<(usize, i64)> =
        (0..units).flat_map(|u| (2001..2021).map(move |t| (u, t))).collect();
    let outcome = rows.iter().map(|(u, t)| {
        let treated = (*t as f64) >= FIRST[u % 7];
        draw.unit() + if treated { 0.3 } else { 0.0 }
    });
    let outcome = outcome.collect();
    let names: Vec<String> = rows.iter().map(|(u, _)| format!("u{u:05}")).collect();
    let table = Table::new("")
        .keys("unit", &names)
        .periods("year", rows.iter().map(|(_, t)| *t).collect())
        .numbers("outcome", outcome)
        .numbers("first", rows.iter().map(|(u, _)| FIRST[u % 7]).collect());
    let params: Params =
        [("estimator", "reg"), ("draws", "0")].map(|(n, v)| (n.to_string(), v.to_string())).into();
    let study = studies::find("callaway_santanna").expect("a study");
    let start = spent();
    let tables = Tables::from([("panel".to_string(), table)]);
    match measure(study, tables, &params, false) {
        Ok(m) => format!("simple {:?}\n{}", m.value("all", None, "simple"), cpu(start)),
        Err(faults) => format!("{faults:?}\n"),
    }
}

/// A hundred of the units, three inputs, two outputs, constant returns.
fn dea(units: usize) -> String {
    let value = |i: usize, k: usize| 1.0 + ((i * 7919 + k * 104_729) % 997) as f64 / 100.0;
    let column = |k: usize| (0..units).map(|i| value(i, k)).collect();
    let inputs: Vec<Vec<f64>> = (1..4).map(column).collect();
    let outputs: Vec<Vec<f64>> = (4..6).map(column).collect();
    let start = spent();
    let measures = Measures::new(&inputs, &outputs);
    let mut radial = Radial::new(&measures, Orientation::Input);
    let some = (0..units).step_by((units / 100).max(1));
    let total: f64 = some.filter_map(|unit| radial.score(unit, Returns::Constant).ok()).sum();
    format!("sum {total}\n{}", cpu(start))
}

fn cpu(start: f64) -> String {
    format!("cpu {}\n", spent() - start)
}

/// Seconds that this thread has run on a processor: other work on the machine does not count.
fn spent() -> f64 {
    let stat = std::fs::File::open("/proc/thread-self/schedstat").and_then(std::io::read_to_string);
    let nanoseconds = stat.ok().and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.expect("Linux says how long a thread has run") / 1e9
}
