// Opens the till when there is no network, and does nothing else. What it keeps: the files of this build that the till is made of, and one page that says
// nothing of anybody (asked for without cookies). Pages of people, and every answer about them, always come from the network.
// The build writes `storekeepBuild` above this: its name, and the till's files.

const { id, files } = self.storekeepBuild ?? { id: "none", files: [] };
const cacheName = `till-${id}`;
const shell = "/counter/offline";
const languageKey = "/counter/offline/language";
/** A network that takes longer than this to begin a page is none. */
const patience = 10_000;

self.addEventListener("install", (event) => {
	event.waitUntil(
		(async () => {
			const cache = await caches.open(cacheName);
			await cache.addAll(files);
			await keepShell(await languageBefore());
			await self.skipWaiting();
		})(),
	);
});

self.addEventListener("activate", (event) => {
	event.waitUntil(
		(async () => {
			// A till stands open all day: the page that is open came from the build before, and fetches more of it when a dialog is first opened.
			for (const name of (await olderCaches()).slice(1)) await caches.delete(name);
			await self.clients.claim();
		})(),
	);
});

/** The caches of builds before this one, the latest first. */
async function olderCaches() {
	return (await caches.keys()).filter((name) => name.startsWith("till-") && name !== cacheName).reverse();
}

/** The language the till was in under the build before; empty for none. */
async function languageBefore() {
	for (const name of await olderCaches()) {
		const known = await caches.match(languageKey, { cacheName: name });
		if (known) return known.text();
	}
	return "";
}

self.addEventListener("message", (event) => {
	const { do: act, locale } = event.data ?? {};
	if (act === "keep-shell" && /^[a-z]{2}$/.test(locale)) event.waitUntil(keepShellIn(locale));
});

async function keepShellIn(locale) {
	const known = await caches.match(languageKey, { cacheName });
	if (known && (await known.text()) === locale) return;
	await keepShell(locale);
}

/** The page and the policy it came with stay together: its scripts carry the nonce that policy names. */
async function keepShell(locale) {
	const response = await fetch(shell, { credentials: "omit", cache: "no-store", headers: locale ? { "Accept-Language": locale } : {} });
	if (!response.ok || response.redirected) throw new Error(`the till's page answered ${response.status}`);
	const cache = await caches.open(cacheName);
	await cache.put(shell, response);
	if (locale) await cache.put(languageKey, new Response(locale));
}

self.addEventListener("fetch", (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== "GET" || url.origin !== self.location.origin) return;
	if (request.mode === "navigate") event.respondWith(open(request, url));
	else if (url.pathname.startsWith("/assets/") || files.includes(url.pathname)) event.respondWith(fileOf(request));
});

/** Of this build, of the one the open page came from, or from the network. */
async function fileOf(request) {
	const kept = await caches.match(request, { ignoreVary: true, cacheName });
	return kept ?? (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** A page of the till: from the network, or without one the till as it opens alone. */
async function open(request, url) {
	const kept = await caches.match(shell, { ignoreSearch: true, ignoreVary: true, cacheName });
	if (!kept) return fetch(request);
	if (url.pathname === shell) return kept;
	let timer;
	try {
		const late = new Promise((_, reject) => {
			timer = setTimeout(reject, patience, new Error("late"));
		});
		return await Promise.race([fetch(request), late]);
	} catch {
		return Response.redirect(shell);
	} finally {
		clearTimeout(timer);
	}
}
