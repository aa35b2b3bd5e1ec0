-- The panel: derived, kept up within each writing transaction. `month` is when it happened, `booked`
-- when it was booked (they differ for adjusting entries); both count months from year 0.
create table if not exists cells (
    indicator text not null, programme text not null, origin text not null, region text not null,
    month bigint not null, booked bigint not null, split text not null,
    value bigint not null, rows_behind bigint not null,
    primary key (indicator, programme, region, month, booked, origin, split));
create table if not exists cell_keys (
    indicator text not null, programme text not null, origin text not null, region text not null,
    month bigint not null, booked bigint not null, split text not null, key text not null,
    times bigint not null,
    primary key (indicator, programme, region, month, booked, origin, split, key));
