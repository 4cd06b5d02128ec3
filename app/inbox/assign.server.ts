import { sql } from "drizzle-orm";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { type Assignment, type Candidate, type ChatStatus, giveTo } from "./rules.ts";
import { tellOfChatIn } from "./write-message.server.ts";

export type Roster = { how: Assignment; capacity: number; candidates: Candidate[] };

/** Who could be given a chat now, and how many each has open (counted to one more than they have room for). Rides in a command's read. */
export function rosterAsk(businessId: string): Ask<Roster> {
	const rows = many<{
		assignment: Assignment;
		capacity: number;
		userId: string;
		open: number;
		lastGivenAt: number;
	}>(sql`SELECT s.assignment, s.capacity, a.userId, a.lastGivenAt,
			(SELECT count(*) FROM (SELECT 1 FROM chats AS c INDEXED BY chats_of_assignee WHERE c.businessId = ${businessId} AND c.assigneeId = a.userId AND c.status = 'OPEN' LIMIT (SELECT capacity + 1 FROM inboxSettings WHERE businessId = ${businessId}))) AS open
		FROM inboxSettings AS s CROSS JOIN inboxAgents AS a ON a.businessId = s.businessId AND a.isAvailable = 1
		CROSS JOIN users AS u ON u.businessId = a.businessId AND u.id = a.userId AND u.state = 'active'
		WHERE s.businessId = ${businessId} AND s.assignment <> 'off' ORDER BY a.userId LIMIT 200`);
	return {
		query: rows.query,
		take(raw) {
			const found = rows.take(raw);
			return { how: found[0]?.assignment ?? "off", capacity: found[0]?.capacity ?? 0, candidates: found };
		},
	};
}

/**
 * Gives an open chat that is nobody's to whoever's turn it is. Of two given at once, the second is decided again: nobody is given both for being next.
 * @returns to whom; null: nobody is free
 */
export function giveIn(work: Work, roster: Roster, chatId: string): string | null {
	const { businessId, now } = work;
	const userId = giveTo(roster.candidates, roster.how, roster.capacity);
	const next = roster.candidates.find((each) => each.userId === userId);
	if (!next) return null;
	work.guard(
		sql`SELECT 1 FROM inboxAgents WHERE businessId = ${businessId} AND userId = ${next.userId} AND isAvailable = 1 AND lastGivenAt = CAST(${next.lastGivenAt} AS INTEGER)`,
	);
	// Nor is it given away twice: whoever comes second gives what waits next.
	work.guard(sql`SELECT 1 FROM chats WHERE businessId = ${businessId} AND id = ${chatId} AND assigneeId IS NULL AND status = 'OPEN'`);
	const givenAt = Math.max(now, next.lastGivenAt + 1);
	work.add(sql`UPDATE inboxAgents SET lastGivenAt = ${givenAt} WHERE businessId = ${businessId} AND userId = ${next.userId}`);
	work.add(sql`UPDATE chats SET assigneeId = ${next.userId}, assignedAt = ${now}, version = version + 1, updatedAt = ${now}
		WHERE businessId = ${businessId} AND id = ${chatId} AND assigneeId IS NULL`);
	// For the next one of the same batch.
	next.open += 1;
	next.lastGivenAt = givenAt;
	tellOfChatIn(work, chatId);
	return next.userId;
}

/** The open chat that has been nobody's for longest. Rides in a command's read. */
export function longestWaitingAsk(businessId: string): Ask<{ id: string } | undefined> {
	return first<{
		id: string;
	}>(sql`SELECT id FROM chats INDEXED BY chats_of_assignee WHERE businessId = ${businessId} AND assigneeId IS NULL AND status = 'OPEN'
		ORDER BY lastAt, id LIMIT 1`);
}

type Whose = { status: ChatStatus; assigneeId: string | null };

/**
 * Holds a batch that leaves a chat waiting because nobody had room to that: of two who end one each at once, the first frees too little, and the second
 * would give nothing for what it saw before.
 */
export function stillFullIn(work: Work, roster: Roster): void {
	if (roster.how === "off") return;
	const { businessId } = work;
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM inboxSettings AS s CROSS JOIN inboxAgents AS a ON a.businessId = s.businessId AND a.isAvailable = 1
		CROSS JOIN users AS u ON u.businessId = a.businessId AND u.id = a.userId AND u.state = 'active'
		WHERE s.businessId = ${businessId} AND s.assignment <> 'off' AND (SELECT count(*) FROM (SELECT 1 FROM chats AS c INDEXED BY chats_of_assignee
			WHERE c.businessId = ${businessId} AND c.assigneeId = a.userId AND c.status = 'OPEN' LIMIT (SELECT capacity FROM inboxSettings WHERE businessId = ${businessId}))) < s.capacity)`);
}

/** Holds a batch that leaves somebody with room because nothing waited to that. `chatId`: the one it is about. */
export function nothingWaitsIn(work: Work, chatId: string): void {
	const { businessId } = work;
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM chats INDEXED BY chats_of_assignee
		WHERE businessId = ${businessId} AND assigneeId IS NULL AND status = 'OPEN' AND id <> ${chatId})`);
}

/** Where a change of a chat leaves somebody with room, the one that waits longest is given to whoever's turn it is. */
export function giveNextIn(
	work: Work,
	roster: Roster,
	{ chatId, before, after, waiting }: { chatId: string; before: Whose; after: Whose; waiting: string | undefined },
): void {
	const has = ({ status, assigneeId }: Whose) => (status === "OPEN" ? assigneeId : null);
	if (has(before) === null || has(before) === has(after)) return;
	const candidates = roster.candidates.map((each) => ({
		...each,
		open: each.open - (each.userId === has(before) ? 1 : 0) + (each.userId === has(after) ? 1 : 0),
	}));
	if (waiting === undefined) {
		if (giveTo(candidates, roster.how, roster.capacity) !== null) nothingWaitsIn(work, chatId);
	} else if (giveIn(work, { ...roster, candidates }, waiting) === null) stillFullIn(work, roster);
}
