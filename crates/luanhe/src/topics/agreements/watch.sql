-- What is watched about agreements and their clauses. $1 is the programme, $2 the day on which it is
-- asked. A clause is done where its last figure reaches the target; without a target, where it is said.

-- name: behind
select c.id, c.county, c.entry_no, c.code, p.day, p.done * 100 / c.quantity,
    days_between(coalesce(c.from_day, a.signed_on), p.day) * 100
        / days_between(coalesce(c.from_day, a.signed_on), c.due_on),
    limit_used('agreements.behind_points', c.county, $2)
from clauses_now c
join agreements_now a on a.programme = c.programme and a.code = c.agreement
join clause_progress_now p on p.programme = c.programme and p.clause = c.code
where c.programme = $1 and c.due_on >= $2 and a.state not in ('草拟', '会签', '终止')
  and p.day = (select max(q.day) from clause_progress_now q
               where q.programme = c.programme and q.clause = c.code and q.day <= $2)
  and p.done < c.quantity
  and days_between(p.day, $2) <= limit('agreements.report_days', c.county, $2)
  and days_between(coalesce(c.from_day, a.signed_on), c.due_on) > 0
  and p.done * 100 * days_between(coalesce(c.from_day, a.signed_on), c.due_on)
      < c.quantity * (days_between(coalesce(c.from_day, a.signed_on), p.day) * 100
          - limit('agreements.behind_points', c.county, $2)
            * days_between(coalesce(c.from_day, a.signed_on), c.due_on));

-- name: child_outlives
select a.id, a.county, a.entry_no, a.title, a.valid_until, f.title, f.valid_until
from agreements_now a
join agreements_now f on f.programme = a.programme and f.code = a.parent
where a.programme = $1 and a.signed_on <= $2 and a.valid_until > f.valid_until;

-- name: clause_overdue
select c.id, c.county, c.entry_no, c.code, c.due_on,
    case when c.quantity > 0 then coalesce(p.done, 0) * 100 / c.quantity else 0 end
from clauses_now c
join agreements_now a on a.programme = c.programme and a.code = c.agreement
left join clause_progress_now p on p.programme = c.programme and p.clause = c.code
  and p.day = (select max(q.day) from clause_progress_now q
               where q.programme = c.programme and q.clause = c.code and q.day <= $2)
where c.programme = $1 and c.due_on < $2 and a.state not in ('草拟', '会签', '终止')
  and (c.quantity is not null or p.stage is null or p.stage <> '已完成')
  and (c.quantity is null or coalesce(p.done, 0) < c.quantity);

-- name: clause_silent
select c.id, c.county, c.entry_no, c.code,
    coalesce(p.day, c.from_day, a.signed_on),
    days_between(coalesce(p.day, c.from_day, a.signed_on), $2),
    limit_used('agreements.report_days', c.county, $2)
from clauses_now c
join agreements_now a on a.programme = c.programme and a.code = c.agreement
left join clause_progress_now p on p.programme = c.programme and p.clause = c.code
  and p.day = (select max(q.day) from clause_progress_now q
               where q.programme = c.programme and q.clause = c.code and q.day <= $2)
where c.programme = $1 and c.due_on >= $2 and a.state not in ('草拟', '会签', '终止')
  and (c.quantity is not null or p.stage is null or p.stage <> '已完成')
  and (c.quantity is null or coalesce(p.done, 0) < c.quantity)
  and days_between(coalesce(p.day, c.from_day, a.signed_on), $2)
      > limit('agreements.report_days', c.county, $2);

-- name: done_short
select p.id, p.county, p.entry_no, p.clause, p.day, coalesce(p.done, 0) * 100 / c.quantity
from clause_progress_now p
join clauses_now c on c.programme = p.programme and c.code = p.clause
where p.programme = $1 and p.day <= $2 and p.stage = '已完成'
  and c.quantity > 0 and coalesce(p.done, 0) < c.quantity;

-- name: done_unproven
select p.id, p.county, p.entry_no, p.clause, p.day
from clause_progress_now p
where p.programme = $1 and p.day <= $2 and p.stage = '已完成' and p.document is null
  and not exists (select 1 from evidence_now e where ('clause_progress/' || p.id) = e.row);

-- name: expired_open
select a.id, a.county, a.entry_no, a.title, a.valid_until, a.state, count(*)
from agreements_now a
join clauses_now c on c.programme = a.programme and c.agreement = a.code
left join clause_progress_now p on p.programme = c.programme and p.clause = c.code
  and p.day = (select max(q.day) from clause_progress_now q
               where q.programme = c.programme and q.clause = c.code and q.day <= $2)
where a.programme = $1 and a.valid_until < $2 and a.state not in ('草拟', '会签', '终止')
  and (c.quantity is not null or p.stage is null or p.stage <> '已完成')
  and (c.quantity is null or coalesce(p.done, 0) < c.quantity)
group by a.id, a.county, a.entry_no, a.title, a.valid_until, a.state;

-- name: expiring
select a.id, a.county, a.entry_no, a.title, a.valid_until,
    limit_used('agreements.expiry_days', a.county, $2)
from agreements_now a
where a.programme = $1 and a.signed_on <= $2 and a.valid_until >= $2 and a.parent is null
  and a.state not in ('草拟', '会签', '终止')
  and days_between($2, a.valid_until) <= limit('agreements.expiry_days', a.county, $2)
  and not exists (select 1 from agreements_now r
                  where r.programme = a.programme and r.renews = a.code);

-- name: parts_differ
select f.id, f.county, f.entry_no, f.title, f.parts,
    (select count(*) from agreements_now a
     where a.programme = f.programme and a.parent = f.code and a.kind = '分项协议'
       and a.signed_on <= $2)
from agreements_now f
where f.programme = $1 and f.signed_on <= $2 and f.parts is not null
  and f.parts <> (select count(*) from agreements_now a
                  where a.programme = f.programme and a.parent = f.code and a.kind = '分项协议'
                    and a.signed_on <= $2);

-- name: progress_back
select p.id, p.county, p.entry_no, p.clause, p.day, p.done * 100 / c.quantity, q.day,
    q.done * 100 / c.quantity
from clause_progress_now p
join clauses_now c on c.programme = p.programme and c.code = p.clause
join clause_progress_now q on q.programme = p.programme and q.clause = p.clause
where p.programme = $1 and p.day <= $2 and c.quantity > 0 and p.done < q.done
  and q.day = (select max(x.day) from clause_progress_now x
               where x.programme = p.programme and x.clause = p.clause and x.day < p.day
                 and x.done is not null);
