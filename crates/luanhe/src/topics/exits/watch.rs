//! What is watched about exits.

use super::record::EXITS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "exits",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

const MECHANISM: &str = "贫困退出机制：评估检查、公示、批准、公告（领域说明书 B16、B29）";

static RULES: &[Rule] = &[
    Rule::error("exits.assessed_late", &EXITS)
        .finds(
            "{1}{2:day}批准退出，{3:day}才评估检查",
            "{1} left on {2:day} and was assessed on {3:day} only",
        )
        .because(
            "先批准后评估，退出程序倒置",
            "approved first, assessed after: the order is turned",
        )
        .remedy(
            "核对两个日期；属实的报上级说明",
            "check both days; where they are right, explain it upward",
        )
        .source(MECHANISM),
    Rule::doubt("exits.overdue", &EXITS)
        .finds("{1}计划{2:day}退出，还没有批准", "{1} was to leave on {2:day} and is not approved")
        .because("超过计划没有退出", "later than planned")
        .remedy("补批准日期和文号；没有退出的调整计划", "add day and document, or change the plan")
        .source(MECHANISM),
    Rule::error("exits.people_left", &EXITS)
        .finds("{1}{2:day}已退出，还有{3}名贫困人口", "{1} left on {2:day}; {3} are still poor")
        .because("打赢脱贫攻坚战以剩余贫困人口归零为准", "the task is done when nobody is left")
        .remedy("核对现有贫困人口；属实的落实帮扶措施", "check the number; help whoever is left")
        .source("领域说明书 B16：剩余贫困人口为零并有退出批准文件"),
    Rule::error("exits.rate_over", &EXITS)
        .finds(
            "{1}退出时贫困发生率{2}%以上，上限{3:limit}",
            "{1} left at a poverty rate of {2}% or more; the most is {3:limit}",
        )
        .because("达不到标准不能退出", "above the line nobody leaves")
        .remedy(
            "核对贫困发生率；确实超过的报上级复核",
            "check the rate; where it is right, have the exit reviewed",
        )
        .source(MECHANISM),
    Rule::error("exits.unassessed", &EXITS)
        .finds("{1}{2:day}批准退出，没有评估检查", "{1} left on {2:day} without an assessment")
        .because("没有评估检查就没有退出的依据", "without it nothing founds the exit")
        .remedy("补评估检查日期和报告", "add its day and report")
        .source(MECHANISM),
    Rule::error("exits.undocumented", &EXITS)
        .finds(
            "{1}{2:day}批准退出，没有批准文号，也没有附文件",
            "{1} left on {2:day} without a document",
        )
        .because("摘帽以批准文件为准", "an exit is what a document approves")
        .remedy("补批准文号，或附上文件", "name the document, or attach it")
        .source("领域说明书 B16：剩余贫困人口为零并有退出批准文件"),
];
