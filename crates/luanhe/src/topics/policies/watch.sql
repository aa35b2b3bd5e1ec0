-- What is watched about documents of policy. $1 is the programme, $2 the day on which it is asked.

-- name: expired_basis
select p.id, p.county, p.entry_no, p.title, p.until_day, a.title
from policies_now p
join agreements_now a on a.programme = p.programme and a.basis = p.code
where p.programme = $1 and p.until_day < $2 and a.signed_on <= $2
  and (a.valid_until is null or a.valid_until >= $2)
  and a.state not in ('草拟', '会签', '到期', '终止')
  and a.id = (select min(b.id) from agreements_now b
              where b.programme = p.programme and b.basis = p.code and b.signed_on <= $2
                and (b.valid_until is null or b.valid_until >= $2)
                and b.state not in ('草拟', '会签', '到期', '终止'));

-- name: replaced
select p.id, p.county, p.entry_no, p.title, min(r.title)
from policies_now p
join policies_now r on r.programme = p.programme and r.replaces = p.code
where p.programme = $1 and r.issued_on <= $2 and p.until_day is null
group by p.id, p.county, p.entry_no, p.title;

-- name: same_number
select p.id, p.county, p.entry_no, p.title, q.title, p.number
from policies_now p
join policies_now q on q.programme = p.programme and q.number = p.number and q.id < p.id
where p.programme = $1 and p.issued_on <= $2 and q.issued_on <= $2;

-- name: unsourced
select p.id, p.county, p.entry_no, p.title
from policies_now p
where p.programme = $1 and p.issued_on <= $2 and p.number is null and p.cited is null
  and not exists (select 1 from evidence_now e where ('policies/' || p.id) = e.row);
