//! The exits every bracket case starts from, and what a case asserts.

use crate::desk::p;
use order_model::{BracketChecked, BracketDraft, Code, Exposure, Field, InstrumentSpec, Measure, Severity, bracket, contract};

/// A bracket as typed and what it protects, changed by a case.
#[derive(Clone)]
pub(crate) struct Exits {
    pub(crate) draft: BracketDraft,
    pub(crate) exposure: Exposure,
}

pub(crate) type Change = fn(&mut Exits) -> &mut Exits;

/// One row of a table, as in [`crate::desk::Case`].
pub(crate) struct ExitCase {
    pub(crate) name: &'static str,
    pub(crate) code: Code,
    pub(crate) field: Field,
    pub(crate) severity: Severity,
    pub(crate) says: &'static str,
    pub(crate) fixes: &'static [&'static str],
    pub(crate) also: &'static [Code],
    pub(crate) hit: Change,
    pub(crate) miss: Change,
}

impl ExitCase {
    pub(crate) fn run(&self) {
        let what = format!("{}: {}", self.code, self.name);
        let hit = Exits::changed(self.hit);
        let checked = hit.check();
        let mut codes: Vec<Code> = checked.findings.iter().map(|f| f.code).collect();
        let mut expected = self.also.to_vec();
        expected.push(self.code);
        codes.sort();
        expected.sort();
        assert_eq!(codes, expected, "{what}");
        let finding = checked.findings.iter().find(|f| f.code == self.code).expect(&what);
        assert_eq!((finding.field, finding.severity()), (self.field, self.severity), "{what}");
        assert_eq!(finding.message(), self.says, "{what}");
        let labels: Vec<String> = finding.fixes.iter().map(ToString::to_string).collect();
        assert_eq!(labels, self.fixes, "{what}");
        let blocked = checked.findings.iter().any(|f| f.severity() == Severity::Block);
        assert_eq!(checked.bracket.is_none(), blocked, "{what}");
        for fix in &finding.fixes {
            let mut fixed = hit.clone();
            fixed.draft.apply(fix);
            let left = fixed.check();
            assert!(left.findings.iter().all(|f| f.code != self.code), "{what}: {fix} does not clear it");
            let own = |f: &&order_model::Finding| f.field == self.field && f.severity() == Severity::Block;
            assert_eq!(left.findings.iter().find(own), None, "{what}: {fix} makes another");
        }
        let checked = Exits::changed(self.miss).check();
        assert!(checked.findings.iter().all(|f| f.code != self.code), "{what}: the neighbour has it too: {:?}", checked.findings);
        assert!(checked.bracket.is_some(), "{what}: the neighbour is blocked: {:?}", checked.findings);
    }
}

impl Exits {
    /// Long 2 ES from 6010.00, a stop-loss of 20 ticks and a target of twice its risk.
    pub(crate) fn clean() -> Exits {
        let spec = contract("ES").and_then(InstrumentSpec::from_row).expect("in the table");
        let exposure = Exposure { net: Some(2), entry: Some(p("6010")), market: None, spec };
        let draft =
            BracketDraft { stop_loss: "20".into(), stop_loss_in: Measure::Ticks, take_profit: "2R".into(), take_profit_in: Measure::Risk };
        Exits { draft, exposure }
    }

    pub(crate) fn changed(change: Change) -> Exits {
        let mut exits = Exits::clean();
        change(&mut exits);
        exits
    }

    pub(crate) fn check(&self) -> BracketChecked {
        bracket(&self.draft, &self.exposure)
    }

    /// A stop-loss alone.
    pub(crate) fn stop(&mut self, text: &str, measure: Measure) -> &mut Exits {
        (self.draft.stop_loss, self.draft.stop_loss_in) = (text.into(), measure);
        self.draft.take_profit.clear();
        self
    }

    /// A target alone.
    pub(crate) fn target(&mut self, text: &str, measure: Measure) -> &mut Exits {
        self.draft.stop_loss.clear();
        self.also_target(text, measure)
    }

    pub(crate) fn also_target(&mut self, text: &str, measure: Measure) -> &mut Exits {
        (self.draft.take_profit, self.draft.take_profit_in) = (text.into(), measure);
        self
    }

    pub(crate) fn net(&mut self, net: i64) -> &mut Exits {
        self.exposure.net = Some(net);
        self
    }

    pub(crate) fn from(&mut self, entry: &str) -> &mut Exits {
        self.exposure.entry = Some(p(entry));
        self
    }

    /// An open position, and the price its exit would meet.
    pub(crate) fn market(&mut self, market: &str) -> &mut Exits {
        self.exposure.market = Some(p(market));
        self
    }

    pub(crate) fn no_entry(&mut self) -> &mut Exits {
        self.exposure.entry = None;
        self
    }
}
