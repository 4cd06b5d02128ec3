import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

/** The floors of ARCHITECTURE.md, read from the imports. A room may import lower floors; doors may import rooms; nothing imports a door. */
const floors: string[][] = [
	["platform"],
	["identity", "audit"],
	["catalog", "customers"],
	["stock"],
	["orders", "purchasing", "calendar", "imports"],
	["sales", "storefront", "channels"],
	["inbox", "developers", "insights"],
];
const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));
const root = join(import.meta.dirname, "..");

const files = ["app", "workers"].flatMap((top) =>
	readdirSync(join(root, top), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
		.map((entry) => relative(root, join(entry.parentPath, entry.name))),
);
const source = (file: string) => readFileSync(join(root, file), "utf8");
const importsOf = (file: string) =>
	[...source(file).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, target = ""]) =>
		target.startsWith("#app/")
			? `app/${target.slice(5)}`
			: target.startsWith(".")
				? relative(root, join(root, dirname(file), target))
				: target,
	);
const roomOf = (file: string) => /^app\/([^/]+)\//.exec(file)?.[1] ?? "";
const rooms = files.filter((file) => floorOf(roomOf(file)) >= 0);

const every = (of: string[], breaks: (file: string, target: string) => boolean) =>
	of.flatMap((file) =>
		importsOf(file)
			.filter((target) => breaks(file, target))
			.map((target) => `${file} → ${target}`),
	);

it("a room imports lower floors only", () => {
	expect(
		every(rooms, (file, target) => {
			const [from, to] = [roomOf(file), roomOf(target)];
			return floorOf(to) >= 0 && from !== to && floorOf(to) >= floorOf(from);
		}),
	).toEqual([]);
});

it("nothing in a room or component imports a door", () => {
	expect(
		every(
			files.filter((file) => !file.startsWith("workers/") && !file.startsWith("app/routes/")),
			(file, target) =>
				target.startsWith("workers/") || (target.startsWith("app/routes/") && file !== "app/routes.ts" && file !== "app/root.tsx"),
		),
	).toEqual([]);
});

it("React and Hono never enter a room", () => {
	expect(
		every(
			rooms.filter((file) => roomOf(file) !== "platform"),
			(_, target) => /^(react|react-dom|react-router|hono|@hono\/)/.test(target),
		),
	).toEqual([]);
});

it("what the browser may load never imports what only the server has", () => {
	const browser = files.filter((file) => file.startsWith("app/components/") || /\/(input|rules)\.ts$/.test(file));
	expect(every(browser, (_, target) => /\.server(\.tsx?)?$/.test(target) || target.startsWith("cloudflare:"))).toEqual([]);
});

it("components know no room", () => {
	expect(
		every(
			files.filter((file) => file.startsWith("app/components/")),
			(_, target) => floorOf(roomOf(target)) > 0,
		),
	).toEqual([]);
});

it("only platform and identity's directory hold an unscoped database", () => {
	const handles = /\b(shardOf|directoryOf|shardDatabase|systemDatabase)\b/;
	const allowed =
		/^(app\/platform\/|app\/identity\/|workers\/(health|queues\/|cron\/)|app\/stock\/(check-shard|expire-reservations)|app\/catalog\/vendors\/due-syncs|app\/channels\/(wake-due|forget-receipts|tell-ends)|app\/catalog\/images\/sweep-images|app\/inbox\/(sweep-media|due-sealing)|app\/insights\/(calculate-outlooks|learn-forecast))/;
	expect(files.filter((file) => handles.test(source(file)) && !allowed.test(file))).toEqual([]);
});

it("the outside world is called from adapters and mail only", () => {
	expect(
		files.filter(
			(file) =>
				/(?<![.\w]|override )fetch\(/.test(source(file)) && !/adapters\/|platform\/mail|app\/entry|app\/components|app\/routes/.test(file),
		),
	).toEqual([]);
});

it("clock and chance live in platform/time and platform/ids", () => {
	const allowed = /platform\/(time|ids|keyring|scope)/;
	expect(
		[...rooms, ...files.filter((file) => file.startsWith("workers/"))].filter(
			(file) => /Date\.now\(|Math\.random\(|new Date\(\)/.test(source(file)) && !allowed.test(file),
		),
	).toEqual([]);
});

it("only the ledger writes levels and movements, and every room writes its own tables", () => {
	const owners: Record<string, string> = {
		stockLevels: "stock",
		stockMovements: "stock",
		transfers: "stock",
		transferLines: "stock",
		stockCounts: "stock",
		stockCountLines: "stock",
		products: "catalog",
		categories: "catalog",
		vendors: "catalog",
		vendorCatalogItems: "catalog",
		vendorSyncStates: "catalog",
		vendorSyncRuns: "catalog",
		vendorSnapshots: "catalog",
		styles: "catalog",
		attributes: "catalog",
		savedViews: "catalog",
		chosenViews: "catalog",
		orders: "orders",
		orderLines: "orders",
		refunds: "orders",
		refundLines: "orders",
		dailyFacts: "orders",
		dailyTotals: "orders",
		hourlyTotals: "orders",
		payments: "orders",
		receipts: "orders",
		tillSettings: "sales",
		drawers: "orders",
		drawerMoves: "sales",
		zReports: "sales",
		parkedBaskets: "sales",
		imports: "imports",
		importChanges: "imports",
		importErrors: "imports",
		outlooks: "insights",
		outlookRuns: "insights",
		forecastModels: "insights",
		forecastNights: "insights",
		vendorTerms: "purchasing",
		purchaseOrders: "purchasing",
		purchaseOrderLines: "purchasing",
		purchaseOrderCharges: "purchasing",
		goodsReceipts: "purchasing",
		goodsReceiptLines: "purchasing",
		users: "identity",
		stores: "identity",
		sessions: "identity",
		logins: "identity",
		links: "identity",
		invites: "identity",
		providerAccounts: "identity",
		storeDoors: "identity",
		deviceLogins: "identity",
		devices: "identity",
		employees: "identity",
		employeeStores: "identity",
		employeeSessions: "identity",
		pinGuards: "identity",
		approvals: "identity",
		apiKeys: "identity",
		connections: "channels",
		webhookReceipts: "channels",
		channelOrders: "channels",
		connectionRuns: "channels",
		dataRequests: "channels",
		channelConsents: "channels",
		listings: "channels",
		mails: "platform",
	};
	const writes = files.flatMap((file) =>
		[...source(file).matchAll(/(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)/g)].map(([, table = ""]) => ({ file, table })),
	);
	expect(
		writes
			.filter(({ file, table }) => owners[table] && roomOf(file) !== owners[table] && !file.startsWith("workers/cron/"))
			.map(({ file, table }) => `${file} writes ${table}`),
	).toEqual([]);
	expect(
		writes
			.filter(({ file, table }) => /^stock(Levels|Movements)$/.test(table) && !/stock\/(ledger|set-reorder-point)/.test(file))
			.map(({ file }) => file),
	).toEqual([]);
});

it("no SQL defeats the ledger's guards", () => {
	const sql = [
		...files.map(source),
		...["directory", "shard"].flatMap((kind) =>
			readdirSync(join(root, "migrations", kind)).map((name) => source(join("migrations", kind, name))),
		),
	].join("\n");
	expect(sql).not.toMatch(/OR REPLACE|ON DELETE CASCADE|PRAGMA (?!defer_foreign_keys|optimize)|__new_/i);
});

it("there are no drawers, and no file is longer than 300 lines", () => {
	expect(files.filter((file) => /\/(utils?|helpers?|lib|services?|managers?|common)(\/|\.tsx?$)/.test(file))).toEqual([]);
	expect(files.filter((file) => source(file).split("\n").length > 300)).toEqual([]);
});
