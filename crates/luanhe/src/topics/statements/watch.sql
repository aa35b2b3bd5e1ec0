-- What is watched about published figures. $1 is the programme, $2 the day on which it is asked.

-- name: no_address
select s.id, s.region, s.entry_no, s.what, s.figure, s.publisher
from statements_now s
where s.programme = $1 and s.to_day <= $2 and s.address is null;

-- name: two_figures
select b.id, b.region, b.entry_no, b.what, a.figure, a.publisher, b.figure, b.publisher
from statements_now a join statements_now b
  on b.programme = a.programme and b.what = a.what and b.region = a.region and b.to_day = a.to_day
 and b.code > a.code and b.figure <> a.figure
where a.programme = $1 and a.to_day <= $2 and a.basis is null and b.basis is null
  and not exists (select 1 from statements_now c
      where c.programme = a.programme and c.what = a.what and c.region = a.region
        and c.to_day = a.to_day and c.basis is null and c.code < a.code);
