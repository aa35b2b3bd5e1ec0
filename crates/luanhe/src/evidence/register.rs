//! What a piece of evidence is: one file that says something about one row.

use crate::base::{Fault, say, text};
use crate::record::{Field, Kind, Register, Row};

const FIELDS: &[Field] = &[
    Field::required("row", "所属行", "row", Kind::AnyRow).filter(),
    Field::required("title", "名称", "title", Kind::Text)
        .hint("写明是什么，如“验收单”", "say what it is, such as “minutes of acceptance”"),
    Field::required("file", "文件（SM3）", "file (SM3)", Kind::File).filter(),
    Field::optional("page", "页码", "page", Kind::Whole)
        .hint("所证内容在文件的第几页", "the page of the file that proves it"),
    Field::optional("taken_on", "拍摄日期", "taken on", Kind::Day)
        .hint("由照片自带信息得出", "as the photograph itself says")
        .filter(),
    Field::optional("taken_at", "拍摄地点", "taken at", Kind::Text).hint(
        "由照片自带信息得出：纬度, 经度",
        "as the photograph itself says: latitude, longitude",
    ),
    Field::required("county", "地区", "region", Kind::Region).filter(),
    Field::required("day", "上传日期", "attached on", Kind::Day).filter(),
];

/// Dated by the day of attaching, so that a closed period may still be proven; its region is that of
/// the row when the file was attached.
pub static EVIDENCE: Register = Register {
    name: "evidence",
    title: text("佐证", "evidence"),
    fields: FIELDS,
    key: &["row", "file", "page"],
    day: "day",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    if row.whole("page").is_some_and(|page| page < 1) {
        faults.push(row.fault(
            "page",
            say!("页码小于 1", "the page is below 1"),
            say!("请填所证内容的页码，或留空", "give the page that proves it, or leave it empty"),
        ));
    }
    if let (Some(taken), Some(day)) = (row.day("taken_on"), row.day("day"))
        && taken > day
    {
        faults.push(row.doubt(
            "taken_on",
            say!("拍摄日期 {taken} 晚于上传日期", "taken on {taken}, after it was attached"),
            say!("请核对相机的日期", "check the camera's date"),
        ));
    }
}
