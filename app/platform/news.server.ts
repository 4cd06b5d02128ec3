import { type SQL, sql } from "drizzle-orm";
import { type Compiled, compile, type Row } from "./database.server.ts";
import type { EventKind, StoredEvent } from "./events.server.ts";
import type { Told } from "./news.ts";
import type { Reaction } from "./reactions.server.ts";
import type { Scope } from "./scope.server.ts";
import type { Tenant } from "./tenant.server.ts";

/**
 * How open pages hear of a change. A batch that changes what they show reads it once more at its own end (`work.tell`), and those rows go
 * straight to the business's object; that is the quick way, and may fail. The reaction reads present truth and tells it again; that is the sure
 * way. Saying the same twice, or an older thing later, is noticed where it is heard.
 */

/** Something pages show: how to read the present state of some subjects (a JSON list of ids), as rows of `Told`. `ofChats`: all its rows name their chat. */
export type NewsSource = { name: string; needs: string; ofChats?: true; read(businessId: string, subjects: string): SQL };

/** Above this the pages are told to look for themselves. */
const mostSubjects = 100;

/** The subjects a unit of work has changed, by source. */
export type Changes = Map<NewsSource, Set<string>>;

/** The statements that read them, to stand behind everything the batch writes. */
export function newsStatements(changes: Changes, businessId: string, now: number): Compiled[] {
	return [...changes].flatMap(([source, subjects]) => {
		const read = source.read(businessId, JSON.stringify([...subjects]));
		if (subjects.size <= mostSubjects) return [compile(read)];
		const { about, rank, body } = lookAgain(now);
		return source.ofChats
			? [compile(sql`SELECT ${about} AS about, ${rank} AS rank, ${body} AS body, chatId FROM (${read}) GROUP BY chatId`)]
			: [];
	});
}

/** What there is to tell: the rows of `newsStatements`, or that it was too much to list. */
export function newsOf(changes: Changes, results: Row[][], now: number): Told[] {
	const tooMany = [...changes].some(([{ ofChats }, subjects]) => !ofChats && subjects.size > mostSubjects);
	const told = results.flat() as Told[];
	return tooMany ? [lookAgain(now), ...told.filter(({ chatId }) => chatId)] : told;
}

function lookAgain(now: number): Told {
	return { about: "everything", rank: now, body: JSON.stringify({ kind: "refresh", at: now }) };
}

/** Tells the open pages of a business; what is of one chat, those that have it open. */
export async function tell(scope: Scope, businessId: string, news: Told[]): Promise<void> {
	const ofChats = new Map<string | null, Told[]>();
	for (const each of news) ofChats.set(each.chatId ?? null, [...(ofChats.get(each.chatId ?? null) ?? []), each]);
	await Promise.all(
		[...ofChats].map(([chatId, told]) =>
			(chatId === null ? newsFor(scope, businessId) : chatRoomFor(scope, businessId, chatId)).tell(told),
		),
	);
}

/** Ends the sockets of a person, those of chats too; those whose session stands come back by themselves. */
export async function hangUp(scope: Scope, businessId: string, userId: string): Promise<void> {
	const rooms = await newsFor(scope, businessId).hangUp(userId);
	await Promise.all(rooms.map((chatId) => chatRoomFor(scope, businessId, chatId).hangUp(userId)));
}

/** The one object of a business that carries its news. */
export function newsFor(scope: Scope, businessId: string) {
	return scope.env.NEWS.get(scope.env.NEWS.idFromName(businessId));
}

/** The one object of a chat, that carries what is said in it. */
export function chatRoomFor(scope: Scope, businessId: string, chatId: string) {
	return scope.env.CHATS.get(scope.env.CHATS.idFromName(`${businessId}:${chatId}`));
}

/** A reaction that tells what stands now of the subjects an event names, by source. */
export function tellingReaction(
	name: string,
	on: EventKind<object>[],
	changesOf: (event: StoredEvent) => [NewsSource, string[]][],
): Reaction {
	return {
		name,
		on,
		tells: true,
		together: true,
		async run(tenant, ...events) {
			const changed: Changes = new Map();
			const say = async (source: NewsSource, subjects: Set<string>) =>
				tell(tenant.scope, tenant.businessId, await present(tenant, source, subjects));
			for (const [source, subjects] of events.flatMap(changesOf)) {
				const before = changed.get(source) ?? new Set();
				const all = new Set([...before, ...subjects]);
				// Several that are few each are not together what pages have to look for themselves.
				const isFull = before.size > 0 && all.size > mostSubjects;
				if (isFull) await say(source, before);
				changed.set(source, isFull ? new Set(subjects) : all);
			}
			for (const [source, subjects] of changed) if (subjects.size > 0) await say(source, subjects);
		},
	};
}

async function present(tenant: Tenant, source: NewsSource, subjects: Set<string>): Promise<Told[]> {
	const changes: Changes = new Map([[source, subjects]]);
	const statements = newsStatements(changes, tenant.businessId, tenant.now);
	return newsOf(changes, statements.length > 0 ? await tenant.read(source.needs, statements) : [], tenant.now);
}
