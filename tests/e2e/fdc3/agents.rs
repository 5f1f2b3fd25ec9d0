//! Two desktop agents for the tests, as scripts. Both leave an object `e2eAgent` by which a test speaks for the desktop: `said`
//! (what was broadcast, with its channel), `on` (what is listened for), `hear(context)` and `raise(intent, context)`.

use crate::browser::Kind;
use crate::desk::{Desk, Way};
use crate::venue::{config, page};
use order_ticket_gateway::Config;
use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};

/// The page with this script in its window before anything of its own.
pub async fn with(kind: Kind, script: &str) -> Desk {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("order-ticket-fdc3-{}-{number}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    // Without the packed forms, which the gateway would rather send.
    let plain = |file: &fs::DirEntry| !["br", "gz"].iter().any(|ending| file.path().extension().is_some_and(|is| is == *ending));
    for file in fs::read_dir(page()).unwrap().map(Result::unwrap).filter(plain) {
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    let document = fs::read_to_string(page().join("index.html")).unwrap();
    assert_eq!(document.matches("<head>").count(), 1);
    fs::write(folder.join("index.html"), document.replace("<head>", "<head><script src=\"e2e-agent.js\"></script>")).unwrap();
    fs::write(folder.join("e2e-agent.js"), format!("(() => {{ {script} }})()")).unwrap();
    let desk = Desk::open_in(kind, Way::GatewaySocket, Config { page: Some(folder.clone()), ..config() }).await;
    fs::remove_dir_all(&folder).unwrap();
    desk
}

/// An agent that is there before the page: `window.fdc3`, as FDC3's `DesktopAgent` has it.
pub const PRELOADED: &str = r#"
window.e2eAgent = { said: [], contexts: [], intents: {},
  on: () => [...e2eAgent.contexts.map(([type]) => type), ...Object.keys(e2eAgent.intents)].sort().join(' '),
  hear: (context) => e2eAgent.contexts.forEach(([type, handler]) => type === context.type && handler(context, {})),
  raise: async (intent, context) => e2eAgent.intents[intent](context, {}),
};
const listener = (drop) => ({ unsubscribe: async () => { drop(); localStorage.e2eLeft = Number(localStorage.e2eLeft ?? 0) + 1; } });
const channel = (id, type) => ({ id, type, broadcast: async (context) => { e2eAgent.said.push([id, context]); } });
window.fdc3 = {
  getInfo: async () => ({ fdc3Version: '2.2', provider: 'e2e' }),
  getOrCreateChannel: async (id) => channel(id, 'app'),
  broadcast: (context) => channel('user', 'user').broadcast(context),
  addContextListener: async (type, handler) => {
    const entry = [type, handler];
    e2eAgent.contexts.push(entry);
    return listener(() => { e2eAgent.contexts = e2eAgent.contexts.filter((other) => other !== entry); });
  },
  addIntentListener: async (intent, handler) => {
    e2eAgent.intents[intent] = handler;
    return listener(() => { delete e2eAgent.intents[intent]; });
  },
};
"#;

/// An agent whose every call fails, one way or the other.
pub const BROKEN: &str = r#"
const fails = async () => { throw new Error('AccessDenied'); };
window.fdc3 = { getOrCreateChannel: fails, broadcast: fails, addContextListener: fails, addIntentListener: fails };
"#;

/// An agent in this window for those that it opens, by FDC3's web connection protocol.
pub const IN_THE_OPENER: &str = r#"
const waiting = {};
let port;
const event = (type, payload) => {
  const eventUuid = crypto.randomUUID();
  port.postMessage({ type, meta: { eventUuid, timestamp: new Date() }, payload });
  return eventUuid;
};
window.e2eAgent = { said: [], listened: [],
  on: () => e2eAgent.listened.toSorted().join(' '),
  hear: (context) => { event('broadcastEvent', { channelId: 'red', context }); },
  raise: (intent, context) => new Promise((resolve) => {
    waiting[event('intentEvent', { intent, context, raiseIntentRequestUuid: 'raised', originatingApp: { appId: 'e2e' } })] = resolve;
  }),
};
const answers = {
  getCurrentChannelRequest: () => ({ channel: { id: 'red', type: 'user' } }),
  getUserChannelsRequest: () => ({ userChannels: [{ id: 'red', type: 'user' }] }),
  getOrCreateChannelRequest: ({ channelId }) => ({ channel: { id: channelId, type: 'app' } }),
  addContextListenerRequest: ({ contextType }) => { e2eAgent.listened.push(contextType); return { listenerUUID: crypto.randomUUID() }; },
  addIntentListenerRequest: ({ intent }) => { e2eAgent.listened.push(intent); return { listenerUUID: crypto.randomUUID() }; },
  broadcastRequest: ({ channelId, context }) => { e2eAgent.said.push([channelId, context]); return {}; },
  intentResultRequest: ({ intentEventUuid, intentResult }) => { waiting[intentEventUuid](intentResult.context); return {}; },
};
addEventListener('message', ({ data, source }) => {
  if (data?.type !== 'WCP1Hello') return;
  const { connectionAttemptUuid } = data.meta;
  const meta = () => ({ connectionAttemptUuid, timestamp: new Date() });
  const { port1, port2 } = new MessageChannel();
  port = port1;
  port.onmessage = ({ data: { type, meta: { requestUuid } = {}, payload } }) => {
    if (type === 'WCP4ValidateAppIdentity') {
      const payload = { appId: 'ticket', instanceId: '1', instanceUuid: '2', implementationMetadata: { fdc3Version: '2.2', provider: 'e2e' } };
      port.postMessage({ type: 'WCP5ValidateAppIdentityResponse', meta: meta(), payload });
    } else if (type in answers) {
      const responded = { requestUuid, responseUuid: crypto.randomUUID(), timestamp: new Date() };
      port.postMessage({ type: type.replace('Request', 'Response'), meta: responded, payload: answers[type](payload) });
    }
  };
  const payload = { fdc3Version: '2.2', channelSelectorUrl: false, intentResolverUrl: false };
  source.postMessage({ type: 'WCP3Handshake', meta: meta(), payload }, '*', [port2]);
});
"#;
