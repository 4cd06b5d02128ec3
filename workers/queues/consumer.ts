import { configOf } from "#app/platform/config.server.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import { machineScope, type Scope } from "#app/platform/scope.server.ts";
import type { EventPointer } from "#app/platform/events.server.ts";
import { buryEvent } from "./dead-letters.ts";
import { deliverEvent } from "./deliver.ts";
import { type JobOrder, runJob } from "../cron/jobs.ts";

export type Message = EventPointer | JobOrder;

/** Seconds until a failed message comes again: 2, 4, 8 … and never longer than ten minutes. */
function delayAfter(attempts: number): number {
	return Math.min(600, 2 ** Math.min(attempts, 9));
}

/** Every queue's messages, one by one: a message is acknowledged or comes again by itself, and never takes its neighbours along. */
export async function handleQueue(batch: MessageBatch<Message>, env: Env, execution: ExecutionContext): Promise<void> {
	const cfg = configOf(env);
	for (const message of batch.messages) {
		const scope = machineScope(env, cfg, (work) => execution.waitUntil(work));
		try {
			await handle(batch.queue, message.body, scope);
			message.ack();
		} catch (error) {
			log("warn", "queue.retry", { requestId: scope.requestId, queue: batch.queue, attempts: message.attempts, ...errorFields(error) });
			message.retry({ delaySeconds: delayAfter(message.attempts) });
		}
	}
}

async function handle(queue: string, body: Message, scope: Scope): Promise<void> {
	if (queue === "storekeep-dead") {
		if ("eventId" in body) await buryEvent(scope, body);
		else log("error", "job.dead", { job: body.job, shard: body.shard });
		return;
	}
	if ("eventId" in body) await deliverEvent(scope, body);
	else await runJob(scope, body);
}
