//! Lists: the only place that builds SQL, and only from FIELDS' own names. Filters, sorting and
//! paging by key, so that the millionth page is as quick as the first.

use super::ledger::Ledger;
use super::recorded::{Content, Recorded, content_key};
use super::seek::{Seek, sought};
use super::tables::shared_names;
use super::{Actor, Field, Origin, Register, Value};
use crate::base::{Error, Fault, Place, Result, say};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    Is,
    AtLeast,
    /// At most; a day or number that includes its bound.
    AtMost,
    /// Begins with: a region and all inside it.
    Within,
    /// One of several; the value is each of them on a line of its own.
    OneOf,
    Filled,
    Empty,
    /// Empty or later: a span that has not ended by then.
    OpenAfter,
}

/// What is summed up over the rows of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    Rows,
    Sum(&'static str),
    Distinct(&'static str),
}

#[derive(Clone, Debug)]
pub struct Filter {
    pub field: String,
    pub compare: Compare,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub struct Query {
    pub register: &'static Register,
    /// Empty: all programmes.
    pub programme: String,
    pub filters: Vec<Filter>,
    /// A filterable field, and whether the largest comes first.
    pub sort: Option<(String, bool)>,
    /// The sort value and id after which the page begins.
    pub after: Option<(Value, String)>,
    /// The page ends before `after` instead of beginning after it.
    pub backwards: bool,
    pub limit: usize,
    /// The last entry that counts: the state as it was known then.
    pub known: Option<i64>,
    /// Where not empty: only these rows.
    pub ids: Vec<String>,
    /// Only rows that some row of this register is about; with `false`, that none is about.
    pub told_by: Option<(&'static Register, bool)>,
    /// Days are those on which rows were booked: an adjustment counts on its posting day.
    pub booked: bool,
    /// Only rows on this word.
    pub origin: Option<Origin>,
}

impl Query {
    pub fn of(register: &'static Register) -> Query {
        Query {
            register,
            programme: String::new(),
            filters: Vec::new(),
            sort: None,
            after: None,
            backwards: false,
            limit: 50,
            known: None,
            ids: Vec::new(),
            told_by: None,
            booked: false,
            origin: None,
        }
    }

    pub fn filter(mut self, field: &str, compare: Compare, value: impl Into<Value>) -> Query {
        self.filters.push(Filter { field: field.to_string(), compare, value: value.into() });
        self
    }

    /// Whether rows may lack the value by which they are sorted.
    fn sort_may_be_empty(&self) -> bool {
        let field = self.sort.as_ref().and_then(|(name, _)| self.register.field(name));
        field.is_some_and(|field| !field.required)
    }

    /// The parts of a list that a page may reach into, in the order in which it reads them: rows with
    /// a value come before those without in either direction, and an index serves each part.
    fn parts(&self) -> Vec<Part> {
        if !self.sort_may_be_empty() {
            return vec![Part::All];
        }
        match (self.backwards, self.after.as_ref().map(|(value, _)| value.is_null())) {
            (false, Some(true)) => vec![Part::Empty],
            (true, Some(false)) => vec![Part::Filled],
            (false, _) => vec![Part::Filled, Part::Empty],
            (true, _) => vec![Part::Empty, Part::Filled],
        }
    }

    fn field(&self, name: &str) -> Result<&'static Field> {
        self.register.field(name).map_or_else(|| self.unknown(name), Ok)
    }

    fn unknown<T>(&self, name: &str) -> Result<T> {
        let names: Vec<&str> =
            self.register.fields.iter().filter(|f| f.filter).map(|f| f.name).collect();
        let names = names.join(", ");
        Err(Error::fault(Fault::error(
            Place::field(name),
            say!("不能按 {name} 筛选或排序", "cannot filter or sort by {name}"),
            say!("可用的字段：{names}", "these fields can be used: {names}"),
        )))
    }
}

/// In which order a page is read, and by which column's index.
struct Order<'q> {
    sort: &'q str,
    falling: bool,
    seek: Seek<'q>,
}

/// Which rows of a list: all, those that have the value by which it is sorted, or those without.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    All,
    Filled,
    Empty,
}

/// SQL and its values, as they are put together.
pub(super) struct Built {
    pub text: String,
    pub values: Vec<Value>,
}

impl Built {
    pub fn new(text: String) -> Built {
        Built { text, values: Vec::new() }
    }

    pub fn value(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }
}

impl Ledger {
    /// A page of rows that the actor may see, in order, at most `query.limit`.
    pub fn list(&mut self, actor: &Actor, query: &Query) -> Result<Vec<Recorded>> {
        let (sort, falling) = self.order(query)?;
        let columns = sought(actor, query);
        let seek = self.seek(actor, query, &columns, &sort)?;
        let order = Order { sort: &sort, falling: falling != query.backwards, seek };
        let mut rows = Vec::new();
        for part in query.parts() {
            let wanted = query.limit - rows.len();
            if wanted > 0 {
                rows.extend(self.list_part(actor, query, (&order, part), wanted)?);
            }
        }
        if query.backwards {
            rows.reverse();
        }
        rows.into_iter().map(|row| Recorded::read(query.register, row)).collect()
    }

    fn list_part(
        &mut self,
        actor: &Actor,
        query: &Query,
        (order, part): (&Order<'_>, Part),
        limit: usize,
    ) -> Result<Vec<Vec<Value>>> {
        let Order { sort, falling, seek } = *order;
        let mut built = self.built(actor, query, &shared_names(query.register, "n"), seek)?;
        let (way, sign) = if falling { ("desc", "<") } else { ("asc", ">") };
        let sort = seek.column(query.register, sort);
        built.text += &match part {
            Part::All => String::new(),
            Part::Filled => format!(" and {sort} is not null"),
            Part::Empty => format!(" and {sort} is null"),
        };
        // A page that begins in one part takes the next one from its end.
        if let Some((value, id)) = &query.after
            && (part == Part::All || value.is_null() == (part == Part::Empty))
        {
            let id = built.value(id.as_str().into());
            let beyond = match part {
                Part::Empty => format!(" and n.id {sign} {id}"),
                Part::All | Part::Filled => {
                    let value = built.value(value.clone());
                    format!(" and ({sort}, n.id) {sign} ({value}, {id})")
                }
            };
            built.text += &beyond;
        }
        let order = if part == Part::Empty { String::new() } else { format!("{sort} {way}, ") };
        let limit = built.value(i64::try_from(limit).expect("a page").into());
        built.text += &format!(" order by {order}n.id {way} limit {limit}");
        self.engine.all(&built.text, &built.values)
    }

    /// A total over the rows of a query, whoever's rows they are: sums and counts show no person.
    /// With `by`, one for each word of that field or of `origin`. Gives word, value, and the rows
    /// behind it.
    pub fn totals(
        &mut self,
        actor: &Actor,
        query: &Query,
        total: Total,
        by: Option<&str>,
    ) -> Result<Vec<(String, i64, i64)>> {
        let column = |name: &str| query.register.lookup_column(name);
        let word = match by {
            None => "cast('' as text)".to_string(),
            Some("origin") => "n.origin".to_string(),
            Some(field) => format!("coalesce(n.{}, '')", column(field)),
        };
        let value = match total {
            Total::Sum(field) => format!("coalesce(sum(n.{}), 0)", column(field)),
            Total::Rows | Total::Distinct(_) => "coalesce(sum(n.tally), 0)".to_string(),
        };
        let columns =
            format!("{word} as word, cast({value} as bigint) as value, count(*) as behind");
        let mut built = match total {
            Total::Distinct(field) => {
                let key = column(field);
                let mut built = self.rows_of(actor, query, &format!("{columns}, n.{key}"))?;
                // An adjustment of -1 takes away the row it answers; what stays counts once.
                built.text = format!(
                    "select word, count(*) as value, cast(sum(behind) as bigint) as behind \
                     from ({} group by {word}, n.{key} having sum(n.tally) > 0) keys",
                    built.text
                );
                built
            }
            Total::Rows | Total::Sum(_) => self.rows_of(actor, query, &columns)?,
        };
        if by.is_some() || matches!(total, Total::Distinct(_)) {
            built.text += " group by word order by word";
        }
        let rows = self.engine.all(&built.text, &built.values)?;
        let one =
            |row: &Vec<Value>| Some((row[0].text()?.to_string(), row[1].int()?, row[2].int()?));
        Ok(rows.iter().filter_map(one).collect())
    }

    /// The content keys of the rows of a query, sorted: what its row-set hash is made of.
    pub fn contents(&mut self, actor: &Actor, query: &Query) -> Result<Vec<i64>> {
        let mut keys = Vec::new();
        if query.known.is_none() {
            let built = self.rows_of(actor, query, "n.content")?;
            self.engine.each(&built.text, &built.values, |row| {
                keys.extend(row[0].int());
                Ok(())
            })?;
        } else {
            let built = self.rows_of(actor, query, &shared_names(query.register, "n"))?;
            let content = Content::of(query.register);
            self.engine.each(&built.text, &built.values, |row| {
                let row = Recorded::read(query.register, row)?;
                keys.push(content_key(&content.digest(&row.values)));
                Ok(())
            })?;
        }
        keys.sort_unstable();
        Ok(keys)
    }

    /// Every row that the actor may see, page by page.
    pub fn each_listed(
        &mut self,
        actor: &Actor,
        query: &Query,
        mut each: impl FnMut(Recorded) -> Result<()>,
    ) -> Result<()> {
        let mut query = Query { limit: 5000, ..query.clone() };
        let (sort, _) = self.order(&query)?;
        loop {
            let rows = self.list(actor, &query)?;
            let full = rows.len() == query.limit;
            if let Some(last) = rows.last() {
                query.after = Some((sort_value(query.register, last, &sort), last.id.clone()));
            }
            rows.into_iter().try_for_each(&mut each)?;
            if !full {
                return Ok(());
            }
        }
    }

    fn order(&self, query: &Query) -> Result<(String, bool)> {
        match &query.sort {
            None => Ok(("id".to_string(), false)),
            Some((name, descending)) => {
                let field = query.field(name)?;
                Ok((query.register.lookup_column(field.name), *descending))
            }
        }
    }

    pub(super) fn built(
        &mut self,
        actor: &Actor,
        query: &Query,
        columns: &str,
        seek: Seek<'_>,
    ) -> Result<Built> {
        actor.reads(query.register)?;
        let mut built = self.sought_rows(actor, query, columns, seek)?;
        if let Some(about) = query.register.about() {
            // A list's own region is a copy; the registers of persons are told by what is pointed at.
            let hidden = self.catalog.registers.iter().filter(|r| actor.reads(r).is_err());
            for register in hidden {
                let rows = within(
                    &mut built,
                    &format!("n.{}", about.name),
                    &format!("{}/", register.name),
                );
                built.text += &format!(" and not {rows}");
            }
        }
        Ok(built)
    }

    fn rows_of(&mut self, actor: &Actor, query: &Query, columns: &str) -> Result<Built> {
        self.sought_rows(actor, query, columns, Seek::Free)
    }

    fn sought_rows(
        &mut self,
        actor: &Actor,
        query: &Query,
        columns: &str,
        seek: Seek<'_>,
    ) -> Result<Built> {
        let name = query.register.name;
        let mut built = Built::new(String::new());
        built.text = match query.known {
            None => match seek {
                Seek::First(rows) => format!(
                    "select {columns} from (select * from {name}_now order by id limit {rows}) n \
                     where true"
                ),
                Seek::Free | Seek::Only(_) => {
                    format!("select {columns} from {name}_now n where true")
                }
            },
            Some(no) => {
                let no = built.value(no.into());
                format!(
                    "select {columns} from {name}_versions n where n.op = 'put' and n.entry_no = \
                     (select max(w.entry_no) from {name}_versions w \
                      where w.id = n.id and w.entry_no <= {no})"
                )
            }
        };
        if !query.programme.is_empty() {
            let programme = built.value(query.programme.as_str().into());
            // Most ledgers hold one programme: its index would find all rows.
            let column =
                if self.engine.is_postgres() { "n.programme" } else { "(n.programme || '')" };
            built.text += &format!(" and {column} = {programme}");
        }
        if let Some(origin) = query.origin {
            let origin = built.value(origin.word().into());
            built.text += &format!(" and n.origin = {origin}");
        }
        if !query.ids.is_empty() {
            let marks: Vec<String> =
                query.ids.iter().map(|id| built.value(id.as_str().into())).collect();
            built.text += &format!(" and n.id in ({})", marks.join(", "));
        }
        if let Some((register, some)) = query.told_by
            && let Some(about) = register.about()
        {
            let own = built.value(format!("{name}/").into());
            let not = if some { "" } else { "not " };
            built.text += &format!(
                " and {not}exists (select 1 from {}_now m where m.{} = cast({own} as text) || n.id)",
                register.name, about.name
            );
        }
        self.filters(&mut built, (actor, query), seek, |_| true)?;
        Ok(built)
    }

    /// Adds the actor's scope and the query's filters on those columns that are `wanted`.
    pub(super) fn filters(
        &self,
        built: &mut Built,
        (actor, query): (&Actor, &Query),
        seek: Seek<'_>,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<()> {
        let register = query.register;
        if !actor.scope.is_empty() && wanted(register.region) {
            let region = seek.column(register, register.region);
            let one = |prefix: &String| within(built, &region, prefix);
            let any: Vec<String> = actor.scope.iter().map(one).collect();
            built.text += &format!(" and ({})", any.join(" or "));
        }
        for filter in &query.filters {
            let field = query.field(&filter.field)?;
            if wanted(&register.lookup_column(field.name)) {
                let clause = self.clause(built, query, (field, filter), seek);
                built.text += &clause;
            }
        }
        Ok(())
    }

    fn clause(
        &self,
        built: &mut Built,
        query: &Query,
        (field, filter): (&Field, &Filter),
        seek: Seek<'_>,
    ) -> String {
        let register = query.register;
        let column = match register.lookup_column(field.name) {
            day if query.booked && day == register.day => format!("coalesce(n.posted_on, n.{day})"),
            column => seek.column(register, &column),
        };
        let value = match &filter.value {
            Value::Text(plain) if field.kind.is_sensitive() => {
                Value::Text(self.keys.lookup(field.kind, plain))
            }
            value => value.clone(),
        };
        match (filter.compare, &value) {
            (Compare::Within, Value::Text(prefix)) => {
                format!(" and {}", within(built, &column, prefix))
            }
            (Compare::OneOf, Value::Text(words)) => {
                let marks: Vec<String> = words.lines().map(|w| built.value(w.into())).collect();
                format!(" and {column} in ({})", marks.join(", "))
            }
            (Compare::Filled, _) => format!(" and {column} is not null"),
            (Compare::Empty, _) => format!(" and {column} is null"),
            (Compare::OpenAfter, _) => {
                format!(" and ({column} is null or {column} > {})", built.value(value))
            }
            (Compare::AtLeast, _) => format!(" and {column} >= {}", built.value(value)),
            (Compare::AtMost, _) => format!(" and {column} <= {}", built.value(value)),
            (Compare::Is | Compare::Within | Compare::OneOf, _) => {
                format!(" and {column} = {}", built.value(value))
            }
        }
    }
}

/// Between a prefix and its successor, so that an index serves.
fn within(built: &mut Built, column: &str, prefix: &str) -> String {
    let low = built.value(prefix.into());
    let high = built.value(format!("{prefix}\u{7f}").into());
    format!("({column} >= {low} and {column} < {high})")
}

/// The value by which a row is sorted; its id where nothing else is.
pub fn sort_value(register: &Register, row: &Recorded, column: &str) -> Value {
    match register.field_columns().iter().position(|c| c.name == column) {
        Some(at) => row.values[at].clone(),
        None => row.id.as_str().into(),
    }
}
