import { useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { showToast } from "#app/components/toasts.ts";

/** Says once, as a toast, what the last form did, and takes `?saved=` out of the address so that a reload does not say it again. */
export function useSaidOnce(text: string | undefined): void {
	const { search, key } = useLocation();
	const navigate = useNavigate();
	const saidAt = useRef("");

	useEffect(() => {
		if (text === undefined || saidAt.current === key) return;
		saidAt.current = key;
		showToast({ text });
		const rest = new URLSearchParams(search);
		rest.delete("saved");
		navigate({ search: rest.toString() }, { replace: true, preventScrollReset: true });
	}, [text, key, search, navigate]);
}
