-- What is watched about secondments and trainings. $1 is the programme, $2 the day on which it is asked.

-- name: overlap
select b.id, b.county, b.entry_no, a.from_day, b.from_day, b.category
from secondments_now a join secondments_now b
  on b.programme = a.programme and b.person = a.person and b.id <> a.id
 and (a.from_day < b.from_day or a.from_day = b.from_day and a.id < b.id)
where a.programme = $1 and b.from_day <= $2 and b.from_day < coalesce(a.until_day, '9999-12-31');

-- name: past_due
select s.id, s.county, s.entry_no, s.category, s.due_day
from secondments_now s
where s.programme = $1 and s.due_day < $2 and s.until_day is null;

-- name: session_twice
select b.id, b.county, b.entry_no, b.from_day, b.base, b.persons
from trainings_now b
where b.programme = $1 and b.from_day <= $2
  and exists (select 1 from trainings_now a
    where a.programme = b.programme and a.id < b.id and a.county <> b.county
      and a.base = b.base and a.from_day = b.from_day and a.kind = b.kind
      and a.days = b.days and a.persons = b.persons);

-- name: short_term
select s.id, s.county, s.entry_no, s.category,
    days_between(s.from_day, coalesce(s.until_day, s.due_day)),
    limit_used('cadres.term_days', s.county, $2)
from secondments_now s
where s.programme = $1 and s.from_day <= $2
  and days_between(s.from_day, coalesce(s.until_day, s.due_day)) < limit('cadres.term_days', s.county, $2);
