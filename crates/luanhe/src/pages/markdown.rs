//! The little Markdown that our manuals use: headings, paragraphs, lists, tables, code. Everything is
//! escaped first, so that a manual can hold no markup of its own.

/// A manual's text as HTML.
pub fn html(text: &str) -> String {
    let mut out = String::new();
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].trim_end();
        at += match line {
            "" => 1,
            _ if line.starts_with("```") => code(&lines[at..], &mut out),
            _ if line.starts_with('#') => heading(line, &mut out),
            _ if line.starts_with('|') => table(&lines[at..], &mut out),
            _ if bullet(line).is_some() => list(&lines[at..], &mut out),
            _ => paragraph(&lines[at..], &mut out),
        };
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `code`, **strong** and [links](/within).
fn inline(text: &str) -> String {
    let mut out = String::new();
    for (at, piece) in text.split('`').enumerate() {
        if at % 2 == 1 {
            out += &format!("<code>{}</code>", escaped(piece));
            continue;
        }
        for (at, piece) in piece.split("**").enumerate() {
            let piece = linked(piece);
            out += &if at % 2 == 1 { format!("<strong>{piece}</strong>") } else { piece };
        }
    }
    out
}

/// Links lead within the site only; others stay text.
fn linked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let link = after.split_once("](").and_then(|(words, tail)| {
            let (address, tail) = tail.split_once(')')?;
            (address.starts_with('/') && !address.starts_with("//"))
                .then_some((words, address, tail))
        });
        out += &escaped(before);
        match link {
            Some((words, address, tail)) => {
                out += &format!("<a href=\"{}\">{}</a>", escaped(address), escaped(words));
                rest = tail;
            }
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + &escaped(rest)
}

fn code(lines: &[&str], out: &mut String) -> usize {
    let end = lines.iter().skip(1).position(|l| l.starts_with("```"));
    let end = end.map_or(lines.len(), |n| n + 1);
    *out += &format!("<pre><code>{}</code></pre>\n", escaped(&lines[1..end].join("\n")));
    (end + 1).min(lines.len())
}

/// Titles of manuals begin one level below the page's own.
fn heading(line: &str, out: &mut String) -> usize {
    let marks = line.chars().take_while(|c| *c == '#').count();
    let level = (marks + 1).min(6);
    *out += &format!("<h{level}>{}</h{level}>\n", inline(line[marks..].trim()));
    1
}

fn bullet(line: &str) -> Option<(&'static str, &str)> {
    let line = line.trim_start();
    if let Some(item) = line.strip_prefix("- ").or(line.strip_prefix("* ")) {
        return Some(("ul", item));
    }
    let (number, item) = line.split_once(". ")?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(("ol", item))
}

fn list(lines: &[&str], out: &mut String) -> usize {
    let kind = bullet(lines[0]).map_or("ul", |(kind, _)| kind);
    let mut items: Vec<String> = Vec::new();
    let mut taken = 0;
    for line in lines {
        match (bullet(line), items.last_mut()) {
            (Some((own, item)), _) if own == kind => items.push(item.to_string()),
            // A line further in goes on with the item.
            (None, Some(last)) if line.starts_with(' ') && !line.trim().is_empty() => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => break,
        }
        taken += 1;
    }
    let items: String = items.iter().map(|i| format!("<li>{}</li>\n", inline(i))).collect();
    *out += &format!("<{kind}>\n{items}</{kind}>\n");
    taken
}

fn table(lines: &[&str], out: &mut String) -> usize {
    let rows: Vec<&str> =
        lines.iter().map(|l| l.trim()).take_while(|l| l.starts_with('|')).collect();
    let cells = |row: &str| {
        let row = row.trim_matches('|');
        row.split('|').map(|c| inline(c.trim())).collect::<Vec<_>>()
    };
    let ruled = |row: &str| row.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    let headed = rows.get(1).is_some_and(|row| ruled(row));
    *out += "<table>\n";
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !ruled(row)) {
        let tag = if headed && at == 0 { "th" } else { "td" };
        let cells: String = cells(row).iter().map(|c| format!("<{tag}>{c}</{tag}>")).collect();
        *out += &format!("<tr>{cells}</tr>\n");
    }
    *out += "</table>\n";
    rows.len()
}

fn paragraph(lines: &[&str], out: &mut String) -> usize {
    let ends =
        |l: &&&str| !l.trim().is_empty() && !l.starts_with(['#', '|']) && !l.starts_with("```");
    let mut own: Vec<&str> = vec![lines[0].trim()];
    own.extend(
        lines[1..].iter().take_while(ends).take_while(|l| bullet(l).is_none()).map(|l| l.trim()),
    );
    *out += &format!("<p>{}</p>\n", inline(&own.join(" ")));
    own.len()
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn manuals_become_pages_and_nothing_else() {
        let text = "# 资金\n\n第一行\n接着 `a<b` **重** [台账](/funds) [外](https://x)\n\n- 甲\n  续\n- 乙\n\n\
                    | 字段 | 说明 |\n|---|---|\n| a | b |\n\n```\n$ luanhe <x>\n```\n";
        let page = html(text);
        assert!(page.contains("<h2>资金</h2>"), "{page}");
        assert!(
            page.contains("<code>a&lt;b</code> <strong>重</strong> <a href=\"/funds\">台账</a>")
        );
        assert!(page.contains("[外](https://x)"));
        assert!(page.contains("<li>甲 续</li>\n<li>乙</li>"));
        assert!(
            page.contains("<tr><th>字段</th><th>说明</th></tr>\n<tr><td>a</td><td>b</td></tr>")
        );
        assert!(page.contains("<pre><code>$ luanhe &lt;x&gt;</code></pre>"));
        assert!(!page.contains("<x>"));
    }
}
