//! What is watched about sales.

use super::record::ORDERS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "sales",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::error("sales.double_claim", &ORDERS)
        .finds(
            "订单{1}（{2:money}，{3:day}付款）与另一方填报的订单{4}供应商、金额相同，付款相差不超过{5:limit}",
            "order {1} ({2:money}, paid on {3:day}) has supplier and amount of order {4} of the other side, paid within {5:limit}",
        )
        .because(
            "采购方和供货方各报一次，同一批货就算了两次",
            "reported by the buyer and by the seller, the same goods count twice",
        )
        .remedy(
            "核对发票；重复的一笔填不计原因“重复填报”",
            "compare the invoices and mark one of them as claimed twice",
        )
        .source("消费帮扶统计：采购方与销售方不得重复计算"),
    Rule::doubt("sales.market_mismatch", &ORDERS)
        .finds(
            "订单{1}写的是“{2:choice market}”，渠道“{3}”登记为“{4:choice market}”",
            "order {1} says {2:choice market}, and channel {3} is of {4:choice market}",
        )
        .because(
            "归属写错，分渠道的销售额就不对",
            "the sales of a market are wrong where its orders say another",
        )
        .remedy("以渠道登记为准更正订单", "correct the order by the register of channels")
        .source("消费帮扶统计：分渠道"),
    Rule::doubt("sales.not_accepted", &ORDERS)
        .finds(
            "订单{1}（{2:money}）{3:day}付款，超过{4:limit}没有验收",
            "order {1} ({2:money}) was paid on {3:day} and not accepted within {4:limit}",
        )
        .because(
            "没有验收的不能计入，已付的钱也要有着落",
            "what is not accepted does not count, and the money paid needs goods",
        )
        .remedy(
            "补验收日期，或填不计原因“未验收”",
            "give the day of acceptance, or mark it as not accepted",
        )
        .source("DQ-093"),
    Rule::doubt("sales.not_paid", &ORDERS)
        .finds(
            "订单{1}（{2:money}）{3:day}验收，超过{4:limit}没有付款",
            "order {1} ({2:money}) was accepted on {3:day} and not paid within {4:limit}",
        )
        .because(
            "没有付款的不能计入，拖欠的是农户的钱",
            "what is not paid does not count, and it is farmers who wait",
        )
        .remedy("催付款，或填不计原因“未付款”", "press for payment, or mark it as not paid")
        .source("DQ-093"),
    Rule::doubt("sales.not_recognised", &ORDERS)
        .finds(
            "订单{1}{2:day}下单，产品{3}当时没有认定",
            "order {1} of {2:day}: product {3} was not recognised then",
        )
        .because(
            "只有认定过的产品才算消费帮扶",
            "only recognised products count as assistance",
        )
        .remedy(
            "核对产品编号和认定日期；没有认定的填不计原因",
            "check product and day, or mark the order as not counted",
        )
        .source("扶贫产品认定管理办法：认定后计入"),
    Rule::doubt("sales.outside_origin", &ORDERS)
        .finds(
            "订单{1}（{2:money}）的供应商“{3}”不在受援地",
            "order {1} ({2:money}): supplier {3} is not of the helped place",
        )
        .because(
            "别处的产品不是对受援地的帮扶",
            "products of elsewhere are no help to the helped place",
        )
        .remedy(
            "核对供应商所在地；属实的填不计原因“产地不符”",
            "check the supplier's place; where it is so, mark it as from elsewhere",
        )
        .source("消费帮扶统计：产地在受援县"),
    Rule::error("sales.return_unmatched", &ORDERS)
        .finds(
            "订单{1}累计退货{2:money}，多于卖出的{3:money}",
            "returns of order {1} come to {2:money}, more than the {3:money} sold",
        )
        .because(
            "退的比卖的多，或原订单号写错了",
            "more came back than was sold, or the number is wrong",
        )
        .remedy("核对原订单号和金额", "check the order's number and the amounts")
        .source("消费帮扶统计：退货相减"),
];
