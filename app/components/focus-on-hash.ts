import { useEffect } from "react";
import { useLocation } from "react-router";

/** Puts whoever followed a link to a field (`#name`) into it, each time: a link by itself only scrolls there. */
export function useFocusOnHash(id: string): void {
	const { hash, key } = useLocation();
	// `key` is another one each time the link is followed.
	useEffect(() => {
		if (hash === `#${id}`) document.getElementById(id)?.focus();
	}, [hash, id, key]);
}
