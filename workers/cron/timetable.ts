import { configOf } from "#app/platform/config.server.ts";
import { shardCount } from "#app/platform/database.server.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import type { JobOrder } from "./jobs.ts";

/**
 * When each job is due, in UTC minutes of the day. A tick never does the work: it orders it, once per shard, and the job takes a lease.
 * Every job does all due work since it last ran, so a missed tick costs time and nothing else.
 */
const timetable: { job: JobOrder["job"]; due(minuteOfDay: number): boolean; perShard: boolean }[] = [
	{ job: "sweep-outbox", due: () => true, perShard: true },
	// Each vendor has its own minute of the night; whatever a killed reading left is taken up here too.
	{ job: "sync-catalogs", due: () => true, perShard: true },
	// Woken by what happens; this finds whom nobody woke.
	{ job: "wake-connections", due: () => true, perShard: true },
	{ job: "settle-registrations", due: () => true, perShard: false },
	{ job: "inventory-cleanup", due: (minute) => minute % 5 === 0, perShard: true },
	{ job: "clean-sessions", due: (minute) => minute % 60 === 7, perShard: true },
	{ job: "forget-old-keys", due: (minute) => minute % 60 === 17, perShard: true },
	{ job: "sweep-images", due: (minute) => minute % 60 === 27, perShard: true },
	// A ring that has a new first key, and rounds that nobody is at.
	{ job: "seal-messages", due: (minute) => minute % 30 === 13, perShard: true },
	{ job: "sweep-media", due: (minute) => minute === 4 * 60 + 47, perShard: true },
	// Accesses to other platforms that end soon, each said once.
	{ job: "tell-ends", due: (minute) => minute % 60 === 53, perShard: true },
	// Once a night; a night that is missed is made up for in the next.
	{ job: "forget-webhooks", due: (minute) => minute === 3 * 60 + 47, perShard: true },
	// Midnight comes at another minute in every zone, and a long night takes several runs.
	{ job: "learn-forecasts", due: (minute) => minute % 10 === 1, perShard: true },
	{ job: "calculate-outlooks", due: (minute) => minute % 10 === 3, perShard: true },
	{ job: "seal-audit", due: (minute) => minute % 60 === 37, perShard: true },
	// One round a night, of everything that was ever sealed; the later orders take up what was cut off.
	{ job: "verify-audit", due: (minute) => minute % 60 === 41, perShard: true },
	// One check a night, which takes as many runs as it needs; the later orders take up what was cut off.
	{ job: "check-drift", due: (minute) => minute % 60 === 30, perShard: true },
];

/** The jobs due at an instant, one order per shard where they have one. */
export function ordersAt(at: number): JobOrder[] {
	const minuteOfDay = Math.floor(at / 60_000) % (24 * 60);
	return timetable
		.filter(({ due }) => due(minuteOfDay))
		.flatMap(({ job, perShard }) => Array.from({ length: perShard ? shardCount : 1 }, (_, shard) => ({ job, shard })));
}

export async function tick(controller: ScheduledController, env: Env): Promise<void> {
	configOf(env);
	try {
		await env.JOBS.sendBatch(ordersAt(controller.scheduledTime).map((body) => ({ body })));
	} catch (error) {
		log("error", "cron.tick_failed", errorFields(error));
		throw error;
	}
}
