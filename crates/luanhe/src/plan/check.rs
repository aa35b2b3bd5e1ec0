//! What is wrong with a question, all at once; and what is worth a remark.

use std::collections::{BTreeMap, BTreeSet};

use super::ask::{Candidate, County, Gain, Question};
use crate::base::{Error, Fault, Fen, Place, Result, Said, say};
use crate::parties::regions;
use crate::record::Origin;

/// The question with gains counted and every candidate's county among the counties; or its faults.
pub fn whole(mut question: Question) -> Result<(Question, Vec<Said>)> {
    let gain = question.gain;
    question.candidates = question.candidates.into_iter().map(|c| c.counting(gain)).collect();
    let mut faults = Vec::new();
    add_counties(&mut question, &mut faults);
    check_totals(&question, &mut faults);
    check_counties(&question, &mut faults);
    check_candidates(&question, &mut faults);
    check_industry(&question, &mut faults);
    if question.fair {
        check_people(&question, &mut faults);
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let remarks = remarks(&question);
    Ok((question, remarks))
}

/// Counties without limits are counties too.
fn add_counties(question: &mut Question, faults: &mut Vec<Fault>) {
    let limits = &mut question.limits;
    let mut known: BTreeSet<String> = limits.counties.iter().map(|c| c.code.clone()).collect();
    for candidate in &mut question.candidates {
        if !known.contains(&candidate.county)
            && !limits.complete
            && let Ok(found) = regions().find(&candidate.county, question.day, None)
        {
            // One county, whether it is written by name or by code.
            candidate.county = found.code.as_str().to_string();
        }
        if known.contains(&candidate.county) {
            continue;
        }
        let county = &candidate.county;
        if limits.complete {
            faults.push(Fault::error(
                candidate.place.clone(),
                say!(
                    "项目{}的县“{county}”不在各县表中",
                    "the county “{county}” of project {} is not in the table of counties",
                    candidate.code
                ),
                say!("请改正县名，或在各县表中补这一县", "correct it, or add the county there"),
            ));
            continue;
        }
        limits.counties.push(County::new(county, question.day, candidate.place.clone()));
        known.insert(county.clone());
    }
}

fn check_totals(question: &Question, faults: &mut Vec<Fault>) {
    if question.budget <= Fen::ZERO {
        let budget = question.budget.wan();
        faults.push(Fault::error(
            Place::field("budget"),
            say!(
                "预算 {budget}万元不大于零",
                "a budget of {budget} × 10,000 yuan is not above zero"
            ),
            say!("请填下一年可安排的总额，如 9000万", "give next year's total, such as 9000万"),
        ));
    }
    if let Some(most) = &question.limits.most
        && most.projects < 1
    {
        let count = most.projects;
        faults.push(Fault::error(
            Place::field("most_projects"),
            say!("项目个数上限 {count} 小于 1", "at most {count} projects is less than one"),
            say!("请填正整数，或不限个数", "give a number above zero, or none"),
        ));
    }
    let floors = question.limits.counties.iter().map(|c| i128::from(c.floor.0));
    let wanted = question.candidates.iter().flat_map(|c| &c.segments);
    let wanted: i128 = wanted.map(|segment| i128::from(segment.amount.0.max(0))).sum();
    if wanted.max(floors.sum()) > i128::from(i64::MAX / 4) {
        faults.push(Fault::error(
            Place::field("amount"),
            say!("金额合计超出可计算的范围", "the amounts add up to more than can be counted"),
            say!("请核对单位：万元还是元", "check the unit: yuan or 10,000 yuan"),
        ));
    }
}

fn check_counties(question: &Question, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for county in &question.limits.counties {
        let (zh, en) = (&county.name.zh, &county.name.en);
        let mut fault = |reason, remedy| {
            faults.push(Fault::error(county.place.clone(), reason, remedy));
        };
        if !seen.insert(&county.code) {
            fault(
                say!("{zh}写了两次", "{en} is there twice"),
                say!("请只留一行", "keep one line of it"),
            );
        }
        if county.floor < Fen::ZERO || county.cap.is_some_and(|cap| cap < Fen::ZERO) {
            fault(
                say!("{zh}的保底或上限是负数", "the floor or cap of {en} is below zero"),
                say!("没有限制的请留空", "leave it empty where there is no limit"),
            );
        }
        if let Some(cap) = county.cap.filter(|cap| *cap < county.floor) {
            let (floor, cap) = (county.floor.wan(), cap.wan());
            fault(
                say!(
                    "{zh}保底 {floor}万元高于上限 {cap}万元",
                    "the floor of {en}, {floor} × 10,000 yuan, is above its cap of {cap}"
                ),
                say!("请核对两个数的单位和次序", "check the units and the order of both"),
            );
        }
        if county.people.is_some_and(|people| people <= 0) {
            fault(
                say!("{zh}的人口不大于零", "{en} has no people"),
                say!("请填乡村人口", "give its rural people"),
            );
        }
        if county.floor > Fen::ZERO && question.of_county(&county.code).next().is_none() {
            fault(
                say!("{zh}有保底却没有候选项目", "{en} has a floor but no candidate project"),
                say!("请核对县名，或先申报项目", "check its name, or apply for projects first"),
            );
        }
    }
}

fn check_candidates(question: &Question, faults: &mut Vec<Fault>) {
    let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
    for candidate in &question.candidates {
        let code = candidate.code.as_str();
        let mut fault = |reason, remedy| {
            faults.push(Fault::error(candidate.place.clone(), reason, remedy));
        };
        if let Some(first) = seen.insert(code, &candidate.place) {
            fault(
                say!(
                    "项目{code}重复，前一处在 {first}",
                    "project {code} is there twice, first at {first}"
                ),
                say!("请只留一行，或改正编号", "keep one of them, or correct its code"),
            );
        }
        let (least, most) = (candidate.least, candidate.most());
        if candidate.segments.iter().any(|segment| segment.amount < Fen::ZERO) {
            fault(
                say!("项目{code}的金额是负数", "an amount of project {code} is below zero"),
                say!("请填计划申请额", "give the amount applied for"),
            );
        } else if least < Fen::ZERO || least > most {
            let (least, most) = (least.wan(), most.wan());
            fault(
                say!(
                    "项目{code}的最低额 {least}万元不在 0 与合计 {most}万元之间",
                    "the least amount of project {code}, {least}, is not within 0 and {most} × 10,000 yuan"
                ),
                say!("最低额不能超过各段合计", "it cannot exceed the sum of the segments"),
            );
        }
        check_gains(candidate, faults);
    }
}

fn check_gains(candidate: &Candidate, faults: &mut Vec<Fault>) {
    let code = &candidate.code;
    let gains: Vec<f64> = candidate.segments.iter().map(|segment| segment.gain).collect();
    let mut fault = |reason, remedy| {
        faults.push(Fault::error(candidate.place.clone(), reason, remedy));
    };
    if gains.iter().any(|gain| !(0.0..1e12).contains(gain)) {
        fault(
            say!(
                "项目{code}的效益不是非负数",
                "a gain of project {code} is no number from zero on"
            ),
            say!("请填每万元的效益", "give the gain per 10,000 yuan"),
        );
    }
    if gains.windows(2).any(|pair| pair[1] > pair[0]) {
        fault(
            say!(
                "项目{code}后一段的效益高于前一段",
                "a later segment of project {code} gains more than the one before it"
            ),
            say!(
                "先投的一段效益须不低于后投的；请合并为一段，或按整项安排",
                "money paid first must gain no less: make one segment of both"
            ),
        );
    }
}

fn check_industry(question: &Question, faults: &mut Vec<Fault>) {
    let Some(industry) = &question.limits.industry else { return };
    let place = Place::field("industry");
    if !(0..=1_000_000).contains(&industry.least_ppm) {
        faults.push(Fault::error(
            place.clone(),
            say!("产业占比不在 0 与 100% 之间", "the share of industry is not within 0 and 100%"),
            say!("请写成 50% 或 0.5", "write it as 50% or 0.5"),
        ));
    }
    let uses: BTreeSet<&str> = question.candidates.iter().map(|c| c.fund_use.as_str()).collect();
    let unknown = industry.uses.iter().filter(|used| !uses.contains(used.as_str()));
    let unknown: Vec<&str> = unknown.map(String::as_str).collect();
    // Some uses may have no candidate this year; that none has is a slip of the pen.
    if industry.least_ppm > 0 && unknown.len() == industry.uses.len() {
        let used: Vec<&str> = uses.into_iter().collect();
        let (unknown, en_unknown) = (unknown.join("、"), unknown.join(", "));
        let (used, en_used) = (used.join("、"), used.join(", "));
        faults.push(Fault::error(
            place,
            say!("没有候选项目的用途是{unknown}", "no candidate has the use {en_unknown}"),
            say!("候选项目的用途有：{used}", "the candidates' uses are: {en_used}"),
        ));
    }
}

fn check_people(question: &Question, faults: &mut Vec<Fault>) {
    for county in &question.limits.counties {
        let has_projects = question.of_county(&county.code).next().is_some();
        if county.people.is_none() && has_projects {
            let (zh, en) = (&county.name.zh, &county.name.en);
            faults.push(Fault::error(
                county.place.clone(),
                say!(
                    "要算人均效益，但{zh}没有人口",
                    "gains per person are asked, but {en} has no people"
                ),
                say!(
                    "请在各县表或限制文件中填乡村人口",
                    "give its rural people in the table of counties or the file of limits"
                ),
            ));
        }
    }
}

fn remarks(question: &Question) -> Vec<Said> {
    let without: Vec<&str> = question
        .candidates
        .iter()
        .filter(|candidate| candidate.segments.iter().all(|segment| segment.gain == 0.0))
        .map(|candidate| candidate.code.as_str())
        .collect();
    let mut remarks = Vec::new();
    if question.candidates.iter().any(|candidate| candidate.origin == Origin::Synthetic) {
        remarks.push(say!(
            "候选项目含演示数据，测算结果不作凭证",
            "demonstration data are among the candidates: this plan proves nothing"
        ));
    }
    if without.is_empty() {
        return remarks;
    }
    let (count, codes, en_codes) = (without.len(), without.join("、"), without.join(", "));
    let (zh, en) = match question.gain {
        Gain::Benefit => ("效益", "benefit"),
        Gain::Households => ("计划受益户数", "planned households"),
        Gain::People => ("计划受益人数", "planned people"),
    };
    remarks.push(say!(
        "{count} 个项目没有填{zh}，按 0 计，一般排不上：{codes}",
        "{count} projects state no {en} and count as zero, so they rarely get money: {en_codes}"
    ));
    remarks
}
