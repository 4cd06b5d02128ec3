import { defineEvent } from "#app/platform/events.server.ts";

export const ProductAdded = defineEvent<{ name: string; sku: string; status: string }>("catalog.product_added", { relayed: true });
export const ProductEdited = defineEvent<{ before: object; after: object }>("catalog.product_edited", { relayed: true });
export const ProductStatusChanged = defineEvent<{ before: { status: string }; after: { status: string } }>(
	"catalog.product_status_changed",
);
export const ProductDeleted = defineEvent<{ name: string; sku: string }>("catalog.product_deleted");
export const CategoryAdded = defineEvent<{ name: string; parentId: string | null }>("catalog.category_added");
export const CategoryEdited = defineEvent<{ before: object; after: object }>("catalog.category_edited");
/** Several products in one act: what each said before and says now, of what changed. */
export const ProductsEdited = defineEvent<{ productIds: string[]; before: object[]; after: object[] }>("catalog.products_edited", {
	relayed: true,
});
/** Several products in one act, by product as above. */
export const ProductsStatusChanged = defineEvent<{ productIds: string[]; before: object[]; after: object[] }>(
	"catalog.products_status_changed",
);
export const StyleAdded = defineEvent<{ name: string; vendor: string }>("catalog.style_added");
export const StyleEdited = defineEvent<{ before: object; after: object }>("catalog.style_edited");
export const StyleRemoved = defineEvent<{ name: string; vendor: string }>("catalog.style_removed");
export const ProductsAttached = defineEvent<{ name: string; productIds: string[] }>("catalog.products_attached");
export const ProductsDetached = defineEvent<{ name: string; productIds: string[] }>("catalog.products_detached");
/** `storeId`: where each got an empty shelf, if anywhere. */
export const ProductsAdded = defineEvent<{ styleId: string | null; storeId: string | null; productIds: string[]; names: string[] }>(
	"catalog.products_added",
	{ relayed: true },
);
/** `moved` names what went to `into` (null: to no category), where that is few enough to be taken back. */
type CategoryGone = { name: string; parentId: string | null; position: number; into: string | null; moved: Contents | null };
export type Contents = { productIds: string[]; styleIds: string[]; categoryIds: string[] };
export const CategoryRemoved = defineEvent<CategoryGone>("catalog.category_removed");
export const CategoryMerged = defineEvent<CategoryGone>("catalog.category_merged");
export const CategoryRestored = defineEvent<{ name: string; parentId: string | null }>("catalog.category_restored");
export const CategoriesOrdered = defineEvent<{ parentId: string | null; categoryIds: string[] }>("catalog.categories_ordered");
export const AttributeKept = defineEvent<{ name: string }>("catalog.attribute_kept");
export const AttributeDropped = defineEvent<{ name: string }>("catalog.attribute_dropped");
export const AttributeRenamed = defineEvent<{ before: { name: string }; after: { name: string }; products: number }>(
	"catalog.attribute_renamed",
);
export const AttributesOrdered = defineEvent<{ names: string[] }>("catalog.attributes_ordered");
export const ImageAdded = defineEvent<{ name: string; imageId: string; alt: string }>("catalog.image_added");
export const ImageEdited = defineEvent<{ imageId: string; before: { alt: string }; after: { alt: string } }>("catalog.image_edited");
export const ImageRemoved = defineEvent<{ imageId: string; alt: string }>("catalog.image_removed");
export const ImageRestored = defineEvent<{ imageId: string; alt: string }>("catalog.image_restored");
/** Ids of the pictures, in the order they stood and stand. */
export const ImagesOrdered = defineEvent<{ before: string[]; after: string[] }>("catalog.images_ordered");
export const ProductsDeleted = defineEvent<{ productIds: string[]; names: string[]; skus: string[] }>("catalog.products_deleted");
export const CategoriesAdded = defineEvent<{ categoryIds: string[]; names: string[] }>("catalog.categories_added");
export const CategoriesRemoved = defineEvent<{ categoryIds: string[]; names: string[] }>("catalog.categories_removed");
export const StylesAdded = defineEvent<{ styleIds: string[]; names: string[] }>("catalog.styles_added");
export const StylesRemoved = defineEvent<{ styleIds: string[]; names: string[] }>("catalog.styles_removed");
/** Of shared views only: what somebody keeps for themselves is nobody else's news. */
export const ViewSaved = defineEvent<{ name: string; query: string }>("catalog.view_saved");
export const ViewEdited = defineEvent<{ before: object; after: object }>("catalog.view_edited");
export const ViewRemoved = defineEvent<{ name: string; query: string }>("catalog.view_removed");
