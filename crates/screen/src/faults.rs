//! What can be wrong with the input, and the errors of a run.

use std::path::PathBuf;

use crate::rules::{Policy, RuleFault, Words};

/// A kind of wrong row or wrong file.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    DuplicateHousehold,
    DuplicatePerson,
    /// The same person in two households.
    TwoHouseholds,
    /// A person whose household is not in the registry.
    NoHousehold,
    UnsortedRegistry,
    UnknownRegion,
    /// Not 17 digits, not 18 characters, or no number at all.
    BadId,
    WrongCheckCharacter,
    MissingValue,
    /// Text where a number belongs, or a day that is none.
    NotANumber,
    OutOfRange,
    EmptyExtract,
    StaleExtract,
}

impl FaultKind {
    pub const ALL: [FaultKind; 13] = [
        FaultKind::DuplicateHousehold,
        FaultKind::DuplicatePerson,
        FaultKind::TwoHouseholds,
        FaultKind::NoHousehold,
        FaultKind::UnsortedRegistry,
        FaultKind::UnknownRegion,
        FaultKind::BadId,
        FaultKind::WrongCheckCharacter,
        FaultKind::MissingValue,
        FaultKind::NotANumber,
        FaultKind::OutOfRange,
        FaultKind::EmptyExtract,
        FaultKind::StaleExtract,
    ];

    /// Its name in `[policy]` and in the run record.
    pub fn name(self) -> &'static str {
        match self {
            FaultKind::DuplicateHousehold => "duplicate_household",
            FaultKind::DuplicatePerson => "duplicate_person",
            FaultKind::TwoHouseholds => "two_households",
            FaultKind::NoHousehold => "no_household",
            FaultKind::UnsortedRegistry => "unsorted_registry",
            FaultKind::UnknownRegion => "unknown_region",
            FaultKind::BadId => "bad_id",
            FaultKind::WrongCheckCharacter => "wrong_check_character",
            FaultKind::MissingValue => "missing_value",
            FaultKind::NotANumber => "not_a_number",
            FaultKind::OutOfRange => "out_of_range",
            FaultKind::EmptyExtract => "empty_extract",
            FaultKind::StaleExtract => "stale_extract",
        }
    }

    pub fn words(self) -> Words {
        let (zh, en) = match self {
            FaultKind::DuplicateHousehold => ("户编号重复", "household number twice"),
            FaultKind::DuplicatePerson => {
                ("同一人在同一户登记两次", "person twice in one household")
            }
            FaultKind::TwoHouseholds => ("同一人登记在两户", "person in two households"),
            FaultKind::NoHousehold => {
                ("人员所属户不在名册中", "household of the person not in the registry")
            }
            FaultKind::UnsortedRegistry => {
                ("名册未按户编号排序", "registry not sorted by household")
            }
            FaultKind::UnknownRegion => ("行政区划代码不存在", "unknown region code"),
            FaultKind::BadId => ("证件号码格式不对", "malformed number"),
            FaultKind::WrongCheckCharacter => ("身份证校验码不符", "wrong check character"),
            FaultKind::MissingValue => ("缺值", "missing value"),
            FaultKind::NotANumber => ("不是数或日期", "not a number or a day"),
            FaultKind::OutOfRange => ("数值超出合理范围", "value out of range"),
            FaultKind::EmptyExtract => ("数据表为空", "empty extract"),
            FaultKind::StaleExtract => ("数据表过期", "extract too old"),
        };
        Words { zh: zh.to_string(), en: en.to_string() }
    }

    /// Faults after which no result could be right.
    pub fn always_refused(self) -> bool {
        matches!(self, FaultKind::DuplicateHousehold | FaultKind::UnsortedRegistry)
    }

    /// What happens where the rule set says nothing: one bad row is set aside, a bad file is refused.
    pub fn usual_policy(self) -> Policy {
        match self {
            FaultKind::BadId
            | FaultKind::WrongCheckCharacter
            | FaultKind::MissingValue
            | FaultKind::NotANumber
            | FaultKind::OutOfRange => Policy::SetAside,
            FaultKind::DuplicateHousehold
            | FaultKind::DuplicatePerson
            | FaultKind::TwoHouseholds
            | FaultKind::NoHousehold
            | FaultKind::UnsortedRegistry
            | FaultKind::UnknownRegion
            | FaultKind::EmptyExtract
            | FaultKind::StaleExtract => Policy::Refuse,
        }
    }
}

/// One wrong row: the file, its row from 1 (0: the file as a whole) and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Fault {
    pub kind: FaultKind,
    pub file: String,
    pub row: u64,
    pub found: String,
}

/// Why a run gives no result.
#[derive(Debug)]
pub enum ScreenError {
    /// Faults of rule or limits files, all at once.
    Rules(Vec<RuleFault>),
    /// A file cannot be read or written.
    File { path: PathBuf, why: String },
    /// A file lacks a declared column or has it in another type.
    Layout { path: PathBuf, why: String },
    /// Rows that the policy refuses: the first hundred of each kind, and how many there are.
    Refused { faults: Vec<Fault>, count: u64 },
    /// A value left 128 bits.
    Overflow { household: u64, rule: String },
    /// `category` or `severity` gave something that is none.
    Result { household: u64, what: &'static str, value: i64 },
    /// More than the program can number.
    TooMany { what: String },
    /// The day of the run is none.
    NoDay { day: u32 },
    /// Not in the registry.
    NoHousehold { household: i64 },
    /// Changes to something that was never kept.
    NothingKept { state: PathBuf },
    /// The caller asked to stop.
    Stopped,
}

/// A text for the terminal, where logs are made of it: numbers as long as a citizen's are shown in part.
fn masked(text: &str) -> String {
    let mut shown: Vec<char> = text.chars().collect();
    for run in shown.chunk_by_mut(|one, next| one.is_alphanumeric() == next.is_alphanumeric()) {
        let digits = run.iter().filter(|c| c.is_ascii_digit()).count();
        if digits > 14 {
            let end = run.len() - 4;
            run[6..end].fill('*');
        }
    }
    shown.into_iter().collect()
}

impl std::error::Error for ScreenError {}

impl std::fmt::Display for ScreenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ScreenError::Rules(faults) => {
                writeln!(
                    f,
                    "规则有 {} 处错误 · {} faults in the rules:",
                    faults.len(),
                    faults.len()
                )?;
                faults.iter().try_for_each(|fault| writeln!(f, "  {fault}"))
            }
            ScreenError::File { path, why } | ScreenError::Layout { path, why } => {
                write!(f, "{}: {why}", path.display())
            }
            ScreenError::Refused { faults, count } => {
                writeln!(f, "{count} 行被拒收 · {count} rows refused:")?;
                faults.iter().try_for_each(|fault| {
                    let Words { zh, en } = fault.kind.words();
                    writeln!(
                        f,
                        "  {} 第 {} 行 (row {}): {zh} · {en}: {}",
                        fault.file,
                        fault.row,
                        fault.row,
                        masked(&fault.found)
                    )
                })
            }
            ScreenError::Overflow { household, rule } => {
                write!(
                    f,
                    "户 {household}：{rule} 的数值过大 · household {household}: a value of {rule} is too large"
                )
            }
            ScreenError::Result { household, what, value } => write!(
                f,
                "户 {household}：{what} 得出 {value}，规则中没有 · household {household}: {what} gives {value}, which the rules do not declare"
            ),
            ScreenError::TooMany { what } => write!(f, "过多 · too many: {what}"),
            ScreenError::NoDay { day } => write!(f, "{day} 不是日期 · is no day (20251231)"),
            ScreenError::NoHousehold { household } => {
                write!(f, "名册中没有户 {household} · no household {household} in the registry")
            }
            ScreenError::NothingKept { state } => write!(
                f,
                "{}：没有留存的全量结果，请先不带 --changes 筛查一次 · nothing is kept there; run once without --changes",
                state.display()
            ),
            ScreenError::Stopped => f.write_str("已停止，未写任何结果 · stopped, nothing written"),
        }
    }
}
