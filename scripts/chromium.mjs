// Browser tests need a Chromium; without one they fail, they are never left out.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";

const places = [
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/usr/bin/google-chrome-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Flags that a browser in a container and without a network needs. */
export const chromiumFlags = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** The Chromium to use: CHROMIUM_PATH, else the first of the usual places; undefined when there is none. */
export function findChromium() {
	const candidates = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : places;
	return candidates.find((path) => {
		try {
			accessSync(path, constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

/** Finds a Chromium, or installs it on Debian and its kin when we may. @throws with what to do when there is none */
export function ensureChromium() {
	const found = findChromium();
	if (found) return found;
	if (process.env.CHROMIUM_PATH) throw new Error(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, which cannot be run.`);
	const debian = existsSync("/etc/debian_version") && existsSync("/usr/bin/apt-get");
	if (debian && process.getuid?.() === 0) {
		console.log(`Installing Chromium for the browser tests (Debian ${readFileSync("/etc/debian_version", "utf8").trim()})…`);
		const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
		const apt = (...args) => spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
		apt("update");
		apt("install", "-y", "--no-install-recommends", "chromium", "fonts-liberation");
		const installed = findChromium();
		if (installed) return installed;
	}
	throw new Error("No Chromium for the browser tests. Install it (`apt-get install chromium`) or set CHROMIUM_PATH to one.");
}
