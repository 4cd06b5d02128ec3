import { useShell } from "#app/components/shell.ts";

/** Names of stores by id; null where the page speaks of one store already, or there is only one. */
export function useStoreNames(): ((storeId: string) => string) | null {
	const { stores, store } = useShell();
	if (store !== null || stores.length < 2) return null;
	return (storeId) => stores.find(({ id }) => id === storeId)?.name ?? "";
}
