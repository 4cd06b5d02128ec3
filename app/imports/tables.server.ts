import { foreignKey, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { businesses } from "#app/identity/tables.server.ts";
import { decimalStyles } from "./dialect.ts";
import { importStates } from "./rules.ts";

/** migrations/shard/0016_imports.sql, as drizzle sees it (a test compares the two). */

export const imports = sqliteTable(
	"imports",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		id: text().notNull(),
		fileName: text().notNull(),
		fileHash: text().notNull(),
		fileSize: integer().notNull(),
		encoding: text().notNull(),
		encodingIsGuess: integer().notNull(),
		delimiter: text().notNull(),
		decimals: text({ enum: decimalStyles }).notNull(),
		format: text().notNull(),
		headers: text().notNull(),
		twins: text().notNull().default("[]"),
		mapping: text().notNull(),
		choices: text().notNull(),
		state: text({ enum: importStates }).notNull(),
		attempt: integer().notNull().default(1),
		firstByte: integer().notNull(),
		firstRow: integer().notNull(),
		position: integer().notNull(),
		nextRow: integer().notNull(),
		carry: text(),
		totalRows: integer(),
		counts: text().notNull().default("{}"),
		preview: text(),
		sample: text().notNull().default("[]"),
		problem: text(),
		byId: text().notNull(),
		byName: text().notNull(),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
		startedAt: integer(),
		finishedAt: integer(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.id] })],
);

export const importChanges = sqliteTable(
	"importChanges",
	{
		businessId: text().notNull(),
		importId: text().notNull(),
		kind: text({ enum: ["product", "style", "category"] }).notNull(),
		subjectId: text().notNull(),
		row: integer().notNull(),
		isNew: integer().notNull(),
		before: text().notNull(),
		after: text().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.importId, t.kind, t.subjectId] }),
		foreignKey({ columns: [t.businessId, t.importId], foreignColumns: [imports.businessId, imports.id] }),
	],
);

export const importErrors = sqliteTable(
	"importErrors",
	{
		businessId: text().notNull(),
		importId: text().notNull(),
		phase: text({ enum: ["preview", "run", "undo"] }).notNull(),
		row: integer().notNull(),
		name: text().notNull(),
		issues: text().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.importId, t.phase, t.row] }),
		foreignKey({ columns: [t.businessId, t.importId], foreignColumns: [imports.businessId, imports.id] }),
	],
);
