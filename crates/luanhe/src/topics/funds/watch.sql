-- What is watched about money. $1 is the programme, $2 the day on which it is asked. A batch is
-- followed within one county, whatever the county's code was at the time.

-- name: advance_over_limit
select m.id, m.county, m.entry_no, p.name, m.advance, p.budget,
    limit_used('funds.advance_permille', m.county, $2)
from (select max(f.id) as id, max(f.county) as county, max(f.entry_no) as entry_no, f.project,
          cast(sum(f.amount) as bigint) as advance
      from funds_now f
      where f.programme = $1 and f.day <= $2 and f.stage = '支付' and f.purpose like '%预付%'
      group by f.project) m
join projects_now p on p.code = m.project and p.programme = $1
where m.advance * 1000 > p.budget * limit('funds.advance_permille', m.county, $2);

-- name: arrived_over_allotted
select max(case when f.stage = '到账' then f.id end), max(f.county),
    max(case when f.stage = '到账' then f.entry_no end), f.batch,
    cast(sum(case when f.stage = '到账' then f.amount else 0 end) as bigint),
    cast(sum(case when f.stage = '下达' then f.amount else 0 end) as bigint)
from funds_now f
where f.programme = $1 and f.day <= $2 and f.stage in ('下达', '到账')
group by f.batch, county_now(f.county)
having sum(case when f.stage = '到账' then f.amount else 0 end)
     > sum(case when f.stage = '下达' then f.amount else 0 end);

-- name: dormant
select b.id, b.county, b.entry_no, b.batch, b.arrived, b.unpaid,
    limit_used('funds.dormant_days', b.county, $2)
from (select max(f.id) as id, max(f.county) as county, max(f.entry_no) as entry_no, f.batch,
          min(case when f.stage = '到账' then f.day end) as arrived,
          cast(sum(case f.stage when '到账' then f.amount when '支付' then -f.amount
                   when '收回' then -f.amount else 0 end) as bigint) as unpaid
      from funds_now f
      where f.programme = $1 and f.day <= $2
      group by f.batch, county_now(f.county)) b
where b.unpaid > 0 and days_between(b.arrived, $2) > limit('funds.dormant_days', b.county, $2);

-- name: idle
select b.id, b.county, b.entry_no, b.batch, b.arrived, b.unpaid,
    limit_used('funds.idle_days', b.county, $2)
from (select max(f.id) as id, max(f.county) as county, max(f.entry_no) as entry_no, f.batch,
          min(case when f.stage = '到账' then f.day end) as arrived,
          cast(sum(case f.stage when '到账' then f.amount when '支付' then -f.amount
                   when '收回' then -f.amount else 0 end) as bigint) as unpaid
      from funds_now f
      where f.programme = $1 and f.day <= $2
      group by f.batch, county_now(f.county)) b
where b.unpaid > 0 and days_between(b.arrived, $2) > limit('funds.idle_days', b.county, $2);

-- name: late_hop
select a.id, a.county, a.entry_no, a.batch, o.day, a.day,
    limit_used('funds.days_to_county', a.county, a.day)
from funds_now a join funds_now o
  on o.programme = a.programme and o.batch = a.batch and o.stage = '下达'
 and county_now(o.county) = county_now(a.county)
where a.programme = $1 and a.stage = '到账' and a.day <= $2
  and days_between(o.day, a.day) > limit('funds.days_to_county', a.county, a.day);

-- name: late_to_unit
select t.id, t.county, t.entry_no, t.batch, t.arrived, t.day,
    working_days_between(t.arrived, t.day), limit_used('funds.days_to_unit', t.county, t.day)
from (select f.id, f.county, f.entry_no, f.batch, f.day, max(a.day) as arrived
      from funds_now f join funds_now a
        on a.programme = f.programme and a.batch = f.batch and a.stage = '到账' and a.day <= f.day
       and county_now(a.county) = county_now(f.county)
      where f.programme = $1 and f.stage = '拨付' and f.day <= $2
      group by f.id, f.county, f.entry_no, f.batch, f.day) t
where working_days_between(t.arrived, t.day) > limit('funds.days_to_unit', t.county, t.day);

-- name: management_over_limit
select y.id, y.county, y.entry_no, y.year, y.fees, y.arrived,
    limit_used('funds.management_permille', y.county, y.day)
from (select max(case when f.use = '管理' then f.id end) as id, max(f.county) as county,
          max(case when f.use = '管理' then f.entry_no end) as entry_no,
          max(case when f.use = '管理' then f.day end) as day, substr(f.day, 1, 4) as year,
          cast(sum(case when f.use = '管理' then f.amount else 0 end) as bigint) as fees,
          cast(sum(f.amount) as bigint) as arrived
      from funds_now f
      where f.programme = $1 and f.day <= $2 and f.stage = '到账'
      group by county_now(f.county), substr(f.day, 1, 4)) y
where y.fees * 1000 > y.arrived * limit('funds.management_permille', y.county, y.day);

-- name: negative_list
select f.id, f.county, f.entry_no, f.batch, f.purpose, f.amount
from funds_now f
where f.programme = $1 and f.day <= $2
  and (f.purpose like '%基本支出%' or f.purpose like '%交通工具%' or f.purpose like '%通讯设备%'
    or f.purpose like '%办公用房%' or f.purpose like '%楼堂馆所%' or f.purpose like '%奖金%'
    or f.purpose like '%津贴%' or f.purpose like '%偿还债务%' or f.purpose like '%垫资%'
    or f.purpose like '%城市基础设施%' or f.purpose like '%购车%');

-- name: not_in_library
select f.id, f.county, f.entry_no, f.batch, f.amount
from funds_now f
left join projects_now p on p.code = f.project and p.programme = f.programme
where f.programme = $1 and f.day <= $2 and f.stage in ('拨付', '支付') and f.use <> '管理'
  and (p.id is null or p.listed_on > f.day);

-- name: paid_over_transferred
select max(f.id), max(f.county), max(f.entry_no), f.batch,
    cast(sum(case when f.stage = '支付' then f.amount else 0 end) as bigint),
    cast(sum(case when f.stage = '拨付' then f.amount else 0 end) as bigint)
from funds_now f
where f.programme = $1 and f.day <= $2 and f.stage in ('支付', '拨付')
group by f.batch, county_now(f.county)
having sum(case when f.stage = '支付' then f.amount else 0 end)
     > sum(case when f.stage = '拨付' then f.amount else 0 end);

-- name: personal_account
select f.id, f.county, f.entry_no, f.batch, f.payee, f.amount
from funds_now f
where f.programme = $1 and f.day <= $2 and f.stage = '支付' and f.payee_kind = '个人账户';

-- name: transferred_over_arrived
select max(f.id), max(f.county), max(f.entry_no), f.batch,
    cast(sum(case when f.stage = '拨付' then f.amount else 0 end) as bigint),
    cast(sum(case when f.stage = '到账' then f.amount else 0 end) as bigint)
from funds_now f
where f.programme = $1 and f.day <= $2 and f.stage in ('到账', '拨付')
group by f.batch, county_now(f.county)
having sum(case when f.stage = '拨付' then f.amount else 0 end)
     > sum(case when f.stage = '到账' then f.amount else 0 end);

-- name: unit_mix
select a.id, a.county, a.entry_no, a.batch, a.amount, o.amount
from funds_now a join funds_now o
  on o.programme = a.programme and o.batch = a.batch and o.stage = '下达'
 and county_now(o.county) = county_now(a.county)
where a.programme = $1 and a.day <= $2 and a.stage <> '下达'
  and (a.amount = o.amount * 10000 or a.amount * 10000 = o.amount);
