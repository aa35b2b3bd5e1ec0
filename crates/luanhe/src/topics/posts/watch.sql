-- What is watched about posts. $1 is the programme, $2 the day on which it is asked.

-- name: two_at_once
select b.id, b.county, b.entry_no, a.kind, b.kind, b.from_day
from posts_now a join posts_now b
  on b.programme = a.programme and b.holder = a.holder and b.id > a.id
where a.programme = $1 and a.from_day <= $2 and b.from_day <= $2
  and a.from_day < coalesce(b.until_day, '9999-12-31')
  and b.from_day < coalesce(a.until_day, '9999-12-31');

-- name: two_guards_in_household
select g.id, g.county, g.entry_no, g.household, g.guards,
    limit_used('posts.guards_per_household', g.county, $2)
from (select max(p.id) as id, max(p.county) as county, max(p.entry_no) as entry_no, h.household,
          count(distinct p.holder) as guards
      from posts_now p join people_now h on h.id = p.holder
      where p.programme = $1 and p.kind = '生态护林员' and h.household is not null
        and p.from_day <= $2 and (p.until_day is null or p.until_day > $2)
      group by h.household) g
where g.guards > limit('posts.guards_per_household', g.county, $2);

-- name: cadre_family
select p.id, p.county, p.entry_no, h.cadre_tie, p.kind
from posts_now p join people_now h on h.id = p.holder
where p.programme = $1 and p.from_day <= $2 and (p.until_day is null or p.until_day > $2)
  and h.cadre_tie in ('村干部', '村干部家属');

-- name: dead_still_paid
select w.id, w.county, w.entry_no, h.died_on, w.day, w.paid
from wages_now w join people_now h on h.id = w.holder
where w.programme = $1 and w.day <= $2 and w.paid > 0
  and substr(h.died_on, 1, 7) < substr(w.day, 1, 7);

-- name: paid_without_post
select w.id, w.county, w.entry_no, w.day, w.paid
from wages_now w
where w.programme = $1 and w.day <= $2 and w.paid > 0
  and not exists (select 1 from posts_now p
    where p.programme = w.programme and p.holder = w.holder and p.from_day <= w.day
      and (p.until_day is null or substr(p.until_day, 1, 7) >= substr(w.day, 1, 7)));

-- name: attendance_mismatch
select w.id, w.county, w.entry_no, w.days_present, w.days_due, w.paid,
    w.standard * w.days_present / w.days_due
from wages_now w
where w.programme = $1 and w.day <= $2 and w.days_due > 0
  and abs(w.paid * w.days_due - w.standard * w.days_present) > 100 * w.days_due;

-- name: over_age
select a.id, a.county, a.entry_no, a.kind, a.age, a.born_on,
    limit_used('posts.age_max', a.county, $2)
from (select p.id, p.county, p.entry_no, p.kind, h.born_on,
          cast(substr($2, 1, 4) as bigint) - cast(substr(h.born_on, 1, 4) as bigint)
          - case when substr($2, 6) < substr(h.born_on, 6) then 1 else 0 end as age
      from posts_now p join people_now h on h.id = p.holder
      where p.programme = $1 and p.from_day <= $2 and (p.until_day is null or p.until_day > $2)) a
where a.age > limit('posts.age_max', a.county, $2);

-- name: guard_disabled
select p.id, p.county, p.entry_no, h.disability_level
from posts_now p join people_now h on h.id = p.holder
where p.programme = $1 and p.kind = '生态护林员' and h.disability_level in ('一级', '二级')
  and p.from_day <= $2 and (p.until_day is null or p.until_day > $2);

-- name: standard_mismatch
select w.id, w.county, w.entry_no, w.day, w.standard, p.wage
from wages_now w join posts_now p
  on p.programme = w.programme and p.holder = w.holder and p.from_day <= w.day
 and (p.until_day is null or substr(p.until_day, 1, 7) >= substr(w.day, 1, 7))
where w.programme = $1 and w.day <= $2 and w.standard <> p.wage
  and not exists (select 1 from posts_now o
    where o.programme = w.programme and o.holder = w.holder and o.from_day <= w.day
      and (o.until_day is null or substr(o.until_day, 1, 7) >= substr(w.day, 1, 7))
      and o.wage = w.standard);
