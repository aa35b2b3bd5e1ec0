-- Derived, and made anew where their shape changes: limits come from the topics' TOML, findings from a
-- run of the rules, places and working days from the program's own tables.
drop table if exists limits;
drop table if exists places;
drop table if exists working_days;
drop table if exists findings;
create table limits (
    place bigint not null primary key, name text not null, region text not null,
    from_day text not null, value bigint not null);
create table places (code text not null primary key, now text not null);
create table working_days (day text not null primary key, nth bigint not null);
create table findings (
    rule text not null, row_id text not null, programme text not null, region text not null,
    level text not null, said_zh text not null, said_en text not null, limits text not null,
    entry_no bigint not null, primary key (rule, row_id));
create index findings_region on findings (region, rule);
