//! A1 Network of investment or other flows between places.

use std::collections::BTreeMap;

use crate::answer::{Answer, Reason};
use crate::graph::Graph;
use crate::spec::{
    COUNTED, DESCRIBES, POSITIVE, Picture, SHARE, Spec, Study, UNIT, input, key, number, output,
    period, real, text,
};
use crate::study::{Case, Fault};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "network",
        version: "1.0.0",
        family: "A1",
        name: text("投资网络", "Network of flows"),
        question: text(
            "谁在网络中居中，流向是否相互、是否集中？",
            "Who is central, and are the flows mutual and concentrated?",
        ),
        cites: &[
            "Brandes 2001, Journal of Mathematical Sociology 25(2)",
            "Freeman 1978, Social Networks 1(3)",
            "Wasserman & Faust 1994, Social Network Analysis",
            "李聪、卢明华 2022，人文地理",
        ],
        inputs: &[input(
            "flows",
            text("流量", "flows"),
            &[
                key("from", text("来自", "from")),
                key("to", text("去往", "to")),
                period("year").optional(),
                number("amount", "", text("金额", "amount")),
                UNIT,
            ],
        )
        .repeated()],
        params: &[real(
            "damping",
            0.85,
            0.0,
            0.999,
            text("PageRank阻尼系数", "damping of PageRank"),
        )],
        outputs: &[
            output(
                "out_strength",
                "amount",
                POSITIVE,
                DESCRIBES,
                text("流出总量", "sum of flows out"),
            ),
            output(
                "in_strength",
                "amount",
                POSITIVE,
                DESCRIBES,
                text("流入总量", "sum of flows in"),
            ),
            output("betweenness", "1", SHARE, DESCRIBES, text("中介中心性", "betweenness")),
            output(
                "closeness",
                "1/length",
                POSITIVE,
                DESCRIBES,
                text("接近中心性（流入）", "closeness, inward"),
            ),
            output("pagerank", "1", SHARE, DESCRIBES, text("PageRank", "PageRank")),
            output("hub", "1", SHARE, DESCRIBES, text("枢纽值", "hub score")),
            output("authority", "1", SHARE, DESCRIBES, text("权威值", "authority score")),
            output(
                "partner_hhi",
                "1",
                SHARE,
                DESCRIBES,
                text("流出去向集中度", "concentration of partners"),
            ),
            output("density", "1", SHARE, COUNTED, text("密度", "density")),
            output("reciprocity", "1", SHARE, COUNTED, text("互惠率", "reciprocity")),
        ],
        chart: text("弦图或流向图，最多40条边", "chord or flow map, at most 40 edges"),
        pictures: &[
            Picture::Heat { metric: "amount", neutral: None },
            Picture::Dots("betweenness"),
        ],
    },
    run,
};

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let table = case.table("flows");
    let (from, to) = (table.key("from").expect("checked"), table.key("to").expect("checked"));
    let (years, amounts) = (table.period("year"), table.number("amount").expect("checked"));
    // Amount and lines of each directed pair.
    type Edge = (f64, Vec<u32>);
    let mut sums: BTreeMap<(Option<i64>, &str, &str), Edge> = BTreeMap::new();
    for i in 0..table.len() {
        let name = (years.map(|y| y[i]), from.word(i), to.word(i));
        let edge = sums.entry(name).or_insert((0.0, Vec::new()));
        edge.0 += amounts[i];
        edge.1.push(table.line(i));
    }
    let mut by_year: BTreeMap<Option<i64>, Vec<(&str, &str, f64)>> = BTreeMap::new();
    for ((year, from, to), (amount, lines)) in sums {
        let edges = by_year.entry(year).or_default();
        if from != to && amount > 0.0 {
            answer.trace(&format!("{from}|{to}"), year, "amount", amount, &lines);
            edges.push((from, to, amount));
            continue;
        }
        let reason = match amount {
            a if a.is_nan() => Reason::MissingInput,
            _ if from == to => Reason::NoComparison,
            _ => Reason::NegativeInput,
        };
        answer.drop_unit(&format!("{from}|{to}"), year, reason, lines);
    }
    for (year, edges) in &by_year {
        put_year(case, answer, *year, edges);
    }
    Ok(())
}

fn put_year(case: &Case, answer: &mut Answer, year: Option<i64>, edges: &[(&str, &str, f64)]) {
    let mut names: Vec<&str> = edges.iter().flat_map(|(from, to, _)| [*from, *to]).collect();
    names.sort_unstable();
    names.dedup();
    let at = |name: &str| names.binary_search(&name).expect("every end is a node") as u32;
    let n = names.len();
    if n < 2 {
        answer.put("all", year, "density", Reason::NTooSmall).n(n);
        return;
    }
    let graph = Graph::new(n, edges.iter().map(|(from, to, w)| (at(from), at(to), *w)));
    let back = graph.reversed();
    let (between, close) = (graph.betweenness(), graph.closeness_in());
    let rank = graph.pagerank(case.real("damping"));
    let (hub, authority) = graph.hubs();
    for (i, name) in names.iter().enumerate() {
        let partners: Vec<f64> = graph.out[i].iter().map(|(_, w)| *w).collect();
        let held = crate::concentration(&partners).ok_or(Reason::UndefinedRatio);
        let middle = if n < 3 { Err(Reason::NTooSmall) } else { Ok(between[i]) };
        answer.put(name, year, "out_strength", graph.out_strength(i)).n(partners.len());
        answer.put(name, year, "in_strength", back.out_strength(i)).n(back.out[i].len());
        answer.put(name, year, "betweenness", middle).n(n);
        answer.put(name, year, "closeness", close[i]).n(n);
        answer.put(name, year, "pagerank", rank[i]).n(n);
        answer.put(name, year, "hub", hub[i]).n(n);
        answer.put(name, year, "authority", authority[i]).n(n);
        answer.put(name, year, "partner_hhi", held).n(partners.len());
    }
    let density = graph.edges() as f64 / (n * (n - 1)) as f64;
    answer.put("all", year, "density", density).n(n);
    let mutual = graph.reciprocity().ok_or(Reason::UndefinedRatio);
    answer.put("all", year, "reciprocity", mutual).n(graph.edges());
}
