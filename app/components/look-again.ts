import { useEffect } from "react";
import { useRevalidator } from "react-router";
import { second } from "#app/platform/time.ts";

/** How long a page waits between two looks. */
const pause = 1.2 * second;

/** Asks for the page again while something works on what it shows: one look after the other, none while the tab is hidden. */
export function useLookAgain(works: boolean): void {
	const { revalidate, state } = useRevalidator();
	useEffect(() => {
		if (!works || state !== "idle") return;
		const timer = setTimeout(() => {
			if (!document.hidden) void revalidate();
		}, pause);
		const look = () => {
			if (!document.hidden) void revalidate();
		};
		document.addEventListener("visibilitychange", look);
		return () => {
			clearTimeout(timer);
			document.removeEventListener("visibilitychange", look);
		};
	}, [works, state, revalidate]);
}
