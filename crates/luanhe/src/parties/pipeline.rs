//! Words in which investments and removals are told, alike in every register that tells of them.

use crate::record::{Choice, choice};

/// How far an investment has come, in order; the last leaves it.
pub const STAGES: &[Choice] = &[
    choice("线索", "lead"),
    choice("对接", "in talks"),
    choice("意向", "intended"),
    choice("签约", "signed"),
    choice("注册", "registered"),
    choice("开工", "begun"),
    choice("投产", "in production"),
    choice("达产", "at full production"),
    choice("终止", "ended"),
];

/// 协作 is assistance led by offices, 合作 is cooperation on the market; the two are never merged.
pub const NATURES: &[Choice] =
    &[choice("协作", "assistance"), choice("合作", "market cooperation")];

/// In what manner both sides' industries work together.
pub const MODELS: &[Choice] = &[
    choice("园区共建", "park of both sides"),
    choice("龙头引入", "leading firm brought in"),
    choice("订单农业", "farming to order"),
    choice("飞地", "enclave"),
    choice("疏解承接", "taking over what moves out"),
    choice("消费牵引", "led by sales"),
    choice("科技嵌入", "technology built in"),
];
