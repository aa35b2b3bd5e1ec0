-- The ledger's own tables. Each register's tables are drawn from its FIELDS (tables.rs).
create table if not exists settings (name text primary key, value text not null);
create table if not exists entries (
    no bigint primary key, kind text not null, actor text not null, recorded_at bigint not null,
    reason text not null, source text not null, origin text not null, programme text not null,
    digest text not null, prev text not null, hash text not null);
create table if not exists sources (
    no bigint primary key, entry_no bigint not null, file text not null, name text not null,
    sheet text not null, columns text not null);
create index if not exists sources_entry on sources (entry_no);
create table if not exists files (
    sm3 text primary key, name text not null, size bigint not null, media text not null);
create table if not exists pieces (
    sm3 text not null, at bigint not null, body bytes not null, primary key (sm3, at));
