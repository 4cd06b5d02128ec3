import { editProductsIn, type ProductColumn } from "#app/catalog/edit-products.server.ts";
import { ProductsEdited, ProductsStatusChanged } from "#app/catalog/events.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import type { Edit } from "./plan.ts";

/** Adds to a batch what is said of known products, and the facts of it: of everything but the status, and of the status. */
export function editIn(work: Work, subject: { type: string; id: string }, edits: readonly Omit<Edit, "row">[]): void {
	const changed = edits.filter(({ after }) => Object.keys(after).length > 0);
	if (changed.length === 0) return;
	const columns = [...new Set(changed.flatMap(({ after }) => Object.keys(after)))].filter(isColumn);
	editProductsIn(
		work,
		columns,
		changed.map(({ known, after }) => ({ ...known, ...after })),
	);
	for (const [kind, isOfIt] of [
		[ProductsEdited, (column: string) => column !== "status"],
		[ProductsStatusChanged, (column: string) => column === "status"],
	] as const) {
		const some = changed.filter(({ after }) => Object.keys(after).some(isOfIt));
		const pick = (productId: string, from: object) => ({
			id: productId,
			...Object.fromEntries(Object.entries(from).filter(([column]) => isOfIt(column))),
		});
		if (some.length > 0)
			work.record(kind, {
				subject,
				data: {
					productIds: some.map(({ known }) => known.id),
					before: some.map(({ known, before }) => pick(known.id, before)),
					after: some.map(({ known, after }) => pick(known.id, after)),
				},
			});
	}
}

const productColumns: Record<ProductColumn, true> = {
	name: true,
	description: true,
	sku: true,
	skuKey: true,
	barcode: true,
	unit: true,
	price: true,
	cost: true,
	taxRate: true,
	categoryId: true,
	styleId: true,
	vendor: true,
	attributes: true,
	imageUrl: true,
	isAvailable: true,
	status: true,
};

function isColumn(name: string): name is ProductColumn {
	return Object.hasOwn(productColumns, name);
}
