import { useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { showToast } from "#app/components/toasts.ts";

/** Says once, as a toast, what the last form did, and takes the word for it (`?<parameter>=`) out of the address so that a reload does not say it again. */
export function useSaidOnce(text: string | undefined, parameter: "said" | "saved"): void {
	const { pathname, search, key } = useLocation();
	const navigate = useNavigate();
	const saidAt = useRef("");

	useEffect(() => {
		if (text === undefined || saidAt.current === key) return;
		saidAt.current = key;
		showToast({ text });
		const rest = new URLSearchParams(search);
		rest.delete(parameter);
		navigate({ pathname, search: rest.toString() }, { replace: true, preventScrollReset: true });
	}, [text, parameter, key, pathname, search, navigate]);
}
