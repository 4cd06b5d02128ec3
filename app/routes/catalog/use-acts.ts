import { type MouseEvent, useEffect, useRef, useState } from "react";
import { useFetcher, useLocation, useNavigate } from "react-router";
import { useTranslations } from "use-intl/react";
import { type ProductStatus, productStatuses } from "#app/catalog/rules.ts";
import { useProblemWords } from "#app/components/problems.ts";
import { showToast } from "#app/components/toasts.ts";
import type { Refused } from "../door.server.ts";
import type { Done } from "./product-acts.server.ts";

type Answer = Done | Refused;

const dialogs = ["receive", "adjust", "transfer", "write-off", "delete"] as const;
export type OpenDialog = (typeof dialogs)[number];

type Shown = { product: { id: string; name: string }; shelves: { storeId: string; storeName: string }[] };

/**
 * The acts of the product page: which dialog is open, what is under way, what came of it. The dialogs share one fetcher; what happens at a
 * press (a status, an undo) has another, so that neither waits for the other. Without scripts the same forms are plain ones, whose answer
 * arrives as `actionData`.
 */
export function useActs(shown: Shown, actionData: Answer | undefined) {
	const { id } = shown.product;
	const path = `/products/${id}`;
	const fetcher = useFetcher<Answer>({ key: `acts ${id}` });
	const quick = useFetcher<Answer>({ key: `quick acts ${id}` });
	const { search } = useLocation();
	const navigate = useNavigate();
	const words = useActWords(shown);
	const asked = dialogs.find((word) => word === new URLSearchParams(search).get("act"));
	const [open, setOpen] = useState<OpenDialog | undefined>(asked);
	const [changed, setChanged] = useState<string | null>(null);
	const answer = fetcher.data ?? actionData;
	// What an earlier opening of a dialog was told is not told again.
	const [settled, setSettled] = useState<Answer>();

	useEffect(() => {
		if (asked) setOpen(asked);
	}, [asked]);

	function close() {
		setOpen(undefined);
		setSettled(answer);
		if (!asked) return;
		const query = new URLSearchParams(search);
		query.delete("act");
		navigate({ pathname: path, search: query.toString() }, { replace: true, preventScrollReset: true });
	}

	function tell(told: Answer) {
		if (!told.ok) {
			// A dialog says itself why it was refused.
			if (!dialogs.some((word) => word === told.values.intent)) showToast({ text: words.refused(told), tone: "bad" });
			return;
		}
		if (told.intent === open) close();
		setChanged(told.storeId);
		const { undo } = told;
		showToast({
			text: words.done(told),
			...(undo && {
				undo: { run: () => quick.submit(undo, { method: "post", action: path }), ...(!undo.undoes && { label: words.backToDraft }) },
			}),
		});
	}
	useOnce(answer, tell);
	useOnce(quick.data, tell);

	const pending = quick.formData?.get("intent") === "status" ? quick.formData.get("status") : null;
	return {
		path,
		/** Carries the form of a dialog. */
		fetcher,
		/** Carries what needs no dialog. */
		quick,
		busy: fetcher.state !== "idle",
		answer,
		/** The dialog that is open; before scripts, the form that stands in the page instead. */
		open,
		inPage: actionData?.ok ? undefined : asked,
		close,
		/** Opens a dialog at once; with a modifier key the link stays a link. */
		opening: (which: OpenDialog) => (event: MouseEvent) => {
			if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
			event.preventDefault();
			setSettled(answer);
			setOpen(which);
		},
		/** What the open dialog has to be told: why its last try was refused. */
		refused: (which: OpenDialog): Refused | undefined =>
			answer && !answer.ok && answer.values.intent === which && answer !== settled ? answer : undefined,
		/** The store whose shelf the last act changed. */
		changed,
		pendingStatus: productStatuses.find((status): status is ProductStatus => status === pending),
		words,
	};
}

/** Tells each answer once, however often the page is drawn with it. */
function useOnce(answer: Answer | undefined, tell: (answer: Answer) => void) {
	const told = useRef<Answer>(undefined);
	useEffect(() => {
		if (!answer || told.current === answer) return;
		told.current = answer;
		tell(answer);
	});
}

export type Acts = ReturnType<typeof useActs>;

/** What was done, and what was not, in one line. */
function useActWords({ product, shelves }: Shown) {
	const t = useTranslations("product");
	const problems = useProblemWords();
	const storeName = (storeId: string | null) => shelves.find((shelf) => shelf.storeId === storeId)?.storeName ?? "";
	return {
		backToDraft: t("menu.draft"),
		done({ did, storeId }: Done): string {
			const about = { name: product.name, store: storeName(storeId) };
			if (did.kind === "received") return t("did.received", { ...about, quantity: did.quantity });
			if (did.kind === "writtenOff" || did.kind === "sent") return t(`did.${did.kind}`, { ...about, quantity: did.quantity });
			if (did.kind === "adjusted") return t("did.adjusted", { ...about, before: did.before, after: did.after });
			if (did.kind === "reordered") return t("did.reordered", { ...about, reorderPoint: did.reorderPoint });
			return t(`did.${did.kind}`, about);
		},
		refused({ code, details }: Refused): string {
			return problems.refusal(code, details);
		},
	};
}
