//! The functions of the expression language.

use super::{
    Aggregate, Cond, How, Level, Num, Origin, Type, Unit, Value, When,
    check::{Checked, Checker, Noted, Scope, window},
    place::hint,
    syntax::{Argument, Node, Tree},
};

const FUNCTIONS: [&str; 14] = [
    "sum", "max", "min", "count", "distinct", "has", "limit", "bit", "known", "at_least", "hits",
    "hit", "highest", "in",
];

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        at: usize,
        name: &str,
        arguments: &[Argument],
        scope: Scope,
    ) -> Checked<(Value, Type)> {
        let adds_up = matches!(name, "sum" | "max" | "min" | "count" | "distinct" | "has");
        if adds_up && (arguments.len() == 1 || !matches!(name, "max" | "min")) {
            return self.aggregate(at, name, arguments, scope);
        }
        if let Some((at, what)) = arguments.iter().find_map(misplaced) {
            return self.no(at, format!("{name}(…) takes no `{what}`"));
        }
        let count = Type::Number(Unit::NONE);
        match name {
            "max" | "min" => self.extreme(at, name, arguments, scope),
            "limit" => self.limit(at, arguments),
            "bit" => self.bit(at, arguments, scope),
            "known" => {
                let value = &self.one(at, name, arguments)?.value;
                let cond = match self.value(value, scope)?.0 {
                    Value::Num(num) => Cond::KnownNum(num),
                    Value::Cond(cond) => Cond::KnownCond(Box::new(cond)),
                };
                Ok((Value::Cond(cond), Type::Truth))
            }
            "at_least" => self.at_least(at, arguments, scope),
            "hits" => Ok((Value::Num(Num::Hits(self.rules(at, arguments, scope)?)), count)),
            "highest" => Ok((Value::Num(Num::Highest(self.rules(at, arguments, scope)?)), count)),
            "hit" => match self.rules(at, arguments, scope)?[..] {
                [rule] if arguments.len() == 1 => Ok((Value::Cond(Cond::Hit(rule)), Type::Truth)),
                _ => self.no(at, "hit('ID') takes one rule"),
            },
            _ => {
                let hint = hint(name, FUNCTIONS);
                self.no(at, format!("unknown function `{name}`{hint}"))
            }
        }
    }

    fn extreme(
        &mut self,
        at: usize,
        name: &str,
        arguments: &[Argument],
        scope: Scope,
    ) -> Checked<(Value, Type)> {
        let mut found: Option<(Value, Type)> = None;
        for argument in arguments {
            let next = self.value(&argument.value, scope)?;
            found = Some(match found {
                None => next,
                Some(before) => {
                    let (a, b, kind) = self.same(at, before, next)?;
                    if kind == Type::Code {
                        return self.no(at, "codes have no order");
                    }
                    let (a, b) = (Box::new(a), Box::new(b));
                    (
                        Value::Num(if name == "max" { Num::Most(a, b) } else { Num::Least(a, b) }),
                        kind,
                    )
                }
            });
        }
        found.map_or_else(|| self.no(at, format!("{name}(…) takes values")), Ok)
    }

    fn limit(&mut self, at: usize, arguments: &[Argument]) -> Checked<(Value, Type)> {
        let Tree::Text(name) = &self.one(at, "limit", arguments)?.value.tree else {
            return self.no(at, "write limit('name')");
        };
        let Some(limit) = self.book.find(name) else {
            let hint = hint(name, self.book.limits.iter().map(|limit| limit.name.as_str()));
            return self.no(at, format!("unknown limit `{name}`{hint}"));
        };
        let kind = limit.kind();
        let index = self.limits.iter().position(|known| known == name).unwrap_or_else(|| {
            self.limits.push(name.clone());
            self.limits.len() - 1
        });
        Ok((Value::Num(Num::Limit(index)), kind))
    }

    fn bit(&mut self, at: usize, arguments: &[Argument], scope: Scope) -> Checked<(Value, Type)> {
        let [code, bit] = arguments else { return self.no(at, "write bit(code, 0)") };
        let (Value::Num(num), Type::Code) = self.value(&code.value, scope)? else {
            return self.no(code.value.at, "bit(…) looks into a code");
        };
        match bit.value.tree {
            Tree::Number(k @ 0..=62, ref unit) if unit.is_empty() => {
                let k = u8::try_from(k).map_err(|_| Noted)?;
                Ok((Value::Cond(Cond::Bit(num, k)), Type::Truth))
            }
            _ => self.no(bit.value.at, "a bit is a number from 0 to 62"),
        }
    }

    fn at_least(
        &mut self,
        at: usize,
        arguments: &[Argument],
        scope: Scope,
    ) -> Checked<(Value, Type)> {
        let [count, conditions @ ..] = arguments else {
            return self.no(at, "write at_least(2, condition, condition, …)");
        };
        let (count, unit) = self.quantity(&count.value, scope)?;
        if unit.is_some_and(|unit| unit != Unit::NONE) || !(1..=200).contains(&conditions.len()) {
            return self.no(at, "at_least takes a count without a unit, then 1 to 200 conditions");
        }
        let conditions: Vec<_> = conditions.iter().map(|c| self.truth(&c.value, scope)).collect();
        let conditions = conditions.into_iter().collect::<Checked<Vec<_>>>()?;
        Ok((Value::Cond(Cond::AtLeast(count, conditions)), Type::Truth))
    }

    /// The rules named, or all of them.
    fn rules(&mut self, at: usize, arguments: &[Argument], scope: Scope) -> Checked<Vec<usize>> {
        if !matches!(scope, Scope::Rule | Scope::Set) {
            return self.no(at, "hits of rules are known to rules, category and severity only");
        }
        if arguments.is_empty() {
            return match scope {
                Scope::Set => Ok((0..self.rule_ids.len()).collect()),
                _ => self.no(at, "inside a rule, name the other rules: hits('A', 'B')"),
            };
        }
        let mut found = Vec::new();
        for argument in arguments {
            let Tree::Text(id) = &argument.value.tree else {
                return self.no(argument.value.at, "write the rule's id in quotes");
            };
            match self.rule_ids.iter().position(|known| known == id) {
                Some(rule) if found.contains(&rule) => {
                    return self.no(argument.value.at, format!("`{id}` is named twice"));
                }
                Some(rule) => found.push(rule),
                None => {
                    let ids = self.rule_ids.clone();
                    let hint = hint(id, ids.iter().map(String::as_str));
                    return self.no(argument.value.at, format!("unknown rule `{id}`{hint}"));
                }
            }
        }
        Ok(found)
    }

    fn aggregate(
        &mut self,
        at: usize,
        name: &str,
        arguments: &[Argument],
        scope: Scope,
    ) -> Checked<(Value, Type)> {
        let argument = self.one(at, name, arguments)?;
        let (level, silence) = self.aggregate_level(at, scope)?;
        let how = match name {
            "sum" => How::Sum,
            "max" => How::Max,
            "min" => How::Min,
            "count" => How::Count,
            "distinct" => How::Distinct,
            _ => How::Any,
        };
        let counts_rows = matches!(how, How::Count | How::Any);
        let (of, column) = self.origin(&argument.value, level)?;
        let inside = match of {
            Origin::Table(table) => Scope::Row(table),
            Origin::Members => Scope::Member,
        };
        let (value, kind) = match column {
            None if counts_rows => (Num::Const(1), Type::Zero),
            Some(node) if !counts_rows => self.added(&node, how, inside)?,
            None => return self.no(at, format!("{name} needs a column: {name}(table.column)")),
            Some(_) => return self.no(at, format!("{name} counts rows: {name}(table where …)")),
        };
        let filter = match &argument.filter {
            Some(filter) => self.truth(filter, inside)?,
            None => Cond::Const(true),
        };
        let when = match (of, &argument.window) {
            (Origin::Table(table), _) => window(self, table, argument)?,
            (Origin::Members, None) => When::Always,
            (Origin::Members, Some((at, _))) => return self.no(*at, "members have no days"),
        };
        let kind = match (how, of) {
            (How::Count, Origin::Members) => Type::Number(Unit::PERSON),
            (How::Count, Origin::Table(_)) | (How::Distinct, _) => Type::Number(Unit::NONE),
            (How::Any, _) => Type::Truth,
            (How::Sum | How::Max | How::Min, _) => kind,
        };
        let aggregate = Box::new(Aggregate { of, how, value, filter, when, silence });
        Ok(match how {
            How::Any => (Value::Cond(Cond::Has(aggregate)), kind),
            _ => (Value::Num(Num::Aggregate(aggregate)), kind),
        })
    }

    /// The column that is added up, with its type.
    fn added(&mut self, node: &Node, how: How, inside: Scope) -> Checked<(Num, Type)> {
        let (value, kind) = self.value(node, inside)?;
        let Value::Num(num) = value else {
            return self.no(node.at, "a condition cannot be added up: use count(… where …)");
        };
        match (how, kind) {
            (How::Sum, Type::Code | Type::Day) => {
                self.no(node.at, format!("{kind} cannot be added up"))
            }
            (How::Max | How::Min, Type::Code) => self.no(node.at, "codes have no order"),
            _ => Ok((num, kind)),
        }
    }

    /// The table (or `persons`) and the column behind its dot.
    fn origin(&mut self, node: &Node, level: Level) -> Checked<(Origin, Option<Node>)> {
        let Tree::Name(name) = &node.tree else {
            return self.no(node.at, "a table or table.column expected");
        };
        let (table, column) = match name.split_once('.') {
            Some((table, column)) => (table, Some(column)),
            None => (name.as_str(), None),
        };
        let column = column.map(|column| Node {
            at: node.at + table.len() + 1,
            tree: Tree::Name(column.to_string()),
        });
        if table == "persons" {
            return match level {
                Level::Household => Ok((Origin::Members, column)),
                Level::Person => self.no(node.at, "members are added up in [household] features"),
            };
        }
        let Some(index) = self.tables.iter().position(|known| known.name == table) else {
            let names: Vec<String> = self.tables.iter().map(|table| table.name.clone()).collect();
            let known = names.iter().map(String::as_str).chain(["persons"]);
            let hint = hint(table, known);
            return self.no(node.at, format!("unknown table `{table}`{hint}"));
        };
        match (self.tables[index].level, level) {
            (one, other) if one == other => Ok((Origin::Table(index), column)),
            (Level::Person, _) => self.no(
                node.at,
                format!("`{table}` is about persons: make a [person] feature and add up persons.…"),
            ),
            (Level::Household, _) => {
                self.no(node.at, format!("`{table}` is about households: use it in [household]"))
            }
        }
    }
}

fn misplaced(argument: &Argument) -> Option<(usize, &'static str)> {
    let filter = argument.filter.as_ref().map(|filter| (filter.at, "where"));
    filter.or(argument.window.map(|(at, _)| (at, "over")))
}
