//! What a person typed into a form, read by the field's kind. Every fault is given, each with its
//! place; what was typed stays in the form.

use super::asked::region;
use super::params::Params;
use super::persons::Persons;
use crate::base::{Day, Fault, Fen, Place, Result, Said, say};
use crate::parties::{PEOPLE, identity};
use crate::record::{Actor, Compare, Field, Kind, Ledger, Query, Register, Row, Value};

/// A form's values, one for each field, and what is wrong with them.
pub struct Typed {
    pub values: Vec<Value>,
    pub faults: Vec<Fault>,
}

impl Typed {
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(Fault::is_error)
    }
}

/// Reads a whole form. `kept` are the values that stood before: a sensitive field that was left
/// empty keeps its own, because the form never showed it; so does a person whose name stands, and
/// what is given by an act.
pub fn typed(
    ledger: &mut Ledger,
    register: &'static Register,
    params: &Params,
    kept: Option<&[Value]>,
) -> Result<Typed> {
    let mut typed = Typed { values: Vec::new(), faults: Vec::new() };
    let today = ledger.clock.today();
    let persons = match kept {
        Some(kept) => Persons::of(ledger, register, &[kept.to_vec()])?,
        None => Persons::default(),
    };
    for (at, field) in register.fields.iter().enumerate() {
        let word = params.get(field.name).unwrap_or("");
        let before = kept.filter(|kept| match field.kind {
            Kind::Person => persons.named(field, &kept[at]).as_deref() == Some(word),
            kind => kind.is_given() || (word.is_empty() && kind.is_sensitive()),
        });
        let value = match before {
            Some(kept) => kept[at].clone(),
            None if field.kind.is_given() => {
                if field.required {
                    typed.faults.push(given(field));
                }
                Value::Null
            }
            None if word.is_empty() => Value::Null,
            None => one(ledger, field, word, today, &mut typed.faults)?,
        };
        let unread = (!word.is_empty() || field.kind.is_given()) && value.is_null();
        if field.required && value.is_null() && !unread {
            typed.faults.push(empty(field));
        }
        typed.values.push(value);
    }
    Ok(typed)
}

/// What single fields cannot say: the register's own checks, and another row with the same key.
pub fn checked(
    ledger: &mut Ledger,
    register: &'static Register,
    programme: &str,
    id: Option<&str>,
    typed: &mut Typed,
) -> Result<()> {
    if typed.has_errors() {
        return Ok(());
    }
    (register.check)(&Row { register, values: &typed.values }, &mut typed.faults);
    let Some(first) = register.key.first() else { return Ok(()) };
    let mut query = Query::of(register);
    query.programme = programme.to_string();
    query.limit = 2;
    for name in register.key {
        let value = &typed.values[register.at(name)];
        if value.is_null() {
            return Ok(());
        }
        query = query.filter(name, Compare::Is, value.clone());
    }
    // Whoever types it: the key must be free everywhere, not only where the writer may look.
    let same = ledger.list(&Actor::system("key"), &query)?;
    if same.iter().any(|row| Some(row.id.as_str()) != id) {
        let labels = |lang| {
            let labels = register.key.iter().filter_map(|name| register.field(name));
            labels.map(|f| f.label.to(lang)).collect::<Vec<_>>()
        };
        let zh = labels(crate::base::Lang::Zh).join("、");
        let en = labels(crate::base::Lang::En).join(", ");
        typed.faults.push(Fault::error(
            Place::field(first),
            say!("已有{zh}相同的一行", "there is a row with the same {en}"),
            say!("请更正那一行，或改用新的编号", "correct that row, or use a new one"),
        ));
    }
    Ok(())
}

fn one(
    ledger: &mut Ledger,
    field: &'static Field,
    word: &str,
    today: Day,
    faults: &mut Vec<Fault>,
) -> Result<Value> {
    let read: Result<Value, Said> = match field.kind {
        Kind::Text | Kind::File | Kind::AnyRow => Ok(word.into()),
        Kind::Whole => word
            .replace(',', "")
            .parse::<i64>()
            .map(Value::from)
            .map_err(|_| say!("请填整数", "give a whole number")),
        Kind::Money => money(word).map(Value::from).ok_or_else(|| {
            say!(
                "请填元，如 1250.00；万元写作 12.5万",
                "give yuan, like 1250.00; 12.5万 is 125,000"
            )
        }),
        Kind::Day => day(word)
            .map(Value::from)
            .ok_or_else(|| say!("请填日期，如 2021-03-05", "give a day like 2021-03-05")),
        Kind::Choice(words) => {
            words.iter().find(|c| c.word == word || c.en == word).map(|c| c.word.into()).ok_or_else(
                || {
                    let zh = words.iter().map(|c| c.word).collect::<Vec<_>>().join("、");
                    let en = words.iter().map(|c| c.en).collect::<Vec<_>>().join(", ");
                    say!("请选：{zh}", "choose one of: {en}")
                },
            )
        }
        Kind::Region => region(word).map(|c| c.as_str().into()).map_err(|not| Said {
            zh: format!("{}；请填区划代码或全称", not.zh),
            en: format!("{}; give a division code or a full name", not.en),
        }),
        Kind::IdNumber => {
            return Ok(judged(field, identity::citizen_id(word, today), |c| c.number, faults));
        }
        Kind::Phone => return Ok(judged(field, identity::phone(word), |p| p, faults)),
        Kind::Bank => return Ok(judged(field, identity::bank_account(word), |p| p, faults)),
        Kind::Person => return person(ledger, field, word, today, faults),
        Kind::Ref(register) => found(ledger, register, word)?,
    };
    Ok(match read {
        Ok(value) => value,
        Err(remedy) => {
            let reason = say!("看不懂“{word}”", "cannot read “{word}”");
            faults.push(Fault::error(Place::field(field.name), reason, remedy));
            Value::Null
        }
    })
}

fn judged<T>(
    field: &Field,
    judged: identity::Judged<T>,
    text: impl Fn(T) -> String,
    faults: &mut Vec<Fault>,
) -> Value {
    for flaw in judged.flaws {
        faults.push(flaw.at(Place::field(field.name)));
    }
    judged.value.map(text).into()
}

/// A person by ID number, or by the id of their row.
fn person(
    ledger: &mut Ledger,
    field: &Field,
    word: &str,
    today: Day,
    faults: &mut Vec<Fault>,
) -> Result<Value> {
    if ledger.get(&Actor::system("reference"), &PEOPLE, word)?.is_some() {
        return Ok(word.into());
    }
    let number = judged(field, identity::citizen_id(word, today), |c| c.number, faults);
    if number.is_null() {
        return Ok(Value::Null);
    }
    let query = Query { limit: 1, ..Query::of(&PEOPLE) }.filter("id_number", Compare::Is, number);
    let row = ledger.list(&Actor::system("reference"), &query)?.pop();
    if row.is_none() {
        faults.push(Fault::error(
            Place::field(field.name),
            say!("人员库里没有这个证件号码的人", "nobody in the people register has this number"),
            say!("请先登记人员，或核对号码", "record the person first, or check the number"),
        ));
    }
    Ok(row.map(|row| row.id).into())
}

/// A row of another register by its key; what is stored is what names it there.
fn found(ledger: &mut Ledger, name: &str, word: &str) -> Result<Result<Value, Said>> {
    let Ok(register) = ledger.catalog.register(name) else { return Ok(Ok(word.into())) };
    let Some(key) = register.key.first() else { return Ok(Ok(word.into())) };
    let query = Query { limit: 1, ..Query::of(register) }.filter(key, Compare::Is, word);
    let row = ledger.list(&Actor::system("reference"), &query)?.pop();
    let title = register.title;
    Ok(match row {
        Some(_) => Ok(word.into()),
        None => Err(Said {
            zh: format!("{}里没有这一项；请先登记", title.zh),
            en: format!("not among {}; record it there first", title.en),
        }),
    })
}

/// Yuan, or with 万 or 亿 behind the number.
fn money(word: &str) -> Option<Fen> {
    let word = word.trim_end_matches('元');
    match (word.strip_suffix('万'), word.strip_suffix('亿')) {
        (Some(wan), _) => Fen::parse(wan, Fen::WAN),
        (_, Some(yi)) => Fen::parse(yi, Fen::YI),
        _ => Fen::parse(word, Fen::YUAN),
    }
}

/// 2021-03-05, 2021.3.5, 2021/3/5, 2021年3月5日 and 20210305.
pub(super) fn day(word: &str) -> Option<Day> {
    if word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) {
        return Day::parse(&format!("{}-{}-{}", &word[..4], &word[4..6], &word[6..]));
    }
    let mut numbers = word.trim_end_matches('日').split(['-', '.', '/', '年', '月']);
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let rest = numbers.next().is_none();
    rest.then(|| Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

fn given(field: &Field) -> Fault {
    let label = field.label;
    let reason = Said {
        zh: format!("{}不在这里填写", label.zh),
        en: format!("{} is not filled in here", label.en),
    };
    Fault::error(
        Place::field(field.name),
        reason,
        say!(
            "请打开所属的行，在它的页面上办理",
            "open the row it is about, and add it on its page"
        ),
    )
}

fn empty(field: &Field) -> Fault {
    let label = field.label;
    let reason =
        Said { zh: format!("{}不能为空", label.zh), en: format!("{} is empty", label.en) };
    Fault::error(Place::field(field.name), reason, say!("请填写", "fill it in"))
}

#[cfg(test)]
mod tests {
    use super::{day, money};
    use crate::base::{Day, Fen};

    #[test]
    fn amounts_and_days_are_read_as_people_write_them() {
        assert_eq!(money("12.5万"), Some(Fen(12_500_000)));
        assert_eq!(money("1,250.00元"), Some(Fen(125_000)));
        assert_eq!(money("一百"), None);
        let march = Day::new(2021, 3, 5);
        for word in ["2021-03-05", "2021.3.5", "2021/3/5", "2021年3月5日", "20210305"] {
            assert_eq!(day(word), march, "{word}");
        }
        assert_eq!(day("2021-3"), None);
    }
}
