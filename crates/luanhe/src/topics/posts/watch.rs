//! What is watched about posts.

use super::record::POSTS;
use super::wages::WAGES;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "posts",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::doubt("posts.attendance_mismatch", &WAGES)
        .finds("出勤{1}/{2}天，实发{3:money}，按考勤应为{4:money}", "present {1} of {2} days, paid {3:money}; attendance gives {4:money}")
        .because(
            "补贴按考勤发放，多发少发都要说明",
            "pay follows attendance; any difference needs a reason",
        )
        .remedy(
            "核对考勤表；病假、先进奖励等请写明",
            "check the attendance sheet, or state the reason",
        )
        .source("公益性岗位管理办法：补贴=出勤×标准"),
    Rule::error("posts.cadre_family", &POSTS)
        .finds("上岗人是{1:choice people.cadre_tie}（{2:choice kind}）", "the holder is {1:choice people.cadre_tie} ({2:choice kind})")
        .because(
            "村干部及其家属不得占用公益岗",
            "cadres and their families may not take these posts",
        )
        .remedy(
            "按程序解聘；情况不实的，更正人员库",
            "end the post by the rules, or correct the register of people",
        )
        .source("DQ-091；部分县公益岗办法"),
    Rule::error("posts.dead_still_paid", &WAGES)
        .finds("上岗人已于{1:day}死亡，{2:day}所属月仍发{3:money}", "the holder died on {1:day}; {3:money} was paid for the month ending {2:day}")
        .because(
            "向已死亡人员发放补贴是审计必查问题",
            "pay to the dead is what every audit looks for",
        )
        .remedy("立即停发，追回已发补贴", "stop the pay at once and recover it")
        .source("审计公告：向死亡人员发放补贴"),
    Rule::error("posts.guard_disabled", &POSTS)
        .finds(
            "上岗人残疾等级{1:choice people.disability_level}，不得选聘为生态护林员",
            "a forest guard with a disability of {1:choice people.disability_level}",
        )
        .because(
            "一、二级残疾不能胜任巡护，选聘办法不允许",
            "patrols are beyond a heavy disability, and the rules do not allow it",
        )
        .remedy(
            "核对残疾人证；属实的改聘其他岗位",
            "check the disability card; where it is so, find another post",
        )
        .source("生态护林员选聘办法：残疾等级一、二级不得选聘"),
    Rule::doubt("posts.over_age", &POSTS)
        .finds("{1:choice kind}上岗人已{2}岁（{3:day}出生），超过{4:limit}", "{1:choice kind}: the holder is {2} years old (born on {3:day}), above {4:limit}")
        .because(
            "超龄人员巡护有安全风险，保险也可能拒赔",
            "patrols are a risk at that age, and insurers may not pay",
        )
        .remedy(
            "核对本地年龄上限后换人或保留",
            "check the local limit, then replace or keep the holder",
        )
        .source("贵州省公益性岗位办法；乡镇公益岗办法"),
    Rule::error("posts.paid_without_post", &WAGES)
        .finds("{1:day}所属月发放{2:money}，当月没有在岗记录", "{2:money} paid for the month ending {1:day} without a post")
        .because("没有岗位而领补贴就是吃空饷", "pay without a post is pay for nothing")
        .remedy("补录岗位台账，或追回补贴", "add the missing post, or recover the pay")
        .source("公益性岗位管理办法：严禁吃空饷"),
    Rule::doubt("posts.standard_mismatch", &WAGES)
        .finds(
            "{1:day}所属月按{2:money}发放，岗位台账的月补贴是{3:money}",
            "the month ending {1:day} was paid at {2:money}; the post's pay is {3:money}",
        )
        .because(
            "补贴标准以岗位台账和协议为准",
            "the register and the agreement say what a post is paid",
        )
        .remedy(
            "核对协议；调标的更正岗位台账，发错的更正发放表",
            "check the agreement, and correct the register or the pay list",
        )
        .source("公益性岗位管理办法：补贴=出勤×标准"),
    Rule::error("posts.two_at_once", &POSTS)
        .finds("同一人同时在“{1:choice kind}”和“{2:choice kind}”（{3:day}起）两个岗位", "one person holds two posts at once: {1:choice kind} and {2:choice kind} (from {3:day})")
        .because(
            "一人一岗；重复领取挤占他人上岗机会",
            "one person, one post; a second one is taken from someone else",
        )
        .remedy(
            "核对考勤，保留实际在岗的一个，追回另一处补贴",
            "keep the post that is really worked, recover the other pay",
        )
        .source("DQ-092"),
    Rule::error("posts.two_guards_in_household", &POSTS)
        .finds("{1}户有{2}名在岗生态护林员，每户上限{3:limit}", "household {1} has {2} forest guards; the limit is {3:limit}")
        .because(
            "建档立卡户一户只能一名生态护林员",
            "a registered household may have one forest guard",
        )
        .remedy("保留一人，其余按程序解聘", "keep one, end the others by the rules")
        .source("DQ-090；生态护林员选聘办法"),
];
