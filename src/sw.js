// Keeps the page for a start without a network, on a static host. Knows files of the page and nothing of orders: whatever
// is not a GET of a file on its lists, it does not even look at.
//
// `cargo xtask dist` writes the lists, so that another version of the page is another worker with a cache of its own. A new
// worker waits until no page of the old one is open (there is no `skipWaiting` here), and only then the old cache goes:
// a page that is open gets its later parts from the version it is of.

const VERSION = "";
// Paths from this folder, each with its integrity. A file named by its content is the same for good; any other (a document,
// a script that others know by name) is asked for first, so that a reload takes a new version at once.
const BY_CONTENT = {};
const BY_NAME = {};

// How long a document is waited for on a network that does not answer, in milliseconds.
const PATIENCE = 4000;

const OURS = `order-ticket ${registration.scope} `;
const CACHE = OURS + VERSION;

const addresses = (files) => new Set(Object.keys(files).map((path) => new URL(path, location).href));
const byContent = addresses(BY_CONTENT);
const byName = addresses(BY_NAME);

// The integrity holds a version together: a host in the middle of a change fails the installation, which is tried again.
const keep = async (cache, [path, integrity], how) => {
  const answer = await fetch(path, { integrity, cache: how });
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status}`);
  }
  // Some hosts redirect a document to another name; a browser would refuse the answer to a navigation.
  await cache.put(path, answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer);
};

const install = async () => {
  const cache = await caches.open(CACHE);
  const all = (files, how) => Object.entries(files).map((file) => keep(cache, file, how));
  await Promise.all([...all(BY_CONTENT, "default"), ...all(BY_NAME, "no-cache")]);
};

const activate = async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
};

const kept = (address) => caches.match(address, { cacheName: CACHE, ignoreVary: true });

const keptFirst = async (request) => (await kept(request.url)) ?? fetch(request);

const askedFirst = async (request, address) => {
  const old = await kept(address);
  if (!old) {
    return fetch(request);
  }
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, old));
  const asked = fetch(request).then((answer) => (answer.status < 500 ? answer : old), () => old);
  return Promise.race([asked, late]);
};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") {
    return;
  }
  if (byContent.has(request.url)) {
    event.respondWith(keptFirst(request));
    return;
  }
  const { origin, pathname } = new URL(request.url);
  // The folder and its index are one document; what follows a `?` or `#` is for the page.
  const address = origin + pathname.replace(/\/index\.html$/, "/");
  if (byName.has(address)) {
    event.respondWith(askedFirst(request, address));
  }
});
