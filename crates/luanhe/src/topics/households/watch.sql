-- What is watched about households. $1 is the programme, $2 the day on which it is asked.

-- name: below_line
select i.id, i.county, i.entry_no, i.household, i.day, i.per_head,
    limit_used('households.line', i.county, i.day)
from incomes_now i
join households_now h on h.programme = i.programme and h.code = i.household
where i.programme = $1 and i.day <= $2 and h.monitored is null and h.ended_on is null
  and i.per_head < 100 * limit('households.line', i.county, i.day)
  and not exists (select 1 from incomes_now n
    where n.programme = i.programme and n.household = i.household and n.day > i.day and n.day <= $2);

-- name: gone_with_trouble
select h.id, h.county, h.entry_no, h.code,
    h.unsafe_house, h.safe_water
from households_now h
where h.programme = $1 and h.risk_gone = '是' and h.ended_on is null
  and (h.risk_gone_on is null or h.risk_gone_on <= $2)
  and (h.unsafe_house = '是' or h.safe_water = '否');

-- name: head_missing
select h.id, h.county, h.entry_no, h.code, m.heads
from households_now h
join (select p.programme, p.household,
          sum(case when p.relation = '户主' then 1 else 0 end) as heads
      from people_now p
      where p.programme = $1 and p.household is not null and p.relation is not null
        and (p.died_on is null or p.died_on > $2)
        and (p.moved_out_on is null or p.moved_out_on > $2)
      group by p.programme, p.household) m on m.household = h.code and m.programme = h.programme
where h.programme = $1 and h.ended_on is null and m.heads <> 1;

-- name: income_jump
select i.id, i.county, i.entry_no, i.household, b.per_head, i.per_head,
    limit_used('households.jump_percent', i.county, i.day)
from incomes_now i
join incomes_now b on b.programme = i.programme and b.household = i.household
 and substr(b.day, 1, 4) = cast(cast(substr(i.day, 1, 4) as bigint) - 1 as text)
where i.programme = $1 and i.day <= $2 and b.per_head > 0
  and 100 * abs(i.per_head - b.per_head)
      > b.per_head * limit('households.jump_percent', i.county, i.day);

-- name: marked_gone_early
select h.id, h.county, h.entry_no, h.code, h.risk_found_on, h.risk_gone_on,
    limit_used('households.watch_days', h.county, h.risk_gone_on)
from households_now h
where h.programme = $1 and h.risk_gone_on <= $2
  and days_between(h.risk_found_on, h.risk_gone_on)
      < limit('households.watch_days', h.county, h.risk_gone_on);

-- name: members_differ
select h.id, h.county, h.entry_no, h.code, h.members, m.people
from households_now h
join (select p.programme, p.household, count(*) as people
      from people_now p
      where p.programme = $1 and p.household is not null
        and (p.died_on is null or p.died_on > $2)
        and (p.moved_out_on is null or p.moved_out_on > $2)
      group by p.programme, p.household) m on m.household = h.code and m.programme = h.programme
where h.programme = $1 and h.ended_on is null and h.members <> m.people;
