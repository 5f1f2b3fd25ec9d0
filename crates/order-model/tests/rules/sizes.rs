//! Sizes from a risk: each finding of [`order_model::sizing`] with a neighbour that has not got it, and the sizes themselves.

use crate::desk::p;
use order_model::RiskMeasure::{Currency, Percent};
use order_model::{Code, Field, InstrumentSpec, Money, RiskBasis, RiskMeasure, SizingChecked, SizingDraft, contract, sizing};

/// A risk as typed and what its size is computed from: ES at 6010.00 with a stop at 6006.00, which is 200 USD a contract,
/// and 25 000 USD of cash.
#[derive(Clone)]
pub(crate) struct Size {
    draft: SizingDraft,
    basis: RiskBasis,
}

type Change = fn(&mut Size) -> &mut Size;

/// One row of the table, as in [`crate::desk::Case`].
pub(crate) struct SizeCase {
    pub(crate) name: &'static str,
    pub(crate) code: Code,
    says: &'static str,
    also: &'static [Code],
    hit: Change,
    miss: Change,
}

impl SizeCase {
    pub(crate) fn run(&self) {
        let what = format!("{}: {}", self.code, self.name);
        let checked = Size::changed(self.hit).check();
        let mut codes: Vec<Code> = checked.findings.iter().map(|f| f.code).collect();
        let mut expected = self.also.to_vec();
        expected.push(self.code);
        codes.sort();
        expected.sort();
        assert_eq!((codes, checked.sizing), (expected, None), "{what}");
        let finding = checked.findings.iter().find(|f| f.code == self.code).expect(&what);
        assert_eq!((finding.field, finding.message().as_str(), finding.fixes.len()), (Field::Risk, self.says, 0), "{what}");
        let checked = Size::changed(self.miss).check();
        assert!(checked.findings.is_empty() && checked.sizing.is_some(), "{what}: the neighbour has {:?}", checked.findings);
    }
}

impl Size {
    fn changed(change: Change) -> Size {
        let spec = contract("ES").and_then(InstrumentSpec::from_row).expect("in the table");
        let cash = Some(Money::exact(p("25000"), order_model::Currency::Usd));
        let basis = RiskBasis { entry: Some(p("6010")), stop: Some(p("6006")), spec, cash };
        let mut size = Size { draft: SizingDraft { risk: "500".into(), risk_in: Currency }, basis };
        change(&mut size);
        size
    }

    fn check(&self) -> SizingChecked {
        sizing(&self.draft, &self.basis)
    }

    fn risk(&mut self, text: &str, risk_in: RiskMeasure) -> &mut Size {
        self.draft = SizingDraft { risk: text.into(), risk_in };
        self
    }

    fn from(&mut self, entry: &str, stop: &str) -> &mut Size {
        (self.basis.entry, self.basis.stop) = (Some(p(entry)), Some(p(stop)));
        self
    }

    fn cash(&mut self, amount: &str) -> &mut Size {
        self.basis.cash = Some(Money::exact(p(amount), order_model::Currency::Usd));
        self
    }

    fn no_cash(&mut self) -> &mut Size {
        self.basis.cash = None;
        self
    }
}

const fn case(name: &'static str, code: Code, says: &'static str, hit: Change, miss: Change) -> SizeCase {
    SizeCase { name, code, says, also: &[], hit, miss }
}

pub(crate) const SIZES: &[SizeCase] = &[
    case("blank", Code::RiskMissing, "Type what may be lost.", |size| size.risk(" ", Currency), |size| size.risk("200", Currency)),
    case(
        "no number",
        Code::RiskForm,
        "'$' does not belong in the number.",
        |size| size.risk("$500", Currency),
        |size| size.risk("500", Currency),
    ),
    case(
        "an amount is no percentage",
        Code::RiskForm,
        "'%' does not belong in the number.",
        |size| size.risk("500%", Currency),
        |size| size.risk("5%", Percent),
    ),
    case(
        "below zero",
        Code::RiskForm,
        "Leave out the minus sign: the side is known.",
        |size| size.risk("-500", Currency),
        |size| size.risk("500", Currency),
    ),
    case(
        "all of the cash is the most",
        Code::RiskForm,
        "More than all of the cash cannot be risked.",
        |size| size.risk("100.01", Percent),
        |size| size.risk("100", Percent),
    ),
    case(
        "more contracts than the API's integer",
        Code::RiskForm,
        "That is more contracts than the API can carry.",
        |size| size.risk("429496729600", Currency),
        |size| size.risk("429496729599.99", Currency),
    ),
    case(
        "digits that no arithmetic here holds",
        Code::RiskForm,
        "The numbers are too long to be computed exactly.",
        |size| {
            (size.basis.spec.point_value, size.basis.spec.tick_size) = (p("0.000000000000001"), p("0.000000000000001"));
            size.risk("999999999999999", Currency).from("0.000000000000001", "0.000000000000002")
        },
        |size| size.risk("999999999999", Currency).from("6010", "1"),
    ),
    case(
        "cash was never read",
        Code::RiskCashUnknown,
        "The cash of the account is not known: type an amount.",
        |size| size.no_cash().risk("2", Percent),
        |size| size.no_cash().risk("500", Currency),
    ),
    SizeCase {
        also: &[Code::RiskForm, Code::RiskDistanceUnknown],
        ..case(
            "and everything else is wrong too",
            Code::RiskCashUnknown,
            "The cash of the account is not known: type an amount.",
            |size| {
                size.basis.stop = None;
                size.no_cash().risk("two", Percent)
            },
            |size| size.risk("2", Percent),
        )
    },
    case(
        "euros of cash are no dollars of risk",
        Code::RiskCurrency,
        "The cash is in EUR and the contract in USD: type an amount.",
        |size| {
            size.basis.cash = Some(Money::exact(p("25000"), order_model::Currency::Eur));
            size.risk("2", Percent)
        },
        |size| {
            size.basis.cash = Some(Money::exact(p("25000"), order_model::Currency::Eur));
            size.risk("500", Currency)
        },
    ),
    case(
        "no stop",
        Code::RiskDistanceUnknown,
        "The size needs the price of the entry and of its stop.",
        |size| {
            size.basis.stop = None;
            size
        },
        |size| size,
    ),
    case(
        "no entry",
        Code::RiskDistanceUnknown,
        "The size needs the price of the entry and of its stop.",
        |size| {
            size.basis.entry = None;
            size
        },
        |size| size,
    ),
    case(
        "any size would risk nothing",
        Code::RiskNoDistance,
        "The stop is at the entry 6010: without a distance there is no size.",
        |size| size.from("6010.00", "6010"),
        |size| size.from("6010.00", "6009.75"),
    ),
    case(
        "a cent short of one contract",
        Code::RiskTooSmall,
        "One contract would risk 200.00 USD; you would risk 199.99 USD.",
        |size| size.risk("199.99", Currency),
        |size| size.risk("200", Currency),
    ),
    case(
        "nothing",
        Code::RiskTooSmall,
        "One contract would risk 200.00 USD; you would risk 0.00 USD.",
        |size| size.risk("0", Currency),
        |size| size.risk("200.00", Currency),
    ),
    case(
        "a percentage of little, exactly",
        Code::RiskTooSmall,
        "One contract would risk 200.00 USD; you would risk 199.9998 USD.",
        |size| size.cash("9999.99").risk("2", Percent),
        |size| size.cash("10000").risk("2 %", Percent),
    ),
    case(
        "an account in debt",
        Code::RiskTooSmall,
        "One contract would risk 200.00 USD; you would risk -500.00 USD.",
        |size| size.cash("-25000").risk("2", Percent),
        |size| size.cash("25000").risk("2", Percent),
    ),
];

#[test]
fn the_size_is_the_largest_that_does_not_risk_more() {
    let cases: [(Change, u32, &str, &str); 8] = [
        (|s| s, 2, "400.00 USD", "200.00 USD"),
        (|s| s.risk("200", Currency), 1, "200.00 USD", "200.00 USD"),
        (|s| s.risk("599.999999", Currency), 2, "400.00 USD", "200.00 USD"),
        (|s| s.risk("600", Currency), 3, "600.00 USD", "200.00 USD"),
        (|s| s.risk("2.4", Percent), 3, "600.00 USD", "200.00 USD"),
        (|s| s.risk("2.399", Percent), 2, "400.00 USD", "200.00 USD"),
        (|s| s.from("6006", "6010"), 2, "400.00 USD", "200.00 USD"),
        (|s| s.from("6010.1", "6006"), 2, "410.00 USD", "205.00 USD"),
    ];
    for (change, contracts, risk, per_contract) in cases {
        let found = Size::changed(change).check().sizing.expect("a size");
        assert_eq!(
            (found.contracts.get(), found.risk.to_string(), found.per_contract.to_string()),
            (contracts, risk.into(), per_contract.into())
        );
    }
}
