import { CircleAlert, X } from "lucide";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Link, useFetcher } from "react-router";
import { useTranslations } from "use-intl/react";
import { useScripts } from "./before-scripts.tsx";
import { Icon } from "./icon.tsx";
import { useProblemWords } from "./problems.ts";
import { dismissToast, showToast, type Toast, toastStore } from "./toasts.ts";

const shownFor = 8_000;

/** Where toasts appear; once, in the root layout. The clock stops while a toast has the pointer or the focus. */
export function Toaster() {
	const t = useTranslations("toast");
	const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.now, toastStore.onServer);
	// What a page says in itself until scripts run is not said twice.
	const scripts = useScripts();
	useUndone();
	return (
		<section className="toasts" aria-label={t("region")} aria-live="polite" aria-relevant="additions">
			{scripts && toasts.map((toast) => <ToastLine key={toast.id} toast={toast} />)}
		</section>
	);
}

/** What came of a form that took something back; the toast it hung on is gone by then. */
type Undone = { ok: boolean; text?: string; code?: string; details?: Record<string, unknown> };
const undoing = { key: "undo of a toast" };

function useUndone() {
	const words = useProblemWords();
	const { data } = useFetcher<Undone>(undoing);
	const told = useRef<Undone>(undefined);
	useEffect(() => {
		if (!data || told.current === data) return;
		told.current = data;
		if (data.ok) data.text && showToast({ text: data.text });
		else if (data.code) showToast({ text: words.refusal(data.code, data.details), tone: "bad" });
	});
}

function ToastLine({ toast }: { toast: Toast }) {
	const t = useTranslations("toast");
	const fetcher = useFetcher<Undone>(undoing);
	const [held, setHeld] = useState(false);
	const { id, text, tone, undo, link } = toast;

	useEffect(() => {
		if (held || tone === "bad") return;
		const timer = setTimeout(() => dismissToast(id), shownFor);
		return () => clearTimeout(timer);
	}, [held, id, tone]);

	function takeBack() {
		if (!undo) return;
		if ("run" in undo) undo.run();
		else fetcher.submit(undo.fields, { method: "post", action: undo.action });
		dismissToast(id);
	}
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: holding a toast is not an act, and the role is given below
		<div
			className="toast"
			role={tone === "bad" ? "alert" : "status"}
			onPointerEnter={() => setHeld(true)}
			onPointerLeave={() => setHeld(false)}
			onFocus={() => setHeld(true)}
			onBlur={() => setHeld(false)}
		>
			{tone === "bad" && <Icon of={CircleAlert} />}
			<span>{text}</span>
			{link && (
				<Link to={link.to} onClick={() => dismissToast(id)}>
					{link.label}
				</Link>
			)}
			{undo && (
				<button type="button" data-key="mod+z" aria-keyshortcuts="Meta+Z Control+Z" onClick={takeBack}>
					{undo.label ?? t("undo")}
				</button>
			)}
			{tone === "bad" && (
				<button type="button" className="dismiss" onClick={() => dismissToast(id)}>
					<Icon of={X} />
					<span className="visually-hidden">{t("dismiss")}</span>
				</button>
			)}
		</div>
	);
}
