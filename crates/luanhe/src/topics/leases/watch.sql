-- What is watched about leases and rents. $1 is the programme, $2 the day on which it is asked.

-- name: overdue
select l.id, l.county, l.entry_no, l.code, a.rents, a.due, a.since,
    case when days_between(a.since, $2) > limit('leases.m1_days', l.county, $2) then 2 else 1 end
from (select r.programme, r.contract, count(*) as rents, cast(sum(r.due) as bigint) as due,
          min(r.due_on) as since
      from rents_now r
      where r.programme = $1 and r.due_on < $2 and (r.paid_on is null or r.paid_on > $2)
      group by r.programme, r.contract) a
join leases_now l on l.programme = a.programme and l.code = a.contract
where days_between(a.since, $2) <= limit('leases.m2_days', l.county, $2);

-- name: overdue_m3
select l.id, l.county, l.entry_no, l.code, a.rents, a.due, a.since,
    limit_used('leases.m2_days', l.county, $2)
from (select r.programme, r.contract, count(*) as rents, cast(sum(r.due) as bigint) as due,
          min(r.due_on) as since
      from rents_now r
      where r.programme = $1 and r.due_on < $2 and (r.paid_on is null or r.paid_on > $2)
      group by r.programme, r.contract) a
join leases_now l on l.programme = a.programme and l.code = a.contract
where days_between(a.since, $2) > limit('leases.m2_days', l.county, $2);

-- name: rent_differs
select r.id, r.county, r.entry_no, r.contract, r.number, r.due, l.rent, r.due - l.rent
from rents_now r join leases_now l on l.programme = r.programme and l.code = r.contract
where r.programme = $1 and r.due_on <= $2 and r.number < l.months and r.due <> l.rent;

-- name: rent_outside_term
select r.id, r.county, r.entry_no, r.contract, l.months, r.number
from rents_now r join leases_now l on l.programme = r.programme and l.code = r.contract
where r.programme = $1 and r.due_on <= $2 and r.number > l.months;

-- name: same_serial
select b.id, b.county, b.entry_no, min(a.code), b.code, b.serial
from leases_now a join leases_now b
  on b.programme = a.programme and b.serial = a.serial and b.id > a.id
where a.programme = $1 and a.signed_on <= $2 and b.signed_on <= $2
  and a.state not in ('提前结清', '收回', '结束')
group by b.id, b.county, b.entry_no, b.code, b.serial;
