// This registry mirror does not carry most non-Linux platform packages, so `npm install` leaves them out of
// package-lock.json and `npm ci` then refuses ("Missing: @x/y@ from lock file"). Add the missing optional
// entries (exact version from the parent, os/cpu/libc from the name) so that `npm ci` accepts the lock everywhere.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const OS = {
	darwin: "darwin",
	win32: "win32",
	windows: "win32",
	win: "win32",
	android: "android",
	freebsd: "freebsd",
	linux: "linux",
	openharmony: "openharmony",
	netbsd: "netbsd",
	openbsd: "openbsd",
	sunos: "sunos",
	aix: "aix",
};
const CPU = {
	arm64: "arm64",
	x64: "x64",
	64: "x64",
	arm: "arm",
	ia32: "ia32",
	ppc64: "ppc64",
	riscv64: "riscv64",
	s390x: "s390x",
	wasm32: "wasm32",
	loong64: "loong64",
	mips64el: "mips64el",
};
let n = 0;
const find = (from, name) => {
	for (let p = from; ; ) {
		const k = `${p ? `${p}/` : ""}node_modules/${name}`;
		if (lock.packages[k]) return k;
		if (!p) return null;
		const i = p.lastIndexOf("/node_modules/");
		p = i < 0 ? "" : p.slice(0, i);
	}
};
for (const [path, pkg] of Object.entries(lock.packages)) {
	for (const [name, range] of Object.entries(pkg.optionalDependencies ?? {})) {
		if (find(path, name) || !/^\d+\.\d+\.\d+[\w.+-]*$/.test(range)) continue;
		const parts = name.split("/").pop().split(/[-_]/);
		const os = parts.map((x) => OS[x]).find(Boolean);
		const cpu = parts.map((x) => CPU[x.replace(/^arm$/, "arm")]).find(Boolean);
		if (!os && cpu !== "wasm32") {
			console.warn("skip", name);
			continue;
		}
		const libc = parts.some((x) => x.startsWith("musl")) ? ["musl"] : os === "linux" && parts.includes("gnu") ? ["glibc"] : undefined;
		lock.packages[`node_modules/${name}`] = {
			version: range,
			...(cpu && { cpu: [cpu] }),
			...(pkg.dev && { dev: true }),
			...(libc && { libc }),
			optional: true,
			...(os && { os: [os] }),
		};
		n++;
	}
}
const { "": root, ...rest } = lock.packages;
lock.packages = { "": root, ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, "en"))) };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`added ${n} optional entries`);
