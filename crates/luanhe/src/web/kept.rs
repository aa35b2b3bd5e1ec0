//! Answers that are kept while the ledger stands, by what the actor may see.

use std::fmt::Debug;
use std::sync::Arc;

use super::ask::Ask;
use crate::base::Result;
use crate::measure::{Answer, Question};
use crate::record::Ledger;

impl Ask {
    /// The answer to a question, for what the actor may see.
    pub fn answer(&self, ledger: &mut Ledger, question: &Question) -> Result<Arc<Answer>> {
        let (actor, state) = (self.actor()?, ledger.state()?);
        let asked = self.key(question, &question.by)?;
        self.app.answers.get(&state, asked, || ledger.ask(actor, question))
    }

    /// The digest of the rows behind it.
    pub fn rows_hash(&self, ledger: &mut Ledger, question: &Question) -> Result<Arc<String>> {
        let (actor, state) = (self.actor()?, ledger.state()?);
        let asked = self.key(question, &())?;
        self.app.hashes.get(&state, asked, || ledger.rows_hash(actor, question))
    }

    fn key(&self, question: &Question, by: &dyn Debug) -> Result<String> {
        let (id, programme, part) = (question.indicator.id, &question.programme, &question.part);
        let (asked, actor) = (question.asked(), self.actor()?);
        Ok(format!(
            "{id} {programme} {asked:?} {part:?} {by:?} {:?} {}",
            actor.scope, actor.persons
        ))
    }
}
