//! What is watched about documents of policy.

use super::record::POLICIES;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "policies",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

const STORE: &str = "政策文件库：标题、文号、发文单位、日期、有效期（领域说明书 B96）";

static RULES: &[Rule] = &[
    Rule::doubt("policies.expired_basis", &POLICIES)
        .finds(
            "《{1}》{2:day}已失效，仍是协议《{3}》的依据",
            "“{1}” ended on {2:day} and the agreement “{3}” still rests on it",
        )
        .because(
            "依据失效，协议要么换依据，要么重新商定",
            "what rests on nothing needs another basis, or another agreement",
        )
        .remedy("在协议里改填现行文件的编号", "name the document that is in force in the agreement")
        .source(STORE),
    Rule::doubt("policies.replaced", &POLICIES)
        .finds(
            "《{1}》已由《{2}》替代，没有失效日期",
            "“{1}” was replaced by “{2}” and has no last day",
        )
        .because("新旧文件并行，口径会用错", "with both in force, the wrong one is used")
        .remedy("照新文件补失效日期", "take the last day from the new one")
        .source(STORE),
    Rule::error("policies.same_number", &POLICIES)
        .finds("《{1}》与《{2}》文号相同（{3}）", "“{1}” and “{2}” have one number ({3})")
        .because(
            "一个文号一份文件，多半是重复登记",
            "one number, one document: likely entered twice",
        )
        .remedy("核对文号；重复的作废", "check the number, or void the repetition")
        .source(STORE),
    Rule::doubt("policies.unsourced", &POLICIES)
        .finds(
            "《{1}》没有文号、出处，也没有附原文",
            "“{1}” has neither number nor source, nor is it attached",
        )
        .because("查不到原文的依据不能引用", "what cannot be read cannot be cited")
        .remedy("补文号或出处，或附上原文", "add number or source, or attach it")
        .source(STORE),
];
