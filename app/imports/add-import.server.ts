import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { storeOf } from "#app/identity/viewer.server.ts";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import { newId } from "#app/platform/ids.ts";
import { line } from "#app/platform/input.ts";
import { requirePermission, type Tenant } from "#app/platform/tenant.server.ts";
import { tellsRowsApart } from "./columns.ts";
import { FileUploaded } from "./events.server.ts";
import { keepFile } from "./file.server.ts";
import { askForWorkIn } from "./import-row.server.ts";
import { ChangeImport, type Choices } from "./input.ts";
import { type Look, lookAtFile } from "./look-at-file.ts";

const Wanted = ChangeImport.omit({ importId: true });
export type Wanted = z.input<typeof Wanted>;

/**
 * Takes a file in: looks at how it is written, keeps it in R2, and asks for its preview. Nothing of the catalog is touched.
 * @throws Refusal `import_empty`, `import_too_large`, `import_not_csv`, `import_too_wide`, `store_not_yours`, `import_columns_unknown`
 */
export async function addImport(
	tenant: Tenant<Viewer>,
	file: { bytes: Uint8Array<ArrayBuffer>; fileName: string },
	wanted: Wanted,
	options: CommandOptions = {},
): Promise<{ id: string }> {
	const viewer = await tenant.principal();
	requirePermission(viewer, noteImport.spec.needs);
	const usual = viewer.business.locale === "da" ? "comma" : "point";
	const look = lookAtFile(file.bytes, { delimiter: wanted.delimiter, usual });
	const fileHash = await keepFile(tenant.scope, tenant.businessId, file.bytes);
	const { decimals = look.decimals, mapping = look.mapping, choices = {} } = wanted;
	const noted = { ...look, decimals, mapping, choices, fileHash, fileName: nameOf(file.fileName), fileSize: file.bytes.length };
	return noteImport(tenant, { ...noted, suggested: look.mapping, headers: look.headers }, options);
}

function nameOf(written: string): string {
	const name = (written.split(/[/\\]/).at(-1) ?? "")
		.replace(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu, "")
		.trim()
		.slice(0, 200);
	return name || "products.csv";
}

/** What was seen of the file is ours to know; what was wanted of it is judged as people's word. */
const Noted = z.object({
	...Wanted.shape,
	fileHash: z.string().length(64),
	fileName: line(200).min(1),
	fileSize: z.int().positive(),
	headers: z.array(z.string()),
	suggested: z.array(z.string().nullable()),
	format: z.enum(["ours", "shopify", "other"]),
	encoding: z.string(),
	encodingIsGuess: z.boolean(),
	twins: z.array(z.object({ column: z.int(), first: z.int(), header: z.string() })),
	firstByte: z.int(),
	firstRow: z.int(),
});

const noteImport = command<typeof Noted, { id: string }, Viewer>({
	name: "imports.add",
	needs: "catalog:write",
	input: Noted,
	async run({ db, work, principal }, { choices, mapping, ...file }) {
		const { businessId } = db;
		const viewer = await principal();
		const chosen = { ...firstChoices(viewer, file), ...choices };
		storeOf(viewer, chosen.storeId);
		const columns = fitted(mapping ?? file.suggested, file.headers.length);
		const id = newId<"import">(work.now);
		work.add(sql`INSERT INTO imports (businessId, id, fileName, fileHash, fileSize, encoding, encodingIsGuess, delimiter, decimals, format, headers, twins, mapping,
				choices, state, firstByte, firstRow, position, nextRow, byId, byName, createdAt, updatedAt)
			VALUES (${businessId}, ${id}, ${file.fileName}, ${file.fileHash}, ${file.fileSize}, ${file.encoding}, ${file.encodingIsGuess ? 1 : 0}, ${file.delimiter ?? ","},
				${file.decimals ?? "point"}, ${file.format}, ${JSON.stringify(file.headers)}, ${JSON.stringify(file.twins)}, ${JSON.stringify(columns)},
				${JSON.stringify(chosen)}, ${tellsRowsApart(columns) ? "uploaded" : "ready"}, ${file.firstByte}, ${file.firstRow}, ${file.firstByte}, ${file.firstRow},
				${viewer.actor.id}, ${viewer.actor.name}, ${work.now}, ${work.now})`);
		work.record(FileUploaded, { subject: { type: "import", id }, data: { fileName: file.fileName, fileSize: file.fileSize } });
		if (tellsRowsApart(columns)) askForWorkIn(work, id);
		return known({ id });
	},
});

/** What is done when nobody says otherwise: nothing that stands on a shelf already is touched. */
function firstChoices(viewer: Viewer, { format }: Pick<Look, "format">): Choices {
	const { stores } = viewer;
	const store = stores[0] ?? storeOf(viewer, "");
	return {
		existing: "update",
		newStatus: "file",
		storeId: store.id,
		quantities: format === "ours" && stores.length > 1 ? "none" : "new",
		empty: "keep",
		makeCategories: false,
		makeSkus: false,
	};
}

/** As many words as there are columns, each of them once. */
export function fitted(mapping: readonly (string | null)[], columns: number): (string | null)[] {
	return Array.from({ length: columns }, (_, column) => {
		const target = mapping[column] ?? null;
		return target !== null && mapping.indexOf(target) === column ? target : null;
	});
}
