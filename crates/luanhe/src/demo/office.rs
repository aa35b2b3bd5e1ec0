//! The offices that send workbooks, and their habits: how each writes days, places and money, and
//! how tidy it is.

use super::places::Spelling::{self, Code, Name, Short, WithCity};

/// A day as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayStyle {
    /// 2021-03-05
    Iso,
    /// 2021.3.5
    Dots,
    /// 2021年3月5日
    Chinese,
    /// 2021/3/5
    Slashes,
    /// 20210305
    Compact,
    /// 44260, a number that nobody formatted.
    Serial,
    /// ２０２１．３．５
    Wide,
    /// A number formatted as a day.
    Cell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Yuan,
    Wan,
}

impl Unit {
    pub fn word(self) -> &'static str {
        match self {
            Unit::Yuan => "元",
            Unit::Wan => "万元",
        }
    }

    pub fn fen(self) -> i64 {
        match self {
            Unit::Yuan => 100,
            Unit::Wan => 1_000_000,
        }
    }
}

pub struct Office {
    pub name: &'static str,
    pub font: &'static str,
    /// Colour behind the heading.
    pub shade: u32,
    pub money: Unit,
    /// The unit stands in a line above the table, not in the headings.
    pub unit_line: bool,
    /// Mostly the first.
    pub days: &'static [DayStyle],
    pub places: &'static [Spelling],
    /// One cell in so many has wide digits or a blank too much; 0: none.
    pub untidy: usize,
    /// A hidden column for the clerk's own lookups.
    pub has_helper: bool,
}

use DayStyle::{Cell, Chinese, Compact, Dots, Iso, Serial, Slashes, Wide};

const fn office(
    name: &'static str,
    (font, shade): (&'static str, u32),
    (money, unit_line): (Unit, bool),
    (days, places): (&'static [DayStyle], &'static [Spelling]),
    (untidy, has_helper): (usize, bool),
) -> Office {
    Office { name, font, shade, money, unit_line, days, places, untidy, has_helper }
}

pub static CITY: Office = office(
    "天津市合作交流办",
    ("宋体", 0x00D9_E1F2),
    (Unit::Wan, true),
    (&[Cell], &[Name, WithCity]),
    (0, false),
);

/// In the order of the pairs.
pub static DISTRICTS: [Office; 5] = [
    office(
        "东丽区合作交流办",
        ("宋体", 0x00FF_F2CC),
        (Unit::Wan, false),
        (&[Dots, Dots, Dots, Dots, Dots, Wide], &[Name]),
        (60, false),
    ),
    office(
        "北辰区合作交流办",
        ("仿宋", 0x00ED_EDED),
        (Unit::Yuan, false),
        (&[Slashes], &[Short, Name]),
        (80, true),
    ),
    office(
        "西青区合作交流办",
        ("宋体", 0x00E2_EFDA),
        (Unit::Wan, true),
        (&[Chinese, Cell], &[WithCity]),
        (0, false),
    ),
    office(
        "津南区合作交流办",
        ("楷体", 0x00FC_E4D6),
        (Unit::Wan, false),
        (&[Chinese, Dots], &[Name, Short]),
        (40, false),
    ),
    office(
        "武清区合作交流办",
        ("宋体", 0x00DD_EBF7),
        (Unit::Yuan, true),
        (&[Iso], &[Code]),
        (0, true),
    ),
];

/// In the order of the pairs.
pub static COUNTIES: [Office; 5] = [
    office(
        "承德县乡村振兴局",
        ("宋体", 0x00E7_E6E6),
        (Unit::Yuan, false),
        (&[Iso, Serial], &[Name, WithCity]),
        (50, false),
    ),
    office(
        "兴隆县乡村振兴局",
        ("仿宋", 0x00FF_F2CC),
        (Unit::Yuan, false),
        (&[Compact, Iso], &[Code]),
        (70, true),
    ),
    office(
        "平泉市乡村振兴局",
        ("宋体", 0x00DD_EBF7),
        (Unit::Wan, false),
        (&[Slashes, Cell], &[Name]),
        (45, false),
    ),
    office(
        "隆化县乡村振兴局",
        ("宋体", 0x00FC_E4D6),
        (Unit::Yuan, true),
        (&[Dots, Chinese, Dots, Dots, Dots, Chinese, Dots, Wide], &[WithCity, Name]),
        (30, false),
    ),
    office(
        "围场县乡村振兴局",
        ("楷体", 0x00E2_EFDA),
        (Unit::Wan, true),
        (&[Serial, Dots], &[Name, Short, Code]),
        (35, true),
    ),
];

pub static RECEIVING_CITY: Office = office(
    "承德市乡村振兴局",
    ("宋体", 0x00D9_E1F2),
    (Unit::Wan, false),
    (&[Cell, Dots], &[Name, WithCity]),
    (90, false),
);

/// The national system, which writes every cell alike.
pub static EXPORTER: Office = office(
    "全国防返贫监测信息系统",
    ("宋体", 0x00FF_FFFF),
    (Unit::Yuan, false),
    (&[Dots], &[Name]),
    (0, false),
);

pub static TOWNSHIP: Office = office(
    "承德县下板城镇人民政府",
    ("宋体", 0x00ED_EDED),
    (Unit::Yuan, false),
    (&[Chinese], &[Name]),
    (55, false),
);
