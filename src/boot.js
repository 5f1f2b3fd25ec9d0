// Starts the page. An external module, so that the page works under a content security policy without inline scripts.
//
// Which files to start stands on this script's own tag (`data-js`, `data-wasm`): a module cannot know its tag, so it looks
// for the one that carries both. If the app cannot start, a plain sentence in `#boot-error` says what to do.

const say = (text, reason) => {
  document.documentElement.dataset.boot = "failed";
  console.error(text, reason);
  const crash = document.getElementById("crash");
  if (crash && !crash.hidden) {
    return; // The app itself has already said more than is known here.
  }
  const place = document.getElementById("boot-error");
  if (place) {
    place.textContent = text + " This page has sent nothing.";
    place.hidden = false;
    document.getElementById("app")?.setAttribute("hidden", ""); // It still shows the frame of a page that loads.
  }
};

// A desktop agent (FDC3) is there, comes later, or may be the window that opened this one. Without it nothing is fetched.
const join = (app) => {
  const attend = () => import("./fdc3.js").then((fdc3) => fdc3.attend(app)).catch((reason) => console.warn("FDC3:", reason));
  if (window.fdc3 || window.opener) attend();
  else addEventListener("fdc3Ready", attend, { once: true });
};

// Keeps the page for a start without a network. Only `cargo xtask dist` names a worker, for static hosts. Not behind the
// gateway, which leaves this cookie: an old page in front of a new gateway would be worse than none, and without the gateway
// there is nothing to trade on. The parts that come later have the network first.
const keep = (worker) => {
  const served = document.cookie.split("; ").includes(`order-ticket-at=${location.host}`);
  if (worker && !served) {
    const register = () => navigator.serviceWorker?.register(new URL(worker, import.meta.url));
    setTimeout(() => register()?.catch((reason) => console.info("No start offline:", reason)), 3000);
  }
};

const start = async () => {
  if (self !== top) {
    (await import("./framed.js")).refuse(say);
    return;
  }
  if (typeof WebAssembly !== "object") {
    say(
      "This browser cannot run the order ticket because it has no WebAssembly. Open the page in a current Chrome, Edge, " +
        "Firefox or Safari.",
    );
    return;
  }
  const tag = document.querySelector("script[data-js][data-wasm]");
  if (!tag) {
    say("The order ticket is not installed completely on this site. Tell whoever runs it: the start tag is missing.");
    return;
  }
  try {
    const app = await import(new URL(tag.dataset.js, import.meta.url).href);
    await app.default({ module_or_path: new URL(tag.dataset.wasm, import.meta.url) });
    await new Promise((soon) => setTimeout(soon)); // A slow machine answers its user in between.
    app.page();
    document.documentElement.dataset.boot = "started";
    join(app);
    keep(tag.dataset.worker);
  } catch (reason) {
    if (reason instanceof WebAssembly.CompileError || reason instanceof SyntaxError) {
      say(
        "This browser refused to run the order ticket. Update it, or open the page in a current Chrome, Edge, Firefox or " +
          "Safari.",
        reason,
      );
    } else if (reason instanceof WebAssembly.RuntimeError) {
      say("The order ticket stopped while it was starting. Reload the page.", reason);
    } else {
      say("The order ticket did not load completely. Check the connection, then reload the page.", reason);
    }
  }
};

start();
