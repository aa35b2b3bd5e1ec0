-- name: users
select name, role, scope, persons, until from users order by name;

-- name: user
select name, role, scope, persons, until, hash from users where name = $1;

-- name: add
insert into users (name, hash, role, scope, persons, until, added_at)
values ($1, $2, $3, $4, $5, $6, $7);

-- name: set_until
update users set until = $2 where name = $1;

-- name: set_hash
update users set hash = $2 where name = $1;

-- name: open
insert into sessions (token, name, ends_at) values ($1, $2, $3);

-- name: session
select u.name, u.role, u.scope, u.persons, u.until
from sessions s join users u on u.name = s.name
where s.token = $1 and s.ends_at > $2;

-- name: end
delete from sessions where token = $1;

-- name: end_all
delete from sessions where name = $1;

-- name: end_old
delete from sessions where ends_at <= $1;
