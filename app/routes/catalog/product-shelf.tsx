import { useEffect, useRef } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { useHeard } from "#app/components/live.tsx";
import { newerThan } from "#app/components/news-store.ts";
import { useProblemWords } from "#app/components/problems.ts";
import { Quantity } from "#app/components/quantity.tsx";
import { ShelfBar, ShelfLegend, shelfScale } from "#app/components/shelf-bar.tsx";
import { showToast } from "#app/components/toasts.ts";
import type { StoreShelf } from "#app/stock/queries.server.ts";
import type { Refused } from "../door.server.ts";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import type { Done } from "./product-acts.server.ts";
import type { Acts } from "./use-acts.ts";

type Props = { productId: string; shelves: StoreShelf[]; editable: boolean; changed: string | null; acts: Acts };

/** What stands in each store, on one scale, and when to reorder. On a phone each store is a line with its figure. */
export function ProductShelf({ productId, shelves: loaded, editable, changed, acts }: Props) {
	const t = useTranslations("product");
	const shelf = useTranslations("shelf");
	const heard = useHeard(productId);
	const shelves = loaded.map((each) => {
		const newer = newerThan(each, heard?.get(each.storeId));
		return { ...each, ...newer, isNewer: newer !== undefined };
	});
	const scale = shelfScale(shelves);
	const bins = shelves.some(({ bin }) => bin);
	return (
		<section className="section">
			<header>
				<h2>{shelf("title")}</h2>
				<ShelfLegend />
			</header>
			<Table
				label={shelf("title")}
				bleed
				folds
				head={
					<>
						<Column>{t("store")}</Column>
						<Column hidden width="30%">
							{t("shelf")}
						</Column>
						<Column number>{t("onHand")}</Column>
						<Column number>{shelf("reserved")}</Column>
						<Column number>{shelf("available")}</Column>
						<Column number>{shelf("incoming")}</Column>
						<Column number>{t("reorderAt")}</Column>
						{bins && <Column>{t("bin")}</Column>}
					</>
				}
			>
				{shelves.map((each) => (
					// A row that changed is a new row: its tint plays once.
					<Row key={`${each.storeId} ${each.version}`} changed={each.isNewer || changed === each.storeId}>
						<Cell>
							<b>{each.storeName}</b>
							<div className="on-phone meta">{t("holds", { onHand: each.onHand, reserved: each.reserved, incoming: each.incoming })}</div>
						</Cell>
						<Cell fold="hide">
							<ShelfBar wide scale={scale} {...each} />
						</Cell>
						<Cell number fold="hide">
							<Quantity value={each.onHand} />
						</Cell>
						<Cell number fold="hide">
							<Quantity value={each.reserved} />
						</Cell>
						<Cell number fold="figure">
							<span className="on-phone">
								<span className="shelf-cell">
									<ShelfBar scale={scale} {...each} />
									<Quantity strong value={each.available} />
								</span>
							</span>
							<span className="on-desk">
								<Quantity strong value={each.available} />
							</span>
						</Cell>
						<Cell number fold="hide">
							<Quantity value={each.incoming} />
						</Cell>
						<Cell number fold="act">
							{editable ? <ReorderPoint shelf={each} acts={acts} /> : <Quantity value={each.reorderPoint} />}
						</Cell>
						{bins && (
							<Cell mono fold="hide">
								{each.bin}
							</Cell>
						)}
					</Row>
				))}
			</Table>
		</section>
	);
}

/** The reorder point where it stands: leave the field or press Enter and it is kept. */
function ReorderPoint({ shelf: { storeId, storeName, reorderPoint }, acts }: { shelf: StoreShelf; acts: Acts }) {
	const t = useTranslations("product");
	const common = useTranslations("common");
	const problems = useProblemWords();
	const fetcher = useFetcher<Done | Refused>();
	const form = useRef<HTMLFormElement>(null);
	const field = useRef<HTMLInputElement>(null);
	const answer = fetcher.data;

	useEffect(() => {
		if (!answer) return;
		if (!answer.ok) {
			if (field.current) field.current.value = String(reorderPoint);
			showToast({
				text: answer.code === "validation_failed" ? t("problems.reorderPoint") : problems.refusal(answer.code, answer.details),
				tone: "bad",
			});
		} else if (answer.did.kind === "reordered") {
			const { undo } = answer;
			showToast({
				text: acts.words.done(answer),
				...(undo && { undo: { run: () => acts.quick.submit(undo, { method: "post", action: acts.path }) } }),
			});
		}
		// Only an answer is news.
	}, [answer]);

	// What came back, from here or from somewhere else, stands in the field unless it is being typed in.
	useEffect(() => {
		if (field.current && document.activeElement !== field.current) field.current.value = String(reorderPoint);
	}, [reorderPoint]);

	function keep() {
		if (field.current && field.current.value.trim() !== String(reorderPoint)) fetcher.submit(form.current);
	}
	return (
		<fetcher.Form ref={form} method="post" action={acts.path} className="reorder-point">
			<input type="hidden" name="intent" value="reorder" />
			<input type="hidden" name="storeId" value={storeId} />
			<input type="hidden" name="was" value={reorderPoint} />
			<label>
				<span className="on-phone">{t("reorderAt")}</span>
				<span className="visually-hidden">{t("reorderAtIn", { store: storeName })}</span>
				<input
					ref={field}
					className="input"
					name="reorderPoint"
					inputMode="numeric"
					autoComplete="off"
					maxLength={7}
					defaultValue={reorderPoint}
					onFocus={(event) => event.target.select()}
					onBlur={keep}
				/>
			</label>
			<BeforeScripts>
				<Button type="submit" size="s">
					{common("save")}
				</Button>
			</BeforeScripts>
		</fetcher.Form>
	);
}
