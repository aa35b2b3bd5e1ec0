-- What is watched about sales. $1 is the programme, $2 the day on which it is asked. An order with a
-- reason not to count is settled, and no rule looks at it again.

-- name: double_claim
select b.id, b.county, b.entry_no, b.number, b.amount, b.paid_on, a.number,
    limit_used('sales.double_claim_days', b.county, $2)
from (select o.supplier, o.amount
      from orders_now o
      where o.programme = $1 and o.paid_on <= $2 and o.excluded is null and o.kind = '销售'
      group by o.supplier, o.amount having count(distinct o.reported_by) > 1) g
join orders_now a on a.supplier = g.supplier and a.amount = g.amount
join orders_now b on b.supplier = g.supplier and b.amount = g.amount
where a.programme = $1 and b.programme = $1 and a.reported_by = '供货方' and b.reported_by = '采购方'
  and a.excluded is null and b.excluded is null and a.paid_on <= $2 and b.paid_on <= $2
  and abs(days_between(a.paid_on, b.paid_on)) <= limit('sales.double_claim_days', b.county, $2);

-- name: market_mismatch
select o.id, o.county, o.entry_no, o.number, o.market, c.name, c.market
from orders_now o join channels_now c on c.programme = o.programme and c.name = o.channel
where o.programme = $1 and o.ordered_on <= $2 and o.excluded is null and o.market <> c.market;

-- name: not_accepted
select o.id, o.county, o.entry_no, o.number, o.amount, o.paid_on,
    limit_used('sales.acceptance_days', o.county, $2)
from orders_now o
where o.programme = $1 and o.accepted_on is null and o.excluded is null and o.kind = '销售'
  and days_between(o.paid_on, $2) > limit('sales.acceptance_days', o.county, $2);

-- name: not_paid
select o.id, o.county, o.entry_no, o.number, o.amount, o.accepted_on,
    limit_used('sales.payment_days', o.county, $2)
from orders_now o
where o.programme = $1 and o.paid_on is null and o.excluded is null and o.kind = '销售'
  and days_between(o.accepted_on, $2) > limit('sales.payment_days', o.county, $2);

-- name: not_recognised
select o.id, o.county, o.entry_no, o.number, o.ordered_on, o.product
from orders_now o
where o.programme = $1 and o.ordered_on <= $2 and o.excluded is null and o.kind = '销售'
  and not exists (select 1 from products_now p
    where p.programme = o.programme and p.code = o.product and p.recognised_on <= o.ordered_on
      and (p.until_day is null or p.until_day >= o.ordered_on));

-- name: outside_origin
select o.id, o.county, o.entry_no, o.number, o.amount, o.supplier
from orders_now o
join (select r.code, substr(r.helped_region, 1,
          case when r.helped_region like '%0000' then 2
               when r.helped_region like '%00' then 4 else 6 end) as helped
      from programmes_now r) p on p.code = o.programme
where o.programme = $1 and o.ordered_on <= $2 and o.excluded is null
  and substr(o.supplier_place, 1, length(p.helped)) <> p.helped;

-- name: return_unmatched
select r.id, r.county, r.entry_no, r.of_order, r.returned, coalesce(s.sold, 0)
from (select max(o.id) as id, max(o.county) as county, max(o.entry_no) as entry_no, o.of_order,
          cast(-sum(o.amount) as bigint) as returned
      from orders_now o
      where o.programme = $1 and o.ordered_on <= $2 and o.kind = '退货' and o.excluded is null
      group by o.of_order) r
left join (select o.number, max(o.amount) as sold
           from orders_now o where o.programme = $1 and o.kind = '销售' group by o.number) s
  on s.number = r.of_order
where r.returned > coalesce(s.sold, 0);
