import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { closePalette, paletteStore } from "./palette-store.ts";

const load = () => import("./palette.tsx");
const Palette = lazy(load);

/** A page is alive first; then, while nobody waits, the palette is fetched, so that a scanner's first letters find it there. */
const restFor = 1_500;

/** Where the palette comes up; its code is not loaded with the page. */
export function PaletteDoor({ onKeys }: { onKeys: () => void }) {
	const { open, typed } = useSyncExternalStore(paletteStore.subscribe, paletteStore.now, paletteStore.onServer);
	useEffect(() => {
		const timer = setTimeout(() => void load().catch(() => {}), restFor);
		return () => clearTimeout(timer);
	}, []);
	// What was open over a page goes when one goes back from it.
	useEffect(() => {
		window.addEventListener("popstate", closePalette);
		return () => window.removeEventListener("popstate", closePalette);
	}, []);
	if (!open) return null;
	return (
		<Suspense>
			<Palette typed={typed} onClose={closePalette} onKeys={onKeys} />
		</Suspense>
	);
}
