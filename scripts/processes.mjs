// Knowing and ending processes: nothing that a command starts may outlive it.
import childProcess from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** pid → port of every runtime (workerd) this process started. */
const runtimes = new Map();
let following = false;

/**
 * From now on follows each workerd that is started (a crashed one is started again by itself) and gives it a guard that ends it
 * when this process dies without a word (kill -9): a runtime left behind would hold the port and answer as if all were well.
 */
export function followRuntimes() {
	if (following) return;
	following = true;
	const spawn = childProcess.spawn;
	childProcess.spawn = (command, args, options) => {
		const child = spawn(command, args, options);
		const address = Array.isArray(args) ? args.find((arg) => arg.startsWith("--socket-addr=entry=")) : undefined;
		if (!address || !child.pid) return child;
		const guard = endWithUs(child.pid, spawn);
		runtimes.set(child.pid, Number(address.split(":").at(-1)));
		child.once("exit", () => {
			runtimes.delete(child.pid);
			guard?.kill("SIGKILL");
		});
		return child;
	};
}

export const runtimesOn = (port) => [...runtimes].filter(([, at]) => at === port).map(([pid]) => pid);

/**
 * A shell that waits for the end of our pipe and then ends `target` (a pid; negative: a process group) with kill -9.
 * In its own group, so that a Ctrl-C for everybody does not end the guard first.
 */
export function endWithUs(target, spawn = childProcess.spawn) {
	if (process.platform === "win32") return undefined;
	const guard = spawn("sh", ["-c", 'read -r _; kill -s KILL -- "$0" 2>/dev/null', String(target)], {
		stdio: ["pipe", "ignore", "ignore"],
		detached: true,
	});
	guard.on("error", () => {});
	guard.stdin.on("error", () => {});
	guard.unref();
	guard.stdin.unref();
	return guard;
}

/**
 * Calls `stop` and leaves with code 0 on Ctrl-C, SIGTERM, SIGHUP, and when the npm (or the older Node) that started us is gone:
 * npm does not pass every signal on.
 */
export function stopWithProcess(stop) {
	let stopping = false;
	const end = async () => {
		if (stopping) return;
		stopping = true;
		await stop();
		process.exit(0);
	};
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
		// The runtime's own listeners would leave at once, with an error code.
		process.removeAllListeners(signal);
		process.on(signal, end);
	}
	const launchers = launchersAbove();
	if (launchers.length > 0) setInterval(() => launchers.some(({ pid, parent }) => parentOf(pid) !== parent) && end(), 500).unref();
}

/**
 * The processes from us up to the npm that started us, each with its parent; without npm at most the older Node that started us.
 * Not further: whoever detaches a server from a shell wants it to stay. Empty where there is no /proc.
 */
function launchersAbove() {
	if (!existsSync("/proc/self/stat")) return [];
	const self = { pid: process.pid, parent: process.ppid };
	if (process.env.npm_lifecycle_event) {
		const chain = [self];
		for (let pid = self.parent; pid > 1; pid = parentOf(pid)) {
			if (/(^|[\s/])npm(-cli\.js)?(\s|$)/.test(commandOf(pid))) return chain;
			chain.push({ pid, parent: parentOf(pid) });
		}
	}
	return process.env.STOREKEEP_LAUNCHER === String(process.ppid) ? [self] : [];
}

function parentOf(pid) {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
		return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
	} catch {
		return 0;
	}
}

function commandOf(pid) {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
	} catch {
		return "";
	}
}
