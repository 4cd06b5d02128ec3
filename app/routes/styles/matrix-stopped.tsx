import { useNavigate, useLocation } from "react-router";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useShell } from "#app/components/shell.ts";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import { rowName } from "./matrix-grid.tsx";
import { shownText } from "./matrix-cells.ts";
import { type Edit, keyOf } from "./matrix-edits.ts";
import { useCellWords } from "./problem-words.ts";
import type { Grid } from "./use-grid.ts";
import type { MatrixState } from "./use-matrix.ts";

const mostShown = 8;

/** Why the last save did not happen: cell by cell, with what stands there now, and what can be done about each. */
export function MatrixStopped({ matrix, grid }: { matrix: MatrixState; grid: Grid }) {
	const t = useTranslations("styles");
	const words = useCellWords();
	const place = usePlaceWords(matrix);
	const { saving, overtaken, wrong } = matrix;
	const open = useOpen(matrix, grid);
	const first = overtaken[0] ?? wrong[0]?.edit;
	const told = useRef(false);

	// A save that could not be leads to what keeps it.
	useEffect(() => {
		if (saving.stopped && first && !told.current) open(first);
		told.current = saving.stopped && first !== undefined;
	});

	const { refused } = saving;
	const shownWrong = saving.stopped ? wrong.filter(({ edit }) => !overtaken.includes(edit)) : [];
	if (overtaken.length + shownWrong.length === 0 && !refused) return null;
	const more = Math.max(0, overtaken.length - mostShown) + Math.max(0, shownWrong.length - mostShown);
	return (
		<section className="matrix-stopped" aria-label={t("stopped.title")}>
			{refused && (
				<Notice tone="bad">
					{refused.code === "unreachable" ? t("stopped.unreachable") : words.refusal(refused.code, refused.details)}
				</Notice>
			)}
			<ul>
				{overtaken.slice(0, mostShown).map((edit) => (
					<li key={keyOf(edit)} data-tone="warn">
						<PlaceButton name={place.of(edit)} onOpen={() => open(edit)} />{" "}
						<span>{t("stopped.changed", { now: place.there(edit), was: place.was(edit), mine: edit.text || t("none") })}</span>
						<BeforeScripts>
							<span>{t("stopped.again")}</span>
						</BeforeScripts>
						<span className="row needs-script">
							<Button size="s" onClick={() => matrix.keepMine(edit)}>
								{t("stopped.keep", { mine: edit.text || t("none") })}
							</Button>
							<Button size="s" kind="quiet" onClick={() => matrix.takeTheirs(edit)}>
								{t("stopped.take", { now: place.there(edit) })}
							</Button>
						</span>
					</li>
				))}
				{shownWrong.slice(0, mostShown).map(({ edit, rule, refusal }) => (
					<li key={keyOf(edit)} data-tone="bad">
						<PlaceButton name={place.of(edit)} onOpen={() => open(edit)} />{" "}
						<span>
							{t("stopped.wrong", { mine: edit.text || t("none"), why: words.of(rule), now: place.there(edit) })}
							{refusal?.rule === "sku_taken" && ` ${t("stopped.takenBy", { sku: String(refusal.taken) })}`}
							{refusal?.rule === "would_go_below_reserved" && ` ${t("stopped.reserved", { reserved: Number(refusal.reserved) })}`}
							{refusal?.rule === "above_reorder_to" && ` ${t("stopped.reorderTo", { reorderTo: Number(refusal.reorderTo) })}`}
						</span>
						<Button size="s" kind="quiet" onClick={() => matrix.takeTheirs(edit)}>
							{t("stopped.take", { now: place.there(edit) })}
						</Button>
					</li>
				))}
			</ul>
			{more > 0 && <p className="meta">{t("stopped.more", { count: more })}</p>}
		</section>
	);
}

/** The cell by name; pressed, one is there. */
function PlaceButton({ name, onOpen }: { name: string; onOpen: () => void }) {
	return (
		<button type="button" className="link" onClick={onOpen}>
			<bdi>{name}</bdi>
		</button>
	);
}

/** Goes to a cell, whichever fact it is of. */
function useOpen({ layer }: MatrixState, grid: Grid): (edit: Edit) => void {
	const navigate = useNavigate();
	const { pathname, search } = useLocation();
	const wanted = useRef<Edit>(undefined);
	useEffect(() => {
		if (wanted.current?.fact !== layer) return;
		grid.goToProduct(wanted.current.id);
		wanted.current = undefined;
	});
	return (edit) => {
		if (edit.fact === layer) return grid.goToProduct(edit.id);
		wanted.current = edit;
		const query = new URLSearchParams(search);
		query.set("fact", edit.fact);
		void navigate(`${pathname}?${query}`, { replace: true, preventScrollReset: true });
	};
}

function usePlaceWords({ rows, columns, layer, variants, there }: MatrixState) {
	const t = useTranslations("styles");
	const { locale } = useShell();
	const say = ({ id, fact }: Edit, value: Edit["base"]) => shownText(fact, value, variants.get(id)?.currency ?? "", locale) || t("none");
	return {
		of({ id, fact }: Edit): string {
			const row = rows.find(({ cells }) => cells.includes(id));
			const name = row ? [rowName(row.label, row.again, t("none")), columns[row.cells.indexOf(id)]].filter(Boolean).join(" ") : id;
			return fact === layer ? name : t("cellName", { name, fact: t(`facts.${fact}`) });
		},
		there: (edit: Edit) => say(edit, there(edit)),
		was: (edit: Edit) => say(edit, edit.base),
	};
}
