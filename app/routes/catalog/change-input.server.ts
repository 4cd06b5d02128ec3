import type { Change } from "#app/catalog/change-products.server.ts";
import { roundings, typedPriceChange } from "#app/catalog/price-change.ts";
import type { Locale } from "#app/i18n.ts";
import { refuseField } from "#app/platform/errors.ts";
import { field } from "../door.server.ts";

const pageChanges = ["price", "category", "vendor"] as const;
export type PageChange = (typeof pageChanges)[number];

/** What a word of the address changes, if it is something a page asks about first. */
export function pageChange(word: string | null): PageChange | null {
	return pageChanges.find((known) => known === word) ?? null;
}

/** What was typed, as the command takes it. @throws Refusal `validation_failed` naming the field */
export function typedChange(word: string | null, fields: FormData, language: Locale): Change {
	const what = pageChange(word);
	if (what === "category") return { act: "category", categoryId: field(fields, "categoryId") ?? null };
	if (what === "vendor") return { act: "vendor", vendor: field(fields, "vendorName")?.trim() ?? "" };
	if (what !== "price") return refuseField("do", "unknown", "an act of this page");
	const by = typedPriceChange(field(fields, "change") ?? "", language);
	if ("problem" in by) return refuseField("change", by.problem, "a number with its sign, such as +10% or -50");
	return { act: "price", by, rounding: roundings.find((known) => known === fields.get("rounding")) ?? "none" };
}
