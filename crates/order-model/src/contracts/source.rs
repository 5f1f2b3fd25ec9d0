//! Where each row of the table comes from.
//!
//! Kept apart from the rows so that a page which never shows the address does not carry it.

/// The exchange's public page that specifies this root.
pub(super) fn of(root: &str) -> String {
    let page = match root {
        "6A" => "fx/g10/australian-dollar",
        "6B" => "fx/g10/british-pound",
        "6C" => "fx/g10/canadian-dollar",
        "6E" => "fx/g10/euro-fx",
        "6J" => "fx/g10/japanese-yen",
        "6M" => "fx/emerging-market/mexican-peso",
        "6N" => "fx/g10/new-zealand-dollar",
        "6S" => "fx/g10/swiss-franc",
        "BTC" => "cryptocurrencies/bitcoin/bitcoin",
        "CL" => "energy/crude-oil/light-sweet-crude",
        "EMD" => "equities/sp/e-mini-sandp-midcap-400",
        "ES" => "equities/sp/e-mini-sandp500",
        "GC" => "metals/precious/gold",
        "GF" => "agriculture/livestock/feeder-cattle",
        "HE" => "agriculture/livestock/lean-hogs",
        "HG" => "metals/base/copper",
        "HO" => "energy/refined-products/heating-oil",
        "KE" => "agriculture/grains/kc-wheat",
        "LE" => "agriculture/livestock/live-cattle",
        "M2K" => "equities/russell/micro-e-mini-russell-2000",
        "M6A" => "fx/g10/e-micro-australian-dollar",
        "M6B" => "fx/g10/e-micro-british-pound",
        "M6E" => "fx/g10/e-micro-euro",
        "MBT" => "cryptocurrencies/bitcoin/micro-bitcoin",
        "MCL" => "energy/crude-oil/micro-wti-crude-oil",
        "MES" => "equities/sp/micro-e-mini-sandp-500",
        "MET" => "cryptocurrencies/ether/micro-ether",
        "MGC" => "metals/precious/e-micro-gold",
        "MHG" => "metals/base/micro-copper",
        "MNG" => "energy/natural-gas/micro-henry-hub-natural-gas",
        "MNQ" => "equities/nasdaq/micro-e-mini-nasdaq-100",
        "MYM" => "equities/dow-jones/micro-e-mini-dow",
        "NG" => "energy/natural-gas/natural-gas",
        "NKD" => "equities/international-indices/nikkei-225-dollar",
        "NQ" => "equities/nasdaq/e-mini-nasdaq-100",
        "PA" => "metals/precious/palladium",
        "PL" => "metals/precious/platinum",
        "QG" => "energy/natural-gas/emini-natural-gas",
        "QM" => "energy/crude-oil/emini-crude-oil",
        "QO" => "metals/precious/e-mini-gold",
        "RB" => "energy/refined-products/rbob-gasoline",
        "RTY" => "equities/russell/e-mini-russell-2000",
        "SI" => "metals/precious/silver",
        "SIL" => "metals/precious/1000-oz-silver",
        "TN" => "interest-rates/us-treasury/ultra-10-year-us-treasury-note",
        "UB" => "interest-rates/us-treasury/ultra-t-bond",
        "YM" => "equities/dow-jones/e-mini-dow",
        "ZB" => "interest-rates/us-treasury/30-year-us-treasury-bond",
        "ZC" => "agriculture/grains/corn",
        "ZF" => "interest-rates/us-treasury/5-year-us-treasury-note",
        "ZL" => "agriculture/oilseeds/soybean-oil",
        "ZM" => "agriculture/oilseeds/soybean-meal",
        "ZN" => "interest-rates/us-treasury/10-year-us-treasury-note",
        "ZO" => "agriculture/grains/oats",
        "ZS" => "agriculture/oilseeds/soybean",
        "ZT" => "interest-rates/us-treasury/2-year-us-treasury-note",
        "ZW" => "agriculture/grains/wheat",
        _ => return elsewhere(root).to_owned(),
    };
    format!("https://www.cmegroup.com/markets/{page}.contractSpecs.html")
}

/// The pages outside CME Group's scheme of one page a contract.
fn elsewhere(root: &str) -> &'static str {
    match root {
        "E7" | "J7" => "https://www.cmegroup.com/markets/fx/fx-product-guide",
        "FDAX" | "FDXM" | "FDXS" => "https://www.eurex.com/ex-en/markets/idx/dax/Micro-DAX-Futures-2615490",
        "FESX" | "FSXE" => "https://www.eurex.com/ex-en/markets/productSearch/product!DE0009652388",
        "FBTP" | "FGBL" | "FGBM" | "FGBS" | "FGBX" | "FOAT" => {
            "https://www.eurex.com/ex-en/markets/int/fix/government-bonds/Mid-Term-Euro-OAT-Futures-42092"
        }
        "VX" => "https://www.cboe.com/tradable_products/vix/vix_futures/specifications",
        _ => "",
    }
}
