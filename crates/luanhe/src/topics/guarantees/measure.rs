//! How often schools and clinics were helped, how many they are, and what was found in households.

use super::checks::HOUSEHOLD_CHECKS;
use super::facilities::{CLINICS, FACILITIES, SCHOOLS};
use super::lights::{OUT_OF_SCHOOL, UNINSURED, UNSAFE_HOUSES, UNSAFE_WATER};
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep, Nature};
use crate::record::Total;

/// Rows are times (所次), distinct names are institutions (所): two units that are never added.
const fn helped(
    id: &'static str,
    title: Text,
    kinds: &'static [Keep],
    measure: Total,
    says: Text,
) -> Indicator {
    let times = matches!(measure, Total::Rows);
    Indicator {
        id,
        title,
        unit: if times { Unit::InstitutionTimes } else { Unit::Institutions },
        basis: Basis {
            nature: Nature::Flow,
            counted: if times { text("受助", "helped") } else { text("去重", "each once") },
            date: text("完成日期", "day done"),
            place: text("机构所在地", "place of the institution"),
        },
        version: 1,
        register: &FACILITIES,
        keeps: kinds,
        measure,
        whole: None,
        day: "day",
        splits: &["kind", "work"],
        says,
        said: &[],
    }
}

const fn found(
    id: &'static str,
    title: Text,
    keeps: &'static [Keep],
    splits: &'static [&'static str],
    says: Text,
) -> Indicator {
    Indicator {
        id,
        title,
        unit: Unit::Households,
        basis: Basis {
            nature: Nature::Flow,
            counted: text("核查", "checked"),
            date: text("核查日期", "day of the check"),
            place: text("户所在地", "place of the household"),
        },
        version: 1,
        register: &HOUSEHOLD_CHECKS,
        keeps,
        measure: Total::Distinct("household"),
        whole: None,
        day: "day",
        splits,
        says,
        said: &[],
    }
}

const OF_SCHOOLS: &[Keep] = &[Keep::OneOf("kind", SCHOOLS)];
const OF_CLINICS: &[Keep] = &[Keep::OneOf("kind", CLINICS)];
const EACH_TIME: Text = text(
    "一所机构受助两次是两所次、一所",
    "one institution helped twice is two times and one institution",
);
const EACH_ONCE: Text = text("按机构名称去重", "each name once");

pub static CLINICS_HELPED: Indicator = helped(
    "guarantees.clinics_helped",
    text("改造升级乡镇卫生院、村卫生室", "clinics improved"),
    OF_CLINICS,
    Total::Rows,
    EACH_TIME,
);

pub static DISTINCT_CLINICS: Indicator = helped(
    "guarantees.distinct_clinics",
    text("受助乡镇卫生院、村卫生室所数", "clinics, each once"),
    OF_CLINICS,
    Total::Distinct("institution"),
    EACH_ONCE,
)
.said(&["改造升级乡镇卫生院、村卫生室"]);

pub static DISTINCT_SCHOOLS: Indicator = helped(
    "guarantees.distinct_schools",
    text("受助学校、幼儿园所数", "schools, each once"),
    OF_SCHOOLS,
    Total::Distinct("institution"),
    EACH_ONCE,
)
.said(&["帮助学校、幼儿园改善教学条件"]);

pub static HOUSEHOLDS_CHECKED: Indicator = found(
    "guarantees.households_checked",
    text("核查三保障和饮水的户", "households checked"),
    &[],
    &["house", "schooling", "insured", "water"],
    text(
        "当期入户核查过的户，每户一次；按某项拆分时，一户两次结果不同的两边都计",
        "households visited in the period, each once; in a split, one found both ways is in both",
    ),
);

pub static OUT_OF_SCHOOL_HOUSEHOLDS: Indicator = found(
    "guarantees.out_of_school_households",
    text("核查发现有辍学的户", "households with a child out of school"),
    &[Keep::OneOf("schooling", OUT_OF_SCHOOL)],
    &[],
    text("当期核查发现，不论后来是否解决", "found in the period, mended since or not"),
);

pub static SCHOOLS_HELPED: Indicator = helped(
    "guarantees.schools_helped",
    text("帮助学校、幼儿园改善教学条件", "schools and kindergartens helped"),
    OF_SCHOOLS,
    Total::Rows,
    EACH_TIME,
);

pub static UNINSURED_HOUSEHOLDS: Indicator = found(
    "guarantees.uninsured_households",
    text("核查发现有人未参保的户", "households with someone uninsured"),
    &[Keep::OneOf("insured", UNINSURED)],
    &[],
    text("当期核查发现，不论后来是否解决", "found in the period, mended since or not"),
);

pub static UNSAFE_HOUSE_HOUSEHOLDS: Indicator = found(
    "guarantees.unsafe_house_households",
    text("核查发现住房为C级、D级的户", "households in houses of grade C or D"),
    &[Keep::OneOf("house", UNSAFE_HOUSES)],
    &["house"],
    text("当期核查发现，不论后来是否改造", "found in the period, rebuilt since or not"),
);

pub static UNSAFE_WATER_HOUSEHOLDS: Indicator = found(
    "guarantees.unsafe_water_households",
    text("核查发现饮水不达标的户", "households whose water is below standard"),
    &[Keep::OneOf("water", UNSAFE_WATER)],
    &[],
    text("当期核查发现，不论后来是否解决", "found in the period, mended since or not"),
);

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[
    &CLINICS_HELPED,
    &DISTINCT_CLINICS,
    &DISTINCT_SCHOOLS,
    &HOUSEHOLDS_CHECKED,
    &OUT_OF_SCHOOL_HOUSEHOLDS,
    &SCHOOLS_HELPED,
    &UNINSURED_HOUSEHOLDS,
    &UNSAFE_HOUSE_HOUSEHOLDS,
    &UNSAFE_WATER_HOUSEHOLDS,
];
