//! A rule set for one day as straight-line operations, each written once however often it is used.

use std::collections::HashMap;

use crate::{
    day::months_before,
    rules::{
        Aggregate, Compare, Cond, How, Level, Limit, LimitBook, Num, Origin, RuleSet, Silence,
        Value, When, Window,
    },
};

/// One operation of a layer; operands are earlier operations of the same layer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Op {
    Const(i64),
    Limit(usize),
    Column(usize),
    /// The result of a gather, a number.
    Gathered(usize),
    Minus(usize),
    Add(usize, usize),
    Less(usize, usize),
    Times(usize, usize),
    Least(usize, usize),
    Most(usize, usize),
    If(usize, usize, usize),
    Hits(Vec<usize>),
    /// Truth and severity.
    Highest(Vec<(usize, u8)>),
    Truth(bool),
    /// The result of a gather, a truth.
    Present(usize),
    Compare(Compare, usize, usize),
    Bit(usize, u8),
    Not(usize),
    And(usize, usize),
    Or(usize, usize),
    AtLeast(usize, Vec<usize>),
    KnownNum(usize),
    KnownTruth(usize),
    Certain(usize),
}

impl Op {
    fn operands(&self) -> Vec<usize> {
        match self {
            Op::Const(_)
            | Op::Limit(_)
            | Op::Column(_)
            | Op::Gathered(_)
            | Op::Truth(_)
            | Op::Present(_) => Vec::new(),
            Op::Minus(a)
            | Op::Bit(a, _)
            | Op::Not(a)
            | Op::KnownNum(a)
            | Op::KnownTruth(a)
            | Op::Certain(a) => {
                vec![*a]
            }
            Op::Add(a, b)
            | Op::Less(a, b)
            | Op::Times(a, b)
            | Op::Least(a, b)
            | Op::Most(a, b)
            | Op::Compare(_, a, b)
            | Op::And(a, b)
            | Op::Or(a, b) => vec![*a, *b],
            Op::If(a, b, c) => vec![*a, *b, *c],
            Op::Hits(list) => list.clone(),
            Op::Highest(list) => list.iter().map(|(rule, _)| *rule).collect(),
            Op::AtLeast(count, list) => list.iter().copied().chain([*count]).collect(),
        }
    }
}

/// The operations on the rows of a table, on persons or on households.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    pub(crate) ops: Vec<Op>,
    known: HashMap<Op, usize>,
}

impl Layer {
    fn add(&mut self, op: Op) -> usize {
        if let Some(at) = self.known.get(&op) {
            return *at;
        }
        self.ops.push(op.clone());
        self.known.insert(op, self.ops.len() - 1);
        self.ops.len() - 1
    }

    /// Whether an operation needs another, directly or not.
    pub(crate) fn reaches(&self, from: usize, wanted: usize) -> bool {
        let mut needed = vec![false; self.ops.len()];
        needed[from] = true;
        for node in (0..=from).rev().filter(|node| *node >= wanted) {
            if needed[node] {
                self.ops[node].operands().into_iter().for_each(|operand| needed[operand] = true);
            }
        }
        needed[wanted]
    }

    pub(crate) fn uses_limits(&self) -> bool {
        self.ops.iter().any(|op| matches!(op, Op::Limit(_)))
    }
}

/// Rows added up for their subject, or members for their household.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gather {
    pub(crate) of: Origin,
    pub(crate) how: How,
    /// Operations of the layer of `of`.
    pub(crate) value: usize,
    pub(crate) filter: usize,
    pub(crate) silence: Silence,
}

/// A rule set compiled for one day.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(crate) rows: Vec<Layer>,
    pub(crate) persons: Layer,
    pub(crate) households: Layer,
    pub(crate) gathers: Vec<Gather>,
    pub(crate) population: usize,
    /// Bit (from 0), severity and operation, by bit.
    pub(crate) rules: Vec<(u8, u8, usize)>,
    pub(crate) category: usize,
    pub(crate) severity: usize,
    /// The operation of each feature in its layer.
    pub(crate) features: Vec<usize>,
    pub(crate) limits: Vec<Limit>,
    /// For each table the coverage as declared.
    pub(crate) coverage: Vec<Vec<String>>,
    pub(crate) table_levels: Vec<Level>,
    pub(crate) day: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Rows(usize),
    Person,
    Household,
}

struct Compiler<'a> {
    set: &'a RuleSet,
    plan: Plan,
    rule_nodes: Vec<Option<usize>>,
}

impl Plan {
    /// Compiles a checked rule set for a day (`yyyymmdd`).
    pub fn new(set: &RuleSet, book: &LimitBook, day: u32) -> Plan {
        let limits = set.limits.iter().map(|name| book.find(name).cloned());
        let plan = Plan {
            rows: vec![Layer::default(); set.tables.len()],
            persons: Layer::default(),
            households: Layer::default(),
            gathers: Vec::new(),
            population: 0,
            rules: Vec::new(),
            category: 0,
            severity: 0,
            features: Vec::new(),
            limits: limits.map(|limit| limit.expect("checked with this book")).collect(),
            coverage: set.tables.iter().map(|table| table.coverage.clone()).collect(),
            table_levels: set.tables.iter().map(|table| table.level).collect(),
            day,
        };
        let mut compiler = Compiler { set, plan, rule_nodes: vec![None; set.rules.len()] };
        for feature in &set.features {
            let place = match feature.level {
                Level::Person => Place::Person,
                Level::Household => Place::Household,
            };
            let node = match &feature.value {
                Value::Num(num) => compiler.num(num, place),
                Value::Cond(cond) => compiler.cond(cond, place),
            };
            compiler.plan.features.push(node);
        }
        for (index, rule) in set.rules.iter().enumerate() {
            let node = compiler.rule(index);
            compiler.plan.rules.push((rule.bit - 1, rule.severity, node));
        }
        compiler.plan.population = compiler.cond(&set.population, Place::Household);
        compiler.plan.category = compiler.num(&set.category, Place::Household);
        compiler.plan.severity = compiler.num(&set.severity, Place::Household);
        compiler.plan
    }
}

impl Compiler<'_> {
    fn add(&mut self, place: Place, op: Op) -> usize {
        match place {
            Place::Rows(table) => self.plan.rows[table].add(op),
            Place::Person => self.plan.persons.add(op),
            Place::Household => self.plan.households.add(op),
        }
    }

    fn rule(&mut self, index: usize) -> usize {
        if let Some(node) = self.rule_nodes[index] {
            return node;
        }
        let set = self.set;
        let node = self.cond(&set.rules[index].when, Place::Household);
        self.rule_nodes[index] = Some(node);
        node
    }

    fn num(&mut self, num: &Num, place: Place) -> usize {
        let op = match num {
            Num::Const(value) => Op::Const(*value),
            Num::Limit(limit) => Op::Limit(*limit),
            Num::Column(column) => Op::Column(*column),
            Num::Feature(feature) => return self.plan.features[*feature],
            Num::Aggregate(aggregate) => Op::Gathered(self.gather(aggregate)),
            Num::Minus(a) => Op::Minus(self.num(a, place)),
            Num::Add(a, b) => Op::Add(self.num(a, place), self.num(b, place)),
            Num::Less(a, b) => Op::Less(self.num(a, place), self.num(b, place)),
            Num::Times(a, b) => match (&**a, &**b) {
                (Num::Const(a), Num::Const(b)) if a.checked_mul(*b).is_some() => Op::Const(a * b),
                _ => Op::Times(self.num(a, place), self.num(b, place)),
            },
            Num::Least(a, b) => Op::Least(self.num(a, place), self.num(b, place)),
            Num::Most(a, b) => Op::Most(self.num(a, place), self.num(b, place)),
            Num::If(c, a, b) => Op::If(self.cond(c, place), self.num(a, place), self.num(b, place)),
            Num::Hits(rules) => Op::Hits(rules.iter().map(|rule| self.rule(*rule)).collect()),
            Num::Highest(rules) => {
                let set = self.set;
                let pair = |rule: &usize| (self.rule(*rule), set.rules[*rule].severity);
                Op::Highest(rules.iter().map(pair).collect())
            }
        };
        self.add(place, op)
    }

    fn cond(&mut self, cond: &Cond, place: Place) -> usize {
        let op = match cond {
            Cond::Const(truth) => Op::Truth(*truth),
            Cond::Feature(feature) => return self.plan.features[*feature],
            Cond::Compare(compare, a, b) => {
                Op::Compare(*compare, self.num(a, place), self.num(b, place))
            }
            Cond::Bit(num, k) => Op::Bit(self.num(num, place), *k),
            Cond::Not(a) => Op::Not(self.cond(a, place)),
            Cond::And(a, b) => Op::And(self.cond(a, place), self.cond(b, place)),
            Cond::Or(a, b) => Op::Or(self.cond(a, place), self.cond(b, place)),
            Cond::AtLeast(count, conds) => {
                let count = self.num(count, place);
                Op::AtLeast(count, conds.iter().map(|cond| self.cond(cond, place)).collect())
            }
            Cond::KnownNum(num) => Op::KnownNum(self.num(num, place)),
            Cond::KnownCond(cond) => Op::KnownTruth(self.cond(cond, place)),
            Cond::Has(aggregate) => Op::Present(self.gather(aggregate)),
            Cond::Hit(rule) => Op::Certain(self.rule(*rule)),
        };
        self.add(place, op)
    }

    fn gather(&mut self, aggregate: &Aggregate) -> usize {
        let place = match aggregate.of {
            Origin::Table(table) => Place::Rows(table),
            Origin::Members => Place::Person,
        };
        let value = self.num(&aggregate.value, place);
        let mut filter = self.cond(&aggregate.filter, place);
        if let (When::Within(window), Origin::Table(table)) = (aggregate.when, aggregate.of) {
            let day = self.set.tables[table].day.expect("checked with the window");
            let inside = self.cond(&within(window, self.plan.day, day), place);
            filter = match self.plan.rows[table].ops[filter] {
                Op::Truth(true) => inside,
                _ => self.add(place, Op::And(filter, inside)),
            };
        }
        let Aggregate { of, how, silence, .. } = *aggregate;
        let gather = Gather { of, how, value, filter, silence };
        let gathers = &mut self.plan.gathers;
        gathers.iter().position(|known| *known == gather).unwrap_or_else(|| {
            gathers.push(gather);
            gathers.len() - 1
        })
    }
}

/// The first and the last day that count.
pub(crate) fn window_days(window: Window, today: u32) -> (i64, i64) {
    let today = i64::from(today);
    match window {
        Window::Months(months) => (months_before(today, months) + 1, today),
        Window::ThisYear => (today / 10_000 * 10_000 + 101, today),
        Window::LastYear => {
            let year = (today / 10_000 - 1) * 10_000;
            (year + 101, year + 1231)
        }
    }
}

fn within(window: Window, today: u32, day: usize) -> Cond {
    let (first, last) = window_days(window, today);
    let from = Cond::Compare(Compare::UpTo, Num::Const(first), Num::Column(day));
    let to = Cond::Compare(Compare::UpTo, Num::Column(day), Num::Const(last));
    Cond::And(Box::new(from), Box::new(to))
}
