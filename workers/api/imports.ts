import { z } from "zod";
import { addImport } from "#app/imports/add-import.server.ts";
import { cancelImport } from "#app/imports/cancel-import.server.ts";
import { changeImport } from "#app/imports/change-import.server.ts";
import { fileFormats } from "#app/imports/columns.ts";
import { decimalStyles } from "#app/imports/dialect.ts";
import { encodings } from "#app/imports/encoding.ts";
import { AddImport, ChangeImport, Choices, ImportErrors, ListImports } from "#app/imports/input.ts";
import { type Import, importErrors, listImports, oneImport } from "#app/imports/queries.server.ts";
import { resumeImport } from "#app/imports/resume-import.server.ts";
import { importStates, outcomes } from "#app/imports/rules.ts";
import { startImport } from "#app/imports/start-import.server.ts";
import { undoImport } from "#app/imports/undo-import.server.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, type Call, demand, endpoint, isOneOf } from "./endpoint.ts";
import { pageBody } from "./shapes.ts";

const IssueBody = z.object({
	column: z.int().describe("0 is the first; −1 is none"),
	field: z.string(),
	rule: z.string(),
	value: z.string().describe("What stood there, up to 200 characters"),
	details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
const CountsBody = z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), skipped: z.int(), wrong: z.int() });
const instant = z.iso.datetime().nullable();

const ImportBody = z
	.object({
		id: z.string(),
		fileName: z.string(),
		fileHash: z.string().describe("SHA-256 of the file, in hex"),
		fileSize: z.int().describe("Bytes"),
		encoding: z.enum(encodings),
		encodingIsGuess: z.boolean().describe("Nothing in the file says so; it is no UTF-8"),
		delimiter: z.string(),
		decimals: z.enum(decimalStyles),
		format: z.enum(fileFormats),
		headers: z.array(z.string()),
		mapping: z.array(z.string().nullable()),
		choices: Choices,
		state: z.enum(importStates),
		totalRows: z.int().nullable(),
		preview: CountsBody.nullable().describe("What the preview said; after an undo has begun, what the import had done"),
		counts: CountsBody.describe("Of the rows done so far in this state"),
		undo: z.object({ deleted: z.int(), restored: z.int(), kept: z.int() }).nullable(),
		sample: z.array(
			z.object({
				row: z.int().describe("As a spreadsheet counts: 1 is the first line"),
				outcome: z.enum(outcomes),
				name: z.string(),
				sku: z.string(),
				changed: z.array(z.string()),
				issues: z.array(IssueBody),
			}),
		),
		problem: z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
		isStill: z.boolean().describe("It works, and nothing has been heard of it for two minutes"),
		by: z.string(),
		createdAt: z.iso.datetime(),
		updatedAt: z.iso.datetime(),
		startedAt: instant,
		finishedAt: instant,
	})
	.meta({ id: "Import" });

function importBody({ counts, preview, sample, byId: _byId, byName, twins: _twins, ...found }: Import): z.output<typeof ImportBody> {
	const { created = 0, updated = 0, unchanged = 0, skipped = 0, wrong = 0, deleted = 0, restored = 0, kept = 0 } = counts;
	const isUndo = found.state === "undoing" || found.state === "undone";
	const { attempt: _a, firstByte: _f, firstRow: _r, position: _p, nextRow: _n, carry: _c, ...rest } = found;
	const when = (at: number | null) => (at === null ? null : isoInstant(at));
	return {
		...rest,
		by: byName,
		preview: preview && {
			created: preview.created,
			updated: preview.updated,
			unchanged: preview.unchanged,
			skipped: preview.skipped,
			wrong: preview.wrong,
		},
		counts: { created, updated, unchanged, skipped, wrong },
		undo: isUndo ? { deleted, restored, kept } : null,
		sample: sample.map(({ oddBarcode: _, ...verdict }) => verdict),
		createdAt: isoInstant(found.createdAt),
		updatedAt: isoInstant(found.updatedAt),
		startedAt: when(found.startedAt),
		finishedAt: when(found.finishedAt),
	};
}

const tag = "Imports";
const fileTypes = ["text/csv"];
const acts = { start: startImport, cancel: cancelImport, undo: undoImport, resume: resumeImport };
const actWords = {
	start: "Write what was previewed",
	cancel: "Stop it, or let the file go",
	undo: "Take back what it did",
	resume: "Go on with one that stands still",
};

async function shown(call: Call, importId: string, status = 200) {
	return { status, body: importBody(await oneImport(await call.tenant(), { importId })) };
}

export function mountImports(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/imports",
			tag,
			summary: "Send a CSV of products, to be previewed",
			description:
				"The file as text/csv (its name in X-File-Name), or its text in JSON together with how to read it. At most 16 MiB and 50,000 rows.",
			body: AddImport,
			file: fileTypes,
			answers: { 201: ImportBody },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			if (isOneOf(call.c, fileTypes)) {
				requirePermission(await tenant.principal(), "catalog:write");
				const bytes = new Uint8Array(await call.c.req.arrayBuffer());
				const fileName = call.c.req.header("X-File-Name") ?? "products.csv";
				const { id } = await addImport(tenant, { bytes, fileName }, {}, { key: call.key });
				return shown(call, id, 201);
			}
			await demand(tenant, "catalog:write", AddImport, call.body);
			const { csv, fileName = "products.csv", ...wanted } = AddImport.parse(call.body);
			const { id } = await addImport(tenant, { bytes: new TextEncoder().encode(csv), fileName }, wanted, { key: call.key });
			return shown(call, id, 201);
		},
	);
	endpoint(
		api,
		base,
		{
			...{ method: "get", path: "/imports", tag, summary: "Imports, the newest first" },
			query: ListImports,
			answers: { 200: pageBody(ImportBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listImports(await call.tenant(), call.query);
			return { body: { items: items.map(importBody), nextCursor } };
		},
	);
	mountOne(api, base);
}

function mountOne(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/imports/{id}",
			tag,
			summary: "An import: how far it is, and what came of it",
			answers: { 200: ImportBody },
			refusals: [404],
		},
		(call) => shown(call, call.params.id ?? ""),
	);
	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/imports/{id}",
			tag,
			summary: "Say how to read the file and what to do with it, and preview it again",
			body: ChangeImport.omit({ importId: true, delimiter: true }),
			answers: { 200: ImportBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			await changeImport(await call.tenant(), { ...call.body, importId: call.params.id }, { key: call.key });
			return shown(call, call.params.id ?? "");
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/imports/{id}/errors",
			tag,
			summary: "Rows that could not be, or could not be taken back, in the order of the file",
			description: "The first thousand; the page of the import gives all of them as CSV.",
			query: ImportErrors.omit({ importId: true }),
			answers: { 200: pageBody(z.object({ row: z.int(), name: z.string(), issues: z.array(IssueBody) })) },
			refusals: [400, 404],
		},
		async (call) => ({ body: await importErrors(await call.tenant(), { ...call.query, importId: call.params.id ?? "" }) }),
	);
	for (const act of ["start", "cancel", "undo", "resume"] as const)
		endpoint(
			api,
			base,
			{ method: "post", path: `/imports/{id}/${act}`, tag, summary: actWords[act], answers: { 200: ImportBody }, refusals: [404, 409] },
			async (call) => {
				await acts[act](await call.tenant(), { importId: call.params.id }, { key: call.key });
				return shown(call, call.params.id ?? "");
			},
		);
}
