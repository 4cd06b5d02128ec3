import { type MouseEvent, useEffect, useRef, useState } from "react";
import { useFetcher, useLocation, useNavigate } from "react-router";
import { useTranslations } from "use-intl/react";
import { type ProductStatus, productStatuses } from "#app/catalog/rules.ts";
import { useProblemWords } from "#app/components/problems.ts";
import { showToast } from "#app/components/toasts.ts";
import type { Refused } from "../door.server.ts";
import type { Done } from "./product-acts.server.ts";

type Answer = Done | Refused;

const dialogs = ["receive", "adjust", "delete"] as const;
export type OpenDialog = (typeof dialogs)[number];

type Shown = { product: { id: string; name: string }; shelves: { storeId: string; storeName: string }[] };

/**
 * The acts of the product page: which dialog is open, what is under way, what came of it. One fetcher carries them all, so that one thing
 * happens at a time; without scripts the same forms are plain ones, whose answer arrives as `actionData`.
 */
export function useActs(shown: Shown, actionData: Answer | undefined) {
	const path = `/products/${shown.product.id}`;
	const fetcher = useFetcher<Answer>({ key: `acts ${shown.product.id}` });
	const { search } = useLocation();
	const navigate = useNavigate();
	const words = useActWords(shown);
	const asked = dialogs.find((word) => word === new URLSearchParams(search).get("act"));
	const [open, setOpen] = useState<OpenDialog | undefined>(asked);
	const answer = fetcher.data ?? actionData;
	// What an earlier opening of a dialog was told is not told again.
	const [settled, setSettled] = useState<Answer>();
	const told = useRef<Answer>(undefined);

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

	useEffect(() => {
		if (!answer || told.current === answer) return;
		told.current = answer;
		if (answer.ok) {
			close();
			const { undo } = answer;
			showToast({
				text: words.done(answer),
				...(undo && {
					undo: { run: () => fetcher.submit(undo, { method: "post", action: path }), ...(!undo.undoes && { label: words.backToDraft }) },
				}),
			});
		} else if (!dialogs.some((word) => word === answer.values.intent)) {
			showToast({ text: words.refused(answer), tone: "bad" });
		}
	});

	const pending = fetcher.formData?.get("intent") === "status" ? fetcher.formData.get("status") : null;
	return {
		path,
		fetcher,
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
		changed: answer?.ok ? answer.storeId : null,
		pendingStatus: productStatuses.find((status): status is ProductStatus => status === pending),
		words,
	};
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
			if (did.kind === "adjusted") return t("did.adjusted", { ...about, before: did.before, after: did.after });
			if (did.kind === "reordered") return t("did.reordered", { ...about, reorderPoint: did.reorderPoint });
			return t(`did.${did.kind}`, about);
		},
		refused({ code, details }: Refused): string {
			return problems.refusal(code, details);
		},
	};
}
