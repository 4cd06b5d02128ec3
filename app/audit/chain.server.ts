import { sha256 } from "#app/platform/digest.server.ts";
import type { StoredEvent } from "#app/platform/events.server.ts";

/**
 * The chain that holds the log: plain SHA-256 over plain JSON, so that a stranger can work it out again (scripts/verify-audit does, and shares
 * nothing with this file). All hashes are base64url.
 */

/** An event as it is sealed. `data` is the very text that is stored. */
export type SealedEvent = Omit<StoredEvent, "data"> & { seq: number; data: string };

/** The columns that are sealed, in the order they are. Delivery (`dueAt`, `deliveries`, `lastError`) is not what happened. */
export const sealedColumns = [
	"seq",
	"id",
	"type",
	"subjectType",
	"subjectId",
	"storeId",
	"actorKind",
	"actorId",
	"actorName",
	"requestId",
	"ip",
	"at",
	"deviceId",
	"deviceName",
	"data",
] as const satisfies readonly (keyof SealedEvent)[];

export type Seal = {
	number: number;
	previous: string;
	fromSeq: number;
	toSeq: number;
	leaves: string;
	root: string;
	hash: string;
	sealedAt: number;
};

/** What the first seal follows. */
export const genesis = "";

/** The hash of one event. What is not there is the empty text. */
export function leafOf(event: SealedEvent): Promise<string> {
	return sha256(JSON.stringify(sealedColumns.map((column) => event[column] ?? "")));
}

export function hashOf(
	businessId: string,
	{ number, previous, fromSeq, toSeq, root, sealedAt }: Omit<Seal, "leaves" | "hash">,
): Promise<string> {
	return sha256(JSON.stringify(["storekeep.seal.1", businessId, number, previous, fromSeq, toSeq, root, sealedAt]));
}

/** Seals the events after the last seal. A number that is not there is sealed as missing, so that what comes after a gap is sealed all the same. */
export async function sealOf(
	businessId: string,
	last: Pick<Seal, "number" | "hash" | "toSeq"> | undefined,
	events: SealedEvent[],
	sealedAt: number,
): Promise<Seal> {
	const fromSeq = (last?.toSeq ?? 0) + 1;
	const toSeq = events.at(-1)?.seq ?? fromSeq;
	const known = new Map(await Promise.all(events.map(async (event) => [event.seq, await leafOf(event)] as const)));
	const leaves = Array.from({ length: toSeq - fromSeq + 1 }, (_, index) => known.get(fromSeq + index) ?? "").join("\n");
	const seal = {
		number: (last?.number ?? 0) + 1,
		previous: last?.hash ?? genesis,
		fromSeq,
		toSeq,
		root: await sha256(leaves),
		sealedAt,
	};
	return { ...seal, leaves, hash: await hashOf(businessId, seal) };
}

/** What is wrong, and where: with which event (by its number), or with which seal. */
export type Finding =
	| { what: "event_changed" | "event_inserted"; seq: number | null; id: string; type: string; at: number }
	| { what: "event_missing"; seq: number; seal: number }
	| { what: "seal_changed" | "seal_missing" | "seal_unlinked"; seal: number }
	| { what: "anchor_missing" | "anchor_differs"; seal: number };

/** Holds one seal against the one before it and against the events it is of. */
export async function checkSeal(
	businessId: string,
	previous: Pick<Seal, "number" | "hash" | "toSeq"> | undefined,
	seal: Seal,
	events: SealedEvent[],
): Promise<Finding[]> {
	const findings: Finding[] = [];
	const due = (previous?.number ?? 0) + 1;
	for (let number = due; number < seal.number; number++) findings.push({ what: "seal_missing", seal: number });
	const links = seal.previous === (previous?.hash ?? genesis) && seal.fromSeq === (previous?.toSeq ?? 0) + 1;
	if (seal.number === due && !links) findings.push({ what: "seal_unlinked", seal: seal.number });
	const leaves = seal.leaves.split("\n");
	const isWhole =
		seal.hash === (await hashOf(businessId, seal)) &&
		seal.root === (await sha256(seal.leaves)) &&
		leaves.length === seal.toSeq - seal.fromSeq + 1;
	if (!isWhole) findings.push({ what: "seal_changed", seal: seal.number });
	const bySeq = new Map(events.map((event) => [event.seq, event]));
	for (let seq = seal.fromSeq; seq <= seal.toSeq; seq++) {
		const event = bySeq.get(seq);
		if (!event) findings.push({ what: "event_missing", seq, seal: seal.number });
		else if ((await leafOf(event)) !== leaves[seq - seal.fromSeq]) {
			const { id, type, at } = event;
			findings.push({ what: "event_changed", seq, id, type, at });
		}
	}
	return findings;
}
