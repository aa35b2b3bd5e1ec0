//! Long tables in Parquet, row by row as text. Only the machine's owner gives such files, so a damaged
//! one need only be told from a sound one.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use super::book::EachRow;
use crate::base::{Error, Fault, Place, Result, say};

/// The file, where it begins as Parquet does.
pub fn opened(path: &Path) -> Result<Option<File>> {
    let name = path.display();
    let missing = |e: std::io::Error| {
        Error::Missing(say!("打不开文件 {name}：{e}", "cannot open {name}: {e}"))
    };
    let mut file = File::open(path).map_err(missing)?;
    let mut begin = Vec::new();
    (&mut file).take(4).read_to_end(&mut begin).map_err(missing)?;
    file.rewind().map_err(missing)?;
    Ok((begin == b"PAR1").then_some(file))
}

/// The names of the columns as row 1, then each row with its number; an empty cell is an empty text.
pub fn texts((name, file): (&str, File), take: &mut EachRow<'_>) -> Result<()> {
    let broken = |e: ParquetError| {
        let place = Place { sheet: name.to_string(), ..Place::default() };
        let remedy = say!("请重新导出该文件", "export the file anew");
        Error::fault(Fault::error(place, say!("读不出：{e}", "cannot be read: {e}"), remedy))
    };
    let reader = SerializedFileReader::new(file).map_err(broken)?;
    let fields = reader.metadata().file_metadata().schema().get_fields();
    let header: Vec<Cow<str>> = fields.iter().map(|field| field.name().into()).collect();
    take(1, &header)?;
    let mut cells: Vec<Cow<str>> = Vec::with_capacity(header.len());
    for (number, row) in (2..).zip(reader.get_row_iter(None).map_err(broken)?) {
        let row = row.map_err(broken)?;
        cells.clear();
        cells.extend(row.get_column_iter().map(|(_, field)| text(field)));
        take(number, &cells)?;
    }
    Ok(())
}

/// Numbers with all their digits; what else there is as the format writes it.
fn text(field: &Field) -> Cow<'static, str> {
    match field {
        Field::Null => Cow::Borrowed(""),
        Field::Str(text) => Cow::Owned(text.clone()),
        Field::Double(x) => Cow::Owned(x.to_string()),
        Field::Float(x) => Cow::Owned(x.to_string()),
        Field::Bool(is) => Cow::Borrowed(if *is { "1" } else { "0" }),
        other => Cow::Owned(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;
    use crate::base::file;

    #[test]
    fn columns_of_every_kind_become_text_and_holes_stay_empty() {
        let schema = "message t {
            REQUIRED BYTE_ARRAY region (UTF8); REQUIRED INT64 year; OPTIONAL DOUBLE value; }";
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let folder = std::env::temp_dir().join(format!("luanhe-parquet-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("long.parquet");
        let mut out =
            SerializedFileWriter::new(File::create(&path).unwrap(), schema, Arc::default())
                .unwrap();
        let mut group = out.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let names = ["隆化县", "=x"].map(ByteArray::from);
        column.typed::<ByteArrayType>().write_batch(&names, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&[2019, 2020], None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<DoubleType>().write_batch(&[0.1], Some(&[1, 0]), None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        out.close().unwrap();

        let mut rows = Vec::new();
        let long = opened(&path).unwrap().expect("begins with PAR1");
        texts(("long", long), &mut |number, cells| {
            rows.push(format!("{number} {}", cells.join("|")));
            Ok(())
        })
        .unwrap();
        assert_eq!(rows, ["1 region|year|value", "2 隆化县|2019|0.1", "3 =x|2020|"]);

        file::write(&path, b"PAR1 and no more").unwrap();
        let long = opened(&path).unwrap().expect("begins with PAR1");
        assert_eq!(texts(("long", long), &mut |_, _| Ok(())).unwrap_err().code(), "faults");
        file::write(&path, b"a,b").unwrap();
        assert!(opened(&path).unwrap().is_none());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
