-- name: sheet
select file, name, sheet, columns from sources where no = $1;

-- name: sheets_of
select file, name, sheet, columns from sources where entry_no = $1 order by no;
