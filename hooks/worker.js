/* Keeps one edition of the guide, whole, for the reader who has asked for it. While the network
   answers, pages are the network's; a page of the copy says in words that it is one.
   Newer JavaScript than the pages': where it is not known, the copy is refused, nothing breaks. */
"use strict";
const own = registration.scope, ours = `guide ${own} `, name = ours + "{edition}";
const home = new URL("./{root}", own).href; // of the whole site; this edition is of one language
const readers = new Set(); // the tabs with a page of the copy: what it needs is the copy's, too

// `integrity` refuses what is not of this edition, were it only by a byte.
const get = (url, integrity) => fetch(url, { cache: "no-cache", integrity });

async function keep(cache, path, integrity) {
  let answer = await get(home + path, integrity);
  if (path.endsWith(".html")) {
    const copy = (await answer.text()).replace(/<!--copy|copy-->/g, "");
    answer = new Response(copy, { headers: answer.headers });
  }
  return cache.put(home + path, answer);
}

async function install() {
  const cache = await caches.open(name);
  try {
    const files = await (await get(own + "offline.json", "{list}")).json();
    await Promise.all(Object.keys(files).map(path => keep(cache, path, files[path])));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  return skipWaiting();
}

async function forgetOthers() {
  const others = (await caches.keys()).filter(one => one.startsWith(ours) && one !== name);
  return Promise.all(others.map(one => caches.delete(one)));
}

function kept(url) { // hosts may hide the name of a file: « guide/ », « guide/x »
  const path = url.replace(/[?#].*/, "").replace(/\/$/, "/index.html").replace(/\/[^/.]+$/, "$&.html");
  return caches.match(path, { cacheName: name, ignoreVary: true });
}

async function answer({ request, clientId, resultingClientId }) {
  const opens = request.mode === "navigate", copied = readers.has(clientId);
  const network = copied ? Promise.reject() : fetch(request, opens ? { cache: "no-cache" } : {});
  const late = new Promise((_, giveUp) => opens && setTimeout(giveUp, 5000));
  try {
    return await Promise.race([network, late]);
  } catch (_) {
    const found = await kept(request.url);
    if (found && opens) readers.add(resultingClientId);
    return found || (copied ? fetch(request) : network);
  }
}

addEventListener("install", event => event.waitUntil(install()));
addEventListener("activate", event => event.waitUntil(forgetOthers()));
addEventListener("fetch", event => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(home)) event.respondWith(answer(event));
});
