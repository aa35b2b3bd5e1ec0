-- What is watched about relocations. $1 is the programme, $2 the day on which it is asked.

-- name: claimed_by_two
select b.id, b.county, b.entry_no, b.firm, min(a.firm), max(p.uscc)
from targets_now b
left join organisations_now p on p.programme = b.programme and p.name = b.firm
join targets_now a on a.programme = b.programme and a.id < b.id and a.county <> b.county
left join organisations_now o on o.programme = a.programme and o.name = a.firm
where b.programme = $1 and b.listed_on <= $2 and a.listed_on <= $2
  and a.stage <> '终止' and b.stage <> '终止' and (a.firm = b.firm or o.uscc = p.uscc)
group by b.id, b.county, b.entry_no, b.firm;

-- name: group_mismatch
with recursive up (firm, above) as (
  select o.name, o.parent from organisations_now o
  where o.programme = $1 and o.parent is not null
  union
  select u.firm, o.parent from up u join organisations_now o on o.programme = $1 and o.name = u.above
  where o.parent is not null)
select r.id, r.county, r.entry_no, r.firm, r.parent_group, u.above
from registrations_now r join up u on u.firm = r.firm
where r.programme = $1 and r.registered_on <= $2 and r.parent_group <> u.above
  and not exists (select 1 from organisations_now t
    where t.programme = r.programme and t.name = u.above and t.parent is not null);

-- name: next_overdue
select t.id, t.county, t.entry_no, t.firm, t.next_action, t.next_on, t.owner
from targets_now t
where t.programme = $1 and t.listed_on <= $2 and t.next_on < $2
  and t.stage in ('线索', '对接', '意向', '签约');

-- name: no_contact
select t.id, t.county, t.entry_no, t.firm, t.stage, c.day,
    limit_used('relocations.update_days', t.county, $2)
from targets_now t
left join (select k.programme, k.firm, k.county, max(k.day) as day from contacts_now k
           where k.programme = $1 and k.day <= $2
           group by k.programme, k.firm, k.county) c
  on c.programme = t.programme and c.firm = t.firm and c.county = t.county
where t.programme = $1 and t.listed_on <= $2 and t.stage in ('线索', '对接', '意向', '签约')
  and days_between(coalesce(c.day, t.listed_on), $2)
    > limit('relocations.update_days', t.county, $2);

-- name: producing_without_money
select r.id, r.county, r.entry_no, r.firm, r.producing_on
from registrations_now r
where r.programme = $1 and r.registered_on <= $2 and r.producing_on <= $2 and r.arrived is null;

-- name: registered_without_target
select r.id, r.county, r.entry_no, r.firm, r.registered_on
from registrations_now r
where r.programme = $1 and r.registered_on <= $2
  and not exists (select 1 from targets_now t
    where t.programme = r.programme and t.firm = r.firm and t.county = r.county);

-- name: window_closing
select t.id, t.county, t.entry_no, t.firm, t.stage, t.window_until,
    limit_used('relocations.window_days', t.county, $2)
from targets_now t
where t.programme = $1 and t.listed_on <= $2 and t.stage in ('线索', '对接', '意向')
  and days_between($2, t.window_until) <= limit('relocations.window_days', t.county, $2);
