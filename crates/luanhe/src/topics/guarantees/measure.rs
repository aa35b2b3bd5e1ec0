//! How often schools and clinics were helped, how many they are, and what was found in households.

use super::checks::HOUSEHOLD_CHECKS;
use super::facilities::{CLINICS, FACILITIES, SCHOOLS};
use super::lights::{OUT_OF_SCHOOL, UNINSURED, UNSAFE_HOUSES, UNSAFE_WATER};
use crate::base::{Unit, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

/// Rows are times (所次), distinct names are institutions (所): two units that are never added.
const TIMES: Indicator = Indicator {
    unit: Unit::InstitutionTimes,
    splits: &["kind", "work"],
    says: text(
        "一所机构受助两次是两所次、一所",
        "one institution helped twice is two times and one institution",
    ),
    ..Indicator::of(
        &FACILITIES,
        "day",
        Basis::flow(
            text("受助", "helped"),
            text("完成日期", "day done"),
            text("机构所在地", "place of the institution"),
        ),
    )
};

const INSTITUTIONS: Indicator = Indicator {
    unit: Unit::Institutions,
    basis: Basis { counted: text("去重", "each once"), ..TIMES.basis },
    measure: Total::Distinct("institution"),
    says: text("按机构名称去重", "each name once"),
    ..TIMES
};

const CHECKED: Indicator = Indicator {
    unit: Unit::Households,
    measure: Total::Distinct("household"),
    ..Indicator::of(
        &HOUSEHOLD_CHECKS,
        "day",
        Basis::flow(
            text("核查", "checked"),
            text("核查日期", "day of the check"),
            text("户所在地", "place of the household"),
        ),
    )
};

const OF_SCHOOLS: &[Keep] = &[Keep::OneOf("kind", SCHOOLS)];
const OF_CLINICS: &[Keep] = &[Keep::OneOf("kind", CLINICS)];

pub static CLINICS_HELPED: Indicator = Indicator {
    id: "guarantees.clinics_helped",
    title: text("改造升级乡镇卫生院、村卫生室", "clinics improved"),
    keeps: OF_CLINICS,
    ..TIMES
};

pub static DISTINCT_CLINICS: Indicator = Indicator {
    id: "guarantees.distinct_clinics",
    title: text("受助乡镇卫生院、村卫生室所数", "clinics, each once"),
    keeps: OF_CLINICS,
    said: &["改造升级乡镇卫生院、村卫生室"],
    ..INSTITUTIONS
};

pub static DISTINCT_SCHOOLS: Indicator = Indicator {
    id: "guarantees.distinct_schools",
    title: text("受助学校、幼儿园所数", "schools, each once"),
    keeps: OF_SCHOOLS,
    said: &["帮助学校、幼儿园改善教学条件"],
    ..INSTITUTIONS
};

pub static HOUSEHOLDS_CHECKED: Indicator = Indicator {
    id: "guarantees.households_checked",
    title: text("核查三保障和饮水的户", "households checked"),
    splits: &["house", "schooling", "insured", "water"],
    says: text(
        "当期入户核查过的户，每户一次；按某项拆分时，一户两次结果不同的两边都计",
        "households visited in the period, each once; in a split, one found both ways is in both",
    ),
    ..CHECKED
};

pub static OUT_OF_SCHOOL_HOUSEHOLDS: Indicator = Indicator {
    id: "guarantees.out_of_school_households",
    title: text("核查发现有辍学的户", "households with a child out of school"),
    keeps: &[Keep::OneOf("schooling", OUT_OF_SCHOOL)],
    says: text("当期核查发现，不论后来是否解决", "found in the period, mended since or not"),
    ..CHECKED
};

pub static SCHOOLS_HELPED: Indicator = Indicator {
    id: "guarantees.schools_helped",
    title: text("帮助学校、幼儿园改善教学条件", "schools and kindergartens helped"),
    keeps: OF_SCHOOLS,
    ..TIMES
};

pub static UNINSURED_HOUSEHOLDS: Indicator = Indicator {
    id: "guarantees.uninsured_households",
    title: text("核查发现有人未参保的户", "households with someone uninsured"),
    keeps: &[Keep::OneOf("insured", UNINSURED)],
    says: text("当期核查发现，不论后来是否解决", "found in the period, mended since or not"),
    ..CHECKED
};

pub static UNSAFE_HOUSE_HOUSEHOLDS: Indicator = Indicator {
    id: "guarantees.unsafe_house_households",
    title: text("核查发现住房为C级、D级的户", "households in houses of grade C or D"),
    keeps: &[Keep::OneOf("house", UNSAFE_HOUSES)],
    splits: &["house"],
    says: text("当期核查发现，不论后来是否改造", "found in the period, rebuilt since or not"),
    ..CHECKED
};

pub static UNSAFE_WATER_HOUSEHOLDS: Indicator = Indicator {
    id: "guarantees.unsafe_water_households",
    title: text("核查发现饮水不达标的户", "households whose water is below standard"),
    keeps: &[Keep::OneOf("water", UNSAFE_WATER)],
    says: text("当期核查发现，不论后来是否解决", "found in the period, mended since or not"),
    ..CHECKED
};

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
