-- What is watched about projects. $1 is the programme, $2 the day on which it is asked.

-- name: overdue
select p.id, p.county, p.entry_no, p.name, p.due_on
from projects_now p
where p.programme = $1 and p.listed_on <= $2 and p.due_on < $2 and p.finished_on is null
  and p.state in ('立项', '招标', '在建', '暂停');

-- name: not_begun
select p.id, p.county, p.entry_no, p.name, p.listed_on,
    limit_used('projects.stale_days', p.county, $2)
from projects_now p
where p.programme = $1 and p.state in ('立项', '招标') and p.started_on is null
  and days_between(p.listed_on, $2) > limit('projects.stale_days', p.county, $2);

-- name: household_size
select p.id, p.county, p.entry_no, p.name, p.households, p.people,
    limit_used('projects.people_per_household', p.county, p.listed_on)
from projects_now p
where p.programme = $1 and p.listed_on <= $2
  and p.people > p.households * limit('projects.people_per_household', p.county, p.listed_on);

-- name: no_targets
select p.id, p.county, p.entry_no, p.name
from projects_now p
where p.programme = $1 and p.listed_on <= $2 and p.scope = '到人到户'
  and p.state in ('完工', '验收', '决算', '移交', '运营', '归档')
  and not exists (select 1 from beneficiaries_now b where b.programme = p.programme and b.project = p.code);

-- name: over_budget
select p.id, p.county, p.entry_no, p.name, m.paid, p.budget
from projects_now p
join (select f.programme, f.project, cast(sum(f.amount) as bigint) as paid
      from funds_now f where f.stage = '支付' and f.day <= $2
      group by f.programme, f.project) m on m.programme = p.programme and m.project = p.code
where p.programme = $1 and m.paid > p.budget;

-- name: accepted_before_notice
select p.id, p.county, p.entry_no, p.name, p.accepted_on
from projects_now p
where p.programme = $1 and p.accepted_on <= $2 and (p.noticed_on is null or p.noticed_on > p.accepted_on);

-- name: dead_beneficiary
select b.id, b.county, b.entry_no, h.died_on, b.day
from beneficiaries_now b join people_now h on h.id = b.person
where b.programme = $1 and b.day <= $2 and h.died_on < b.day;

-- name: paid_twice
select max(b.id), max(b.county), max(b.entry_no), count(*), substr(b.day, 1, 4), b.way
from beneficiaries_now b
where b.programme = $1 and b.day <= $2 and b.paid > 0
group by b.person, b.way, substr(b.day, 1, 4)
having count(*) > 1;

-- name: household_mismatch
select b.id, b.county, b.entry_no, b.household, h.household
from beneficiaries_now b join people_now h on h.id = b.person
where b.programme = $1 and b.day <= $2 and h.household is not null and h.household <> b.household;

-- name: tag_unlike_use
select t.id, t.county, t.entry_no, p.name, p.use, t.tag
from project_tags_now t
join projects_now p on p.programme = t.programme and p.code = t.project
where t.programme = $1 and t.day <= $2
  and ((t.tag in ('育龙头', '嵌技术', '链市场') and p.use <> '产业')
    or (t.tag like '扶贫+%' and p.use <> '生态'));
