import { useEffect } from "react";
import { useRevalidator } from "react-router";

/** How often a page looks again while something goes on, ms. */
const glance = 2000;

/** Looks at the page's data again and again while something goes on and somebody is looking. */
export function useGlances(isUnderWay: boolean): void {
	const { revalidate, state } = useRevalidator();
	useEffect(() => {
		if (!isUnderWay || state !== "idle") return;
		const timer = setTimeout(() => {
			if (!document.hidden) void revalidate();
		}, glance);
		return () => clearTimeout(timer);
	});
}
