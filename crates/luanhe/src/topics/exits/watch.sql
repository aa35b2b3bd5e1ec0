-- What is watched about exits. $1 is the programme, $2 the day on which it is asked.

-- name: assessed_late
select e.id, e.county, e.entry_no, e.name, e.approved_on, e.assessed_on
from exits_now e
where e.programme = $1 and e.approved_on <= $2 and e.approved_on < e.assessed_on;

-- name: overdue
select e.id, e.county, e.entry_no, e.name, e.planned_on
from exits_now e
where e.programme = $1 and e.planned_on < $2 and (e.approved_on is null or e.approved_on > $2);

-- name: people_left
select e.id, e.county, e.entry_no, e.name, e.approved_on, e.people_left
from exits_now e
where e.programme = $1 and e.approved_on <= $2 and e.people_left > 0;

-- name: rate_over
select e.id, e.county, e.entry_no, e.name, e.rate / 100,
    limit_used('exits.rate_most', e.county, e.approved_on)
from exits_now e
where e.programme = $1 and e.approved_on <= $2
  and e.rate >= limit('exits.rate_most', e.county, e.approved_on) * 100;

-- name: unassessed
select e.id, e.county, e.entry_no, e.name, e.approved_on
from exits_now e
where e.programme = $1 and e.approved_on <= $2 and e.assessed_on is null;

-- name: undocumented
select e.id, e.county, e.entry_no, e.name, e.approved_on
from exits_now e
where e.programme = $1 and e.approved_on <= $2 and e.document is null
  and not exists (select 1 from evidence_now v where ('exits/' || e.id) = v.row);
