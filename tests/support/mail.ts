import { env } from "cloudflare:workers";
import type { EventPointer } from "#app/platform/events.server.ts";
import { deliverEvents } from "../../workers/queues/deliver.ts";
import { testScope } from "./world.ts";

export type KeptMail = {
	id: string;
	key: string;
	purpose: string;
	recipient: string;
	subject: string;
	state: string;
	text: string;
	html: string;
};

const shards = [env.SHARD_0, env.SHARD_1];

/** Does what the queue would do with every event that is still due. */
export async function deliverAll(now?: number): Promise<void> {
	for (const [shard, database] of shards.entries()) {
		const { results } = await database
			.prepare("SELECT businessId, id AS eventId FROM events WHERE dueAt IS NOT NULL ORDER BY id")
			.all<Omit<EventPointer, "shard">>();
		for (const pointer of results) await deliverEvents(testScope(now).scope, [{ ...pointer, shard }]);
	}
}

/** The mails an address has in the local outbox by now, oldest first. */
export async function mailsTo(recipient: string, now?: number): Promise<KeptMail[]> {
	await deliverAll(now);
	const found = await Promise.all(
		shards.map((database) => database.prepare("SELECT * FROM mails WHERE recipient = ? ORDER BY id").bind(recipient).all<KeptMail>()),
	);
	return found.flatMap(({ results }) => results);
}

/** The token in the last mail to an address whose link goes to `path`. */
export async function tokenTo(recipient: string, path: string, now?: number): Promise<string> {
	const links = (await mailsTo(recipient, now)).flatMap(({ text }) => [...text.matchAll(/https?:\/\/\S+/g)].map(([link]) => new URL(link)));
	const token = links.findLast(({ pathname }) => pathname === path)?.searchParams.get("token");
	if (!token) throw new Error(`no mail to ${recipient} leads to ${path}`);
	return token;
}
