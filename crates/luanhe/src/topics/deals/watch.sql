-- What is watched about deals. $1 is the programme, $2 the day on which it is asked.

-- name: arrived_over_signed
select d.id, d.county, d.entry_no, d.name, m.arrived, m.signed
from deals_now d
join (select i.programme, i.deal,
          cast(sum(case i.kind when '到位' then i.amount else 0 end) as bigint) as arrived,
          cast(sum(case i.kind when '签约' then i.amount else 0 end) as bigint) as signed
      from investments_now i where i.programme = $1 and i.day <= $2
      group by i.programme, i.deal) m on m.programme = d.programme and m.deal = d.code
where d.programme = $1 and m.signed > 0 and m.arrived > m.signed;

-- name: claimed_twice
select b.id, b.county, b.entry_no, b.entity, min(a.deal), b.deal, max(p.uscc)
from investments_now b
left join organisations_now p on p.programme = b.programme and p.name = b.entity
join investments_now a on a.programme = b.programme and a.id < b.id and a.deal <> b.deal
left join organisations_now o on o.programme = a.programme and o.name = a.entity
where b.programme = $1 and b.kind = '注册' and a.kind = '注册' and b.day <= $2 and a.day <= $2
  and (a.entity = b.entity or o.uscc = p.uscc)
group by b.id, b.county, b.entry_no, b.entity, b.deal;

-- name: landed_without_money
select d.id, d.county, d.entry_no, d.name, d.stage
from deals_now d
where d.programme = $1 and d.listed_on <= $2 and d.stage in ('开工', '投产', '达产')
  and not exists (select 1 from investments_now i
    where i.programme = d.programme and i.deal = d.code and i.kind = '到位' and i.day <= $2);

-- name: next_overdue
select d.id, d.county, d.entry_no, d.name, d.next_action, d.next_on, d.owner
from deals_now d
where d.programme = $1 and d.listed_on <= $2 and d.next_on < $2 and d.stage not in ('达产', '终止');

-- name: no_next
select d.id, d.county, d.entry_no, d.name, d.stage, d.next_action, d.next_on, d.owner
from deals_now d
where d.programme = $1 and d.listed_on <= $2 and d.stage not in ('达产', '终止')
  and (d.next_action is null or d.next_on is null or d.owner is null);

-- name: service_late
select s.id, s.county, s.entry_no, s.code, s.raised_on, s.owner,
    limit_used('deals.service_days', s.county, $2)
from services_now s
where s.programme = $1 and s.raised_on <= $2 and s.state <> '已撤回'
  and (s.answered_on is null or s.answered_on > $2)
  and working_days_between(s.raised_on, $2) > limit('deals.service_days', s.county, $2);

-- name: stale
select d.id, d.county, d.entry_no, d.name, d.stage, coalesce(d.last_contact_on, d.listed_on),
    limit_used('deals.stale_days', d.county, $2)
from deals_now d
where d.programme = $1 and d.listed_on <= $2 and d.stage not in ('达产', '终止')
  and days_between(coalesce(d.last_contact_on, d.listed_on), $2)
    > limit('deals.stale_days', d.county, $2);
