-- What is watched about resettlement sites. $1 is the programme, $2 the day on which it is asked.

-- name: income_below_line
select s.id, s.county, s.entry_no, s.name, s.income_year, s.income,
    limit_used('resettlement.income_line', s.county, cast(s.income_year as text) || '-12-31')
from sites_now s
where s.programme = $1 and s.built_on <= $2
  and s.income < 100 * limit('resettlement.income_line', s.county, cast(s.income_year as text) || '-12-31');

-- name: jobs_short
select s.id, s.county, s.entry_no, s.name, s.labour_households, s.employed_households
from sites_now s
where s.programme = $1 and s.moved_in_on <= $2 and s.employed_households < s.labour_households;

-- name: no_livelihood
select s.id, s.county, s.entry_no, s.name, s.moved_in_on
from sites_now s
where s.programme = $1 and s.moved_in_on <= $2
  and not exists (select 1 from livelihoods_now l
    where l.programme = s.programme and l.site = s.name and l.from_day <= $2
      and (l.until_day is null or l.until_day > $2));

-- name: not_accepted
select u.id, u.county, u.entry_no, u.site, u.kind, u.finished_on,
    limit_used('resettlement.acceptance_days', u.county, $2)
from utilities_now u
where u.programme = $1 and (u.accepted_on is null or u.accepted_on > $2)
  and days_between(u.finished_on, $2) > limit('resettlement.acceptance_days', u.county, $2);

-- name: not_moved_in
select s.id, s.county, s.entry_no, s.name, s.built_on,
    limit_used('resettlement.moving_days', s.county, $2), s.households, s.moved_in
from sites_now s
where s.programme = $1 and s.moved_in < s.households
  and days_between(s.built_on, $2) > limit('resettlement.moving_days', s.county, $2);

-- name: old_houses_stand
select s.id, s.county, s.entry_no, s.name, s.moved_in_on,
    limit_used('resettlement.removal_days', s.county, $2), s.old_houses, s.removed
from sites_now s
where s.programme = $1 and s.removed < s.old_houses
  and days_between(s.moved_in_on, $2) > limit('resettlement.removal_days', s.county, $2);
