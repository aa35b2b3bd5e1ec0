-- What is watched about firms. $1 is the programme, $2 the day on which it is asked.

-- name: claimed_twice
select b.id, b.county, b.entry_no, b.firm, min(a.firm), max(p.uscc)
from introductions_now b
left join organisations_now p on p.programme = b.programme and p.name = b.firm
join introductions_now a on a.programme = b.programme and a.id < b.id
left join organisations_now o on o.programme = a.programme and o.name = a.firm
where b.programme = $1 and b.signed_on <= $2 and a.signed_on <= $2
  and (a.firm = b.firm or o.uscc = p.uscc)
group by b.id, b.county, b.entry_no, b.firm;

-- name: group_mismatch
with recursive up (firm, above) as (
  select o.name, o.parent from organisations_now o
  where o.programme = $1 and o.parent is not null
  union
  select u.firm, o.parent from up u join organisations_now o on o.programme = $1 and o.name = u.above
  where o.parent is not null)
select i.id, i.county, i.entry_no, i.firm, i.parent_group, u.above
from introductions_now i join up u on u.firm = i.firm
where i.programme = $1 and i.signed_on <= $2 and i.parent_group <> u.above
  and not exists (select 1 from organisations_now t
    where t.programme = i.programme and t.name = u.above and t.parent is not null);

-- name: landed_before_signing
select l.id, l.county, l.entry_no, l.firm, l.landed_on, i.signed_on
from landings_now l join introductions_now i
  on i.programme = l.programme and i.firm = l.firm and county_now(i.county) = county_now(l.county)
where l.programme = $1 and l.landed_on <= $2 and l.landed_on < i.signed_on;

-- name: landed_not_brought_in
select l.id, l.county, l.entry_no, l.firm, l.landed_on
from landings_now l
where l.programme = $1 and l.landed_on <= $2
  and not exists (select 1 from introductions_now i where i.programme = l.programme
    and i.firm = l.firm and county_now(i.county) = county_now(l.county));

-- name: landed_without_proof
select l.id, l.county, l.entry_no, l.firm, l.registered_on, l.paid_in, l.arrived, l.site
from landings_now l
where l.programme = $1 and l.landed_on <= $2
  and (l.registered_on is null or l.paid_in is null or l.arrived is null or l.site is null);

-- name: no_code
select i.id, i.county, i.entry_no, i.firm
from introductions_now i join organisations_now o on o.programme = i.programme and o.name = i.firm
where i.programme = $1 and i.signed_on <= $2 and o.uscc is null;

-- name: stalled
select i.id, i.county, i.entry_no, i.firm, i.signed_on,
    limit_used('firms.landing_days', i.county, $2)
from introductions_now i
where i.programme = $1 and days_between(i.signed_on, $2) > limit('firms.landing_days', i.county, $2)
  and not exists (select 1 from landings_now l
    where l.programme = i.programme and l.firm = i.firm and l.landed_on <= $2);
