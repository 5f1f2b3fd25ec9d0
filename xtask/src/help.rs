//! What `cargo xtask --help` prints.

pub(crate) const TEXT: &str = "\
Developer commands of the order ticket.

  cargo xtask serve [--dev] [-- GATEWAY ARGUMENTS]
      Get what is missing, build the page if it is out of date, start the gateway and print the address.
      The gateway serves the page and, with nothing configured, a practice exchange. Ctrl-C ends it.
      --dev builds page and gateway without optimising (seconds instead of a minute after a change).

  cargo xtask page [--dev]
      Build the page alone, into dist/page (with --dev into dist/dev).

  cargo xtask test [STAGE...]
      Run the checks, all of them or those named, and stop at the first that fails. In this order:
        fmt     formatting
        lint    clippy, for this machine and for the browser
        doc     documentation builds without warnings
        native  unit, property and timeline tests
        wasm    browser tests in headless Chromium
        page    the page builds
        size    the page is within its size
        npm     the package: what it holds, types, imports on a server, a bundle, by the tools of its users
        e2e     the page against a running gateway, in headless Chromium and in WebKitGTK

  cargo xtask dist [--frame-origin ORIGIN]... [--connect-origin ORIGIN]...
      Build the page for a static host into dist/site: every file with its .br and .gz beside it, names with a hash of
      the content that may be cached for good, a worker that starts the page without a network. Beside it, dist/deploy
      has the headers for nginx, Caddy and object storage.
        --frame-origin    a site that may show frame.html in a frame; none is named by default
        --connect-origin  the only origins the page may call besides its own; by default any https server

  cargo xtask example plain|react|vue|svelte [-- GATEWAY ARGUMENTS]
      Build a dashboard with two tickets, from the npm package and the sources in examples/, and serve it behind the gateway.

  cargo xtask npm
      Put the npm package together from the built page, into dist/npm: the custom element with its types, its React
      wrapper and its manifest, and the hashes of every file. Publish it from there with `npm publish`.

  cargo xtask bench [PART...] [-- BENCH ARGUMENTS]
      Measure and print the bars it is held against; a bar that is missed is said and fails nothing. All parts, or:
        native   the benchmarks of the crates; the arguments are for them
        browser  the page in headless Chromium: key press to findings, click to request, load (some minutes)
        site     the shipped folder under Lighthouse, as on a phone and on a desktop computer (two minutes)

  cargo xtask size
      Print raw, gzip and brotli size of every file of the page. Fails above the bar.

Tools come from PATH when exactly the right version is there, else from a cache folder of their own
($XDG_CACHE_HOME or ~/.cache, order-ticket/tools), into which they are installed once. Nothing else is changed.
Chromium and its driver are looked for on PATH; CHROMIUM and CHROMEDRIVER name others. The
same holds for WebKitGTK's driver and Xvfb (WEBKITDRIVER, XVFB), and for nginx and Caddy, which are tested with (NGINX, CADDY); Debian's packages are taken apart into the cache.";
