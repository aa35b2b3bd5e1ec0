//! What came with an address or a form: names with their values, in order. No HTTP here: the doors
//! decode, pages read and link.

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(pub Vec<(String, String)>);

impl Params {
    pub fn parse(encoded: &str) -> Params {
        Params(form_urlencoded::parse(encoded.as_bytes()).into_owned().collect())
    }

    /// The first value of a name that is not blank, without blanks around it.
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.iter().find(|(n, v)| n == name && !v.trim().is_empty());
        value.map(|(_, value)| value.trim())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(n, _)| n == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub fn without(&self, names: &[&str]) -> Params {
        let kept = self.0.iter().filter(|(n, v)| !names.contains(&n.as_str()) && !v.is_empty());
        Params(kept.cloned().collect())
    }

    pub fn with(&self, name: &str, value: &str) -> Params {
        let mut params = self.without(&[name]);
        params.0.push((name.to_string(), value.to_string()));
        params
    }

    /// As it stands behind `?`.
    pub fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// A path with these behind it.
    pub fn link(&self, path: &str) -> String {
        if self.0.is_empty() { path.to_string() } else { format!("{path}?{}", self.encoded()) }
    }
}

/// One part of a path, safe to stand between slashes.
pub fn part(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::Params;

    #[test]
    fn addresses_are_read_and_written_alike() {
        let params = Params::parse("use=%E4%BA%A7%E4%B8%9A&sort=-day&use=&limit=+5+");
        assert_eq!(params.get("use"), Some("产业"));
        assert_eq!(params.get("limit"), Some("5"));
        assert_eq!(params.get("known_on"), None);
        let next = params.without(&["limit"]).with("sort", "day");
        assert_eq!(next.link("/funds"), "/funds?use=%E4%BA%A7%E4%B8%9A&sort=day");
    }
}
