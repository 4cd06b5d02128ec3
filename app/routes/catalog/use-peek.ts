import { type FocusEvent, type KeyboardEvent, type MouseEvent, useEffect } from "react";
import { useFetcher, useLocation, useNavigate } from "react-router";
import type { Peeked } from "./peek.server.ts";

/**
 * The panel beside the list: `?peek=` says whose, so that Back closes it. ⌘Enter on a row opens it, its own link does, and where there is
 * room a click on the row (a second one goes to the page); Escape closes it. While it is open it follows the row one is in.
 */
export function usePeek(loaded: Peeked | null) {
	const { pathname, search } = useLocation();
	const navigate = useNavigate();
	const fetcher = useFetcher<Peeked | null>({ key: "peek" });
	const id = new URLSearchParams(search).get("peek");
	const isLoaded = loaded?.product.id === id;
	const fetched = fetcher.data?.product.id === id ? fetcher.data : undefined;

	useEffect(() => {
		if (id && !isLoaded && !fetched) fetcher.load(`/products/${encodeURIComponent(id)}/peek`);
	}, [id, isLoaded]);

	function to(productId: string | null): string {
		const query = new URLSearchParams(search);
		if (productId) query.set("peek", productId);
		else query.delete("peek");
		const text = query.toString();
		return text ? `${pathname}?${text}` : pathname;
	}
	const go = (productId: string | null, replace: boolean) => navigate(to(productId), { replace, preventScrollReset: true });

	useEffect(() => {
		if (!id) return;
		const onKeyDown = (event: globalThis.KeyboardEvent) => {
			if (
				event.key !== "Escape" ||
				event.defaultPrevented ||
				document.querySelector("dialog[open], details.menu[open], [popover]:popover-open")
			)
				return;
			go(null, true);
		};
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	});

	return {
		id,
		peeked: isLoaded ? loaded : (fetched ?? null),
		isLoading: fetcher.state !== "idle",
		closing: to(null),
		/** The address at which another product lies there. */
		addressOf: (productId: string) => to(productId),
		/** Hears a click before the row's own link does. */
		onClick(event: MouseEvent) {
			const link = event.target instanceof Element ? event.target.closest<HTMLElement>(".peek-link, .row-link") : null;
			if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
			const productId = idOf(link);
			// Enter is a click without a pointer.
			if (link.matches(".row-link") && (event.detail !== 1 || productId === id || !matchMedia(roomy).matches)) return;
			event.preventDefault();
			event.stopPropagation();
			link.closest("tr")?.querySelector<HTMLElement>(".row-link")?.focus({ preventScroll: true });
			go(productId === id ? null : productId, id !== null);
		},
		onKeyDown(event: KeyboardEvent) {
			if (
				event.key !== "Enter" ||
				!(event.metaKey || event.ctrlKey) ||
				!(event.target instanceof Element) ||
				!event.target.matches(".row-link")
			)
				return;
			event.preventDefault();
			const productId = idOf(event.target);
			go(productId === id ? null : productId, id !== null);
		},
		onFocus(event: FocusEvent) {
			if (!id || !event.target.matches(".row-link")) return;
			const productId = idOf(event.target);
			if (productId && productId !== id) go(productId, true);
		},
	};
}

/** As in catalog.css: from here on the panel stands beside the list and not over it. */
const roomy = "(min-width: 1200px)";

function idOf(link: Element): string | null {
	return link.closest("tr")?.querySelector<HTMLInputElement>("input[data-select]")?.value ?? null;
}
