-- What is watched about the guarantees. $1 is the programme, $2 the day on which it is asked. Of a
-- household's checks the latest counts.

-- name: check_stale
select c.id, c.county, c.entry_no, c.household, c.day,
    limit_used('guarantees.check_days', c.county, $2)
from household_checks_now c
where c.programme = $1 and c.day <= $2
  and days_between(c.day, $2) > limit('guarantees.check_days', c.county, $2)
  and not exists (select 1 from household_checks_now l
    where l.programme = c.programme and l.household = c.household and l.day > c.day and l.day <= $2);

-- name: child_out_of_school
select c.id, c.county, c.entry_no, c.household, c.day
from household_checks_now c
where c.programme = $1 and c.day <= $2 and c.schooling = '有辍学'
  and not exists (select 1 from household_checks_now l
    where l.programme = c.programme and l.household = c.household and l.day > c.day and l.day <= $2);

-- name: house_unsafe
select c.id, c.county, c.entry_no, c.household, c.house, c.day
from household_checks_now c
where c.programme = $1 and c.day <= $2 and c.house in ('C级', 'D级')
  and c.project is null and c.repair_due_on is null
  and not exists (select 1 from household_checks_now l
    where l.programme = c.programme and l.household = c.household and l.day > c.day and l.day <= $2);

-- name: repair_overdue
select c.id, c.county, c.entry_no, c.household, c.house, c.repair_due_on
from household_checks_now c
where c.programme = $1 and c.day <= $2 and c.house in ('C级', 'D级') and c.repair_due_on < $2
  and not exists (select 1 from household_checks_now l
    where l.programme = c.programme and l.household = c.household and l.day > c.day and l.day <= $2);

-- name: uninsured
select c.id, c.county, c.entry_no, c.household, c.day
from household_checks_now c
where c.programme = $1 and c.day <= $2 and c.insured = '有未参保'
  and not exists (select 1 from household_checks_now l
    where l.programme = c.programme and l.household = c.household and l.day > c.day and l.day <= $2);

-- name: water_unsafe
select c.id, c.county, c.entry_no, c.household, c.day
from household_checks_now c
where c.programme = $1 and c.day <= $2 and c.water = '不达标'
  and not exists (select 1 from household_checks_now l
    where l.programme = c.programme and l.household = c.household and l.day > c.day and l.day <= $2);

-- name: school_age_missed
select m.id, m.county, m.entry_no, m.household, m.day, count(*)
from (select c.id, c.county, c.entry_no, c.household, c.day,
          cast(substr(c.day, 1, 4) as bigint) - cast(substr(h.born_on, 1, 4) as bigint)
          - case when substr(c.day, 6) < substr(h.born_on, 6) then 1 else 0 end as age
      from household_checks_now c join people_now h
        on h.programme = c.programme and h.household = c.household
      where c.programme = $1 and c.day <= $2 and c.schooling = '无适龄儿童'
        and (h.died_on is null or h.died_on > c.day)
        and (h.moved_out_on is null or h.moved_out_on > c.day)
        and not exists (select 1 from household_checks_now l
          where l.programme = c.programme and l.household = c.household
            and l.day > c.day and l.day <= $2)) m
where m.age >= limit('guarantees.school_age_from', m.county, m.day)
  and m.age <= limit('guarantees.school_age_to', m.county, m.day)
group by m.id, m.county, m.entry_no, m.household, m.day;

-- name: idle_equipment
select f.id, f.county, f.entry_no, f.institution, f.day, f.equipment_state
from facilities_now f
where f.programme = $1 and f.day <= $2 and f.equipment_state in ('闲置', '部分闲置');

-- name: name_in_two_places
select max(f.id), max(f.county), max(f.entry_no), f.institution,
    count(distinct county_now(f.county))
from facilities_now f
where f.programme = $1 and f.day <= $2
group by f.institution
having count(distinct county_now(f.county)) > 1;
