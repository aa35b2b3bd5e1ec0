-- What is watched about pairings. $1 is the programme, $2 the day on which it is asked.

-- name: crossed
select p.id, p.helped_region, p.entry_no, p.helper, p.helped, p.tier
from pairings_now p
where p.programme = $1 and p.tier in ('乡镇', '村')
  and (p.until_day is null or p.until_day >= $2)
  and not exists (select 1 from pairings_now c
                  where c.programme = p.programme and c.tier = '区县'
                    and c.helper_region = substr(p.helper_region, 1, 6)
                    and county_now(c.helped_region) = county_now(p.helped_region)
                    and (c.until_day is null or c.until_day >= $2));

-- name: ended
select p.id, p.helped_region, p.entry_no, p.helper, p.helped, p.tier, p.until_day
from pairings_now p
where p.programme = $1 and p.until_day < $2
  and not exists (select 1 from pairings_now q
                  where q.helped = p.helped and q.tier = p.tier and q.id <> p.id
                    and (q.until_day is null or q.until_day >= $2));

-- name: undated
select p.id, p.helped_region, p.entry_no, p.helper, p.helped
from pairings_now p
where p.programme = $1 and p.from_day is null and (p.until_day is null or p.until_day >= $2);

-- name: unfounded
select p.id, p.helped_region, p.entry_no, p.helper, p.helped
from pairings_now p
where p.programme = $1 and (p.until_day is null or p.until_day >= $2)
  and p.basis is null and p.cited is null;
