// What Lighthouse says of the pages an owner opens each morning, on the demo, signed in: as a phone on a slow network and as a desk.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { createGzip } from "node:zlib";
import { ensureNode, fail, option, root, run } from "./bootstrap.mjs";

await ensureNode();
const { build } = await import("./build.mjs");
const { chromiumFlags, ensureChromium } = await import("./chromium.mjs");
const { prepare } = await import("./prepare.mjs");
const { serve } = await import("./serve.mjs");
const { openState } = await import("./state.mjs");

const version = "13.5.0";
const categories = ["performance", "accessibility", "best-practices"];
const least = 95;

/** Lighthouse weighs more than everything else together, so it is fetched when it is asked for and kept beside the other packages. */
async function tool() {
	const folder = join(root, "node_modules/.cache/lighthouse", version);
	if (!existsSync(join(folder, "node_modules/lighthouse"))) {
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
		if (run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder, `lighthouse@${version}`]) !== 0)
			fail("Lighthouse could not be installed.");
	}
	const at = (path) => import(pathToFileURL(join(folder, "node_modules", path)).href);
	const [{ default: lighthouse, desktopConfig }, { computeMedianRun }, { launch }] = [
		await at("lighthouse/core/index.js"),
		await at("lighthouse/core/lib/median-run.js"),
		await at("chrome-launcher/dist/index.js"),
	];
	return { lighthouse, desktopConfig, computeMedianRun, launch };
}

/** The demo owner's cookie, and a product with a style and a history. */
async function signIn(url) {
	const { LUND_OG_LYS } = await import("../demo/people.ts");
	const [{ email, password }] = LUND_OG_LYS.logins;
	const response = await fetch(`${url}/api/auth/login`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ email, password }),
	});
	const { token } = await response.json();
	const products = await (await fetch(`${url}/api/v1/products?limit=1`, { headers: { Authorization: `Bearer ${token}` } })).json();
	return { cookie: response.headers.get("Set-Cookie").split(";")[0], productId: products.items[0].id };
}

const ofTheConnection = ["connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"];

/** In front of the runtime what Cloudflare's edge is in front of a worker: TLS, HTTP/2 and compression. Without them forty small files queue. */
async function edge(url, folder) {
	const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
	const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", cert];
	if (run("openssl", made, { stdio: "ignore" }) !== 0) fail("openssl is needed for the certificate of the measured address.");
	const given = { key: readFileSync(key), cert: readFileSync(cert), allowHTTP1: true };
	const front = createSecureServer(given, async ({ url: path, headers }, answer) => {
		const response = await fetch(url + path, {
			headers: { cookie: headers.cookie ?? "", accept: headers.accept ?? "*/*" },
			redirect: "manual",
		});
		const kept = Object.fromEntries([...response.headers].filter(([name]) => !ofTheConnection.includes(name)));
		const text = /^(text|application\/(javascript|json|x-)|image\/svg)/.test(kept["content-type"] ?? "");
		answer.writeHead(response.status, { ...kept, ...(text && { "content-encoding": "gzip" }) });
		if (!response.body) return answer.end();
		pipeline([Readable.fromWeb(response.body), ...(text ? [createGzip()] : []), answer], () => {});
	});
	// A socket is no request of HTTP/2: its bytes are passed on as they are, from an address the worker knows as its own.
	front.on("upgrade", ({ url: path, rawHeaders }, socket, head) => {
		const { hostname, port, host, origin } = new URL(url);
		const own = { host, origin };
		const lines = rawHeaders.map((word, i) => (i % 2 === 0 ? `${word}: ` : `${own[rawHeaders[i - 1].toLowerCase()] ?? word}\r\n`));
		const behind = connect(Number(port), hostname, () => {
			behind.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
			behind.write(head);
			pipeline(socket, behind, socket, () => {});
		});
		behind.on("error", () => socket.destroy());
	});
	await new Promise((resolve) => front.listen(0, "127.0.0.1", resolve));
	return { url: `https://127.0.0.1:${front.address().port}`, close: () => front.close() };
}

const { lighthouse, desktopConfig, computeMedianRun, launch } = await tool();
const runs = Number(option("runs") ?? 5);
const chromePath = ensureChromium();
if (build({ onlyIfChanged: true }) !== 0) fail("The build failed; see above.");
const dir = mkdtempSync(join(tmpdir(), "storekeep-"));
const stateDir = openState({ dir });
await prepare(stateDir, { demo: true });
const server = await serve({ stateDir, quiet: true, crons: false });
const front = await edge(server.url, dir);
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", "--ignore-certificate-errors", ...chromiumFlags] });

/** One page as one device. The browser now and then loses the beginning of a trace; a lost one is taken again, never counted. */
async function measure(url, cookie, as, tries = 3) {
	const { lhr } = await lighthouse(
		url,
		{ port: chrome.port, onlyCategories: categories, extraHeaders: { Cookie: cookie }, logLevel: "error" },
		as === "desk" ? desktopConfig : undefined,
	);
	if (!lhr.runtimeError) return lhr;
	if (tries === 1) throw new Error(`${url}: ${lhr.runtimeError.message}`);
	return measure(url, cookie, as, tries - 1);
}

let low = 0;
try {
	const { cookie, productId } = await signIn(server.url);
	for (const path of option("pages")?.split(",") ?? ["/", "/products", `/products/${productId}`]) {
		// A runtime that has just started has nothing compiled; the first visitor of the day is not who is measured.
		for (let i = 0; i < 5; i++) await (await fetch(server.url + path, { headers: { Cookie: cookie } })).text();
		for (const as of ["phone", "desk"]) {
			// One run says as much of the machine in that second as of the page: the median is Lighthouse's own.
			const all = [];
			while (all.length < runs) all.push(await measure(front.url + path, cookie, as));
			const lhr = computeMedianRun(all);
			const scores = Object.fromEntries(categories.map((category) => [category, Math.round(lhr.categories[category].score * 100)]));
			low += Object.values(scores).filter((score) => score < least).length;
			const figures = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
			const measured = Object.fromEntries(figures.map((name) => [name, lhr.audits[name].displayValue]));
			const lost = Object.values(lhr.categories)
				.flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id))
				.filter((id) => (lhr.audits[id].score ?? 1) < 0.9);
			console.log(
				JSON.stringify({
					...{ path: path.replace(productId, ":id"), as, ...scores, ...measured, lost, machine: lhr.environment.benchmarkIndex },
					runs: all.map(({ categories: { performance } }) => Math.round(performance.score * 100)),
				}),
			);
		}
	}
} finally {
	chrome.kill();
	front.close();
	await server.stop();
	rmSync(dir, { recursive: true, force: true });
}
if (low > 0) console.error(`${low} scores are below ${least}.`);
process.exit(low > 0 ? 1 : 0);
