//! An indicator is data. From it come the total, any split, the cube's cells, and the list of the
//! rows behind it; so they agree by construction.

use crate::base::{Error, Result, Said, Text, Unit, say};
use crate::record::{Register, Total, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// What happened within a period.
    Flow,
    /// What stands at its end: rows from their day until the day that the named field holds.
    Stock { until: &'static str },
}

/// On what basis (口径) something is counted. Two figures of different basis are never added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    pub nature: Nature,
    /// 下达, 到账, 拨付, 支付, 在岗 …: at which point it counts.
    pub counted: Text,
    /// Which day decides its period: 到账日期 …
    pub date: Text,
    /// Which place it is counted at: 受援县 …
    pub place: Text,
}

impl Basis {
    pub const fn flow(counted: Text, date: Text, place: Text) -> Basis {
        Basis { nature: Nature::Flow, counted, date, place }
    }

    /// What stands from its day until that of the field `until`.
    pub const fn stock(until: &'static str, counted: Text, date: Text, place: Text) -> Basis {
        Basis { nature: Nature::Stock { until }, counted, date, place }
    }
}

/// Which rows count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    Is(&'static str, &'static str),
    OneOf(&'static str, &'static [&'static str]),
    Filled(&'static str),
    Empty(&'static str),
}

impl Keep {
    /// The field that it asks.
    pub const fn field(&self) -> &'static str {
        match self {
            Keep::Is(field, _)
            | Keep::OneOf(field, _)
            | Keep::Filled(field)
            | Keep::Empty(field) => field,
        }
    }

    /// Whether a row with this value in that field counts.
    pub fn holds(&self, value: &Value) -> bool {
        match self {
            Keep::Is(_, word) => value.text() == Some(word),
            Keep::OneOf(_, words) => value.text().is_some_and(|w| words.contains(&w)),
            Keep::Filled(_) => !value.is_null(),
            Keep::Empty(_) => value.is_null(),
        }
    }
}

#[derive(Debug)]
pub struct Indicator {
    /// `funds.arrived`: the topic's word, a dot, its own.
    pub id: &'static str,
    pub title: Text,
    pub unit: Unit,
    pub basis: Basis,
    /// A changed definition is a new version; what was published keeps the old one.
    pub version: u32,
    pub register: &'static Register,
    pub keeps: &'static [Keep],
    pub measure: Total,
    /// Where it is a share: what it is a part of. The answer is parts per million of it, the rows are
    /// those of both, and it is never added to anything.
    pub whole: Option<&'static Indicator>,
    /// The field that decides the period.
    pub day: &'static str,
    /// Choice fields by which it may be split, beside region and month.
    pub splits: &'static [&'static str],
    /// One sentence: what counts and what does not.
    pub says: Text,
    /// How reports speak of it beside its title, for reading claims.
    pub said: &'static [&'static str],
}

impl Indicator {
    /// What the indicators of one register and one day share: every row, counted. Each says by struct
    /// update what is its own: id, title, unit, measure, what it says.
    pub const fn of(register: &'static Register, day: &'static str, basis: Basis) -> Indicator {
        Indicator {
            id: register.name,
            title: register.title,
            unit: Unit::Items,
            basis,
            version: 1,
            register,
            keeps: &[],
            measure: Total::Rows,
            whole: None,
            day,
            splits: &[],
            says: register.title,
            said: &[],
        }
    }

    /// What texts call it: its title, and the words beside it.
    pub fn phrases(&self) -> impl Iterator<Item = &'static str> {
        self.said.iter().copied().chain([self.title.zh])
    }

    /// All that its figures are made from; words that people read are no part of it.
    pub fn definition(&self) -> String {
        let Indicator { id, version, register, keeps, measure, day, splits, .. } = self;
        let (nature, region) = (self.basis.nature, register.region);
        format!(
            "{id} {version} {register:?} {region} {keeps:?} {measure:?} {day} {splits:?} {nature:?}"
        )
    }

    /// Whether the sum of this and another says anything.
    ///
    /// # Errors
    /// `Refused`, with what differs: unit, basis, or that one of them counts different ones.
    #[cfg_attr(not(test), expect(dead_code, reason = "the sums of the next registers ask it"))]
    pub fn adds_to(&self, other: &Indicator) -> Result<()> {
        let differs: Option<Said> = if self.unit != other.unit {
            let (a, b) = (self.unit.label(), other.unit.label());
            Some(Said {
                zh: format!("单位不同（{}、{}）", a.zh, b.zh),
                en: format!("units differ ({}, {})", a.en, b.en),
            })
        } else if self.basis != other.basis {
            let (a, b) = (self.basis.counted, other.basis.counted);
            Some(Said {
                zh: format!("口径不同（{}、{}）", a.zh, b.zh),
                en: format!("bases differ ({}, {})", a.en, b.en),
            })
        } else if self.whole.is_some() || other.whole.is_some() {
            Some(say!("比率不能相加", "shares do not add up"))
        } else if [self, other].iter().any(|i| matches!(i.measure, Total::Distinct(_))) {
            Some(say!("去重计数不能相加", "distinct counts do not add up"))
        } else {
            None
        };
        differs.map_or(Ok(()), |why| {
            Err(Error::Refused(Said {
                zh: format!("“{}”与“{}”不能相加：{}", self.title.zh, other.title.zh, why.zh),
                en: format!("{} and {} cannot be added: {}", self.title.en, other.title.en, why.en),
            }))
        })
    }
}
