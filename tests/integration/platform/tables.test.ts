import { env } from "cloudflare:workers";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import * as catalog from "#app/catalog/tables.server.ts";
import * as vendors from "#app/catalog/vendors/tables.server.ts";
import * as audit from "#app/audit/tables.server.ts";
import * as channels from "#app/channels/tables.server.ts";
import * as customers from "#app/customers/tables.server.ts";
import * as identity from "#app/identity/tables.server.ts";
import * as tills from "#app/identity/till-tables.server.ts";
import * as imports from "#app/imports/tables.server.ts";
import * as inbox from "#app/inbox/tables.server.ts";
import * as insights from "#app/insights/tables.server.ts";
import * as money from "#app/orders/money-tables.server.ts";
import * as orders from "#app/orders/tables.server.ts";
import * as platform from "#app/platform/tables.server.ts";
import * as purchasing from "#app/purchasing/tables.server.ts";
import * as additions from "#app/purchasing/vendor-additions/tables.server.ts";
import * as sales from "#app/sales/tables.server.ts";
import * as offline from "#app/sales/offline/tables.server.ts";
import * as stock from "#app/stock/tables.server.ts";

/** Migrations are written by hand; these keep the drizzle tables telling the truth about them. */

const directory = new Set<unknown>([
	identity.directoryBusinesses,
	identity.logins,
	identity.registrationKeys,
	identity.attempts,
	identity.providerAccounts,
	tills.directoryStoreDoors,
	channels.channelAddresses,
]);
const declared = [
	platform,
	audit,
	identity,
	tills,
	channels,
	customers,
	catalog,
	vendors,
	stock,
	orders,
	money,
	imports,
	purchasing,
	additions,
	sales,
	offline,
	insights,
	inbox,
]
	.flatMap((room) => Object.values(room))
	.filter((value) => value instanceof SQLiteTable);

type Column = { name: string; type: string; notnull: number; pk: number };
const columnsOf = async (database: D1Database, table: string) =>
	(await database.prepare(`SELECT name, type, "notnull", pk FROM pragma_table_info('${table}')`).all<Column>()).results;

it.each(declared.map((table) => [getTableConfig(table).name + (directory.has(table) ? " (directory)" : ""), table] as const))(
	"%s is what its migration made",
	async (_, table) => {
		const config = getTableConfig(table);
		const database = directory.has(table) ? env.DIRECTORY : env.SHARD_0;
		const real = await columnsOf(database, config.name);
		const key =
			config.primaryKeys[0]?.columns.map(({ name }) => name) ?? config.columns.filter((column) => column.primary).map(({ name }) => name);
		expect(
			config.columns.map((column) => ({
				name: column.name,
				type: column.getSQLType().toUpperCase(),
				required: column.notNull || key.includes(column.name),
			})),
		).toEqual(real.map(({ name, type, notnull, pk }) => ({ name, type, required: notnull === 1 || pk > 0 })));
		expect(key).toEqual(
			real
				.filter(({ pk }) => pk > 0)
				.sort((a, b) => a.pk - b.pk)
				.map(({ name }) => name),
		);
	},
);

it("every table of a shard is declared, STRICT, and keyed by its business unless it is the machine's own", async () => {
	const { results } = await env.SHARD_0.prepare(
		"SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name NOT LIKE 'd1_%' AND name NOT LIKE 'productSearch%' AND name NOT LIKE 'customerSearch%' AND name NOT LIKE 'messageSearch%'",
	).all<{ name: string; sql: string }>();
	expect(results.map(({ name }) => name).sort()).toEqual(
		declared
			.filter((table) => !directory.has(table))
			.map((table) => getTableConfig(table).name)
			.sort(),
	);
	for (const { name, sql } of results) {
		expect(sql, name).toMatch(/\)\s*STRICT/);
		if (["guards", "leases", "jobRuns", "jobProgress"].includes(name)) continue;
		expect(sql, name).toMatch(/(PRIMARY KEY|UNIQUE) \(businessId|businessId TEXT NOT NULL PRIMARY KEY/);
		expect(sql, `${name}: every CHECK has a name`).not.toMatch(/(?<!CONSTRAINT \w+ )CHECK \(/);
	}
});

it("the shards hold the same schema, with every trigger in its place", async () => {
	const schema = async (database: D1Database) =>
		(await database.prepare("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").all()).results;
	expect(await schema(env.SHARD_1)).toEqual(await schema(env.SHARD_0));
	const triggers = (await schema(env.SHARD_0)).filter(({ type }) => type === "trigger").map(({ name }) => name);
	expect(triggers).toEqual(
		expect.arrayContaining([
			"events_are_not_changed",
			"events_are_not_deleted",
			"events_device_is_not_changed",
			"events_keep_their_number",
			"seals_are_not_changed",
			"seals_are_not_deleted",
			"movements_are_not_changed",
			"movements_are_not_deleted",
			"products_searchable",
			"products_searchable_again",
			"products_not_searchable",
			"products_in_order",
			"products_in_order_again",
			"customers_searchable",
			"customers_searchable_again",
			"customers_not_searchable",
			"customers_bought",
			"customers_bought_otherwise",
			"messages_searchable",
			"messages_searchable_again",
			"messages_not_searchable",
			"chats_move_in_labels",
		]),
	);
});
