import { configOf } from "#app/platform/config.server.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import { instant } from "#app/platform/time.ts";
import { machineScope, type Scope } from "#app/platform/scope.server.ts";
import type { EventPointer } from "#app/platform/events.server.ts";
import type { ConnectionPointer } from "#app/channels/wake.server.ts";
import { goOnWith, type SyncOrder } from "#app/catalog/vendors/sync/run-sync.server.ts";
import { deliverEvent } from "./deliver.ts";
import { wakeDriver } from "../channels/connection-driver.ts";
import { type JobOrder, runJob } from "../cron/jobs.ts";

export type Message = EventPointer | JobOrder | SyncOrder | ConnectionPointer;

/**
 * Seconds until a message that could not be handled at all comes again: 2, 4, 8. How often is in wrangler.toml; after that the sweeper brings an
 * event, and the timetable a job. What fails inside an event is no failure of its message (deliver.ts).
 */
function delayAfter(attempts: number): number {
	return 2 ** Math.min(attempts, 3);
}

/** Every queue's messages, one by one: a message is acknowledged or comes again by itself, and never takes its neighbours along. */
export async function handleQueue(batch: MessageBatch<Message>, env: Env, execution: ExecutionContext): Promise<void> {
	const cfg = configOf(env);
	for (const message of batch.messages) {
		const scope = machineScope(env, cfg, (work) => execution.waitUntil(work));
		try {
			await handle(batch.queue, message.body, scope);
			message.ack();
			const { trips, rowsRead: read, rowsWritten: written } = scope.meter;
			log("info", "queue.done", { requestId: scope.requestId, queue: batch.queue, ms: instant() - scope.now, trips, read, written });
		} catch (error) {
			log("warn", "queue.retry", { requestId: scope.requestId, queue: batch.queue, attempts: message.attempts, ...errorFields(error) });
			message.retry({ delaySeconds: delayAfter(message.attempts) });
		}
	}
}

async function handle(queue: string, body: Message, scope: Scope): Promise<void> {
	if (queue === "storekeep-dead") {
		// Its row is due as before, or its job will be ordered again: nothing is lost, but somebody should look.
		if ("eventId" in body) log("error", "event.undelivered", { shard: body.shard, businessId: body.businessId, eventId: body.eventId });
		else if ("syncRunId" in body) log("error", "sync.dead", { ...body });
		else if ("connectionId" in body) log("warn", "channel.unwoken", { ...body });
		else log("error", "job.dead", { job: body.job, shard: body.shard });
		return;
	}
	if ("eventId" in body) await deliverEvent(scope, body);
	else if ("syncRunId" in body) await continueSync(scope, body);
	else if ("connectionId" in body) await wakeDriver(scope, body);
	else await runJob(scope, body);
}

/** A reading of a vendor's catalog goes on in slices; each orders the next. */
async function continueSync(scope: Scope, order: SyncOrder): Promise<void> {
	const went = await goOnWith(scope, order);
	if (went.kind === "later") await scope.env.SYNCS.send(order, { delaySeconds: went.seconds });
}
