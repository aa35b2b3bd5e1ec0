//! The expression language as text: tokens and a syntax tree whose nodes know their byte position.

/// A node with its byte position in the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) at: usize,
    pub(crate) tree: Tree,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    /// A number and the unit written behind it.
    Number(i64, String),
    Text(String),
    /// `name` or `table.column`.
    Name(String),
    Call(String, Vec<Argument>),
    Not(Box<Node>),
    Minus(Box<Node>),
    /// `+ - * and or < <= > >= = !=`.
    Pair(&'static str, Box<Node>, Box<Node>),
    /// `x in (1, 2)`.
    OneOf(Box<Node>, Vec<Node>),
    /// `if a then b else c`.
    If(Box<Node>, Box<Node>, Box<Node>),
}

/// `value`, with `where condition` and `over window` behind it in the calls that add up rows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Argument {
    pub(crate) value: Node,
    pub(crate) filter: Option<Node>,
    pub(crate) window: Option<(usize, Window)>,
}

/// Which days count, relative to the day of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Window {
    /// The last n months up to the day of the run.
    Months(u32),
    /// From 1 January to the day of the run.
    ThisYear,
    /// The whole calendar year before.
    LastYear,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(i64, String),
    Text(String),
    Word(String),
    Sign(&'static str),
    End,
}

/// A fault with its byte position inside the expression.
pub(crate) type Fault = (usize, String);

const SIGNS: [&str; 14] = ["<=", ">=", "!=", "<", ">", "=", "+", "-", "*", "(", ")", ",", "{", "}"];

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Fault> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if c == '#' {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if c.is_ascii_digit() {
            let (token, length) = number(rest).map_err(|text| (at, text))?;
            found.push((at, token));
            at += length;
        } else if c == '\'' || c == '"' {
            let inside = &rest[1..];
            let end = inside.find(c).ok_or((at, format!("the text has no closing {c}")))?;
            found.push((at, Token::Text(inside[..end].to_string())));
            at += end + 2;
        } else if is_word(c) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            found.push((at, Token::Word(rest[..end].to_string())));
            at += end;
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            found.push((at, Token::Sign(sign)));
            at += sign.len();
        } else {
            return Err((at, format!("`{c}` means nothing here")));
        }
    }
    found.push((text.len(), Token::End));
    Ok(found)
}

/// `1_000`, `30%`, `6月`, `20000元`: a whole number and the unit written directly behind it.
fn number(rest: &str) -> Result<(Token, usize), String> {
    let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(rest.len());
    let value = rest[..digits].replace('_', "");
    let value: i64 = value.parse().map_err(|_| format!("{value} is too large"))?;
    let mut end = digits;
    if rest[end..].starts_with('.') {
        return Err("only whole numbers: write 0.5元 as 50分, 1.5 as 150%".to_string());
    }
    if rest[end..].starts_with('%') {
        end += 1;
    } else {
        let more = &rest[end..];
        end += more.find(|c: char| !c.is_alphabetic() && c != '/').unwrap_or(more.len());
    }
    Ok((Token::Number(value, rest[digits..end].to_string()), end))
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
}

/// Deeper nesting than any rule needs is refused, so that no text exhausts the stack.
const DEEPEST: usize = 60;

/// Reads one expression; positions are byte offsets into `text`.
pub(crate) fn parse(text: &str) -> Result<Node, Fault> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, depth: 0 };
    let node = parser.whole()?;
    match parser.peek() {
        Token::End => Ok(node),
        other => Err((parser.at(), format!("{} is not expected here", named(other)))),
    }
}

fn named(token: &Token) -> String {
    match token {
        Token::Number(value, unit) => format!("`{value}{unit}`"),
        Token::Text(text) => format!("'{text}'"),
        Token::Word(word) => format!("`{word}`"),
        Token::Sign(sign) => format!("`{sign}`"),
        Token::End => "the end".to_string(),
    }
}

impl Parser {
    fn peek(&self) -> &Token {
        &self.tokens[self.next].1
    }

    fn at(&self) -> usize {
        self.tokens[self.next].0
    }

    fn take(&mut self) -> Token {
        let token = self.tokens[self.next].1.clone();
        self.next = (self.next + 1).min(self.tokens.len() - 1);
        token
    }

    fn sign(&mut self, sign: &str) -> bool {
        let here = matches!(self.peek(), Token::Sign(s) if *s == sign);
        if here {
            self.take();
        }
        here
    }

    fn word(&mut self, word: &str) -> bool {
        let here = matches!(self.peek(), Token::Word(w) if w == word);
        if here {
            self.take();
        }
        here
    }

    fn need(&mut self, sign: &str) -> Result<(), Fault> {
        match self.sign(sign) {
            true => Ok(()),
            false => Err((self.at(), format!("`{sign}` expected, found {}", named(self.peek())))),
        }
    }

    fn whole(&mut self) -> Result<Node, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err((self.at(), "nested too deeply; name a part as a feature".to_string()));
        }
        let at = self.at();
        let node = if self.word("if") {
            let condition = Box::new(self.whole()?);
            self.keyword("then")?;
            let yes = Box::new(self.whole()?);
            self.keyword("else")?;
            let no = Box::new(self.whole()?);
            Ok(Node { at, tree: Tree::If(condition, yes, no) })
        } else {
            self.chain(0)
        };
        self.depth -= 1;
        node
    }

    fn keyword(&mut self, word: &str) -> Result<(), Fault> {
        match self.word(word) {
            true => Ok(()),
            false => Err((self.at(), format!("`{word}` expected, found {}", named(self.peek())))),
        }
    }

    /// Operators from the loosest binding (`or`) to the tightest (`*`).
    fn chain(&mut self, level: usize) -> Result<Node, Fault> {
        const LEVELS: [&[&str]; 5] =
            [&["or"], &["and"], &["<=", ">=", "!=", "<", ">", "="], &["+", "-"], &["*"]];
        const COMPARE: usize = 2;
        if level == LEVELS.len() {
            return self.single();
        }
        if level == COMPARE && matches!(self.peek(), Token::Word(w) if w == "not") {
            let at = self.at();
            self.take();
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err((at, "nested too deeply".to_string()));
            }
            let inside = self.chain(COMPARE)?;
            self.depth -= 1;
            return Ok(Node { at, tree: Tree::Not(Box::new(inside)) });
        }
        let mut left = self.chain(level + 1)?;
        loop {
            let at = self.at();
            let found = LEVELS[level].iter().find(|sign| match self.peek() {
                Token::Word(word) => word == *sign,
                Token::Sign(s) => s == *sign,
                _ => false,
            });
            if level == COMPARE && found.is_none() && self.word("in") {
                left = Node { at, tree: Tree::OneOf(Box::new(left), self.list()?) };
                continue;
            }
            let Some(sign) = found else { return Ok(left) };
            self.take();
            let right = self.chain(level + 1)?;
            left = Node { at, tree: Tree::Pair(sign, Box::new(left), Box::new(right)) };
        }
    }

    fn list(&mut self) -> Result<Vec<Node>, Fault> {
        self.need("(")?;
        let mut items = vec![self.whole()?];
        while self.sign(",") {
            items.push(self.whole()?);
        }
        self.need(")")?;
        Ok(items)
    }

    fn single(&mut self) -> Result<Node, Fault> {
        let at = self.at();
        let tree = match self.take() {
            Token::Number(value, unit) => Tree::Number(value, unit),
            Token::Text(text) => Tree::Text(text),
            Token::Sign("-") => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err((at, "nested too deeply".to_string()));
                }
                let inside = self.single()?;
                self.depth -= 1;
                Tree::Minus(Box::new(inside))
            }
            Token::Sign("(") => {
                let inside = self.whole()?;
                self.need(")")?;
                return Ok(inside);
            }
            Token::Word(word) if self.sign("(") => Tree::Call(word, self.arguments()?),
            Token::Word(word) => Tree::Name(word),
            other => return Err((at, format!("a value expected, found {}", named(&other)))),
        };
        Ok(Node { at, tree })
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, Fault> {
        let mut found = Vec::new();
        if self.sign(")") {
            return Ok(found);
        }
        loop {
            let value = self.whole()?;
            let filter = if self.word("where") { Some(self.whole()?) } else { None };
            let window = if self.word("over") { Some(self.window()?) } else { None };
            found.push(Argument { value, filter, window });
            if !self.sign(",") {
                break;
            }
        }
        self.need(")")?;
        Ok(found)
    }

    fn window(&mut self) -> Result<(usize, Window), Fault> {
        let at = self.at();
        let window = match (self.take(), self.peek().clone()) {
            (Token::Number(n, unit), Token::Word(word))
                if unit.is_empty() && matches!(word.as_str(), "months" | "month") =>
            {
                self.take();
                months(n)
            }
            (Token::Number(n, unit), _) if unit == "月" => months(n),
            (Token::Word(word), _) if word == "year" => Some(Window::ThisYear),
            (Token::Word(word), Token::Word(next)) if word == "last" && next == "year" => {
                self.take();
                Some(Window::LastYear)
            }
            _ => None,
        };
        let known = "a window is `12 months` (1 to 1200), `year` or `last year`";
        window.map(|window| (at, window)).ok_or((at, known.to_string()))
    }
}

fn months(n: i64) -> Option<Window> {
    u32::try_from(n).ok().filter(|n| (1..=1200).contains(n)).map(Window::Months)
}

#[cfg(test)]
mod tests {
    use super::{Tree, parse};

    #[test]
    fn operators_bind_as_on_paper() {
        let node = parse("a + b * c < 30% and not d or e").unwrap();
        let Tree::Pair("or", left, _) = node.tree else { panic!("or is loosest") };
        let Tree::Pair("and", less, not) = left.tree else { panic!("then and") };
        assert!(matches!(less.tree, Tree::Pair("<", ..)));
        assert!(matches!(not.tree, Tree::Not(..)));
    }

    #[test]
    fn faults_say_where_and_what() {
        let fault = |text: &str| parse(text).unwrap_err();
        assert_eq!(fault("a + "), (4, "a value expected, found the end".to_string()));
        assert_eq!(fault("(a"), (2, "`)` expected, found the end".to_string()));
        assert_eq!(fault("a b"), (2, "`b` is not expected here".to_string()));
        assert_eq!(fault("sum(a.b over 0 months)").0, 13);
        assert!(fault("1.5").1.contains("whole numbers"));
        assert!(fault(&"(".repeat(500)).1.contains("nested"));
        assert!(fault(&"-".repeat(500)).1.contains("nested"));
        assert!(fault(&"not ".repeat(500)).1.contains("nested"));
    }
}
