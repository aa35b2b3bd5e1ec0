-- name: add_to_cell
insert into cells (indicator, programme, region, month, booked, origin, split, value, rows_behind)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (indicator, programme, region, month, booked, origin, split)
do update set value = cells.value + excluded.value, rows_behind = cells.rows_behind + excluded.rows_behind
returning value, rows_behind;

-- name: drop_empty_cell
delete from cells where indicator = $1 and programme = $2 and region = $3 and month = $4
  and booked = $5 and origin = $6 and split = $7 and value = 0 and rows_behind = 0;

-- name: add_to_key
insert into cell_keys (indicator, programme, region, month, booked, origin, split, key, times)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (indicator, programme, region, month, booked, origin, split, key)
do update set times = cell_keys.times + excluded.times
returning times;

-- name: drop_empty_key
delete from cell_keys where indicator = $1 and programme = $2 and region = $3 and month = $4
  and booked = $5 and origin = $6 and split = $7 and key = $8 and times = 0;

-- name: cells
select region, month, split, origin, value, rows_behind from cells
where indicator = $1 and programme = $2 and region >= $3 and region < $4 and month >= $5 and month <= $6;

-- name: cells_booked
select region, booked, split, origin, value, rows_behind from cells
where indicator = $1 and programme = $2 and region >= $3 and region < $4 and booked >= $5 and booked <= $6;

-- name: keys
select region, split, origin, key, times from cell_keys
where indicator = $1 and programme = $2 and region >= $3 and region < $4 and month >= $5 and month <= $6;

-- name: keys_booked
select region, split, origin, key, times from cell_keys
where indicator = $1 and programme = $2 and region >= $3 and region < $4 and booked >= $5 and booked <= $6;

-- name: programmes_in_cells
select programme from cells where indicator = $1
union select programme from cell_keys where indicator = $1;

-- name: all_cells
select indicator, programme, origin, region, month, booked, split, value, rows_behind from cells
order by indicator, programme, region, month, booked, origin, split;

-- name: all_keys
select indicator, programme, origin, region, month, booked, split, key, times from cell_keys
order by indicator, programme, region, month, booked, origin, split, key;
