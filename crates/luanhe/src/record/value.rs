//! What a column holds: whole numbers, text, doubles, or nothing. Money is fen, days are ISO text.

use crate::base::{Day, Fen};

#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    #[default]
    Null,
    Int(i64),
    Text(String),
    Real(f64),
    /// Pieces of stored files only.
    Bytes(Vec<u8>),
}

/// A value that stands somewhere else, on its way into a table.
#[derive(Clone, Copy, Debug)]
pub enum ValueRef<'v> {
    Null,
    Int(i64),
    Text(&'v str),
    Real(f64),
    Bytes(&'v [u8]),
}

impl<'v> From<&'v Value> for ValueRef<'v> {
    fn from(value: &'v Value) -> ValueRef<'v> {
        match value {
            Value::Null => ValueRef::Null,
            Value::Int(i) => ValueRef::Int(*i),
            Value::Text(text) => ValueRef::Text(text),
            Value::Real(x) => ValueRef::Real(*x),
            Value::Bytes(bytes) => ValueRef::Bytes(bytes),
        }
    }
}

impl From<ValueRef<'_>> for Value {
    fn from(value: ValueRef<'_>) -> Value {
        match value {
            ValueRef::Null => Value::Null,
            ValueRef::Int(i) => Value::Int(i),
            ValueRef::Text(text) => Value::Text(text.to_string()),
            ValueRef::Real(x) => Value::Real(x),
            ValueRef::Bytes(bytes) => Value::Bytes(bytes.to_vec()),
        }
    }
}

impl<'v> ValueRef<'v> {
    pub fn int(self) -> Option<i64> {
        match self {
            ValueRef::Int(i) => Some(i),
            _ => None,
        }
    }

    pub fn text(self) -> Option<&'v str> {
        match self {
            ValueRef::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'v> From<Option<&'v str>> for ValueRef<'v> {
    fn from(text: Option<&'v str>) -> ValueRef<'v> {
        text.map_or(ValueRef::Null, ValueRef::Text)
    }
}

impl Value {
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    pub fn int(&self) -> Option<i64> {
        match self {
            Value::Int(i) => Some(*i),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    #[expect(dead_code, reason = "evidence is the next to use it")]
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    #[expect(dead_code, reason = "statistics are the next to use it")]
    pub fn real(&self) -> Option<f64> {
        match self {
            Value::Real(x) => Some(*x),
            _ => None,
        }
    }

    pub fn day(&self) -> Option<Day> {
        self.text().and_then(Day::parse)
    }

    pub fn fen(&self) -> Option<Fen> {
        self.int().map(Fen)
    }
}

impl From<i64> for Value {
    fn from(i: i64) -> Value {
        Value::Int(i)
    }
}

impl From<Fen> for Value {
    fn from(fen: Fen) -> Value {
        Value::Int(fen.0)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_string())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Value {
        Value::Text(day.to_string())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

mod sqlite {
    use rusqlite::types::{ToSql, ToSqlOutput, ValueRef as Stored};

    use super::ValueRef;
    use crate::base::Error;

    impl ToSql for ValueRef<'_> {
        fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
            Ok(ToSqlOutput::Borrowed(match self {
                ValueRef::Null => Stored::Null,
                ValueRef::Int(i) => Stored::Integer(*i),
                ValueRef::Text(text) => Stored::Text(text.as_bytes()),
                ValueRef::Real(x) => Stored::Real(*x),
                ValueRef::Bytes(bytes) => Stored::Blob(bytes),
            }))
        }
    }

    impl<'v> TryFrom<Stored<'v>> for ValueRef<'v> {
        type Error = Error;

        fn try_from(value: Stored<'v>) -> Result<ValueRef<'v>, Error> {
            Ok(match value {
                Stored::Null => ValueRef::Null,
                Stored::Integer(i) => ValueRef::Int(i),
                Stored::Real(x) => ValueRef::Real(x),
                Stored::Text(text) => ValueRef::Text(
                    simdutf8::basic::from_utf8(text).map_err(|e| Error::broken("a text", e))?,
                ),
                Stored::Blob(bytes) => ValueRef::Bytes(bytes),
            })
        }
    }
}

mod postgresql {
    use std::error::Error;

    use postgres::types::private::BytesMut;
    use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

    use super::{Value, ValueRef};

    impl ToSql for Value {
        fn to_sql(
            &self,
            ty: &Type,
            out: &mut BytesMut,
        ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
            ValueRef::from(self).to_sql(ty, out)
        }

        fn accepts(_: &Type) -> bool {
            true
        }

        to_sql_checked!();
    }

    impl ToSql for ValueRef<'_> {
        fn to_sql(
            &self,
            ty: &Type,
            out: &mut BytesMut,
        ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
            match (self, ty) {
                (ValueRef::Null, _) => Ok(IsNull::Yes),
                (ValueRef::Int(i), &Type::FLOAT8) => (*i as f64).to_sql(ty, out),
                (ValueRef::Int(i), &Type::INT4) => i32::try_from(*i)?.to_sql(ty, out),
                (ValueRef::Int(i), &Type::INT8) => i.to_sql(ty, out),
                (ValueRef::Text(text), _) => text.to_sql(ty, out),
                (ValueRef::Real(x), &Type::FLOAT8) => x.to_sql(ty, out),
                (ValueRef::Bytes(bytes), _) => bytes.to_sql(ty, out),
                (value, ty) => Err(format!("{value:?} does not fit a column of {ty}").into()),
            }
        }

        fn accepts(_: &Type) -> bool {
            true
        }

        to_sql_checked!();
    }

    impl<'a> FromSql<'a> for ValueRef<'a> {
        fn from_sql(
            ty: &Type,
            raw: &'a [u8],
        ) -> Result<ValueRef<'a>, Box<dyn Error + Sync + Send>> {
            Ok(match *ty {
                Type::INT8 => ValueRef::Int(i64::from_sql(ty, raw)?),
                Type::INT4 => ValueRef::Int(i32::from_sql(ty, raw)?.into()),
                Type::FLOAT8 => ValueRef::Real(f64::from_sql(ty, raw)?),
                Type::BYTEA => ValueRef::Bytes(raw),
                _ => ValueRef::Text(<&str>::from_sql(ty, raw)?),
            })
        }

        fn from_sql_null(_: &Type) -> Result<ValueRef<'a>, Box<dyn Error + Sync + Send>> {
            Ok(ValueRef::Null)
        }

        fn accepts(ty: &Type) -> bool {
            matches!(
                *ty,
                Type::INT8 | Type::INT4 | Type::FLOAT8 | Type::BYTEA | Type::TEXT | Type::VARCHAR
            )
        }
    }
}
