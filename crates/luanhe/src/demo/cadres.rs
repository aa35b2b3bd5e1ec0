//! Cadres and specialists: the 382 person-times of the report, fewer persons, those who came the other
//! way, and the trainings. They are made up as all persons of the demo are (decision 0008), with
//! districts of Tianjin before their ID numbers.

use super::amounts::CADRE_TIMES;
use super::books::{Book, Maker, PEOPLE_NOTES, SOURCE, book, parts};
use super::dice::Dice;
use super::faults::{Planted, refused, ruled, stranger};
use super::line::{Line, Typed};
use super::office::{CITY, DISTRICTS, RECEIVING_CITY, Unit};
use super::parties::{COLLEGE, GIVING_OFFICE, TEACHERS_BASE, organisation};
use super::people::id_number;
use super::places::{LONGHUA, PAIRS, PINGQUAN, WEICHANG};
use super::sheet::{Column, NUMBER, col};
use super::world::{AS_OF, World, day};
use crate::base::Day;

pub const MAKERS: &[Maker] = &[
    ("organisations.senders", senders, 0),
    ("people.cadres", people, 0),
    ("secondments.dongli", sent, 0),
    ("secondments.beichen", sent, 1),
    ("secondments.xiqing", sent, 2),
    ("secondments.jinnan", sent, 3),
    ("secondments.wuqing", sent, 4),
    ("secondments.hosted", hosted, 0),
    ("trainings.city", trainings, 0),
];

pub const PLANTED: &[Planted] = &[
    refused(("secondments.dongli", ""), "due_day", "期满早于到岗", |line| {
        let from = line.value("from_day").day();
        line.maybe("due_day", from.map(|from| from.plus(-1)))
    }),
    refused(("secondments.beichen", ""), "person", "人员库里没有的人", |line| {
        line.slip("person", stranger())
    }),
    refused(("secondments.xiqing", ""), "category", "人才类别不在可选的词里", |line| {
        line.slip("category", Typed::text("领导"))
    }),
    refused(("trainings.city", ""), "person_days", "人天数大于人次乘天数", |line| {
        let most = line.value("persons").int().zip(line.value("days").int());
        line.maybe("person_days", most.map(|(persons, days)| persons * days + 1))
    }),
    ruled("secondments.jinnan", "cadres.overlap", "一人前一期没有结束又起一期"),
    ruled("secondments.wuqing", "cadres.past_due", "一名党政挂职干部8月期满，没有离任日期"),
    ruled("secondments.xiqing", "cadres.short_term", "一名医生只来了12天"),
    ruled("trainings.city", "cadres.session_twice", "两县都报了同一期农技班的全班人数"),
];

const SENDERS: &[Column] = &[
    NUMBER,
    col("name", "机构名称", 34.0),
    col("kind", "单位性质", 12.0),
    col("region", "所在县区", 18.0),
    col("duty", "职责", 12.0),
];

const PEOPLE: &[Column] = &[
    NUMBER,
    col("name", "姓名", 10.0),
    col("id_number", "公民身份号码", 21.0),
    col("sex", "性别", 5.0),
    col("region", "住址", 14.0),
];

const SECONDMENTS: &[Column] = &[
    NUMBER,
    col("person", "身份证号", 21.0),
    col("category", "人才类别", 11.0),
    col("direction", "选派方向", 11.0),
    col("from_unit", "派出单位", 28.0),
    col("county", "受援县", 22.0).over("接收情况"),
    col("to_unit", "接收单位", 28.0).over("接收情况"),
    col("post", "挂任职务", 20.0).over("接收情况"),
    col("from_day", "到岗时间", 13.0).over("任期"),
    col("due_day", "计划期满", 13.0).over("任期"),
    col("until_day", "离任时间", 13.0).over("任期"),
    col("task", "帮扶内容", 18.0),
];

const TRAININGS: &[Column] = &[
    NUMBER,
    col("title", "培训班名称", 34.0),
    col("kind", "培训对象", 13.0),
    col("aim", "智志类别", 9.0),
    col("county", "学员所在县", 22.0),
    col("base", "承办单位", 28.0),
    col("place", "举办地点", 14.0),
    col("from_day", "开班时间", 13.0),
    col("days", "培训天数", 9.0),
    col("persons", "参训人次", 9.0),
    col("helped", "其中脱贫人口", 11.0),
    col("person_days", "人天数", 9.0),
];

/// Who sends whom, where to, and as what.
struct Trade {
    category: &'static str,
    sender: &'static str,
    receiver: &'static str,
    post: &'static str,
    task: &'static str,
    /// Days of a term.
    days: i32,
}

const fn trade(
    category: &'static str,
    (sender, receiver): (&'static str, &'static str),
    (post, task): (&'static str, &'static str),
    days: i32,
) -> Trade {
    Trade { category, sender, receiver, post, task, days }
}

const OFFICIAL: Trade =
    trade("党政挂职", (OFFICE, "乡村振兴局"), ("副局长（挂职）", "协作项目和资金"), 730);
const OFFICE: &str = "合作交流办公室";
const DOCTOR: Trade =
    trade("医生", ("卫生健康委员会", "卫生健康局"), ("县医院医师", "带教和门诊"), 180);

const SPECIALISTS: [Trade; 8] = [
    DOCTOR,
    trade("医生", ("卫生健康委员会", "卫生健康局"), ("卫生院医师", "巡诊和培训"), 365),
    trade("教师", ("教育局", "教育和卫生健康局"), ("中学教师", "学科教学"), 365),
    trade("教师", ("教育局", "教育和卫生健康局"), ("小学教师", "听评课"), 180),
    trade("农技", ("农业农村委员会", "农业农村局"), ("农技员", "设施蔬菜和肉羊"), 120),
    trade("科技", (OFFICE, "人力资源和社会保障局"), ("科技特派员", "新品种引进"), 180),
    trade("规划", (OFFICE, "发展和改革局"), ("规划师", "园区规划"), 90),
    trade("其他专技", (OFFICE, "商务局"), ("电商辅导员", "产销对接"), 90),
];

/// Persons sent by each district; of these so many come a second time.
const PERSONS: [usize; 5] = [66, 66, 66, 66, 67];
const TWICE: [usize; 5] = [10, 10, 10, 10, 11];
/// Sent by each county to its district.
const HOSTED: usize = 8;

/// Places among a district's persons of those with something to find.
const OVERDUE: usize = 20;
const VISITOR: usize = 30;

/// Born 83 days apart from 1966 on, so that no two of a district have one number.
fn born(serial: usize) -> Day {
    day("1966-01-01").plus(i32::try_from(serial * 83).expect("some thirty years"))
}

fn sent_person(pair: usize, serial: usize) -> String {
    id_number(PAIRS[pair].district, born(serial))
}

/// 鹰手营子矿区 is no receiver: nobody else of the demo has its code before the ID number.
fn hosted_person(pair: usize, serial: usize) -> String {
    id_number("130804", born(pair * HOSTED + serial))
}

fn senders(_: &World, id: &'static str, _: usize) -> Book {
    let lines = PAIRS.iter().flat_map(|pair| {
        ["教育局", "卫生健康委员会", "农业农村委员会"].map(|unit| {
            organisation(&sender(pair.district_name, unit), "党政机关", pair.district, "帮扶单位")
        })
    });
    let parts = parts("派出单位", SENDERS, lines.collect());
    book(id, &CITY, (Unit::Wan, "天津市选派干部人才单位名录", SOURCE), vec![parts])
}

fn sender(district: &str, unit: &str) -> String {
    format!("天津市{district}{unit}")
}

fn people(_: &World, id: &'static str, _: usize) -> Book {
    let person = |number: String, at: usize, region: &str| {
        let stem = "甲乙丙丁戊己庚辛壬癸".chars().nth(at % 10).expect("ten stems");
        Line::of("people")
            .set("name", format!("演示干{stem}"))
            .set("id_number", number)
            .set("sex", "女")
            .set("region", region)
    };
    let mut lines = Vec::new();
    for (pair, place) in PAIRS.iter().enumerate() {
        let own = 0..PERSONS[pair];
        lines.extend(own.map(|at| person(sent_person(pair, at), at, place.district)));
        lines.extend((0..HOSTED).map(|at| person(hosted_person(pair, at), at, place.county)));
    }
    let parts = parts("干部人才", PEOPLE, lines);
    book(id, &CITY, (Unit::Wan, "津承选派干部人才基本信息表", PEOPLE_NOTES), vec![parts])
}

fn sent(world: &World, id: &'static str, pair: usize) -> Book {
    let lines = sent_lines(world.dice.of("cadres"), pair);
    let title = format!("{}选派帮扶干部人才台账", PAIRS[pair].district_name);
    let parts = parts("选派", SECONDMENTS, lines);
    book(id, &DISTRICTS[pair], (Unit::Wan, &title, PEOPLE_NOTES), vec![parts])
}

fn sent_lines(dice: Dice, pair: usize) -> Vec<Line> {
    debug_assert_eq!(PERSONS.iter().chain(&TWICE).sum::<usize>(), CADRE_TIMES);
    let mut lines = Vec::new();
    for serial in 0..PERSONS[pair] {
        let place = pair * 100 + serial;
        let person = sent_person(pair, serial);
        if serial < TWICE[pair] {
            let from = day("2017-03-01").plus(dice.from(place, 0, 400));
            let until = from.plus(DOCTOR.days);
            lines.push(term(&person, pair, &DOCTOR, from));
            let overlaps = pair == LONGHUA && serial == 0;
            let pause = if overlaps { -20 } else { dice.of("pause").from(place, 60, 500) };
            let next = &SPECIALISTS[serial % 2];
            lines.push(term(&person, pair, next, until.plus(pause)));
            continue;
        }
        let official = serial % 8 == 4;
        let trade = if official { &OFFICIAL } else { dice.of("trade").pick(place, &TRADES) };
        let from = day("2016-11-15").plus(dice.of("from").from(place, 0, 1_750));
        lines.push(match (pair, serial) {
            (WEICHANG, OVERDUE) => term(&person, pair, &OFFICIAL, day("2019-09-01"))
                .set("due_day", day("2021-08-31"))
                .set("until_day", crate::record::Value::Null),
            (PINGQUAN, VISITOR) => term(&person, pair, &DOCTOR, day("2019-06-03"))
                .set("due_day", day("2019-06-15"))
                .set("until_day", day("2019-06-15")),
            _ => term(&person, pair, trade, from),
        });
    }
    lines
}

static TRADES: [&Trade; 8] = {
    let [a, b, c, d, e, f, g, h] = &SPECIALISTS;
    [a, b, c, d, e, f, g, h]
};

/// A term as it was agreed, and ended where that day has come.
fn term(person: &str, pair: usize, trade: &Trade, from: Day) -> Line {
    let place = &PAIRS[pair];
    let due = from.plus(trade.days);
    Line::of("secondments")
        .set("person", person)
        .set("direction", "派往受援方")
        .set("category", trade.category)
        .set("county", place.county)
        .set("from_unit", sender(place.district_name, trade.sender))
        .set("to_unit", format!("{}{}", place.county_name, trade.receiver))
        .set("post", trade.post)
        .set("from_day", from)
        .set("due_day", due)
        .maybe("until_day", (due <= day(AS_OF)).then_some(due))
        .set("task", trade.task)
}

/// Those whom the counties sent to the districts for three months.
fn hosted(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("hosted");
    let mut lines = Vec::new();
    for (pair, place) in PAIRS.iter().enumerate() {
        for serial in 0..HOSTED {
            let from = day("2018-03-01").plus(dice.from(pair * HOSTED + serial, 0, 1_200));
            let line = term(&hosted_person(pair, serial), pair, &OFFICIAL, from)
                .set("direction", "派往支援方")
                .set("from_unit", format!("{}乡村振兴局", place.county_name))
                .set("to_unit", sender(place.district_name, OFFICE))
                .set("post", "科室跟岗")
                .set("task", "跟岗学习")
                .set("due_day", from.plus(90))
                .set("until_day", from.plus(90));
            lines.push(line);
        }
    }
    let parts = parts("跟岗", SECONDMENTS, lines);
    let title = "承德市赴天津挂职跟岗干部人才台账";
    book(id, &RECEIVING_CITY, (Unit::Wan, title, PEOPLE_NOTES), vec![parts])
}

/// Title, for whom, aim, base, whether in Tianjin, days, month of the year.
type Session = (&'static str, &'static str, &'static str, &'static str, bool, i64, i8);

const SESSIONS: [Session; 4] = [
    ("中小学骨干教师研修班", "专业技术人才", "扶智", TEACHERS_BASE, true, 7, 7),
    ("党政干部协作业务培训班", "党政干部", "扶智", GIVING_OFFICE, true, 5, 5),
    ("致富带头人创业培训班", "致富带头人", "扶志", COLLEGE, false, 10, 10),
    ("种养技能培训班", "农户技能", "扶智", COLLEGE, false, 3, 3),
];

fn trainings(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("trainings");
    let mut lines = Vec::new();
    for year in 2017..=2021 {
        for (pair, place) in PAIRS.iter().enumerate() {
            // Each county has two of the four a year.
            for turn in [0, 1] {
                let at = lines.len();
                let which = (pair + 2 * turn + usize::from(year % 2 == 0)) % SESSIONS.len();
                let first = Day::new(year, SESSIONS[which].6, 4).expect("a day");
                let from = first.plus(i32::try_from(pair * 3 + turn).expect("a few days"));
                let persons = i64::from(dice.from(at, 24, 60));
                let missed = i64::from(dice.of("missed").from(at, 0, 9));
                let line = session(&SESSIONS[which], place.county, from);
                lines.push(counted(line, persons, missed));
            }
        }
    }
    // One class of 2021, which two counties report whole.
    for pair in [LONGHUA, WEICHANG] {
        let line = session(&SESSIONS[3], PAIRS[pair].county, day("2021-11-08"));
        lines.push(counted(line.set("title", "设施蔬菜技术班"), 45, 0));
    }
    let parts = parts("培训", TRAININGS, lines);
    let title = "天津市援助承德市干部人才培训台账";
    book(id, &RECEIVING_CITY, (Unit::Wan, title, SOURCE), vec![parts])
}

fn session(session: &Session, county: &str, from: Day) -> Line {
    let (title, kind, aim, base, in_tianjin, days, _) = *session;
    Line::of("trainings")
        .set("title", title)
        .set("kind", kind)
        .set("aim", aim)
        .set("county", county)
        .set("base", base)
        .set("place", if in_tianjin { "120000" } else { "130800" })
        .set("from_day", from)
        .set("days", days)
}

/// Some miss a day.
fn counted(line: Line, persons: i64, missed: i64) -> Line {
    let days = line.value("days").int().expect("set before");
    let farmers = matches!(line.value("kind").text(), Some("致富带头人" | "农户技能"));
    line.set("persons", persons)
        .maybe("helped", farmers.then_some(persons * 2 / 3))
        .set("person_days", persons * days - missed)
}
