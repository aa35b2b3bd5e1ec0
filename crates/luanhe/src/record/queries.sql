-- name: head
select no, hash, recorded_at from entries order by no desc limit 1;

-- name: last_act
select no from entries where kind <> 'access' order by no desc limit 1;

-- name: add_entry
insert into entries (no, kind, actor, recorded_at, reason, source, origin, programme, digest, prev, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: entry
select no, kind, actor, recorded_at, reason, source, origin, programme, digest, prev, hash
from entries where no = $1;

-- name: entries
select no, kind, actor, recorded_at, reason, source, origin, programme, digest, prev, hash
from entries where no > $1 order by no limit $2;

-- name: latest_entries
select no, kind, actor, recorded_at, reason, source, origin, programme, digest, prev, hash
from entries where no < $1 order by no desc limit $2;

-- name: entry_known_on
select cast(max(no) as bigint) from entries where recorded_at <= $1;

-- name: closures
select programme, max(source) from entries where kind = 'close' group by programme;

-- name: closings
select no, kind, actor, recorded_at, reason, source, origin, programme, digest, prev, hash
from entries where kind = 'close' and programme = $1 order by no desc;

-- name: next_source
select cast(max(no) as bigint) from sources;

-- name: add_source
insert into sources (no, entry_no, file, name, sheet, columns) values ($1, $2, $3, $4, $5, $6);

-- name: source
select no, entry_no, file, name, sheet, columns from sources where no = $1;

-- name: sources_of
select no, entry_no, file, name, sheet, columns from sources where entry_no = $1 order by no;

-- name: has_file
select size from files where sm3 = $1;

-- name: add_file
insert into files (sm3, name, size, media) values ($1, $2, $3, $4);

-- name: file
select sm3, name, size, media from files where sm3 = $1;

-- name: files
select sm3, name, size from files order by sm3;

-- name: add_piece
insert into pieces (sm3, at, body) values ($1, $2, $3);

-- name: pieces
select body from pieces where sm3 = $1 order by at;

-- name: setting
select value from settings where name = $1;

-- name: set
insert into settings (name, value) values ($1, $2)
on conflict (name) do update set value = excluded.value;
