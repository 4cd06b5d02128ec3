import { type StoreFacts, storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { refuseField } from "#app/platform/errors.ts";

/**
 * The store named, or the only one there is.
 * @throws Refusal `forbidden / store_not_yours`; `validation_failed` on `storeId` where several stores make it a question
 */
export function onlyStoreOr(viewer: Pick<Viewer, "stores">, storeId: string | undefined): StoreFacts {
	if (storeId !== undefined) return storeOf(viewer, storeId);
	const [only, ...others] = viewer.stores;
	if (only && others.length === 0) return only;
	return refuseField("storeId", "required", "which store: there are several");
}
