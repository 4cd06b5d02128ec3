// Checks an exported log against its seals (see README.md). It needs nothing but Node, knows nothing of Storekeep's own code, and asks no server:
// whoever was handed the file can read these lines and work out the same.
//
//   leaf  SHA-256 of a JSON list: the fifteen columns of an event in their order, "" where there is nothing
//   root  SHA-256 of a seal's leaves, a line each
//   hash  SHA-256 of a JSON list: "storekeep.seal.1", business, number, hash of the seal before, first and last event, root, time in ms
//
// All hashes are base64url. A seal's hash holds the one before it, so the last hash holds the whole log.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const columns = "seq id type subjectType subjectId storeId actorKind actorId actorName requestId ip at deviceId deviceName data".split(" ");
const sha256 = (text) => createHash("sha256").update(text).digest("base64url");

export const leafOf = (event) => sha256(JSON.stringify(columns.map((column) => event[column] ?? "")));
export const hashOf = (businessId, { number, previous, fromSeq, toSeq, root, sealedAt }) =>
	sha256(JSON.stringify(["storekeep.seal.1", businessId, number, previous, fromSeq, toSeq, root, sealedAt]));

/** What a file says: JSON Lines (events, then seals) or CSV (events only). */
export function readLog(text) {
	return text.startsWith("{") ? readLines(text) : { events: readCsv(text), seals: [], businessId: null };
}

function readLines(text) {
	const log = { events: [], seals: [], businessId: null };
	for (const line of text.split("\n").filter(Boolean)) {
		const { kind, ...rest } = JSON.parse(line);
		if (kind === "log") log.businessId = rest.businessId;
		if (kind === "event") log.events.push(rest);
		if (kind === "seal") log.seals.push(rest);
	}
	return log;
}

// What keeps a spreadsheet from running text: an apostrophe before a formula's sign, at the front and wherever another separator would begin a cell.
const guards = /(?<=^|[;,|\t\r\n])'(?='*(?:[^\S\t\r\n]|")*[=+\-@＝＋－＠\t\r\n])|(?<=[;,|\t\r\n])'(?='*(?:[^\S\t\r\n]|")*$)/g;

/** CSV as RFC 4180 has it, by comma or, as Danes are given it, by semicolon. What guards against spreadsheets is taken away again. */
function readCsv(text) {
	const rows = [[""]];
	let quoted = false;
	const source = text.replace(/^\uFEFF/, "");
	const separator = /[;,]/.exec(source)?.[0];
	for (let at = 0; at < source.length; at++) {
		const char = source[at];
		const row = rows.at(-1);
		if (quoted && char === '"' && source[at + 1] === '"') row[row.length - 1] += source[++at];
		else if (char === '"') quoted = !quoted;
		else if (!quoted && char === separator) row.push("");
		else if (!quoted && char === "\n") rows.push([""]);
		else if (quoted || char !== "\r") row[row.length - 1] += char;
	}
	const [head = [], ...body] = rows.filter((row) => row.length > 1);
	return body.map((row) => {
		const event = Object.fromEntries(head.map((name, index) => [name, (row[index] ?? "").replace(guards, "")]));
		return { ...event, seq: Number(event.seq), at: Date.parse(event.at) };
	});
}

/** Everything that does not fit, in sentences. `anchor`: "number:hash" of a seal that was written down elsewhere. */
export function verify({ events, seals, businessId }, anchor) {
	const wrong = [];
	const sorted = [...seals].sort((a, b) => a.number - b.number);
	for (const [index, seal] of sorted.entries()) {
		const before = sorted[index - 1];
		if (seal.hash !== hashOf(businessId, seal)) wrong.push(`Seal ${seal.number} is not what its hash says.`);
		if (before && seal.number !== before.number + 1) wrong.push(`Seals ${before.number + 1} to ${seal.number - 1} are missing.`);
		else if (before && (seal.previous !== before.hash || seal.fromSeq !== before.toSeq + 1))
			wrong.push(`Seal ${seal.number} does not follow seal ${before.number}.`);
		if (seal.number === 1 && (seal.previous !== "" || seal.fromSeq !== 1)) wrong.push("The first seal is not the first.");
		if (seal.leaves && (seal.leaves.length !== seal.toSeq - seal.fromSeq + 1 || seal.root !== sha256(seal.leaves.join("\n"))))
			wrong.push(`The leaves of seal ${seal.number} are not those it was made of.`);
	}
	const seen = new Set();
	let sealed = 0;
	let waiting = 0;
	for (const event of events) {
		if (seen.has(event.seq)) wrong.push(`Event ${event.seq} stands in the file twice.`);
		seen.add(event.seq);
		const seal = sorted.find(({ fromSeq, toSeq }) => event.seq >= fromSeq && event.seq <= toSeq);
		if (!seal) waiting++;
		else if (!seal.leaves) wrong.push(`Seal ${seal.number} has no leaves in this file.`);
		else if (seal.leaves[event.seq - seal.fromSeq] !== leafOf(event))
			wrong.push(`Event ${event.seq} (${event.type}, ${event.id}) is not the one that was sealed.`);
		else sealed++;
	}
	const last = sorted.at(-1);
	if (anchor) {
		const [number, hash] = [Number(anchor.split(":")[0]), anchor.split(":").slice(1).join(":")];
		const kept = sorted.find((seal) => seal.number === number);
		if (!kept) wrong.push(`Seal ${number}, which you wrote down, is not in the file.`);
		else if (kept.hash !== hash) wrong.push(`Seal ${number} is another one than you wrote down.`);
	}
	return { wrong, sealed, waiting, seals: sorted.length, last: last ? `${last.number}:${last.hash}` : null };
}

function main([file, ...rest]) {
	const anchor = rest.find((each) => each.startsWith("--anchor="))?.slice("--anchor=".length);
	const sealsFile = rest.find((each) => !each.startsWith("--"));
	if (!file) {
		console.error("usage: scripts/verify-audit FILE [SEALS] [--anchor=NUMBER:HASH]");
		return 2;
	}
	const log = readLog(readFileSync(file, "utf8"));
	if (sealsFile) {
		const { seals, businessId } = readLog(readFileSync(sealsFile, "utf8"));
		Object.assign(log, { seals, businessId });
	}
	if (log.seals.length === 0) {
		console.error("There are no seals in this file. A CSV is checked with the file of seals beside it; JSON Lines holds them itself.");
		return 2;
	}
	const { wrong, sealed, waiting, seals, last } = verify(log, anchor);
	for (const line of wrong) console.log(line);
	console.log(`${sealed} events are what was sealed, ${waiting} wait for their seal, ${seals} seals; the last is ${last}.`);
	console.log(wrong.length === 0 ? "The log holds." : `${wrong.length} things are wrong.`);
	return wrong.length === 0 ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2));
