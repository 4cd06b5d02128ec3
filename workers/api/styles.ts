import { z } from "zod";
import { addStyle } from "#app/catalog/add-style.server.ts";
import { attachProducts } from "#app/catalog/attach-products.server.ts";
import { detachProducts } from "#app/catalog/detach-products.server.ts";
import { editStyle } from "#app/catalog/edit-style.server.ts";
import { AddStyle, EditStyle, StyleProducts } from "#app/catalog/input.ts";
import { removeStyle } from "#app/catalog/remove-style.server.ts";
import { firstAxes, productStatuses } from "#app/catalog/rules.ts";
import { oneStyle, type Style } from "#app/catalog/styles.server.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { addVariants } from "#app/stock/add-variants.server.ts";
import { AddVariants, ListStyleShelves, SaveMatrix, StyleMatrix } from "#app/stock/input.ts";
import { saveMatrix } from "#app/stock/save-matrix.server.ts";
import { type ListedStyle, listStyleShelves } from "#app/stock/style-list.server.ts";
import { styleMatrix, type StyleVariant } from "#app/stock/style-matrix.server.ts";
import { type Api, endpoint, versionOf } from "./endpoint.ts";
import { pageBody } from "./shapes.ts";

const AmountText = z.string().describe("Decimal string in the product's currency");

const style = {
	id: z.string(),
	name: z.string(),
	vendor: z.string(),
	categoryId: z.string().nullable(),
	description: z.string(),
	imageUrl: z.string().nullable(),
	rowAxis: z.string().describe("The attribute whose values are the rows of its matrix"),
	columnAxis: z.string().describe("The attribute whose values are its columns"),
	version: z.int(),
	products: z.int().describe("Products of it that are not archived"),
	createdAt: z.iso.datetime(),
	updatedAt: z.iso.datetime(),
};
const StyleBody = z.object(style).meta({ id: "Style" });

const ListedBody = z.object({
	...style,
	inventory: z.object({ available: z.int(), reserved: z.int(), incoming: z.int(), reorderPoint: z.int() }),
	lowest: AmountText.nullable().describe("The lowest price; null where there is none, or of several currencies"),
	highest: AmountText.nullable(),
	currency: z.string().nullable(),
});

const VariantBody = z
	.object({
		id: z.string(),
		name: z.string(),
		sku: z.string(),
		barcode: z.string().nullable(),
		price: AmountText.nullable(),
		cost: AmountText.nullable(),
		currency: z.string(),
		status: z.enum(productStatuses),
		imageUrl: z.string().nullable(),
		attributes: z.record(z.string(), z.string()),
		onHand: z.int(),
		reserved: z.int(),
		incoming: z.int(),
		reorderPoint: z.int(),
	})
	.meta({ id: "Variant", description: "A product of a style with its shelf in the store asked about; zeros without one" });

const AttachedBody = z.object({ changed: z.int(), products: z.int().describe("How many are of the style now, archived ones too") });

const tag = "Styles";
const refusals = [400, 404, 409, 413, 415] as const;

export function mountStyles(api: Api, base: string): void {
	mountList(api, base);
	mountOne(api, base);
	mountMatrix(api, base);
}

function mountList(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/styles",
			tag,
			summary: "Styles by name, with their shelves summed",
			query: ListStyleShelves,
			answers: { 200: pageBody(ListedBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listStyleShelves(await call.tenant(), call.query);
			return { body: { items: items.map(listedBody), nextCursor } };
		},
	);

	endpoint(
		api,
		base,
		{ method: "post", path: "/styles", tag, summary: "Add a style", body: AddStyle, answers: { 201: StyleBody }, refusals: [...refusals] },
		async (call) => ({ status: 201, body: styleBody(await addStyle(await call.tenant(), call.body, { key: call.key })) }),
	);
}

function mountOne(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{ method: "get", path: "/styles/{id}", tag, summary: "One style", answers: { 200: StyleBody }, refusals: [404] },
		async (call) => {
			const found = await oneStyle(await call.tenant(), { styleId: call.params.id ?? "" });
			return { body: styleBody(found), version: found.version };
		},
	);

	for (const method of ["put", "patch"] as const) {
		const body = EditStyle.omit({ styleId: true });
		endpoint(
			api,
			base,
			{
				method,
				path: "/styles/{id}",
				tag,
				summary: method === "put" ? "Replace what a style says" : "Change what a style says",
				body: method === "put" ? body.required({ name: true }) : body,
				answers: { 200: StyleBody },
				refusals: [...refusals],
			},
			async (call) => {
				// What a replacement leaves out goes back to its default; without a name it is refused.
				const whole = method === "put" ? { name: null, vendor: "", categoryId: null, description: "", imageUrl: null, ...firstAxes } : {};
				const input = { ...whole, ...call.body, ...versionOf(call), styleId: call.params.id };
				const edited = await editStyle(await call.tenant(), input, { key: call.key });
				return { body: styleBody(edited), version: edited.version };
			},
		);
	}

	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/styles/{id}",
			tag,
			summary: "Remove a style that has no products",
			answers: { 200: z.object({ removed: z.string() }) },
			refusals: [404, 409],
		},
		async (call) => ({ body: await removeStyle(await call.tenant(), { styleId: call.params.id }, { key: call.key }) }),
	);

	const products = { path: "/styles/{id}/products", tag, body: StyleProducts.omit({ styleId: true }), answers: { 200: AttachedBody } };
	endpoint(
		api,
		base,
		{ ...products, method: "post", summary: "Make products variants of a style", refusals: [...refusals] },
		async (call) => ({ body: await attachProducts(await call.tenant(), { ...call.body, styleId: call.params.id }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{ ...products, method: "delete", summary: "Take products out of a style", refusals: [...refusals] },
		async (call) => ({ body: await detachProducts(await call.tenant(), { ...call.body, styleId: call.params.id }, { key: call.key }) }),
	);
}

function mountMatrix(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/styles/{id}/matrix",
			tag,
			summary: "A style with all its products",
			query: StyleMatrix.omit({ styleId: true }),
			answers: { 200: z.object({ style: StyleBody, variants: z.array(VariantBody) }) },
			refusals: [404],
		},
		async (call) => {
			const found = await styleMatrix(await call.tenant(), { ...call.query, styleId: call.params.id ?? "" });
			return { body: { style: styleBody(found.style), variants: found.variants.map(variantBody) } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "put",
			path: "/styles/{id}/matrix",
			tag,
			summary: "Save cells of the matrix, all or none",
			description:
				"Each cell says what stood there when it was looked at (`was`) and is only saved while that is still so. If any cell cannot be saved, none is: `details.cells` names each with its row, column, fact, rule and what is there now; 409 where somebody else was faster, 400 where a value is wrong in itself.",
			body: SaveMatrix.omit({ styleId: true }),
			answers: {
				200: z.object({
					saved: z.int().describe("Cells that changed something"),
					products: z.int(),
					units: z.int().describe("By how many units the shelves hold more"),
				}),
			},
			refusals: [...refusals],
		},
		async (call) => ({ body: await saveMatrix(await call.tenant(), { ...call.body, styleId: call.params.id }, { key: call.key }) }),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/styles/{id}/variants",
			tag,
			summary: "Add products the matrix misses, as drafts",
			body: AddVariants.omit({ styleId: true }),
			answers: {
				201: z.object({
					items: z.array(z.object({ id: z.string(), name: z.string(), sku: z.string(), row: z.string(), column: z.string() })),
				}),
			},
			refusals: [...refusals],
		},
		async (call) => ({
			status: 201,
			body: await addVariants(await call.tenant(), { ...call.body, styleId: call.params.id }, { key: call.key }),
		}),
	);
}

function styleBody({ createdAt, updatedAt, ...style }: Style): z.output<typeof StyleBody> {
	return { ...style, createdAt: isoInstant(createdAt), updatedAt: isoInstant(updatedAt) };
}

function listedBody(listed: ListedStyle): z.output<typeof ListedBody> {
	const { available, reserved, incoming, reorderPoint, lowest, highest, currency, ...style } = listed;
	const amount = (value: number | null) => (value === null || currency === null ? null : decimalString(value, currency));
	return {
		...styleBody(style),
		inventory: { available, reserved, incoming, reorderPoint },
		lowest: amount(lowest),
		highest: amount(highest),
		currency,
	};
}

function variantBody({ shelfVersion: _, ...variant }: StyleVariant): z.output<typeof VariantBody> {
	const { price, cost, currency } = variant;
	return {
		...variant,
		price: price === null ? null : decimalString(price, currency),
		cost: cost === null ? null : decimalString(cost, currency),
	};
}
