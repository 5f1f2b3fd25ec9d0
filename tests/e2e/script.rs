//! What runs inside the page: finding things by role and name, as a person or a screen reader does. In a page with tickets as
//! guests `window.e2eTicket` selects the one that is looked at; its own document is its open shadow root.

/// Definitions that stand before every script of the tests.
pub const FIND: &str = r#"
const norm = (text) => (text ?? '').replace(/\u202f/g, '').replace(/\s+/g, ' ').trim();
const home = () => document.querySelector(window.e2eTicket ?? ':not(*)')?.shadowRoot ?? document;
const scope = () => [...home().querySelectorAll('dialog[open]')].at(-1) ?? home();
const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert]');
const texts = (ids) => ids.split(/\s+/).map((id) => home().getElementById(id)?.textContent ?? '').join(' ');
const name = (e) => norm(
  e.getAttribute('aria-label') ??
  (e.hasAttribute('aria-labelledby') ? texts(e.getAttribute('aria-labelledby')) :
   e.tagName === 'FIELDSET' ? e.querySelector('legend')?.textContent :
   e.labels?.length ? [...e.labels].map((l) => l.textContent).join(' ') : e.textContent));
const ROLES = {
  button: 'button, summary, [role=button]', textbox: 'input:not([type=radio]), textarea', radio: 'input[type=radio]', combobox: 'select',
  group: 'fieldset, [role=group]', heading: 'h1, h2, h3', status: '[role=status]', alert: '[role=alert]', dialog: 'dialog[open]',
};
const all = (role, within) => [...(within ?? scope()).querySelectorAll(ROLES[role])].filter(seen);
const find = (role, wanted, within) => all(role, within).find((e) => name(e) === wanted) ?? null;
const radio = (group, option) => {
  const word = (l) => norm(l.querySelector('b')?.textContent ?? l.textContent);
  return all('radio', find('group', group)).find((e) => word(e.labels[0]) === option) ?? null;
};
const form = () => home().querySelector('form[aria-label="Order"]');
const main = () => form()?.querySelector('button[type=submit]') ?? null;
const question = () => all('heading').find((e) => norm(e.textContent) === 'Send this order?')?.closest('section') ?? null;
const described = (e) => e?.hasAttribute('aria-describedby') ? norm(texts(e.getAttribute('aria-describedby'))) : '';
const orders = () => {
  const list = [...home().querySelectorAll('h2')].find((e) => norm(e.textContent) === 'Orders of this session')?.closest('section');
  return [...(list?.querySelectorAll('li[data-order-id]') ?? [])];
};
const cell = (term) => norm([...home().querySelectorAll('dt')].find((e) => norm(e.textContent) === term)?.nextElementSibling?.textContent);
const line = () => norm(home().querySelector('header [role=status]')?.textContent);
const outcome = () => home().querySelector('[role=status][data-phase]');
const css = (e) => getComputedStyle(e);
"#;

/// Watches every phase that the outcome's live region ever shows, however briefly.
pub const WATCH_PHASES: &str = r#"
window.e2ePhases = [];
const note = () => {
  const phase = outcome()?.dataset.phase;
  if (phase && window.e2ePhases.at(-1) !== phase) window.e2ePhases.push(phase);
};
new MutationObserver(note).observe(home().getElementById("app") ?? document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-phase'] });
note();
"#;
