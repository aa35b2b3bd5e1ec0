-- What is watched about shared medical service. $1 is the programme, $2 the day on which it is asked,
-- until whose end clocks run.

-- name: accept_late
select r.id, r.county, r.entry_no, r.code, r.urgency, r.raised_on, r.to_org,
    case r.urgency when '急诊' then limit_used('care.emergency_minutes', r.county, $2)
      when '加急' then limit_used('care.urgent_minutes', r.county, $2)
      else limit_used('care.routine_minutes', r.county, $2) end
from referrals_now r
where r.programme = $1 and r.raised_on <= $2 and r.state <> '退回'
  and days_between(r.raised_on, case when r.accepted_on is null or r.accepted_on > $2 then $2 else r.accepted_on end) * 1440
    + case when r.accepted_on is null or r.accepted_on > $2 or r.accepted_at is null then 1440
        else cast(substr(r.accepted_at, 1, 2) as integer) * 60
          + cast(substr(r.accepted_at, 4, 2) as integer) end
    - cast(substr(r.raised_at, 1, 2) as integer) * 60 - cast(substr(r.raised_at, 4, 2) as integer)
    > case r.urgency when '急诊' then limit('care.emergency_minutes', r.county, $2)
        when '加急' then limit('care.urgent_minutes', r.county, $2)
        else limit('care.routine_minutes', r.county, $2) end;

-- name: cost_over_line
select r.id, r.county, r.entry_no, r.code, r.self_paid, r.household,
    case when p.household_type is null or p.household_type = '一般户'
      then limit_used('care.self_paid_ordinary', r.county, $2)
      else limit_used('care.self_paid_helped', r.county, $2) end
from referrals_now r left join people_now p on p.id = r.patient
where r.programme = $1 and r.raised_on <= $2
  and r.self_paid > 100 * case when p.household_type is null or p.household_type = '一般户'
    then limit('care.self_paid_ordinary', r.county, $2)
    else limit('care.self_paid_helped', r.county, $2) end;

-- name: idle_point
select t.id, t.county, t.entry_no, t.code, t.institution, m.last_month,
    limit_used('care.idle_days', t.county, $2)
from points_now t
left join (select c.programme, c.point, max(c.month) as last_month from consultations_now c
           where c.programme = $1 and c.month <= $2 and c.sessions > 0
           group by c.programme, c.point) m on m.programme = t.programme and m.point = t.code
where t.programme = $1 and t.opened_on <= $2 and (t.closed_on is null or t.closed_on > $2)
  and days_between(coalesce(m.last_month, t.opened_on), $2) > limit('care.idle_days', t.county, $2);

-- name: no_follow_up
select r.id, r.county, r.entry_no, r.code, r.returned_on, r.from_org,
    limit_used('care.follow_up_days', r.county, $2)
from referrals_now r
where r.programme = $1 and r.returned_on <= $2
  and days_between(r.returned_on,
      case when r.followed_on is null or r.followed_on > $2 then $2 else r.followed_on end)
    > limit('care.follow_up_days', r.county, $2);

-- name: report_late
select r.id, r.county, r.entry_no, r.code, r.accepted_on, r.to_org,
    limit_used('care.report_minutes', r.county, $2)
from referrals_now r
where r.programme = $1 and r.accepted_on <= $2 and r.accepted_at is not null and r.state <> '退回'
  and days_between(r.accepted_on, case when r.replied_on is null or r.replied_on > $2 then $2 else r.replied_on end) * 1440
    + case when r.replied_on is null or r.replied_on > $2 or r.replied_at is null then 1440
        else cast(substr(r.replied_at, 1, 2) as integer) * 60
          + cast(substr(r.replied_at, 4, 2) as integer) end
    - cast(substr(r.accepted_at, 1, 2) as integer) * 60
    - cast(substr(r.accepted_at, 4, 2) as integer)
    > limit('care.report_minutes', r.county, $2);
