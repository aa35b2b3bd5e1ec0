-- Who may sign in. Not part of the chain: hashes are no facts of the programme. That users are
-- added, changed and sign in stands in the chain as entries of access.
create table if not exists users (
    name text primary key, hash text not null, role text not null, scope text not null,
    persons bigint not null, until text, added_at bigint not null);
create table if not exists sessions (
    token text primary key, name text not null, ends_at bigint not null);
create index if not exists sessions_name on sessions (name);
