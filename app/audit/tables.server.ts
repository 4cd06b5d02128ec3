import { integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";

/** migrations/shard/0031_sealed_audit.sql, as drizzle sees it (a test compares the two). The events themselves are platform's. */

export const seals = sqliteTable(
	"seals",
	{
		businessId: text().notNull(),
		number: integer().notNull(),
		previous: text().notNull(),
		fromSeq: integer().notNull(),
		toSeq: integer().notNull(),
		leaves: text().notNull(),
		root: text().notNull(),
		hash: text().notNull(),
		sealedAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.number] }), unique("seals_from").on(t.businessId, t.fromSeq)],
);

export const auditChecks = sqliteTable("auditChecks", {
	businessId: text().primaryKey(),
	checkedTo: integer().notNull(),
	events: integer().notNull(),
	findings: text().notNull(),
	startedAt: integer().notNull(),
	finishedAt: integer(),
});
