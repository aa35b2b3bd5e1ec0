//! What is watched about projects.

use super::beneficiaries::BENEFICIARIES;
use super::record::PROJECTS;
use super::tags::PROJECT_TAGS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "projects",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::doubt("projects.accepted_before_notice", &PROJECTS)
        .finds(
            "项目“{1}”{2:day}验收，之前没有公示",
            "project {1} was accepted on {2:day} without a public notice before",
        )
        .because(
            "资金和项目须逐环节公示，审计逐项核对",
            "each step must be made public, and auditors check it",
        )
        .remedy("补公示并上传带日期的照片", "publish it and attach a dated photograph")
        .source("审计公告：未按规定公示公告"),
    Rule::error("projects.dead_beneficiary", &BENEFICIARIES)
        .finds(
            "受益人已于{1:day}死亡，{2:day}仍被列为受益人",
            "the person died on {1:day} and is still listed on {2:day}",
        )
        .because(
            "向已死亡人员兑现是审计必查问题",
            "benefits of the dead are what every audit looks for",
        )
        .remedy(
            "核对后作废该行，已付的追回",
            "void the row after checking, and recover what was paid",
        )
        .source("DQ-082"),
    Rule::doubt("projects.household_mismatch", &BENEFICIARIES)
        .finds(
            "受益台账写的户编号{1}与人员库的{2}不同",
            "the list has household {1}, the register of people {2}",
        )
        .because(
            "户编号错了，带动户数就会多计或少计",
            "a wrong household makes the count of households wrong",
        )
        .remedy(
            "以人员库为准更正受益台账；分户、并户的先更正人员库",
            "correct the list; where households split or merged, the register of people first",
        )
        .source("带贫户数与人数须出自同一口径"),
    Rule::doubt("projects.household_size", &PROJECTS)
        .finds(
            "项目“{1}”计划受益{2}户{3}人，平均每户超过{4:limit}",
            "project {1} plans for {2} households and {3} people, more than {4:limit} each",
        )
        .because(
            "户数和人数多半有一个写错，或不是同一批人",
            "one of the two is most likely wrong, or they are not the same people",
        )
        .remedy("核对申报材料，更正户数或人数", "check the application, and correct either")
        .source("户均人数的合理范围1—8人；第七次全国人口普查户均2.62人"),
    Rule::doubt("projects.no_targets", &PROJECTS)
        .finds(
            "项目“{1}”已完工，没有一个列名的受益人",
            "project {1} is finished and names nobody whom it helps",
        )
        .because(
            "到人到户的项目须有受益名单，否则带贫数无从证明",
            "a project for named persons must name them, or its figure has no proof",
        )
        .remedy(
            "导入受益人口台账，或把受益方式改为公益普惠",
            "import the list, or change its scope to public benefit",
        )
        .source("精准扶贫要求：项目须列明受益对象"),
    Rule::doubt("projects.not_begun", &PROJECTS)
        .finds(
            "项目“{1}”{2:day}入库立项，超过{3:limit}没有开工",
            "project {1}, listed on {2:day}, has not begun within {3:limit}",
        )
        .because("不开工的项目占着资金", "a project that does not begin holds money back")
        .remedy("催办开工，或按程序调整出库", "press for the start, or take it off by the rules")
        .source("项目调度要求"),
    Rule::error("projects.over_budget", &PROJECTS)
        .finds(
            "项目“{1}”已支付{2:money}，超过资金规模{3:money}",
            "project {1}: {2:money} paid, over its budget of {3:money}",
        )
        .because("超规模支付须有批准的变更", "paying over the budget needs an approved change")
        .remedy(
            "补变更批复，或更正记错项目的支付",
            "add the approval, or correct payments booked on the wrong project",
        )
        .source("项目资金管理办法"),
    Rule::doubt("projects.overdue", &PROJECTS)
        .finds(
            "项目“{1}”应于{2:day}完工，尚未完工",
            "project {1} was due on {2:day} and is not finished",
        )
        .because(
            "逾期影响资金支出进度和年度考核",
            "delays hold up spending and the yearly evaluation",
        )
        .remedy(
            "填完工日期，或办理延期变更",
            "give the day it was finished, or record the extension",
        )
        .source("项目调度要求"),
    Rule::doubt("projects.paid_twice", &BENEFICIARIES)
        .finds(
            "同一人在{2}年因“{3:choice way}”兑现了{1}次",
            "the same person was paid {1} times in {2} by way of {3:choice way}",
        )
        .because("同一补助一年只发一次", "one benefit is paid once a year")
        .remedy("核对是否重复，重复的追回", "check whether it is a repetition, and recover it")
        .source("DQ-083"),
    Rule::doubt("projects.tag_unlike_use", &PROJECT_TAGS)
        .finds(
            "项目“{1}”资金用途是{2}，标注了“{3:choice tag}”",
            "project {1} is for {2} and tagged “{3:choice tag}”",
        )
        .because(
            "“育龙头、嵌技术、链市场”说的是产业项目，“扶贫+”说的是生态项目，标错了路径就数不清",
            "the three ways are those of industry, relief-and those of nature; a wrong tag spoils the count",
        )
        .remedy("核对标签，或更正项目的资金用途", "check the tag, or correct the project's use")
        .source("报道2022-02-26：产业三方式、生态三举措"),
];
