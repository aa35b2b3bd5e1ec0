//! What the household screening has found. The program `luanhe-screen` looks through the whole registry;
//! the regions asked for become findings here, a household a finding. Its number is shown masked, and a
//! clearance holds until other rules find the household.

use std::path::Path;

use super::finding::QUERIES;
use super::rule::{Level, Rule};
use crate::base::{Error, Result, file};
use crate::parties::PEOPLE;
use crate::record::{Kind, Ledger, Value, masked, statement};

pub static SCREENED: Rule = Rule::doubt("screen.household", &PEOPLE)
    .finds("{1}", "{1}")
    .because(
        "数据显示有返贫风险的户，须有人上门核实",
        "somebody must visit a household whose data show a risk",
    )
    .remedy(
        "入户核实，纳入监测对象或注明不纳入的理由",
        "visit it; take it into monitoring or say why not",
    )
    .source("docs/screening.md");

/// Bytes that a file of warnings may have: some million households.
const MOST: u64 = 1 << 30;

/// A line of `warnings.csv`, as `luanhe-screen` writes it.
#[derive(serde::Deserialize)]
struct Warning {
    household: String,
    county: String,
    standing: String,
    severity: i64,
    /// The rules by bit.
    reasons: i64,
    zh: String,
    en: String,
}

/// How many households were taken in, and how many of them for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Screened {
    pub households: usize,
    pub new: usize,
}

impl Ledger {
    /// Takes in what a screening found; what the one before found is replaced, in one transaction.
    ///
    /// # Errors
    /// `Broken` where the file is not one that the screening wrote.
    pub fn take_screening(&mut self, programme: &str, warnings: &Path) -> Result<Screened> {
        let unread = |e: csv::Error| Error::broken("warnings of the screening", e);
        let bytes = file::read(warnings, MOST)?;
        let mut lines = csv::Reader::from_reader(&bytes[..]);
        let mut taken = Screened { households: 0, new: 0 };
        self.in_write(|ledger| {
            let old: [Value; 2] = [programme.into(), SCREENED.id.into()];
            ledger.engine.run(statement(QUERIES, "drop_rule"), &old)?;
            for warning in lines.deserialize() {
                let warning: Warning = warning.map_err(unread)?;
                taken.households += 1;
                taken.new += usize::from(warning.standing == "new");
                ledger.add_screened(programme, &warning)?;
            }
            ledger.found_anew()?;
            Ok(taken)
        })
    }

    fn add_screened(&mut self, programme: &str, warning: &Warning) -> Result<()> {
        let shown = masked(Kind::Text, &warning.household);
        let (new_zh, new_en) = match warning.standing.as_str() {
            "new" => ("，新增", ", new"),
            _ => ("", ""),
        };
        let level = if warning.severity >= 3 { Level::Error } else { Level::Doubt };
        let values: [Value; 9] = [
            SCREENED.id.into(),
            self.keys.lookup(Kind::Text, &warning.household).into(),
            programme.into(),
            warning.county.as_str().into(),
            level.word().into(),
            format!("户{shown}（程度{}{new_zh}）{}", warning.severity, warning.zh).into(),
            format!("household {shown} (severity {}{new_en}) {}", warning.severity, warning.en)
                .into(),
            "[]".into(),
            warning.reasons.into(),
        ];
        self.engine.run(statement(QUERIES, "add"), &values).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::SCREENED;
    use crate::base::{Clock, Day, file};
    use crate::parties::PEOPLE;
    use crate::record::{Actor, Catalog, Keys, Ledger};
    use crate::watch::{CLEARANCES, Which, derived};

    const HEAD: &str = "household,county,standing,severity,reasons,rules,zh,en\n";

    fn open(address: &str) -> Ledger {
        let registers = vec![&CLEARANCES, &PEOPLE];
        let catalog = Arc::new(Catalog { registers, derived: vec![derived()] });
        let clock = Clock::fixed(Day::new(2025, 7, 1).unwrap());
        Ledger::open(address, catalog, Arc::new(Keys::of(&[3; 32])), clock).unwrap()
    }

    fn takes_in(ledger: &mut Ledger, name: &str) {
        let path = std::env::temp_dir().join(format!("screened-{name}-{}", std::process::id()));
        let take = |ledger: &mut Ledger, lines: &str| {
            file::write(&path, format!("{HEAD}{lines}").as_bytes()).unwrap();
            let taken = ledger.take_screening("tj-cd", &path).unwrap();
            (taken.households, taken.new)
        };
        let me = Actor::system("t");
        let which = Which { programme: "tj-cd", rule: SCREENED.id, ..Which::default() };
        let one = "1308280000001234,130828,continuing,2,1,SICK,医疗费高,medical cost\n";
        let two = "1308280000005678,130828,new,4,5,SICK LOSS,医疗费高；受灾,medical cost; loss\n";
        assert_eq!(take(ledger, &format!("{one}{two}")), (2, 1));
        // What the other rules find is another matter.
        let today = Day::new(2025, 7, 1).unwrap();
        ledger.watch(&[], "tj-cd", today).unwrap();
        let found = ledger.findings(&me, &which).unwrap();
        let said: Vec<&str> = found.iter().map(|f| f.said.zh.as_str()).collect();
        assert_eq!(
            said,
            [
                "户************5678（程度4，新增）医疗费高；受灾",
                "户************1234（程度2）医疗费高"
            ]
        );
        assert!(found.iter().all(|f| !f.row.contains("1234") || f.row.len() == 32));
        ledger.clear(&me, &SCREENED, "tj-cd", &found[1..], "已入户核实，家庭有存款").unwrap();
        // The next month: the same rules leave it cleared, other rules open it again.
        assert_eq!(take(ledger, one), (1, 0));
        let found = ledger.findings(&me, &which).unwrap();
        assert_eq!((found.len(), found[0].cleared.is_some()), (1, true));
        take(ledger, &one.replace(",1,SICK", ",5,SICK LOSS"));
        assert!(ledger.findings(&me, &which).unwrap()[0].cleared.is_none());
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn households_found_become_findings_on_both_engines() {
        takes_in(&mut open(":memory:"), "lite");
        takes_in(&mut open(&crate::record::fresh_schema("screened")), "postgres");
    }
}
