//! What is watched about resettlement sites.

use super::record::SITES;
use super::utilities::UTILITIES;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "resettlement",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::doubt("resettlement.income_below_line", &SITES)
        .finds(
            "{1}{2}年人均纯收入{3:money}，低于{4:limit}",
            "{1}: an income of {3:money} a person in {2}, below {4:limit}",
        )
        .because(
            "收入达不到门槛，就谈不上能致富",
            "below the line nobody can say that they prosper",
        )
        .remedy(
            "核对收入；属实的加产业、就业措施，逐户排查",
            "check the income; where it is so, add measures and look at each household",
        )
        .source("能致富：有产业、有就业、收入达标；监测范围按年度"),
    Rule::doubt("resettlement.jobs_short", &SITES)
        .finds(
            "{1}有劳动力的{2}户，至少一人就业的只有{3}户",
            "{1}: {2} households with labour, only {3} with someone employed",
        )
        .because(
            "有劳动力的搬迁户至少一人就业，才稳得住",
            "households stay where at least one of them has work",
        )
        .remedy(
            "列出零就业户，安排车间、公益岗或外出务工",
            "list the households without work and find it for them",
        )
        .source("易地搬迁后续扶持：有劳动力家庭至少一人就业"),
    Rule::doubt("resettlement.no_livelihood", &SITES)
        .finds(
            "{1}{2:day}入住，没有在产的后续产业",
            "{1}: moved in on {2:day}, and nothing to live on is running",
        )
        .because(
            "没有产业的安置区，搬来的人要走",
            "people leave a site that has nothing to live on",
        )
        .remedy(
            "引入企业或车间；已有的补登台账",
            "bring in a firm or workshop, or record what is there",
        )
        .source("易地搬迁后续扶持：配套产业"),
    Rule::doubt("resettlement.not_accepted", &UTILITIES)
        .finds(
            "{1}{2:choice kind}{3:day}完工，超过{4:limit}没有验收",
            "{1}: {2:choice kind} finished on {3:day} and not accepted within {4:limit}",
        )
        .because(
            "没有验收的设施不能移交，坏了没有人修",
            "what is not accepted is handed to nobody, and nobody repairs it",
        )
        .remedy("组织验收；不合格的限期整改", "have it accepted, or mended by a day")
        .source("项目管理惯例：完工后及时验收"),
    Rule::doubt("resettlement.not_moved_in", &SITES)
        .finds(
            "{1}{2:day}建成，超过{3:limit}，{4}户只入住{5}户",
            "{1} was built on {2:day}, longer ago than {3:limit}: of {4} households {5} moved in",
        )
        .because("空房三个月以上是后续扶持的常见问题", "flats empty for months are a common finding")
        .remedy(
            "逐户查明不入住的原因；入住的更新台账",
            "find out why, household by household, or bring the register up to date",
        )
        .source("易地搬迁后续扶持：空置房排查"),
    Rule::doubt("resettlement.old_houses_stand", &SITES)
        .finds(
            "{1}{2:day}入住，超过{3:limit}，应拆旧房{4}户只拆{5}户",
            "{1}: moved in on {2:day}, longer ago than {3:limit}; of {4} old houses {5} are removed",
        )
        .because(
            "一户一宅，旧房不拆等于没有搬出",
            "one household, one house: while the old one stands they have not moved out",
        )
        .remedy(
            "按协议拆除复垦；连体房、历史建筑等写明",
            "remove them as agreed; say so where a house must stay",
        )
        .source("易地搬迁政策：旧房拆除复垦"),
];
