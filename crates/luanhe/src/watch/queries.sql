-- name: add
insert into findings (rule, row_id, programme, region, level, said_zh, said_en, limits, entry_no)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (rule, row_id) do nothing;

-- name: drop
delete from findings where programme = $1 and rule <> $2;

-- name: drop_rule
delete from findings where programme = $1 and rule = $2;

-- name: found
select f.rule, f.row_id, f.region, f.level, f.said_zh, f.said_en, f.limits, f.entry_no,
    c.reason, c.day
from findings f
left join clearances_now c on c.rule = f.rule and c.row = f.row_id and c.version = f.entry_no
where (cast($1 as text) = '' or f.programme = $1) and (cast($2 as text) = '' or f.rule = $2)
  and f.region >= $3 and f.region < $4 and (cast($5 as text) = '' or f.row_id = $5)
order by f.level desc, f.rule, f.region, f.row_id;
