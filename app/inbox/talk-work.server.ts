import { sql } from "drizzle-orm";
import { z } from "zod";
import { noteTrouble } from "#app/channels/note-work.server.ts";
import type { TalkDriving, TalkMessage, TalkSaid, TalkWork } from "#app/channels/talk.ts";
import { PlatformTrouble } from "#app/channels/trouble.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import { AnyId } from "#app/platform/input.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import { HeardState } from "./heard.ts";
import { fetchMedia, forgetMediaOf } from "./media.server.ts";
import { sendWaiting } from "./send-waiting.server.ts";
import { tellReactions, tellReads } from "./tell-platform.server.ts";
import { takeChange } from "./take-change.server.ts";
import { type Heard, takeMessage } from "./take-message.server.ts";
import { takeMove } from "./take-move.server.ts";
import { takeStates, takeStatesUntil } from "./take-states.server.ts";
import { keepTemplateState, pullTemplates } from "./templates.server.ts";

type Outcome = Awaited<ReturnType<TalkWork["hear"]>>;

const Told = z.object({ connectionId: AnyId, messages: z.array(z.string()), people: z.array(z.string()) });

/** Which of some messages and people are here already. */
const knownOf = query<typeof Told, { messages: Set<string>; people: Set<string> }>({
	name: "inbox.known-of",
	needs: "inbox:read",
	input: Told,
	async run({ db }, { connectionId, messages, people }) {
		const { businessId } = db;
		const among = (ids: string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
		const found = await db.read({
			messages: many<{ id: string }>(
				sql`SELECT platformMessageId AS id FROM messages WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND platformMessageId IN ${among(messages)}`,
			),
			people: many<{ id: string }>(
				sql`SELECT externalId AS id FROM chatAddresses WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND externalId IN ${among(people)}`,
			),
		});
		return { messages: new Set(found.messages.map(({ id }) => id)), people: new Set(found.people.map(({ id }) => id)) };
	},
});

/** So many states are written down in one batch. */
const statesAtOnce = 100;

/** What the inbox does in a turn of a connection: takes in what was told, then sends what waits and fetches what was sent along. */
export const talkWork: TalkWork = {
	async hear(driving, said, _receiptId): Promise<Outcome> {
		const connectionId = driving.connection.id;
		const states = said.filter((each) => each.kind === "state");
		const readable = states.filter((each) => HeardState.safeParse(each).success);
		const told = said.flatMap((each) => (each.kind === "message" ? [each.message] : []));
		const known =
			told.length > 0
				? await knownOf(driving.now(), {
						connectionId,
						messages: told.map(({ platformMessageId }) => platformMessageId),
						people: told.map(({ person }) => person.externalId),
					})
				: { messages: new Set<string>(), people: new Set<string>() };
		const outcomes: Heard[] = readable.length < states.length ? [unreadable] : [];
		for (const each of said) {
			if (each.kind === "state") continue;
			if (each.kind === "message" && known.messages.has(each.message.platformMessageId)) {
				outcomes.push({ state: "passed", said: "same" });
				continue;
			}
			// A body of a thousand messages is taken in several turns: what is taken is passed over in the next.
			if (!driving.mayGoOn()) throw new PlatformTrouble("throttled", "throttled", { retryAfter: 1 });
			outcomes.push(await unlessUnreadable(() => hearOne(driving, each, known.people)));
		}
		for (let from = 0; from < readable.length; from += statesAtOnce) {
			if (!driving.mayGoOn()) throw new PlatformTrouble("throttled", "throttled", { retryAfter: 1 });
			outcomes.push(await takeStates(driving.now(), { connectionId, states: readable.slice(from, from + statesAtOnce) }));
		}
		const worst = outcomes.find(({ state }) => state === "look") ?? outcomes.find(({ state }) => state === "taken") ?? outcomes[0];
		return { state: worst?.state ?? "passed", said: worst?.said ?? "nothing", details: { heard: said.length } };
	},

	async turn(driving): Promise<number> {
		const next = await sendWaiting(driving);
		await tellReactions(driving);
		await tellReads(driving);
		const media = await fetchMedia(driving);
		await pullTemplates(driving);
		return Math.min(next, media);
	},
};

const unreadable: Heard = { state: "look", said: "unreadable" };

/** What no row can hold is looked at by a person, and keeps nothing that was said beside it from being heard. */
async function unlessUnreadable(hear: () => Promise<Heard>): Promise<Heard> {
	try {
		return await hear();
	} catch (error) {
		if (error instanceof Refusal && error.code === "validation_failed") return unreadable;
		throw error;
	}
}

async function hearOne(driving: TalkDriving, said: Exclude<TalkSaid, { kind: "state" }>, people: ReadonlySet<string>): Promise<Heard> {
	const { connection, now } = driving;
	const connectionId = connection.id;
	switch (said.kind) {
		case "message":
			return takeMessage(now(), { connectionId, platform: connection.platform, message: await named(driving, said.message, people) });
		case "states_until":
			return takeStatesUntil(now(), { connectionId, externalId: said.externalId, state: said.state, at: said.at });
		case "edited":
			return takeChange(now(), { connectionId, change: said });
		case "deleted": {
			const heard = await takeChange(now(), { connectionId, change: said });
			if (heard.messageId) await forgetMediaOf(now(), { messageId: heard.messageId });
			return heard;
		}
		case "reaction": {
			const { platformMessageId, emoji, at, from } = said;
			return takeChange(now(), { connectionId, change: { kind: "reaction", platformMessageId, emoji, at, isOurs: from === null } });
		}
		case "moved":
			return takeMove(now(), { connectionId, platform: connection.platform, from: said.from, person: said.person });
		case "template":
			await keepTemplateState(now(), { connectionId, name: said.name, language: said.language, status: said.status });
			return { state: "taken", said: "template" };
		case "account":
			// Said before the account was connected (again), and told or replayed since.
			if (said.at > 0 && said.at < connection.connectedAt) return { state: "passed", said: "nothing" };
			await noteTrouble(now(), {
				connectionId,
				connectedAt: connection.connectedAt,
				trouble: {
					kind: "expired",
					reason: said.what === "expired" ? "token_expired" : "permission_missing",
					said: said.said.slice(0, 200),
				},
			});
			return { state: "taken", said: "account" };
		case "unreadable":
			return unreadable;
		case "nothing":
			return { state: "passed", said: said.reason === "other_account" ? "other_account" : "nothing" };
	}
}

/** A message of somebody new, with their name where the platform says it only when it is asked. */
async function named(driving: TalkDriving, message: TalkMessage, people: ReadonlySet<string>): Promise<TalkMessage> {
	const { person } = message;
	if (person.name !== "" || people.has(person.externalId)) return message;
	try {
		const profile = await driving.ask(async (platform, link) => platform.profile?.(link, person.externalId) ?? null);
		return profile ? { ...message, person: { ...person, name: profile.name, handle: person.handle || profile.handle } } : message;
	} catch (error) {
		// A name is no reason to lose what was said.
		log("warn", "inbox.profile_not_read", { connectionId: driving.connection.id, ...errorFields(error) });
		return message;
	}
}
