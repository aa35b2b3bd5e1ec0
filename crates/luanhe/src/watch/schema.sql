-- Derived: limits come from the topics' TOML, findings from a run of the rules.
create table if not exists limits (
    name text not null, region text not null, from_day text not null, value bigint not null,
    unsure bigint not null, primary key (name, region, from_day));
create table if not exists findings (
    rule text not null, row_id text not null, programme text not null, region text not null,
    level text not null, said_zh text not null, said_en text not null, entry_no bigint not null,
    primary key (rule, row_id));
create index if not exists findings_region on findings (region, rule);
