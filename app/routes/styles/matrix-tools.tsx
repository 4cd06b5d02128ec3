import { ArrowDownToLine, ArrowRightToLine, Redo2, Undo2 } from "lucide";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import { useRef } from "react";
import { Form, Link, useLocation, useSubmit } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { useFilledEarly } from "#app/components/filled-early.ts";
import { useShell } from "#app/components/shell.ts";
import type { MatrixFact } from "#app/stock/matrix-values.ts";
import { isOfShelf } from "./layers.ts";
import type { Grid } from "./use-grid.ts";
import type { MatrixState } from "./use-matrix.ts";

/** Which fact is shown, of which store; and what the mouse may do that keys do. */
export function MatrixTools({ matrix, grid, layers }: { matrix: MatrixState; grid: Grid; layers: readonly MatrixFact[] }) {
	const t = useTranslations("styles");
	const { pathname, search } = useLocation();
	const to = (fact: MatrixFact) => {
		const query = new URLSearchParams(search);
		query.set("fact", fact);
		return `${pathname}?${query}`;
	};
	return (
		<div className="matrix-tools">
			<nav className="segments" aria-label={t("shows")}>
				{layers.map((fact) => (
					<Link key={fact} to={to(fact)} aria-current={fact === matrix.layer ? "true" : undefined} preventScrollReset replace>
						{t(`facts.${fact}`)}
					</Link>
				))}
			</nav>
			{matrix.mayEdit && (
				<span className="row needs-script">
					<Button kind="quiet" size="s" icon={ArrowDownToLine} iconOnly title={t("fillDown")} onClick={() => grid.fill("down")}>
						{t("fillDown")}
					</Button>
					<Button kind="quiet" size="s" icon={ArrowRightToLine} iconOnly title={t("fillRight")} onClick={() => grid.fill("right")}>
						{t("fillRight")}
					</Button>
					{matrix.canUndo && (
						<Button kind="quiet" size="s" icon={Undo2} iconOnly title={t("undo")} onClick={matrix.undo}>
							{t("undo")}
						</Button>
					)}
					{matrix.canRedo && (
						<Button kind="quiet" size="s" icon={Redo2} iconOnly title={t("redo")} onClick={matrix.redo}>
							{t("redo")}
						</Button>
					)}
				</span>
			)}
			{isOfShelf(matrix.layer) && <StoreChoice storeId={matrix.store?.id ?? ""} />}
		</div>
	);
}

/** Whose shelves these are. */
function StoreChoice({ storeId }: { storeId: string }) {
	const t = useTranslations("styles");
	const { stores } = useShell();
	const { search } = useLocation();
	const submit = useSubmit();
	const form = useRef<HTMLFormElement>(null);
	const show = () => void submit(form.current, { replace: true, preventScrollReset: true });
	useFilledEarly(form, show);
	if (stores.length < 2) return null;
	const others = [...new URLSearchParams(search)].filter(([name]) => name !== "at");
	return (
		<Form ref={form} method="get" className="end row" onChange={show}>
			{others.map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			<label>
				<span className="visually-hidden">{t("store")}</span>
				<select key={storeId} name="at" className="input" defaultValue={storeId}>
					{stores.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
				</select>
			</label>
			<BeforeScripts>
				<Button type="submit">{t("show")}</Button>
			</BeforeScripts>
		</Form>
	);
}
