import { configOf } from "#app/platform/config.server.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import { instant } from "#app/platform/time.ts";
import { machineScope, type Scope } from "#app/platform/scope.server.ts";
import type { EventPointer } from "#app/platform/events.server.ts";
import type { ConnectionPointer } from "#app/channels/wake.server.ts";
import { goOnWith, type SyncOrder } from "#app/catalog/vendors/sync/run-sync.server.ts";
import { deliverEvents } from "./deliver.ts";
import { wakeDriver } from "../channels/connection-driver.ts";
import { type JobOrder, runJob } from "../cron/jobs.ts";

type QueueMessage<Body> = MessageBatch<Body>["messages"][number];
export type Message = EventPointer | JobOrder | SyncOrder | ConnectionPointer;

/**
 * Seconds until a message that could not be handled at all comes again: 2, 4, 8. How often is in wrangler.toml; after that the sweeper brings an
 * event, and the timetable a job. What fails inside an event is no failure of its message (deliver.ts).
 */
function delayAfter(attempts: number): number {
	return 2 ** Math.min(attempts, 3);
}

/**
 * Every queue's messages: what belongs together at once, all others one by one. What was handled is acknowledged, what was not comes again, and never takes
 * along what has nothing to do with it.
 */
export async function handleQueue(batch: MessageBatch<Message>, env: Env, execution: ExecutionContext): Promise<void> {
	const cfg = configOf(env);
	const { queue } = batch;
	for (const messages of together(batch.messages)) {
		const scope = machineScope(env, cfg, (work) => execution.waitUntil(work));
		const { requestId, meter } = scope;
		try {
			const bodies = messages.map(({ body }) => body);
			if (queue === "storekeep-dead") bodies.forEach(mourn);
			else await handle(bodies, scope);
			for (const message of messages) message.ack();
			const { trips, rowsRead: read, rowsWritten: written } = meter;
			log("info", "queue.done", { requestId, queue, messages: messages.length, ms: instant() - scope.now, trips, read, written });
		} catch (error) {
			for (const message of messages) {
				log("warn", "queue.retry", { requestId, queue, attempts: message.attempts, ...errorFields(error) });
				message.retry({ delaySeconds: delayAfter(message.attempts) });
			}
		}
	}
}

/** What is handled at once: the events of a business, whatever wakes one connection, and anything else by itself. */
function together(messages: readonly QueueMessage<Message>[]): Iterable<QueueMessage<Message>[]> {
	const groups = new Map<string, QueueMessage<Message>[]>();
	for (const message of messages) {
		const group = groupOf(message);
		groups.set(group, [...(groups.get(group) ?? []), message]);
	}
	return groups.values();
}

function groupOf({ id, body }: QueueMessage<Message>): string {
	if ("eventId" in body) return `${body.shard} ${body.businessId}`;
	return "connectionId" in body ? `${body.businessId} ${body.connectionId}` : id;
}

/** Its row is due as before, or its job will be ordered again: nothing is lost, but somebody should look. */
function mourn(body: Message): void {
	if ("eventId" in body) log("error", "event.undelivered", { shard: body.shard, businessId: body.businessId, eventId: body.eventId });
	else if ("syncRunId" in body) log("error", "sync.dead", { ...body });
	else if ("connectionId" in body) log("warn", "channel.unwoken", { ...body });
	else log("error", "job.dead", { job: body.job, shard: body.shard });
}

/** Handles what belongs together. Of several calls to wake one connection, one is enough. */
async function handle(bodies: Message[], scope: Scope): Promise<void> {
	const [body] = bodies;
	if (!body) return;
	if ("eventId" in body)
		await deliverEvents(
			scope,
			bodies.filter((each) => "eventId" in each),
		);
	else if ("syncRunId" in body) await continueSync(scope, body);
	else if ("connectionId" in body) await wakeDriver(scope, body);
	else await runJob(scope, body);
}

/** A reading of a vendor's catalog goes on in slices; each orders the next. */
async function continueSync(scope: Scope, order: SyncOrder): Promise<void> {
	const went = await goOnWith(scope, order);
	if (went.kind === "later") await scope.env.SYNCS.send(order, { delaySeconds: went.seconds });
}
