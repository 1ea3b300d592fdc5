// Shows readers what they kept while they are offline. Whatever is not named here goes its own way.
const SHELL = {{ shell|safe }};
const SHELL_CACHE = "shell-{{ version }}";
const OFFLINE = "{{ offline }}";
const NEVER = /^\/(admin|wire|api|media)(\/|$)/;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL_CACHE).then((cache) => cache.addAll(SHELL)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => event.waitUntil(tidy()));

async function tidy() {
  for (const name of await caches.keys()) {
    if (name !== SHELL_CACHE && name !== "stories") await caches.delete(name);
  }
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || NEVER.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(event, search ? null : pathname));
  else if (!search && SHELL.includes(pathname) && !pathname.endsWith("/")) event.respondWith(part(request));
});

/** The page as the network has it; a copy only when there is no network. */
async function page(event, path) {
  try {
    const response = await fetch(event.request);
    if (path) event.waitUntil(bringUpToDate(path, response.clone()));
    return response;
  } catch {
    const copy = path && await caches.match(path);
    return copy || await caches.match(OFFLINE) || Response.error();
  }
}

/** Readers decide which stories are kept (site/reader.js). A kept one follows what the site shows, to its end. */
async function bringUpToDate(path, response) {
  const stories = await caches.open("stories");
  if (!await stories.match(path)) return;
  const isPublic = (response.headers.get("Cache-Control") || "").includes("public");
  if (response.ok && isPublic) await stories.put(path, response);
  else if (response.status < 500) await stories.delete(path); // withdrawn, hidden, moved
}

async function part(request) {
  return await caches.match(request.url) || fetch(request);
}
