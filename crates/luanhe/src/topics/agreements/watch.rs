//! What is watched about agreements and their clauses.

use super::clauses::CLAUSES;
use super::progress::CLAUSE_PROGRESS;
use super::record::AGREEMENTS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "agreements",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::doubt("agreements.behind", &CLAUSES)
        .finds(
            "条款{1}截至{2:day}完成{3}%，时间已过{4}%，落后超过{5:limit}",
            "clause {1}: {3}% by {2:day} while {4}% of its time has passed, more than {5:limit} behind",
        )
        .because("年底才发现完不成，来不及补", "found at its end, it cannot be made up for")
        .remedy("问责任单位原因和补上的办法；口径不同的写在进展说明", "ask the owner why and what will be done; note a different count")
        .source("协议条款目标与时间进度相比（领域说明书 B17）"),
    Rule::doubt("agreements.child_outlives", &AGREEMENTS)
        .finds(
            "《{1}》有效期至{2:day}，晚于框架协议《{3}》的{4:day}",
            "“{1}” holds until {2:day}, beyond its framework “{3}” ({4:day})",
        )
        .because("框架协议到期后，分项协议失去依据", "after its framework ends, a sub-agreement rests on nothing")
        .remedy("核对有效期；确需延长的先续签框架协议", "check the days; renew the framework first")
        .source("分项协议以框架协议为依据"),
    Rule::error("agreements.clause_overdue", &CLAUSES)
        .finds(
            "条款{1}应于{2:day}完成，现完成{3}%",
            "clause {1} was due on {2:day}; {3}% is done",
        )
        .because("协议约定的任务逾期未完成", "what was agreed is late")
        .remedy("补报进展和佐证；确实没有完成的，商定新的时限", "report it with its proof, or agree on a new day")
        .source("协议条款：完成时限"),
    Rule::doubt("agreements.clause_silent", &CLAUSES)
        .finds(
            "条款{1}自{2:day}起{3}天没有新进展，超过{4:limit}",
            "clause {1}: nothing was reported for {3} days since {2:day}, beyond {4:limit}",
        )
        .because("没有进展就不知道是否按期", "without a report nobody knows whether it is on time")
        .remedy("请责任单位补报本季进展", "ask its owner for this quarter's report")
        .source("协议进展按季调度（领域说明书 B17）"),
    Rule::error("agreements.done_short", &CLAUSE_PROGRESS)
        .finds(
            "条款{1}截至{2:day}报已完成，累计数只有目标的{3}%",
            "clause {1} is said to be done by {2:day}; its figure is {3}% of the target",
        )
        .because("完成与否以数为准", "figures decide whether it is done")
        .remedy("核对累计完成数，或改进展情况", "check the figure, or correct the stage")
        .source("协议条款：目标数量"),
    Rule::doubt("agreements.done_unproven", &CLAUSE_PROGRESS)
        .finds(
            "条款{1}于{2:day}报已完成，没有佐证",
            "clause {1} is said to be done by {2:day}, without proof",
        )
        .because("考核按佐证认定完成", "an evaluation takes what is proven")
        .remedy("补佐证材料，或附上文件", "name the proof, or attach it")
        .source("自评报告：完成数对应佐证目录号（领域说明书 2.9）"),
    Rule::error("agreements.expired_open", &AGREEMENTS)
        .finds(
            "《{1}》{2:day}已到期（状态：{3:choice state}），还有{4}条没有完成",
            "“{1}” ended on {2:day} (state: {3:choice state}) with {4} clauses open",
        )
        .because("到期的协议不能再约束谁去完成", "nobody is bound by what has ended")
        .remedy("逐条核销，或续签、转入新协议", "settle each clause, or renew the agreement")
        .source("协议有效期与条款完成情况"),
    Rule::doubt("agreements.expiring", &AGREEMENTS)
        .finds(
            "《{1}》{2:day}到期，{3:limit}内没有续签的协议",
            "“{1}” ends on {2:day}, within {3:limit}, and none renews it",
        )
        .because("断档期间的工作没有依据", "work in between rests on nothing")
        .remedy("商定续签或终止；已续签的填“续签的协议”", "renew or end it; name it in “renews” where that is done")
        .source("协议有效期"),
    Rule::error("agreements.parts_differ", &AGREEMENTS)
        .finds(
            "《{1}》应有{2}份分项协议，台账里有{3}份",
            "“{1}” should have {2} sub-agreements; there are {3}",
        )
        .because("“1+4”少一份就不是“1+4”", "1+4 without one is not 1+4")
        .remedy("补录缺的分项协议，或更正份数", "record the one that lacks, or correct the number")
        .source("“1+4”框架协议（北方网2022-02-26）"),
    Rule::error("agreements.progress_back", &CLAUSE_PROGRESS)
        .finds(
            "条款{1}截至{2:day}累计完成{3}%，少于{4:day}的{5}%",
            "clause {1}: {3}% by {2:day}, less than the {5}% by {4:day}",
        )
        .because("累计数不会变小，多半填成了当季数", "what adds up does not fall; it is likely the quarter's figure")
        .remedy("改为累计数；前一次多报的更正前一次", "give the sum so far, or correct the one before")
        .source("累计完成数的口径"),
];
