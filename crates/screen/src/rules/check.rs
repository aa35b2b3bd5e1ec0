//! Turns syntax into checked expressions: finds the names, compares the units, refuses circles.

use std::collections::HashMap;

use super::{
    Column, Compare, Cond, Feature, Gap, Level, LimitBook, Num, Registry, Silence, Table, Type,
    Unit, Value, When,
    place::{Page, hint},
    syntax::{Argument, Node, Tree, parse},
};

/// An expression as written: in which file, where, and what fills its silences.
#[derive(Clone)]
pub(super) struct Source {
    pub(super) page: usize,
    pub(super) at: usize,
    pub(super) text: String,
    pub(super) silence: Silence,
}

/// What the names in an expression may mean.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Scope {
    Feature(Level),
    /// Inside `where` of a table's rows.
    Row(usize),
    /// Inside `where` of the members of a household.
    Member,
    Population,
    Rule,
    Set,
}

impl Scope {
    fn level(self) -> Option<Level> {
        match self {
            Scope::Feature(level) => Some(level),
            Scope::Row(_) => None,
            Scope::Member => Some(Level::Person),
            Scope::Population | Scope::Rule | Scope::Set => Some(Level::Household),
        }
    }
}

enum Progress {
    Waiting,
    Open,
    Done(Option<usize>),
}

pub(super) struct Checker<'a> {
    pub(super) pages: Vec<Page<'a>>,
    pub(super) book: &'a LimitBook,
    pub(super) registry: Registry,
    pub(super) tables: Vec<Table>,
    /// Every feature written, in the order of the files.
    pub(super) sources: Vec<(Level, String, Source)>,
    pub(super) rule_ids: Vec<String>,
    pub(super) features: Vec<Feature>,
    pub(super) limits: Vec<String>,
    progress: HashMap<(Level, String), Progress>,
    here: Vec<Source>,
}

/// A fault has been noted; the caller only has to give up its own part.
pub(super) struct Noted;

pub(super) type Checked<T> = Result<T, Noted>;

impl<'a> Checker<'a> {
    pub(super) fn new(pages: Vec<Page<'a>>, book: &'a LimitBook, registry: Registry) -> Self {
        Checker {
            pages,
            book,
            registry,
            tables: Vec::new(),
            sources: Vec::new(),
            rule_ids: Vec::new(),
            features: Vec::new(),
            limits: Vec::new(),
            progress: HashMap::new(),
            here: Vec::new(),
        }
    }

    /// Checks every feature, each after those it uses.
    pub(super) fn check_features(&mut self) {
        for (level, name, _) in &self.sources {
            self.progress.insert((*level, name.clone()), Progress::Waiting);
        }
        for at in 0..self.sources.len() {
            let (level, name, _) = self.sources[at].clone();
            self.feature(level, &name);
        }
    }

    fn feature(&mut self, level: Level, name: &str) -> Option<usize> {
        let key = (level, name.to_string());
        match self.progress.get(&key)? {
            Progress::Done(done) => return *done,
            Progress::Open => {
                let text = format!("`{name}` is defined by itself");
                self.fault(0, text);
                return None;
            }
            Progress::Waiting => {}
        }
        self.progress.insert(key.clone(), Progress::Open);
        let found = self.sources.iter().find(|(l, n, _)| *l == level && n == name);
        let source = found.expect("progress is made from sources").2.clone();
        let checked = self.expression(&source, Scope::Feature(level));
        let done = checked.map(|(value, kind)| {
            let kind = if kind == Type::Zero { Type::Number(Unit::NONE) } else { kind };
            self.features.push(Feature {
                name: name.to_string(),
                level,
                kind,
                value,
                text: source.text,
            });
            self.features.len() - 1
        });
        self.progress.insert(key, Progress::Done(done));
        done
    }

    /// Reads and checks one expression.
    pub(super) fn expression(&mut self, source: &Source, scope: Scope) -> Option<(Value, Type)> {
        self.here.push(source.clone());
        let checked = match parse(&source.text) {
            Ok(node) => self.value(&node, scope).ok(),
            Err((at, text)) => {
                self.fault(at, text);
                None
            }
        };
        self.here.pop();
        checked
    }

    pub(super) fn condition(&mut self, source: &Source, scope: Scope) -> Option<Cond> {
        match self.expression(source, scope)? {
            (Value::Cond(cond), _) => Some(cond),
            (Value::Num(_), kind) => {
                self.pages[source.page]
                    .fault(source.at, format!("a condition expected, this is {kind}"));
                None
            }
        }
    }

    /// A number without a unit: a code or a degree.
    pub(super) fn plain_number(&mut self, source: &Source, scope: Scope) -> Option<Num> {
        match self.expression(source, scope)? {
            (Value::Num(num), Type::Zero) => Some(num),
            (Value::Num(num), Type::Number(unit)) if unit == Unit::NONE => Some(num),
            (_, kind) => {
                let text = format!("a number without a unit expected, this is {kind}");
                self.pages[source.page].fault(source.at, text);
                None
            }
        }
    }

    pub(super) fn fault(&mut self, at: usize, text: impl Into<String>) {
        let here = self.here.last().expect("a fault is found inside an expression");
        // A text with escapes is longer in the file than here: point at its beginning then.
        let page = &mut self.pages[here.page];
        let plain = page.text[here.at..].starts_with(here.text.as_str());
        page.fault(if plain { here.at + at } else { here.at }, text);
    }

    pub(super) fn no<T>(&mut self, at: usize, text: impl Into<String>) -> Checked<T> {
        self.fault(at, text);
        Err(Noted)
    }

    pub(super) fn value(&mut self, node: &Node, scope: Scope) -> Checked<(Value, Type)> {
        let at = node.at;
        let num = |num, kind| Ok((Value::Num(num), kind));
        let cond = |cond| Ok((Value::Cond(cond), Type::Truth));
        match &node.tree {
            Tree::Number(value, unit) => self.number(at, *value, unit),
            Tree::Text(text) => match day_of(text) {
                Some(day) => num(Num::Const(day), Type::Day),
                None => self.no(at, format!("'{text}' is no day: write '2025-01-01'")),
            },
            Tree::Name(name) => self.name(at, name, scope),
            Tree::Call(name, arguments) => self.call(at, name, arguments, scope),
            Tree::Not(inside) => cond(Cond::Not(Box::new(self.truth(inside, scope)?))),
            Tree::Minus(inside) => {
                let (value, unit) = self.quantity(inside, scope)?;
                num(Num::Minus(Box::new(value)), unit.map_or(Type::Zero, Type::Number))
            }
            Tree::Pair(sign @ ("and" | "or"), left, right) => {
                let (left, right) = (self.truth(left, scope), self.truth(right, scope));
                let (left, right) = (Box::new(left?), Box::new(right?));
                cond(if *sign == "and" { Cond::And(left, right) } else { Cond::Or(left, right) })
            }
            Tree::Pair(sign @ ("+" | "-" | "*"), left, right) => {
                self.sum(at, sign, [left, right], scope)
            }
            Tree::Pair(sign, left, right) => cond(self.compare(at, sign, [left, right], scope)?),
            Tree::OneOf(item, list) => {
                let mut any = None;
                for choice in list {
                    let equal = self.compare(at, "=", [item, choice], scope)?;
                    any = Some(match any {
                        None => equal,
                        Some(before) => Cond::Or(Box::new(before), Box::new(equal)),
                    });
                }
                cond(any.unwrap_or(Cond::Const(false)))
            }
            Tree::If(condition, yes, no) => {
                let condition = self.truth(condition, scope);
                let (left, right) = (self.value(yes, scope)?, self.value(no, scope)?);
                let (left, right, kind) = self.same(at, left, right)?;
                num(Num::If(Box::new(condition?), Box::new(left), Box::new(right)), kind)
            }
        }
    }

    pub(super) fn truth(&mut self, node: &Node, scope: Scope) -> Checked<Cond> {
        match self.value(node, scope)? {
            (Value::Cond(cond), _) => Ok(cond),
            (Value::Num(_), kind) => {
                self.no(node.at, format!("a condition expected, this is {kind}"))
            }
        }
    }

    /// A number that can be calculated with; the unit is `None` for a literal 0.
    pub(super) fn quantity(&mut self, node: &Node, scope: Scope) -> Checked<(Num, Option<Unit>)> {
        match self.value(node, scope)? {
            (Value::Num(num), Type::Number(unit)) => Ok((num, Some(unit))),
            (Value::Num(num), Type::Zero) => Ok((num, None)),
            (_, kind) => self.no(node.at, format!("a quantity expected, this is {kind}")),
        }
    }

    fn number(&mut self, at: usize, value: i64, unit: &str) -> Checked<(Value, Type)> {
        if value == 0 && unit.is_empty() {
            return Ok((Value::Num(Num::Const(0)), Type::Zero));
        }
        let parsed = if unit.is_empty() { Some((Unit::NONE, 1)) } else { Unit::parse(unit) };
        let Some((unit, scale)) = parsed else {
            return self.no(at, format!("`{unit}` is no unit; there are 分 元 人 月 日 % 次"));
        };
        match value.checked_mul(scale) {
            Some(value) => Ok((Value::Num(Num::Const(value)), Type::Number(unit))),
            None => self.no(at, "the number is too large"),
        }
    }

    fn name(&mut self, at: usize, name: &str, scope: Scope) -> Checked<(Value, Type)> {
        if let "true" | "false" = name {
            return Ok((Value::Cond(Cond::Const(name == "true")), Type::Truth));
        }
        let columns = self.columns(scope);
        if let Some(index) = columns.iter().position(|column| column.name == name) {
            return Ok((Value::Num(Num::Column(index)), columns[index].kind));
        }
        if let Some(level) = scope.level() {
            if let Some(Progress::Done(None)) = self.progress.get(&(level, name.to_string())) {
                return Err(Noted); // its own fault is noted where it stands
            }
            if self.progress.contains_key(&(level, name.to_string())) {
                let Some(index) = self.feature(level, name) else { return Err(Noted) };
                let kind = self.features[index].kind;
                let value = match self.features[index].value {
                    Value::Num(_) => Value::Num(Num::Feature(index)),
                    Value::Cond(_) => Value::Cond(Cond::Feature(index)),
                };
                return Ok((value, kind));
            }
        }
        if name.contains('.') {
            return self
                .no(at, format!("`{name}` is many values: write sum({name}), max({name}) …"));
        }
        let mut known: Vec<String> = columns.into_iter().map(|column| column.name).collect();
        let mine = self.sources.iter().filter(|(level, ..)| Some(*level) == scope.level());
        known.extend(mine.map(|(_, name, _)| name.clone()));
        let hint = hint(name, known.iter().map(String::as_str));
        self.no(at, format!("unknown name `{name}`{hint}"))
    }

    fn columns(&self, scope: Scope) -> Vec<Column> {
        match (scope, scope.level()) {
            (Scope::Row(table), _) => self.tables[table].columns.clone(),
            (_, Some(Level::Person)) => self.registry.person_columns.clone(),
            _ => self.registry.household_columns.clone(),
        }
    }

    fn sum(
        &mut self,
        at: usize,
        sign: &str,
        sides: [&Node; 2],
        scope: Scope,
    ) -> Checked<(Value, Type)> {
        let left = self.quantity(sides[0], scope);
        let right = self.quantity(sides[1], scope);
        let ((a, left), (b, right)) = (left?, right?);
        if sign == "*" {
            let unit = match (left, right) {
                (Some(left), Some(right)) => left.times(right),
                (one, other) => Some(one.or(other).unwrap_or(Unit::NONE)),
            };
            let Some(unit) = unit else { return self.no(at, "this unit has no meaning") };
            return Ok((Value::Num(Num::Times(Box::new(a), Box::new(b))), Type::Number(unit)));
        }
        let kind = |unit: Option<Unit>| unit.map_or(Type::Zero, Type::Number);
        let (a, b, kind) =
            self.same(at, (Value::Num(a), kind(left)), (Value::Num(b), kind(right)))?;
        let (a, b) = (Box::new(a), Box::new(b));
        let value = if sign == "+" { Num::Add(a, b) } else { Num::Less(a, b) };
        Ok((Value::Num(value), kind))
    }

    /// Brings two numbers to one type; a difference in per cent is made up by a factor of 100.
    pub(super) fn same(
        &mut self,
        at: usize,
        a: (Value, Type),
        b: (Value, Type),
    ) -> Checked<(Num, Num, Type)> {
        let (Value::Num(left), Value::Num(right)) = (a.0, b.0) else {
            return self.no(at, "numbers expected on both sides, not conditions");
        };
        let kind = match (a.1, b.1) {
            (Type::Number(one), Type::Number(other)) if one.alike(other) => {
                let percent = one.percent.max(other.percent);
                let left = raise(left, percent - one.percent);
                let right = raise(right, percent - other.percent);
                return Ok((left, right, Type::Number(Unit { percent, ..one })));
            }
            (Type::Zero, kind) | (kind, Type::Zero) if !matches!(kind, Type::Day) => kind,
            (Type::Code, Type::Number(unit)) if unit == Unit::NONE && is_const(&right) => {
                Type::Code
            }
            (Type::Number(unit), Type::Code) if unit == Unit::NONE && is_const(&left) => Type::Code,
            (one, other) if one == other => one,
            (one, other) => return self.no(at, format!("{one} and {other} do not go together")),
        };
        Ok((left, right, kind))
    }

    fn compare(&mut self, at: usize, sign: &str, sides: [&Node; 2], scope: Scope) -> Checked<Cond> {
        let left = self.value(sides[0], scope);
        let right = self.value(sides[1], scope);
        let (a, b, kind) = self.same(at, left?, right?)?;
        if kind == Type::Code && !matches!(sign, "=" | "!=") {
            return self.no(at, format!("codes have no order: use = , != or in, not {sign}"));
        }
        Ok(match sign {
            "<" => Cond::Compare(Compare::Under, a, b),
            "<=" => Cond::Compare(Compare::UpTo, a, b),
            ">" => Cond::Compare(Compare::Under, b, a),
            ">=" => Cond::Compare(Compare::UpTo, b, a),
            "=" => Cond::Compare(Compare::Equal, a, b),
            _ => Cond::Compare(Compare::Unequal, a, b),
        })
    }

    pub(super) fn one<'n>(
        &mut self,
        at: usize,
        name: &str,
        arguments: &'n [Argument],
    ) -> Checked<&'n Argument> {
        match arguments {
            [only] => Ok(only),
            _ => self.no(at, format!("{name}(…) takes one value")),
        }
    }

    pub(super) fn aggregate_level(&mut self, at: usize, scope: Scope) -> Checked<(Level, Silence)> {
        let Scope::Feature(level) = scope else {
            return self.no(at, "rows are added up in features only: name this as a feature");
        };
        let silence = self.here.last().expect("inside an expression").silence;
        Ok((level, silence))
    }
}

fn is_const(num: &Num) -> bool {
    matches!(num, Num::Const(_))
}

fn raise(num: Num, percent: i8) -> Num {
    match (num, percent) {
        (num, 0) => num,
        (num, _) => {
            let factor = 100_i64.pow(u32::from(percent.unsigned_abs()).min(8));
            Num::Times(Box::new(num), Box::new(Num::Const(factor)))
        }
    }
}

/// `2025-01-31` as 20250131.
pub(super) fn day_of(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let mut part = |length: usize| {
        parts
            .next()
            .filter(|p| p.len() == length && p.bytes().all(|b| b.is_ascii_digit()))?
            .parse()
            .ok()
    };
    let (year, month, day): (i64, i64, i64) = (part(4)?, part(2)?, part(2)?);
    let real = parts.next().is_none() && crate::day::is_day(year * 10_000 + month * 100 + day);
    real.then_some(year * 10_000 + month * 100 + day)
}

/// A window needs a day to look at.
pub(super) fn window(checker: &mut Checker, table: usize, argument: &Argument) -> Checked<When> {
    let Some((at, window)) = argument.window else { return Ok(When::Always) };
    if checker.tables[table].day.is_none() {
        let name = checker.tables[table].name.clone();
        return checker
            .no(at, format!("the table `{name}` declares no `day`, so it has no windows"));
    }
    Ok(When::Within(window))
}

impl Default for Silence {
    fn default() -> Self {
        Silence::USUAL
    }
}

impl Gap {
    pub(super) fn parse(text: &str) -> Option<Gap> {
        match text {
            "zero" => Some(Gap::Zero),
            "unknown" => Some(Gap::Unknown),
            _ => None,
        }
    }
}
