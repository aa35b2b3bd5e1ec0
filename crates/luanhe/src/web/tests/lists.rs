//! Lists turn back as they turned on; addresses of registers, topics and our own pages do not collide.

use super::{Visitor, ledger, workbook, world};
use crate::base::{Error, say, text};
use crate::import::{Arrival, accept};
use crate::record::{Actor, Origin};
use crate::topics::{self, Page, Topic};
use crate::web::{App, Site};

fn link(page: &str, rel: &str) -> Option<String> {
    let tag = page.split("<a ").find(|tag| tag.contains(&format!("rel=\"{rel}\"")))?;
    let path = tag.split("href=\"").nth(1)?.split('"').next()?;
    Some(path.replace("&#38;", "&").replace("&amp;", "&"))
}

fn rows(page: &str) -> Vec<String> {
    page.split("class=\"row\" href=\"")
        .skip(1)
        .map(|l| l.split('"').next().unwrap().into())
        .collect()
}

#[test]
fn a_list_turns_back_the_way_it_came() {
    let app = world("back", true);
    let visitor = Visitor::as_one(&app, "审");
    for sort in ["", "&sort=-amount", "&sort=day"] {
        let mut pages = vec![visitor.get(&format!("/funds?limit=50{sort}")).text];
        assert_eq!(link(&pages[0], "prev"), None);
        while let Some(next) = link(pages.last().unwrap(), "next") {
            pages.push(visitor.get(&next).text);
        }
        assert_eq!(pages.iter().map(|page| rows(page).len()).collect::<Vec<_>>(), [50, 50, 20]);
        let mut at = pages.len() - 1;
        let mut page = pages[at].clone();
        while let Some(previous) = link(&page, "prev") {
            page = visitor.get(&previous).text;
            at -= 1;
            assert_eq!(rows(&page), rows(&pages[at]), "{sort}, page {at}");
            assert!(link(&page, "next").is_some());
        }
        assert_eq!(at, 0, "back at the first page");
    }
}

#[test]
fn no_register_has_the_name_of_a_page() {
    let routes = include_str!("../routes.rs");
    let firsts = |before: &str| -> Vec<String> {
        let word = |rest: &str| rest.split(['/', '"']).next().unwrap().to_string();
        routes.split(&format!(".route(\"{before}")).skip(1).map(word).collect()
    };
    for register in &topics::catalog().registers {
        for before in ["/", "/api/"] {
            let taken = firsts(before);
            assert!(taken.len() > 5 && !taken.contains(&register.name.to_string()), "{register:?}");
        }
    }
    // Behind a register stands a row's id: a clock's, never a word of ours.
    assert!(routes.contains("/{register}/new"));
}

#[test]
fn a_topic_has_pages_of_its_own() {
    let app = world("topic-page", false);
    let like = topics::ALL[0];
    let topic: &'static Topic = Box::leak(Box::new(Topic {
        name: like.name,
        title: like.title,
        registers: like.registers,
        watch: like.watch,
        indicators: like.indicators,
        chapter: like.chapter,
        pages: Box::leak(Box::new([Page {
            name: "flow",
            title: text("资金流向", "flow of money"),
            body: |_, actor, programme, params, say| {
                let word = params.get("word").unwrap_or("");
                Ok(format!("<h1>{} {programme} {word} {}</h1>", say.of("流向", "flow"), actor.name))
            },
        }])),
        offers: like.offers,
        manual: like.manual,
    }));
    let site = &app.site;
    let app = std::sync::Arc::new(App::new(Site {
        open: site.open.clone(),
        topics: Box::leak(Box::new([topic])),
        programme: site.programme.clone(),
        title: say!("一", "one"),
        home: site.home.clone(),
        helper: site.helper.clone(),
        from: site.from,
        to: site.to,
        origin: site.origin,
        demo_names: Vec::new(),
        https: false,
    }));
    let office = Visitor::as_one(&app, "李");
    let path = format!("/topics/{}/flow", like.name);
    assert!(office.get("/registers").text.contains(&path));
    let page = office.get(&format!("{path}?word=x")).text;
    assert!(page.contains("<h1>流向 tj-cd x 李</h1>"), "{page}");
    assert_eq!(office.get("/topics/funds/nothing").status, 404);
    assert_eq!(Visitor::nobody(&app).get(&path).status, 303);
}

#[test]
fn an_import_that_is_stopped_records_nothing() {
    let mut ledger = ledger(":memory:");
    let me = Actor::system("test");
    let bytes = workbook();
    let arrival = Arrival {
        actor: &me,
        programme: "tj-cd",
        origin: Origin::Synthetic,
        register: topics::register("funds").unwrap(),
        others: &[],
        beside: topics::BESIDE,
        mappings: &[],
        name: "2021资金.xlsx",
        bytes: &bytes,
    };
    let stopped =
        accept(&mut ledger, &arrival, &mut |_| Err(Error::Conflict(say!("停止", "stopped"))));
    assert!(matches!(stopped, Err(Error::Conflict(_))));
    assert_eq!(ledger.head().unwrap().no, 0, "no entry");
    assert_eq!(accept(&mut ledger, &arrival, &mut |_| Ok(())).unwrap().accepted, 120);
}
