-- What is watched about tasks. $1 is the programme, $2 the day on which it is asked.

-- name: finished_above
select p.id, p.county, p.entry_no, p.code, min(t.code), count(*)
from tasks_now p
join tasks_now t on t.programme = p.programme and t.parent = p.code
where p.programme = $1 and p.from_day <= $2 and p.state = '完成'
  and t.from_day <= $2 and t.state in ('未启动', '推进中')
group by p.id, p.county, p.entry_no, p.code;

-- name: outside_parent
select t.id, t.county, t.entry_no, t.code, t.due_on, p.code, p.due_on
from tasks_now t
join tasks_now p on p.programme = t.programme and p.code = t.parent
where t.programme = $1 and t.from_day <= $2 and t.due_on > p.due_on;

-- name: overdue
select t.id, t.county, t.entry_no, t.code, t.due_on, t.state
from tasks_now t
where t.programme = $1 and t.due_on < $2 and t.state in ('未启动', '推进中');

-- name: rolled_back
select t.id, t.county, t.entry_no, t.code, t.due_on, r.code, r.due_on
from tasks_now t
join tasks_now r on r.programme = t.programme and r.code = t.rolled_into
where t.programme = $1 and t.from_day <= $2 and r.due_on <= t.due_on;

-- name: silent
select t.id, t.county, t.entry_no, t.code, coalesce(u.last_day, t.from_day),
    days_between(coalesce(u.last_day, t.from_day), $2),
    limit_used('tasks.update_days', t.county, $2)
from tasks_now t
left join (select w.programme, w.task, max(w.day) as last_day from task_updates_now w
           where w.day <= $2 group by w.programme, w.task) u
  on u.programme = t.programme and u.task = t.code
where t.programme = $1 and t.from_day <= $2 and t.due_on >= $2
  and t.state in ('未启动', '推进中') and t.level <> '战略'
  and days_between(coalesce(u.last_day, t.from_day), $2)
      > limit('tasks.update_days', t.county, $2);

-- name: window_closing
select t.id, t.county, t.entry_no, t.code, t.due_on, limit_used('tasks.window_days', t.county, $2)
from tasks_now t
where t.programme = $1 and t.from_day <= $2 and t.due_on >= $2 and t.state = '未启动'
  and days_between($2, t.due_on) <= limit('tasks.window_days', t.county, $2);
