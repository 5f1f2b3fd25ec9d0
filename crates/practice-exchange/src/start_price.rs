//! Where the drawn quotes of a contract start: round numbers a trader would not stumble over, no market data.

use order_model::{ContractRow, Price};

/// The start in ticks of the contract; for a root without a number, a price of four thousand ticks.
pub(crate) fn start_ticks(row: &ContractRow, tick: Price) -> i64 {
    let known = STARTS.iter().find(|(roots, ..)| roots.split(' ').any(|root| root == row.root));
    let price = known.and_then(|(_, mantissa, decimals)| Price::try_new(*mantissa, *decimals));
    let on_grid = price.and_then(|price| price.neighbours(tick)).and_then(|(below, _)| below.ticks(tick));
    on_grid.unwrap_or(4_000)
}

/// Roots, and the price as digits and decimals.
const STARTS: [(&str, i64, u32); 46] = [
    ("ES MES", 6_000, 0),
    ("NQ MNQ", 21_000, 0),
    ("YM MYM", 43_000, 0),
    ("RTY M2K", 2_300, 0),
    ("EMD", 3_200, 0),
    ("NKD", 39_000, 0),
    ("6A M6A", 65, 2),
    ("6B M6B", 127, 2),
    ("6C", 72, 2),
    ("6E E7 M6E", 108, 2),
    ("6J J7", 67, 4),
    ("6M", 54, 3),
    ("6N", 59, 2),
    ("6S", 113, 2),
    ("BTC MBT", 95_000, 0),
    ("MET", 3_500, 0),
    ("CL MCL QM", 70, 0),
    ("NG MNG QG", 32, 1),
    ("RB", 205, 2),
    ("HO", 23, 1),
    ("GC MGC QO", 2_650, 0),
    ("SI SIL", 31, 0),
    ("HG MHG", 43, 1),
    ("PL", 960, 0),
    ("PA", 980, 0),
    ("ZN", 110, 0),
    ("TN", 113, 0),
    ("ZB", 117, 0),
    ("UB", 122, 0),
    ("ZF FGBS", 107, 0),
    ("ZT", 103, 0),
    ("ZC", 440, 0),
    ("ZS", 1_010, 0),
    ("ZW KE", 550, 0),
    ("ZL", 42, 0),
    ("ZM", 300, 0),
    ("ZO", 350, 0),
    ("LE", 190, 0),
    ("GF", 260, 0),
    ("HE", 82, 0),
    ("VX", 17, 0),
    ("FDAX FDXM FDXS", 20_000, 0),
    ("FESX FSXE", 4_900, 0),
    ("FGBL FGBX", 132, 0),
    ("FGBM FBTP", 118, 0),
    ("FOAT", 124, 0),
];

#[cfg(test)]
mod tests {
    use super::*;
    use order_model::{CONTRACTS, InstrumentSpec};

    #[test]
    fn every_contract_has_a_start_and_room_to_move() {
        for row in CONTRACTS {
            let tick = InstrumentSpec::from_row(row).unwrap().tick_size;
            let named = STARTS.iter().any(|(roots, ..)| roots.split(' ').any(|root| root == row.root));
            assert!(named, "{}", row.root);
            assert!(start_ticks(row, tick) > 300, "{}", row.root);
        }
    }
}
