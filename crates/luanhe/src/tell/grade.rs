//! The page that grades a document: how far its figures are proven, from where they come, and what
//! changed since an earlier issue.

use std::collections::HashMap;

use super::document::{Attachment, Block, Cell, Column, Document, Row, Table};
use super::figure::{Figure, Proof};
use super::issue::{Issue, Issued};
use super::layout::{Figures, in_block};
use super::sentence::Sentence;
use crate::base::{Day, Lang, Said, say};
use crate::record::Origin;

/// What the last page says.
#[derive(Clone, Debug, PartialEq)]
pub struct Grade {
    pub figures: usize,
    pub proofs: Vec<(Proof, usize)>,
    /// Figures and rows by where the rows come from.
    pub origins: Vec<(Origin, usize, u64)>,
    /// Labels of figures that ask the same and yet say different things.
    pub contradictions: Vec<Said>,
    pub changes: Option<Changes>,
}

/// This issue against an earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    pub since: Said,
    /// Same question, same period, another value: the earlier figure was restated.
    pub restated: Vec<(Issued, Issued)>,
    /// Same question, another period.
    pub moved: Vec<(Issued, Issued)>,
    pub added: usize,
    pub dropped: usize,
    pub unchanged: usize,
}

impl Document {
    /// The document with its grade as the last attachment.
    pub fn graded(mut self, earlier: Option<&Issue>) -> Document {
        let grade = grade(&self, earlier);
        let attachment = attachment(&self, &grade);
        self.attachments.push(attachment);
        self
    }
}

pub fn grade(document: &Document, earlier: Option<&Issue>) -> Grade {
    let figures = Figures::of(document);
    let count = |proof| figures.iter().filter(|(_, f)| f.proof() == proof).count();
    let proofs = [Proof::Proven, Proof::Quoted, Proof::Demo, Proof::NoRecord];
    let of_origin = |origin| {
        let some = || figures.iter().filter(move |(_, f)| f.origin == origin);
        (origin, some().count(), some().map(|(_, f)| f.rows).sum())
    };
    Grade {
        figures: figures.len(),
        proofs: proofs.map(|proof| (proof, count(proof))).to_vec(),
        origins: Origin::ALL.map(of_origin).into_iter().filter(|(_, n, _)| *n > 0).collect(),
        contradictions: contradictions(document),
        changes: earlier.map(|issue| changes(&Issue::of(document), issue)),
    }
}

fn contradictions(document: &Document) -> Vec<Said> {
    let mut known: HashMap<String, i64> = HashMap::new();
    let mut found = Vec::new();
    let blocks = document.chapters.iter().flat_map(|c| &c.blocks);
    for figure in blocks.flat_map(in_block) {
        let value = *known.entry(figure.key()).or_insert(figure.value);
        if value != figure.value && !found.contains(&figure.label) {
            found.push(figure.label.clone());
        }
    }
    found
}

fn changes(now: &Issue, before: &Issue) -> Changes {
    let mut changes = Changes {
        since: before.document.title.clone(),
        restated: Vec::new(),
        moved: Vec::new(),
        added: 0,
        dropped: 0,
        unchanged: 0,
    };
    let mut used = vec![false; before.figures.len()];
    let mut find = |wanted: &dyn Fn(&Issued) -> bool| {
        let at = (0..used.len()).find(|at| !used[*at] && wanted(&before.figures[*at]))?;
        used[at] = true;
        Some(before.figures[at].clone())
    };
    let mut rest = Vec::new();
    for figure in &now.figures {
        let same = |old: &Issued| {
            old.question == figure.question && old.from == figure.from && old.to == figure.to
        };
        match find(&same) {
            Some(old) if old.value == figure.value => changes.unchanged += 1,
            Some(old) => changes.restated.push((old, figure.clone())),
            None => rest.push(figure),
        }
    }
    for figure in rest {
        match find(&|old| old.question == figure.question) {
            Some(old) => changes.moved.push((old, figure.clone())),
            None => changes.added += 1,
        }
    }
    changes.dropped = used.iter().filter(|used| !**used).count();
    changes
}

fn attachment(document: &Document, grade: &Grade) -> Attachment {
    let mut blocks = vec![Block::Paragraph(summary(document, grade))];
    if let Some(changes) = &grade.changes {
        blocks.push(Block::Paragraph(vec![compared(changes)]));
        if !changes.restated.is_empty() || !changes.moved.is_empty() {
            blocks.push(Block::Table(change_table(changes)));
        }
    }
    blocks.push(Block::Table(source_table(document)));
    let title = say!("数据来源与核验", "Sources and proof of the figures");
    Attachment { title, blocks }
}

fn summary(document: &Document, grade: &Grade) -> Vec<Sentence> {
    let all = grade.figures;
    let mut said = Vec::new();
    for (proof, n) in &grade.proofs {
        let label = proof.label();
        if *n > 0 || *proof == Proof::Proven {
            said.push(Said { zh: format!("{}{n}项", label.zh), en: format!("{n} {}", label.en) });
        }
    }
    let parts = joined(&said);
    let as_of = document.as_of;
    let as_of_zh = as_of.in_chinese();
    let mut sentences = vec![
        Said {
            zh: format!("本文共用数据{all}项：{}。", parts.zh),
            en: format!("This paper states {all} figures: {}.", parts.en),
        },
        say!(
            "数据截至{as_of_zh}，另注明截至日期的除外。",
            "They are as of {as_of} where no other day is given."
        ),
    ];
    if grade.origins.iter().any(|(origin, ..)| *origin == Origin::Synthetic) {
        sentences.push(say!("演示数据不证明任何事实。", " Demonstration data prove nothing."));
    }
    for label in &grade.contradictions {
        sentences.push(Said {
            zh: format!("*“{}”在文中有两个不同的数值，须更正。*", label.zh),
            en: format!("*{} is stated with two different values; correct it.*", label.en),
        });
    }
    sentences.into_iter().map(Sentence::plain).collect()
}

fn joined(parts: &[Said]) -> Said {
    let join =
        |lang: Lang, by: &str| parts.iter().map(|part| part.to(lang)).collect::<Vec<_>>().join(by);
    Said { zh: join(Lang::Zh, "，"), en: join(Lang::En, ", ") }
}

fn compared(changes: &Changes) -> Sentence {
    let Changes { since, restated, moved, added, dropped, unchanged } = changes;
    let (restated, moved) = (restated.len(), moved.len());
    Sentence::plain(Said {
        zh: format!(
            "与上一期（{}）相比：更正{restated}项，更新至本期{moved}项，新增{added}项，\
             不再列出{dropped}项，未变{unchanged}项。",
            since.zh
        ),
        en: format!(
            "Against the last issue ({}): {restated} restated, {moved} carried on to this period, \
             {added} new, {dropped} no longer listed, {unchanged} unchanged.",
            since.en
        ),
    })
}

fn change_table(changes: &Changes) -> Table {
    let row = |(old, new): &(Issued, Issued), why: Said| {
        let period = |issued: &Issued| {
            let Issued { from, to, shown, .. } = issued;
            Said {
                zh: format!("{}（{from} 至 {to}）", shown.zh),
                en: format!("{} ({from} to {to})", shown.en),
            }
        };
        Row::plain([
            Cell::Words(new.label.clone()),
            period(old).into(),
            period(new).into(),
            why.into(),
        ])
    };
    let restated = changes.restated.iter().map(|pair| row(pair, say!("更正", "restated")));
    let moved = changes.moved.iter().map(|pair| row(pair, say!("更新", "new period")));
    Table {
        title: say!("与上一期相比的变化", "Changes since the last issue"),
        columns: vec![
            Column::words(say!("指标", "Indicator"), 4),
            Column::words(say!("上一期", "Last issue"), 5),
            Column::words(say!("本期", "This issue"), 5),
            Column::words(say!("性质", "Kind"), 2),
        ],
        rows: restated.chain(moved).collect(),
        notes: Vec::new(),
    }
}

/// A run of so many figures of one indicator, as tables have them, takes one line.
const RUN: usize = 4;

fn source_table(document: &Document) -> Table {
    let figures = Figures::of(document);
    let all: Vec<(usize, &Figure)> = figures.iter().collect();
    let alike = |a: &(usize, &Figure), b: &(usize, &Figure)| {
        let about = |f: &Figure| (f.indicator.clone(), f.version, f.origin, f.as_of);
        about(a.1) == about(b.1)
    };
    let mut rows = Vec::new();
    for group in all.chunk_by(alike) {
        if group.len() >= RUN {
            rows.push(run_row(group, document.as_of));
        } else {
            rows.extend(group.iter().map(|(n, figure)| figure_row(*n, figure, document.as_of)));
        }
    }
    Table {
        title: say!("数据来源", "Sources"),
        columns: vec![
            Column::words(say!("序号", "No."), 6),
            Column::words(say!("指标与口径", "Indicator and basis"), 15),
            Column::words(say!("数值", "Value"), 8),
            Column::words(say!("筛选条件", "Filters"), 14),
            Column::words(say!("来源", "Source"), 9),
            Column::words(say!("行集哈希", "Row-set hash"), 10),
        ],
        rows,
        notes: vec![say!(
            "序号即正文数字右上角的编号；行集哈希为 SM3 值的前 12 位，全文见电子表“来源”页。",
            "Numbers are those beside the figures; row-set hashes are the first 12 digits of the SM3 \
             value, given whole on the sheet Sources of the workbook."
        )],
    }
}

fn figure_row(n: usize, figure: &Figure, as_of: Day) -> Row {
    let hash = figure.rows_hash.get(..12).unwrap_or(&figure.rows_hash);
    Row::plain([
        say!("{n}", "{n}").into(),
        about(figure).into(),
        Cell::from(figure),
        filters(figure).into(),
        origin(figure, figure.rows, as_of).into(),
        say!("{hash}", "{hash}").into(),
    ])
}

fn run_row(group: &[(usize, &Figure)], as_of: Day) -> Row {
    let (first, last) = (group[0], group[group.len() - 1]);
    let n = group.len();
    let rows = group.iter().map(|(_, figure)| figure.rows).sum();
    let (from, to) = (first.0, last.0);
    Row::plain([
        say!("{from}–{to}", "{from}–{to}").into(),
        about(first.1).into(),
        say!("{n}个数", "{n} figures").into(),
        say!("逐项见电子表", "one by one in the workbook").into(),
        origin(first.1, rows, as_of).into(),
        say!("见电子表", "in the workbook").into(),
    ])
}

fn about(figure: &Figure) -> Said {
    let (id, version) = (&figure.indicator, figure.version);
    Said {
        zh: format!("{}（{}） {id}@{version}", figure.label.zh, figure.basis.zh),
        en: format!("{} ({}) {id}@{version}", figure.label.en, figure.basis.en),
    }
}

fn filters(figure: &Figure) -> Said {
    Said { zh: figure.filters.line(Lang::Zh), en: figure.filters.line(Lang::En) }
}

/// Where the rows come from and how many they are; the day only where it is not the document's.
fn origin(figure: &Figure, rows: u64, as_of: Day) -> Said {
    let label = figure.origin.label();
    let mut said =
        Said { zh: format!("{}，{rows}行", label.zh), en: format!("{}, {rows} rows", label.en) };
    if figure.as_of != as_of {
        said.zh.push_str(&format!("，截至{}", figure.as_of));
        said.en.push_str(&format!(", as of {}", figure.as_of));
    }
    said
}
