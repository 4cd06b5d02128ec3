import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { giveIn, nothingWaitsIn, type Roster, rosterAsk, stillFullIn } from "./assign.server.ts";
import { AvailabilitySet, ChatsHandedBack } from "./events.server.ts";
import { SetAvailable } from "./input.ts";
import type { Assignment, ChatStatus } from "./rules.ts";
import { tellOfChatIn } from "./write-message.server.ts";

/** Chats handed on in one act; each is told of. */
const mostHanded = 90;

/**
 * Says whether somebody takes new chats. Whoever comes takes the oldest that wait for nobody, as many as they have room for; whoever goes may hand back
 * what they have open, to whoever else is there, and what is set aside, to nobody.
 * @throws Refusal `user_not_found`, `missing_permission` for somebody else
 */
export const setAvailable = command<typeof SetAvailable, { isAvailable: boolean; given: number; handedBack: number }, Viewer>({
	name: "inbox.set-available",
	needs: "inbox:write",
	input: SetAvailable,
	async run({ db, work, principal, now }, { isAvailable, handBack, userId }) {
		const { businessId } = db;
		const who = userId ?? (await principal()).user.id;
		const chatsOf = (assignee: SQL, status: ChatStatus) =>
			many<{
				id: string;
			}>(sql`SELECT id FROM chats INDEXED BY chats_of_assignee WHERE businessId = ${businessId} AND ${assignee} AND status = ${status}
				ORDER BY lastAt LIMIT CAST(${mostHanded} AS INTEGER)`);
		const { user, mine, aside, free, roster, settings } = await db.read({
			user: first<{ id: string }>(sql`SELECT id FROM users WHERE businessId = ${businessId} AND id = ${who} AND state = 'active'`),
			mine: chatsOf(sql`assigneeId = ${who}`, "OPEN"),
			aside: chatsOf(sql`assigneeId = ${who}`, "PENDING"),
			free: chatsOf(sql`assigneeId IS NULL`, "OPEN"),
			roster: rosterAsk(businessId),
			settings: first<{ assignment: Assignment; capacity: number }>(
				sql`SELECT assignment, capacity FROM inboxSettings WHERE businessId = ${businessId}`,
			),
		});
		const viewer = await principal();
		if (who !== viewer.user.id) requirePermission(viewer, "inbox:settings");
		if (!user) refuse("not_found", "user_not_found");
		work.add(sql`INSERT INTO inboxAgents (businessId, userId, isAvailable, updatedAt) VALUES (${businessId}, ${who}, CAST(${isAvailable ? 1 : 0} AS INTEGER), ${now})
			ON CONFLICT (businessId, userId) DO UPDATE SET isAvailable = excluded.isAvailable, updatedAt = excluded.updatedAt`);
		const room = isAvailable && settings && settings.assignment !== "off" ? Math.max(0, settings.capacity - mine.length) : 0;
		const given = free.slice(0, room);
		const ids = JSON.stringify(given.map(({ id }) => id));
		// Of two who come at once, the second takes what the first left.
		if (given.length > 0)
			work.guard(sql`SELECT 1 WHERE (SELECT count(*) FROM json_each(${ids}) AS w CROSS JOIN chats AS c ON c.businessId = ${businessId} AND c.id = w.value
				AND c.assigneeId IS NULL AND c.status = 'OPEN') = CAST(${given.length} AS INTEGER)`);
		for (const { id: chatId } of given) {
			work.add(sql`UPDATE chats SET assigneeId = ${who}, assignedAt = ${now}, version = version + 1, updatedAt = ${now}
				WHERE businessId = ${businessId} AND id = ${chatId} AND assigneeId IS NULL`);
			tellOfChatIn(work, chatId);
		}
		if (given.length < room && free.length < mostHanded) nothingWaitsIn(work, "");
		const back = !isAvailable && handBack ? [...mine, ...aside] : [];
		const others: Roster = { ...roster, candidates: roster.candidates.filter((each) => each.userId !== who) };
		for (const [turn, { id: chatId }] of back.entries()) {
			work.add(sql`UPDATE chats SET assigneeId = NULL, assignedAt = NULL, version = version + 1, updatedAt = ${now}
				WHERE businessId = ${businessId} AND id = ${chatId} AND assigneeId = ${who}`);
			tellOfChatIn(work, chatId);
			// What waits for its customer is nobody's until they answer; then it is given as a new one is.
			if (turn < mine.length && giveIn(work, others, chatId) === null) stillFullIn(work, roster);
		}
		work.record(AvailabilitySet, { subject: { type: "user", id: who }, data: { isAvailable } });
		if (back.length > 0) work.record(ChatsHandedBack, { subject: { type: "user", id: who }, data: { chats: back.length } });
		return known({ isAvailable, given: given.length, handedBack: back.length });
	},
});
