//! What is watched about the guarantees.

use super::checks::HOUSEHOLD_CHECKS;
use super::facilities::FACILITIES;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "guarantees",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::doubt("guarantees.check_stale", &HOUSEHOLD_CHECKS)
        .finds(
            "{1}户最近一次核查是{2:day}，超过{3:limit}",
            "household {1} was last checked on {2:day}, longer ago than {3:limit}",
        )
        .because(
            "旧的核查不能说明现在是否达标",
            "an old check does not say how the household stands now",
        )
        .remedy("入户核查，登记新的一行", "visit the household and record a new check")
        .source("防返贫监测：常态化排查"),
    Rule::error("guarantees.child_out_of_school", &HOUSEHOLD_CHECKS)
        .finds(
            "{1}户{2:day}核查有适龄儿童辍学，之后没有新的核查",
            "household {1}: a child out of school on {2:day}, and no check since",
        )
        .because(
            "六至十五周岁须接受义务教育；身体原因的送教上门",
            "schooling is compulsory from six to fifteen; who cannot go is taught at home",
        )
        .remedy(
            "劝返或送教上门，解决后登记新的核查",
            "bring the child back or teach at home, then record a new check",
        )
        .source("义务教育法第二条、第十一条；DQ-020"),
    Rule::error("guarantees.house_unsafe", &HOUSEHOLD_CHECKS)
        .finds(
            "{1}户住房{2:choice house}（{3:day}核查），既没有改造项目，也没有完成期限",
            "household {1}: house {2:choice house} (checked on {3:day}) without repair project and without a day for it",
        )
        .because(
            "C级要修、D级要建，没有安排就是住房不保障",
            "grade C is to be repaired and D rebuilt; without a plan the guarantee is not kept",
        )
        .remedy(
            "补填改造项目编号或期限；重新鉴定的登记新的核查",
            "give the project or the day; where it was graded anew, record a new check",
        )
        .source("住房安全保障标准：C级维修、D级重建；DQ-061"),
    Rule::doubt("guarantees.idle_equipment", &FACILITIES)
        .finds(
            "{1}{2:day}配置的设备“{3:choice equipment_state}”",
            "{1}: equipment of {2:day} is {3:choice equipment_state}",
        )
        .because(
            "设备闲置是审计常见问题，帮扶没有见效",
            "idle equipment is a common finding of audits: the aid has no effect",
        )
        .remedy(
            "查明原因，启用、调剂给别的机构，或按程序处置",
            "find out why; use it, pass it on, or dispose of it by the rules",
        )
        .source("审计公告：医疗、教学设备闲置"),
    Rule::doubt("guarantees.name_in_two_places", &FACILITIES)
        .finds(
            "“{1}”在{2}个县都有登记，按名称去重只算一所",
            "{1} is recorded in {2} counties and counts as one institution",
        )
        .because(
            "所数按名称去重，同名的两所会少计一所",
            "institutions are counted by name, so two of one name count as one",
        )
        .remedy(
            "把名称写全（县、乡镇、校名）；地点写错的更正地点",
            "write the full name with county and township, or correct the place",
        )
        .source("所与所次分开统计"),
    Rule::doubt("guarantees.repair_overdue", &HOUSEHOLD_CHECKS)
        .finds(
            "{1}户住房{2:choice house}应于{3:day}改造完成，之后没有新的核查",
            "household {1}: house {2:choice house} was to be repaired by {3:day}, and no check since",
        )
        .because(
            "过了期限没有复核，不能算住房安全",
            "past its day and not looked at again, the house does not count as safe",
        )
        .remedy(
            "完成的登记新的鉴定等级；没有完成的办理延期",
            "record the new grade if it is done, or a new day if it is not",
        )
        .source("危房改造管理要求"),
    Rule::doubt("guarantees.school_age_missed", &HOUSEHOLD_CHECKS)
        .finds(
            "{1}户{2:day}核查为无适龄儿童，人员库里有{3}名六至十五周岁的",
            "household {1}: no child of school age on {2:day}, but the register of people has {3}",
        )
        .because(
            "漏查的孩子可能就是辍学的孩子",
            "the child that was overlooked may be the one out of school",
        )
        .remedy(
            "核对家庭成员，补查就学情况",
            "compare the members of the household and check their schooling",
        )
        .source("义务教育法第二条、第十一条"),
    Rule::doubt("guarantees.uninsured", &HOUSEHOLD_CHECKS)
        .finds(
            "{1}户{2:day}核查有人未参加基本医疗保险，之后没有新的核查",
            "household {1}: someone uninsured on {2:day}, and no check since",
        )
        .because(
            "脱贫和监测人口应当全部参保",
            "everyone of these households is to be insured",
        )
        .remedy(
            "动员参保或查明在外地参保，登记新的核查",
            "have them insured, or find where they are, and record a new check",
        )
        .source("DQ-060；基本医保应保尽保"),
    Rule::doubt("guarantees.water_unsafe", &HOUSEHOLD_CHECKS)
        .finds(
            "{1}户{2:day}核查饮水不达标，之后没有新的核查",
            "household {1}: water below standard on {2:day}, and no check since",
        )
        .because(
            "水量、水质、方便程度、供水保证率任一不够都不达标",
            "quantity, quality, convenience or reliability falls short",
        )
        .remedy(
            "安排供水或消毒，解决后登记新的核查",
            "supply or treat the water, then record a new check",
        )
        .source("T/CHES 18-2018 农村饮水安全评价准则"),
];
