import { integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";

/** migrations/shard/0001_ground.sql, the mails of 0009, the progress of 0014 and the tills of 0019, as drizzle sees them (a test compares). */

export const guards = sqliteTable("guards", { ok: integer().notNull() });

export const idempotencyKeys = sqliteTable(
	"idempotencyKeys",
	{
		businessId: text().notNull(),
		command: text().notNull(),
		key: text().notNull(),
		actorId: text().notNull(),
		requestHash: text().notNull(),
		response: text(),
		at: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.command, t.key] })],
);

export const events = sqliteTable(
	"events",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		type: text().notNull(),
		subjectType: text().notNull(),
		subjectId: text().notNull(),
		storeId: text(),
		actorKind: text({ enum: ["user", "system"] }).notNull(),
		actorId: text().notNull(),
		actorName: text().notNull(),
		requestId: text().notNull(),
		ip: text(),
		at: integer().notNull(),
		data: text().notNull(),
		dueAt: integer(),
		deliveries: integer().notNull().default(0),
		lastError: text(),
		deviceId: text(),
		deviceName: text(),
		/** The order it was committed in, in its business. */
		seq: integer(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.id] }), unique("events_by_seq").on(t.businessId, t.seq)],
);

export const deadLetters = sqliteTable(
	"deadLetters",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		eventId: text().notNull(),
		eventType: text().notNull(),
		error: text().notNull(),
		deliveries: integer().notNull(),
		state: text({ enum: ["dead", "replayed", "discarded"] }).notNull(),
		diedAt: integer().notNull(),
		settledAt: integer(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.id] })],
);

export const leases = sqliteTable("leases", {
	name: text().primaryKey(),
	owner: text().notNull(),
	fence: integer().notNull(),
	expiresAt: integer().notNull(),
});

export const jobRuns = sqliteTable("jobRuns", {
	id: text().primaryKey(),
	job: text().notNull(),
	startedAt: integer().notNull(),
	finishedAt: integer(),
	outcome: text({ enum: ["running", "done", "failed"] }).notNull(),
	detail: text().notNull().default(""),
});

export const jobProgress = sqliteTable("jobProgress", {
	job: text().primaryKey(),
	period: text().notNull(),
	cursor: text(),
	counts: text().notNull(),
	updatedAt: integer().notNull(),
});

export const mails = sqliteTable(
	"mails",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		key: text().notNull(),
		purpose: text().notNull(),
		recipient: text().notNull(),
		subject: text().notNull(),
		state: text({ enum: ["kept", "sent", "failed"] }).notNull(),
		outcome: text().notNull().default(""),
		text: text(),
		html: text(),
		at: integer().notNull(),
		attachments: text(),
		bouncedAt: integer(),
		bounce: text(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.id] })],
);
