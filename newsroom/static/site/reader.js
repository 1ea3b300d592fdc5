// What readers can do besides reading: keep a story, hand it on, jump with keys, choose. Nothing leaves the device.
(() => {
  const WORKER = document.currentScript.dataset.worker; // none: the newsroom offers nothing offline
  const STORY = /^\/\d{4}\/\d{1,2}\/\d{1,2}\/[^/]+\/$/;
  const MOST = { saved: 100, read: 30 };
  const DAY = 24 * 60 * 60 * 1000;
  const here = location.pathname;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // What is kept on the device: settings, and two lists of stories, the newest first

  function kept(name, nothing) {
    try {
      return JSON.parse(localStorage.getItem(name)) || nothing;
    } catch {
      return nothing;
    }
  }

  function keep(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  const settings = () => kept("settings", {});
  const keepsCopies = () => Boolean(WORKER && window.caches && settings().offline !== "off");
  const isSaved = (path) => kept("saved", []).some((story) => story.path === path);

  function add(name, story) {
    return keep(name, [story, ...kept(name, []).filter(({ path }) => path !== story.path)].slice(0, MOST[name]));
  }

  function drop(name, path) {
    keep(name, kept(name, []).filter((story) => story.path !== path));
  }

  /** A copy of each story on a list, and of no other. */
  async function keepCopies(fresh) {
    if (!keepsCopies()) return;
    const copies = await caches.open("stories");
    const wanted = new Set([...kept("saved", []), ...kept("read", [])].map((story) => story.path));
    for (const { url } of await copies.keys()) {
      const { pathname } = new URL(url);
      if (!wanted.has(pathname)) await copies.delete(pathname);
    }
    if (fresh && wanted.has(fresh)) await copies.add(fresh).catch(() => {}); // offline: the copy of before stays
  }

  async function forgetCopies() {
    localStorage.removeItem("read");
    if (!window.caches || !navigator.serviceWorker) return;
    for (const name of await caches.keys()) await caches.delete(name);
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  }

  // A story

  function story() {
    const headline = one("article.story h1");
    const { lang, dir } = headline.closest("[lang]");
    return { path: here, title: headline.textContent.trim(), lang, dir, at: Date.now() };
  }

  function showTools(tools) {
    const [save, share, copy, status] = tools.children;
    const say = (text) => { status.textContent = text; };
    save.setAttribute("aria-pressed", isSaved(here));
    share.hidden = !navigator.share;
    copy.hidden = !navigator.clipboard;
    save.addEventListener("click", () => {
      if (isSaved(here)) drop("saved", here);
      else if (!add("saved", story())) return say(tools.dataset.full);
      save.setAttribute("aria-pressed", isSaved(here));
      say(isSaved(here) ? tools.dataset.saved : tools.dataset.removed);
      return keepCopies(here);
    });
    share.addEventListener("click", () => {
      navigator.share({ title: story().title, url: tools.dataset.address }).catch(() => {}); // the reader thought better
    });
    copy.addEventListener("click", () => {
      navigator.clipboard.writeText(tools.dataset.address).then(() => say(tools.dataset.copied), () => {});
    });
    tools.hidden = false;
  }

  // Lists of stories

  function day(at) {
    return new Date(at).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", numberingSystem: "latn" });
  }

  function line({ path, title, lang, dir, at }, list) {
    const item = document.createElement("li");
    const words = item.appendChild(document.createElement("div"));
    const link = words.appendChild(document.createElement("a"));
    Object.assign(link, { href: path, textContent: title, lang: lang || "", dir: dir || "auto" });
    words.appendChild(document.createElement("p")).textContent = day(at);
    if (list.dataset.remove) {
      const button = item.appendChild(document.createElement("button"));
      button.textContent = list.dataset.remove;
      button.ariaLabel = `${list.dataset.remove}: ${title}`;
      button.addEventListener("click", async () => {
        const place = [...list.children].indexOf(item);
        drop(list.dataset.list, path);
        keepCopies();
        await show(list);
        (all("button", list)[place] || one("main")).focus();
      });
    }
    return item;
  }

  async function show(list) {
    const copies = list.dataset.copies === undefined ? null : keepsCopies() && await caches.open("stories");
    const stories = [];
    for (const story of kept(list.dataset.list, [])) {
      if (STORY.test(story.path) && (copies === null || (copies && await copies.match(story.path)))) stories.push(story);
    }
    list.replaceChildren(...stories.map((story) => line(story, list)));
    one(`[data-none=${list.dataset.list}]`).hidden = stories.length > 0;
  }

  /** What was withdrawn since a reader saved it does not stay on the list; what was renamed is found where it is. */
  async function look(list) {
    for (const story of kept("saved", [])) {
      if (Date.now() - (story.seen || story.at) < DAY) continue;
      const answer = await fetch(story.path, { method: "HEAD" }).catch(() => null);
      if (!answer) return; // offline
      if ([404, 410].includes(answer.status)) drop("saved", story.path);
      if (!answer.ok) continue;
      const now = { ...story, path: new URL(answer.url).pathname, seen: Date.now() };
      keep("saved", kept("saved", []).map((other) => (other.path === story.path ? now : other)));
    }
    await keepCopies();
    await show(list);
  }

  // Settings

  function showSettings(form) {
    const chosen = settings();
    for (const input of all("input", form)) input.checked = input.value === (chosen[input.name] || "");
    form.addEventListener("change", ({ target }) => {
      keep("settings", { ...settings(), [target.name]: target.value });
      dispatchEvent(new Event("settings"));
      if (target.name === "offline") target.value ? forgetCopies() : serve();
    });
    one("[data-do=forget]", form).addEventListener("click", async () => {
      for (const name of ["settings", "saved"]) localStorage.removeItem(name); // and none of the desk's
      await forgetCopies();
      form.reset();
      dispatchEvent(new Event("settings"));
      one("[role=status]", form).textContent = form.dataset.forgotten;
    });
    form.hidden = false;
    one("[data-scriptless]").hidden = true;
  }

  // Keys (WCAG 2.1.4: they can be switched off, and do nothing while somebody types)

  function move(step) {
    const links = all(".card-headline a, .headlines a, .kept a");
    links[links.indexOf(document.activeElement) + step]?.focus();
  }

  async function help() {
    if (one("#keys")) return one("#keys").focus(); // on the page of the settings
    let dialog = one("dialog.help");
    if (!dialog) {
      const answer = await fetch("/settings/").catch(() => null);
      const keys = answer?.ok && one("#keys", new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (!keys || one("dialog.help")) return null;
      dialog = document.body.appendChild(document.createElement("dialog"));
      dialog.className = "help";
      dialog.setAttribute("aria-labelledby", "keys-head");
      dialog.append(...document.importNode(keys, true).children);
      one("form", dialog).hidden = false;
    }
    return dialog.showModal();
  }

  function pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || settings().keys === "off") return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    const search = one("input[type=search]");
    const places = { KeyJ: "j", KeyK: "k", Slash: event.shiftKey ? "?" : "/" };
    const key = event.key > "~" ? places[event.code] : event.key; // a keyboard of another script
    const deed = { "/": () => search?.focus(), j: () => move(1), k: () => move(-1), "?": help }[key];
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  // This page

  function serve() {
    if (WORKER && navigator.serviceWorker && settings().offline !== "off") {
      navigator.serviceWorker.register(WORKER).catch(() => {});
    }
  }

  const tools = STORY.test(here) && one("[data-story]"); // the desk shows stories, too
  if (tools) {
    showTools(tools);
    if (keepsCopies()) {
      add("read", story());
      keepCopies(here);
    }
  } else if (one("[data-gone]")) {
    for (const name of ["saved", "read"]) drop(name, here);
    keepCopies();
  }
  for (const list of all("[data-list]")) {
    show(list).then(() => list.dataset.list === "saved" && list.dataset.remove && look(list));
  }
  const form = one("[data-settings]");
  if (form) showSettings(form);
  if (!navigator.onLine && !one("[data-copies]")) one("[data-away]").hidden = false;
  addEventListener("keydown", pressed);
  addEventListener("load", serve);
})();
