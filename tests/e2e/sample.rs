//! The API page's Python sample, unchanged but for address and token.

use crate::http;
use crate::venue::{TOKEN, Venue, config};
use crate::ways::run;
use std::process::Command;

/// To the letter of the page, up to `{url}`.
const SAMPLE: &str = r#"
import requests

token = 'my-secret-token'

url = "{url}/v1/api/accounts/Sim101/orders/place"
headers = {
    "Authorization": f"Bearer {token}",
    "Content-Type": "application/json"
}
data = {
    "instrument": "MES 12-25",
    "action": "BUY",
    "orderType": "MARKET",
    "quantity": 1,
    "timeInForce": "DAY"
    # "limitPrice": 5500
    # "stopPrice": 0,
    # "ocoId": "abc123",
    # "strategy": "MyAtmStrategy"
}

try:
    response = requests.post(url, headers=headers, json=data)
    print(f"Response Code: {response.status_code}, Response Text: {response.text}")
except Exception as e:
    print(f"An error occurred: {e}")
"#;

/// What `requests` puts on the wire for it: blanks after colons and commas.
const BODY: &str = r#"{"instrument": "MES 12-25", "action": "BUY", "orderType": "MARKET", "quantity": 1, "timeInForce": "DAY"}"#;

#[test]
fn the_api_pages_python_sample_places_one_order() {
    run(async {
        let venue = Venue::open(config()).await;
        let said = match python(&venue.origin()).await {
            Some(said) => said,
            // A machine without Python or `requests`: the same bytes.
            None => {
                let headers = [format!("Authorization: Bearer {TOKEN}"), "Content-Type: application/json".to_owned()];
                let headers = headers.each_ref().map(String::as_str);
                let (status, body) = http::request(venue.addr, "POST", "/v1/api/accounts/Sim101/orders/place", &headers, BODY).await;
                format!("Response Code: {status}, Response Text: {body}")
            }
        };
        assert!(said.starts_with("Response Code: 200") && said.contains("orderId"), "{said}");
        let orders = venue.orders();
        assert_eq!((venue.placed(), orders.len()), (1, 1));
        let order = &orders[0];
        assert_eq!((order.instrument.as_str(), order.order_type.as_str(), order.quantity), ("MES 12-25", "Market", 1));
        assert!(said.contains(&order.id));
    });
}

/// What the sample prints; `None` where it cannot run.
async fn python(origin: &str) -> Option<String> {
    let script = SAMPLE.replace("{url}", origin);
    let ran = tokio::task::spawn_blocking(move || Command::new("python3").arg("-c").arg(script).output()).await.unwrap().ok()?;
    ran.status.success().then(|| String::from_utf8_lossy(&ran.stdout).trim().to_owned())
}
