import { redirect } from "react-router";
import { z } from "zod";
import { mostChanged } from "#app/catalog/rules.ts";
import { matrixOf, missingOf } from "#app/catalog/variants.ts";
import type { Locale } from "#app/i18n.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { typedAmount } from "#app/platform/typed-amount.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { type AddedVariants, addVariants } from "#app/stock/add-variants.server.ts";
import type { Cell } from "#app/stock/matrix-cells.ts";
import { matrixFacts } from "#app/stock/matrix-values.ts";
import { saveMatrix } from "#app/stock/save-matrix.server.ts";
import { styleMatrix } from "#app/stock/style-matrix.server.ts";
import { field } from "../door.server.ts";
import { combined, listed } from "./combinations.ts";
import { cellOf, openedIn, readTyped } from "./matrix-cells.ts";

type Act = { tenant: Tenant<Viewer>; styleId: string; fields: FormData; locale: Locale; back: string };

/** What was done. */
export type MatrixDone = { ok: true } & ({ did: "saved"; saved: number; units: number } | { did: "added"; added: AddedVariants["items"] });

/** Does what a form of the matrix page asks for. @throws Refusal as its command; a redirect where no script reads the answer */
export async function actOnMatrix(act: Act): Promise<MatrixDone> {
	const { fields } = act;
	const added = fields.get("add");
	if (typeof added === "string") return add(act, [placeIn(added)]);
	switch (field(fields, "intent")) {
		case "save":
			return fields.has("cells") ? saveGrid(act) : saveForm(act);
		case "gaps":
			return add(act, missingOf(await presentMatrix(act)).slice(0, mostChanged));
		case "generate":
			return generate(act);
		default:
			return refuseField("intent", "unknown", "an act of this page");
	}
}

const Said = z.union([z.string(), z.number(), z.null()]);
const Cells = z.array(z.object({ productId: z.string(), fact: z.enum(matrixFacts), value: Said, was: Said }));

/** The grid knows which cells were changed, and sends those. */
async function saveGrid({ tenant, styleId, fields }: Act): Promise<MatrixDone> {
	const cells = Cells.safeParse(jsonIn(fields, "cells"));
	if (!cells.success) return refuseField("cells", "json", "cells as JSON");
	const { saved, units } = await saveMatrix(tenant, { ...aboutIn(fields), styleId, cells: cells.data }, keyOf(fields));
	return { ok: true, did: "saved", saved, units };
}

/** The plain form sends every cell of one fact as it was typed, and `opened`: what they said when the page was made. */
async function saveForm({ tenant, styleId, fields, locale, back }: Act): Promise<MatrixDone> {
	const opened = openedIn(field(fields, "opened"));
	const fact = matrixFacts.find((each) => each === field(fields, "fact"));
	if (!opened || !fact) return refuseField("opened", "json", "what the cells said");
	const problems: Record<string, unknown>[] = [];
	const cells = Object.entries(opened).flatMap(([productId, [now, currency]]): Cell[] => {
		const typed = fields.get(`c.${productId}`);
		if (typeof typed !== "string") return [];
		const read = readTyped(fact, typed, { now, currency, language: locale });
		if ("value" in read) return read.value === now ? [] : [cellOf(productId, fact, read.value, now, currency)];
		problems.push({ productId, fact, rule: read.problem, wanted: typed, current: now, row: "", column: "" });
		return [];
	});
	const [first] = problems;
	if (first) refuse("invalid", "cells_invalid", { ...first, count: problems.length, of: problems.length + cells.length, cells: problems });
	const done = cells.length > 0 ? await saveMatrix(tenant, { ...aboutIn(fields), styleId, cells }, keyOf(fields)) : { saved: 0 };
	throw redirect(said(back, done.saved > 0 ? "saved" : "nothing"), 303);
}

async function presentMatrix({ tenant, styleId }: Act) {
	const { style, variants } = await styleMatrix(tenant, { styleId });
	return matrixOf(variants, style);
}

/** New rows and columns: one left empty means all there are. */
async function generate(act: Act): Promise<MatrixDone> {
	const [rows, columns] = [listed(field(act.fields, "rows") ?? ""), listed(field(act.fields, "columns") ?? "")];
	const variants = combined({ rows, columns }, await presentMatrix(act));
	if (variants.length === 0) return refuseField("rows", "nothing_new", "a row or a column there is not yet");
	return add(act, variants);
}

async function add({ tenant, styleId, fields, locale, back }: Act, variants: { row: string; column: string }[]): Promise<MatrixDone> {
	const currency = field(fields, "currency") ?? "";
	const amount = (name: string) => {
		const text = field(fields, name);
		if (text === undefined) return undefined;
		const typed = typedAmount(text, locale, currency);
		return "decimal" in typed ? typed.decimal : refuseField(name, typed.problem, typed.problem);
	};
	const input = {
		styleId,
		storeId: field(fields, "storeId"),
		variants,
		skuPattern: field(fields, "skuPattern"),
		price: amount("price"),
		cost: amount("cost"),
	};
	const { items } = await addVariants(tenant, input, keyOf(fields));
	if (!fields.has("scripted")) throw redirect(said(back, "added"), 303);
	return { ok: true, did: "added", added: items };
}

/** The hatched cell whose `+` was pressed. */
function placeIn(text: string): { row: string; column: string } {
	const [row = "", column = ""] = text.split("\t");
	return { row, column };
}

function jsonIn(fields: FormData, name: string): unknown {
	try {
		return JSON.parse(field(fields, name) ?? "");
	} catch {
		return undefined;
	}
}

function aboutIn(fields: FormData): { storeId: string | undefined; reason: string | undefined } {
	return { storeId: field(fields, "storeId"), reason: field(fields, "reason") };
}

function keyOf(fields: FormData): { key: string | undefined } {
	return { key: field(fields, "commandId")?.slice(0, 64) };
}

function said(back: string, word: string): string {
	const [path = "", search = ""] = back.split("?");
	const query = new URLSearchParams(search);
	query.set("said", word);
	return `${path}?${query}`;
}
