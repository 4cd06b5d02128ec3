import type { Product } from "#app/catalog/queries.server.ts";
import type { Locale } from "#app/i18n.ts";
import { issuesOf } from "#app/platform/command.server.ts";
import { type FieldIssue, refuseInput } from "#app/platform/errors.ts";
import { amountToType, decimalToType, type Typed, typedAmount, typedDecimal } from "#app/platform/typed-amount.ts";
import type { z } from "zod";
import { field, numberField } from "../door.server.ts";

/** Fields of the form by name, as they stand in it: text, amounts in the reader's own notation. */
export type FormValues = Record<string, string>;

/** A product as the form shows it. */
export function formValuesOf(product: Product, language: Locale): FormValues {
	const { price, cost, currency, taxRate, attributes } = product;
	const amount = (value: number | null) => (value === null ? "" : amountToType(value, currency, language));
	return {
		name: product.name,
		description: product.description,
		styleId: product.styleId ?? "",
		vendor: product.vendor,
		categoryId: product.categoryId ?? "",
		sku: product.sku,
		barcode: product.barcode ?? "",
		price: amount(price),
		cost: amount(cost),
		unit: product.unit,
		taxRate: taxRate === null ? "" : decimalToType(String(taxRate / 100), language),
		imageUrl: product.imageUrl ?? "",
		status: product.status,
		isAvailable: product.isAvailable ? "1" : "",
		...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`attributes.${name}`, value])),
	};
}

/**
 * What was typed, as a command takes it, judged by the command's own rules so that every field is told at once.
 * @throws Refusal `validation_failed` naming the fields
 */
export function typedInput(
	rules: z.ZodType,
	fields: FormData,
	{ language, currency, more }: { language: Locale; currency: string; more: Record<string, unknown> },
) {
	const issues: FieldIssue[] = [];
	const number = (name: string, read: (text: string) => Typed): string | null => {
		const text = field(fields, name);
		if (text === undefined) return null;
		const typed = read(text);
		if ("decimal" in typed) return typed.decimal;
		issues.push({ field: name, rule: typed.problem, message: typed.problem });
		return null;
	};
	const amount = (name: string) => number(name, (text) => typedAmount(text, language, currency));
	const taxRate = number("taxRate", (text) => typedDecimal(text, language));
	const attributes: Record<string, string> = {};
	for (const [name, value] of fields) {
		if (name.startsWith("attributes.") && typeof value === "string" && value.trim() !== "")
			attributes[name.slice("attributes.".length)] = value;
	}
	for (const [key, name] of moreNames(fields)) {
		const value = field(fields, key.replace("name", "value"));
		const isNamed = Object.keys(attributes).some((other) => other.toLowerCase() === name.toLowerCase());
		if (name === "" && value !== undefined) issues.push({ field: key, rule: "attribute_unnamed", message: "a name" });
		else if (name !== "" && value !== undefined && isNamed) issues.push({ field: key, rule: "attribute_twice", message: "another name" });
		else if (name !== "" && value !== undefined) attributes[name] = value;
	}
	const input = {
		name: fields.get("name") ?? "",
		description: fields.get("description") ?? "",
		vendor: fields.get("vendor") ?? "",
		categoryId: field(fields, "categoryId") ?? null,
		barcode: field(fields, "barcode") ?? null,
		price: amount("price"),
		cost: amount("cost"),
		unit: field(fields, "unit") ?? "unit",
		taxRate: taxRate === null ? null : Number(taxRate),
		imageUrl: field(fields, "imageUrl") ?? null,
		status: field(fields, "status"),
		isAvailable: fields.has("isAvailable"),
		attributes,
		...more,
	};
	const parsed = rules.safeParse(input);
	if (!parsed.success) issues.push(...issuesOf(parsed.error));
	if (issues.length > 0) refuseInput(issues);
	return input;
}

/** The rows in which attributes were named: the field and what was typed in it. */
function moreNames(fields: FormData): [key: string, name: string][] {
	return [...fields].flatMap(([key, name]) => (/^more\.\d+\.name$/.test(key) && typeof name === "string" ? [[key, name.trim()]] : []));
}

/** What only a new product is asked. */
export function openingOf(fields: FormData) {
	return {
		storeId: field(fields, "storeId"),
		style: field(fields, "style"),
		sku: field(fields, "sku"),
		initialStock: numberField(fields, "initialStock"),
		reorderPoint: numberField(fields, "reorderPoint"),
	};
}
