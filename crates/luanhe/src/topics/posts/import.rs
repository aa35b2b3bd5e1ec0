//! Headings as they are met in the offices' lists of posts.

use crate::topics::Headings;

pub const HEADINGS: Headings = &[
    ("holder", &["身份证号", "证件号码", "上岗人身份证号", "公民身份证号", "护林员身份证号"]),
    ("county", &["行政村", "所在村", "村", "工作地点", "县（市、区）"]),
    ("kind", &["岗位", "岗位名称", "岗位类型", "工种"]),
    ("area", &["管护区域", "责任路段", "管护面积"]),
    ("from_day", &["聘用日期", "起始日期", "上岗时间", "协议起始日"]),
    ("until_day", &["解聘日期", "终止日期", "离岗时间"]),
    ("wage", &["月工资", "补贴标准", "补助标准", "月补助", "每月补贴"]),
    ("payer", &["补贴来源", "经费来源"]),
    ("agreement", &["劳务协议编号", "协议号"]),
];
