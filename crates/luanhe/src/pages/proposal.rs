//! A plan as a workbook: what it does and what each limit costs, by county, by project.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::say::Say;
use crate::base::{Error, Fen, Result};
use crate::plan::Plan;

pub fn proposal(plan: &Plan, say: Say, synthetic: bool) -> Result<Vec<u8>> {
    workbook(plan, say, synthetic).map_err(|e| Error::broken("a plan as a workbook", e))
}

fn workbook(plan: &Plan, say: Say, synthetic: bool) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let about = book.add_worksheet().set_name(say.of("说明", "About"))?;
    about.set_column_width(0, 110)?;
    for (at, line) in (0u32..).zip(lines(plan, say, synthetic)) {
        about.write_string_with_format(at, 0, line, &Format::new().set_text_wrap())?;
    }
    let gain = say.of("可得", "gains");
    let money = say.of("金额（万元）", "amount (10,000 yuan)");
    let counties = book.add_worksheet().set_name(say.of("各县", "Counties"))?;
    head(counties, &[say.of("代码", "code"), say.of("县", "county"), money, gain])?;
    for (at, county) in (1u32..).zip(&plan.counties) {
        counties.write_string(at, 0, &county.county)?;
        counties.write_string(at, 1, say.said(&county.name))?;
        write_wan(counties, at, 2, county.amount)?;
        counties.write_number(at, 3, county.gain)?;
    }
    let projects = book.add_worksheet().set_name(say.of("项目", "Projects"))?;
    let (code, name) = (say.of("项目编号", "project"), say.of("项目名称", "name"));
    head(projects, &[code, name, say.of("县", "county"), money, gain])?;
    for (at, project) in (1u32..).zip(&plan.allocations) {
        projects.write_string(at, 0, &project.project)?;
        projects.write_string(at, 1, &project.name)?;
        projects.write_string(at, 2, &project.county)?;
        write_wan(projects, at, 3, project.amount)?;
        projects.write_number(at, 4, project.gain)?;
    }
    book.save_to_buffer()
}

/// The sentences of the plan, and what it was made from.
fn lines(plan: &Plan, say: Say, synthetic: bool) -> Vec<String> {
    let demo = say
        .of("演示数据，均为合成，不作凭证", "demonstration data, all synthetic, proof of nothing");
    let proposal =
        say.of("测算建议，未入账，由人决定", "a proposal: nothing is recorded, people decide");
    let mut lines = vec![proposal.to_string()];
    lines.extend(synthetic.then(|| demo.to_string()));
    let prices: Vec<_> = plan.prices.iter().map(|price| price.sourced()).collect();
    let summary = plan.summary();
    let fairness = plan.fairness.iter().map(|fairness| &fairness.sentence);
    let all = std::iter::once(&summary).chain(&prices).chain(fairness);
    let all = all.chain([&plan.certificate.sentence]).chain(&plan.remarks);
    lines.extend(all.map(|said| say.said(said).to_string()));
    lines.extend(plan.inputs.iter().map(|input| format!("{}  {}", input.name, input.version)));
    lines
}

fn head(sheet: &mut Worksheet, words: &[&str]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (at, word) in (0u16..).zip(words) {
        sheet.write_string_with_format(0, at, *word, &bold)?;
        sheet.set_column_width(at, 18)?;
    }
    sheet.set_freeze_panes(1, 0).map(|_| ())
}

/// Excel counts in doubles; fen of any real amount are exact in them.
fn write_wan(sheet: &mut Worksheet, row: u32, column: u16, amount: Fen) -> Result<(), XlsxError> {
    let format = Format::new().set_num_format("#,##0.00####");
    let wan = amount.0 as f64 / Fen::WAN as f64;
    sheet.write_number_with_format(row, column, wan, &format).map(|_| ())
}
