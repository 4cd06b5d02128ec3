import { defineEvent } from "#app/platform/events.server.ts";

export const ProductAdded = defineEvent<{ name: string; sku: string; status: string }>("catalog.product_added");
export const ProductEdited = defineEvent<{ before: object; after: object }>("catalog.product_edited");
export const ProductStatusChanged = defineEvent<{ before: { status: string }; after: { status: string } }>(
	"catalog.product_status_changed",
);
export const ProductDeleted = defineEvent<{ name: string; sku: string }>("catalog.product_deleted");
export const CategoryAdded = defineEvent<{ name: string; parentId: string | null }>("catalog.category_added");
export const CategoryEdited = defineEvent<{ before: object; after: object }>("catalog.category_edited");
export const CategoryRemoved = defineEvent<{ name: string }>("catalog.category_removed");
