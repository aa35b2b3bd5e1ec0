//! What a point did in a month (远程诊疗月报): how often, of each kind, and how many devices were online.

use crate::base::{Fault, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const KINDS: &[Choice] = &[
    choice("远程影像", "images read"),
    choice("远程心电", "cardiograms read"),
    choice("远程会诊", "consultations"),
    choice("远程培训", "trainings"),
];

const FIELDS: &[Field] = &[
    Field::required("point", "服务点编号", "point", Kind::Ref("points"))
        .also(&["远程医疗点编号", "点位编号"]),
    Field::required("county", "所在地", "place", Kind::Region)
        .also(&["所在乡镇", "所在县", "县（市、区）"])
        .filter(),
    Field::required("month", "月份", "month", Kind::Month).also(&["服务月份", "统计月份"]).filter(),
    Field::required("kind", "服务类别", "kind", Kind::Choice(KINDS))
        .also(&["类别", "项目"])
        .filter(),
    Field::required("sessions", "服务人次", "sessions", Kind::Whole)
        .also(&["人次", "例数", "服务例数"])
        .hint("没有服务的也报，填0", "a month without any is reported too, as 0")
        .filter(),
    Field::optional("online", "在线设备数", "devices online", Kind::Whole).also(&["在线台数"]),
];

pub static CONSULTATIONS: Register = Register {
    name: "consultations",
    title: text("远程诊疗月报", "telemedicine by month"),
    fields: FIELDS,
    key: &["point", "month", "kind"],
    day: "month",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    for name in ["sessions", "online"] {
        faults.extend(row.not_negative(name));
    }
}
