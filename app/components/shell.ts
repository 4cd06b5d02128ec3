import { createContext, useContext } from "react";
import { useRouteLoaderData } from "react-router";
import type { loader } from "#app/root.tsx";

type RootData = Awaited<ReturnType<typeof loader>>;
export type Viewer = NonNullable<RootData["viewer"]>;
export type Store = Viewer["stores"][number];
export type Permission = Viewer["permissions"][number];

/** What the root loader answered; undefined when it failed and only the error page is left. */
export function useRootData(): RootData | undefined {
	return useRouteLoaderData<typeof loader>("root");
}

/** Whether the reader's keyboard has ⌘: as the request said, so that server and browser print the same. */
export function useIsMac(): boolean {
	return useRootData()?.mac ?? false;
}

/** Who is at a till that was opened without the network, as the browser kept them: there is no answer of the server to say so. */
export const KeptViewer = createContext<Viewer | null>(null);

/** Who is looking, and at which store (null = all of them). For pages behind the sign-in. @throws Error outside them */
export function useShell(): Viewer & { store: Store | null; theme: RootData["theme"]; locale: RootData["locale"] } {
	const data = useRootData();
	const kept = useContext(KeptViewer);
	const viewer = data?.viewer ?? kept;
	if (!data || !viewer) throw new Error("useShell needs a signed-in viewer");
	const { theme, locale } = data;
	return { ...viewer, store: viewer.stores.find((store) => store.id === viewer.storeId) ?? null, theme, locale };
}

/** Whether the person may: what would be refused is not offered. */
export function useMay(): (permission: Permission | undefined) => boolean {
	const { permissions } = useShell();
	return (permission) => permission === undefined || permissions.includes(permission);
}
