import { Printer } from "lucide";
import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { labelProducts } from "#app/catalog/labels.server.ts";
import { Button } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Money } from "#app/components/money.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { selectedIds } from "../catalog/selected.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/labels.ts";
import { drawBarcode } from "./draw-barcode.server.ts";
import { onSheets, type SheetName, sheetNames, sheets, symbologyOf, within } from "./sheets.ts";
import "#app/styles/labels.css";

const mostCopies = 100;
const mostProducts = 500;
/** More than this is no longer a page to look at. */
const mostLabels = 1000;

export const handle = "settings";

/** `?ids=` (comma separated), or `all=1` with what a product list asks: of what; `copies`, `sheet`, `from` (the first free place on a sheet begun). */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { searchParams } = url;
		const all = searchParams.has("ids") || searchParams.get("all") === "1" ? await selectedIds(tenant, request, searchParams) : [];
		const ids = all.slice(0, mostProducts);
		const sheet: SheetName = sheetNames.find((name) => name === searchParams.get("sheet")) ?? "a4x24";
		const copies = within(searchParams.get("copies"), 1, mostCopies);
		const from = within(searchParams.get("from"), 1, sheets[sheet].perSheet);
		const products = await labelProducts(tenant, { productIds: ids });
		const labels = await Promise.all(
			products.map(async ({ barcode, ...product }) => {
				const code = barcode ?? product.sku;
				const wrongDigit = barcode !== null && /^\d{8}$|^\d{12,13}$/.test(barcode) && symbologyOf(barcode) === "code128";
				return { ...product, code, drawn: await drawBarcode(code), wrongDigit };
			}),
		);
		return { cut: all.length > ids.length, ids: products.map(({ id }) => id).join(","), sheet, copies, from, labels };
	});
}

export default function Labels({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("labels");
	const { ids, sheet, copies, from, labels, cut } = loaderData;
	const printed = labels
		.flatMap((label) => Array.from({ length: copies }, (_, copy) => ({ ...label, key: `${label.id} ${copy}` })))
		.slice(0, mostLabels);
	const wrong = labels.filter(({ wrongDigit }) => wrongDigit);
	return (
		<>
			<PageHeader title={t("title")} crumbs={[{ label: t("products"), to: "/products" }]}>
				{labels.length > 0 && (
					<span className="needs-script">
						<Button kind="primary" icon={Printer} onClick={() => window.print()}>
							{t("print")}
						</Button>
					</span>
				)}
			</PageHeader>
			{labels.length === 0 ? (
				<Empty icon={Printer} title={t("nothing")}>
					{t("nothingLead")}
				</Empty>
			) : (
				<>
					<Form className="section labels-form" method="get">
						<input type="hidden" name="ids" value={ids} />
						<SelectField label={t("sheet")} name="sheet" defaultValue={sheet}>
							{sheetNames.map((name) => (
								<option key={name} value={name}>
									{t(`sheets.${name}`)}
								</option>
							))}
						</SelectField>
						<TextField label={t("copies")} name="copies" type="number" min={1} max={mostCopies} defaultValue={copies} inputMode="numeric" />
						<TextField
							label={t("from")}
							name="from"
							type="number"
							min={1}
							max={sheets[sheet].perSheet}
							defaultValue={from}
							inputMode="numeric"
						/>
						<Button type="submit">{t("show")}</Button>
					</Form>
					{cut && (
						<p className="strip" data-tone="warn">
							{t("cut", { most: mostProducts })}
						</p>
					)}
					{wrong.length > 0 && (
						<p className="strip" data-tone="warn">
							{t("wrongDigit", { names: wrong.map(({ name }) => name).join(", ") })}
						</p>
					)}
					{/* biome-ignore lint/a11y/noNoninteractiveTabindex: paper is wider than a phone, and what scrolls must be reached by keyboard */}
					<section className="label-sheets" data-sheet={sheet} aria-label={t("onSheets")} tabIndex={0}>
						{onSheets(printed, sheet, from - 1).map((places, index) => (
							<ol
								key={places.find((label) => label)?.key ?? index}
								className="label-sheet"
								aria-label={t("sheetNumber", { number: index + 1 })}
							>
								{places.map((label, place) =>
									label === null ? (
										<li key={`free ${place + 1}`} aria-hidden="true" />
									) : (
										<li key={label.key}>
											<b>{label.name}</b>
											{label.drawn && <img src={label.drawn} alt={t("code", { code: label.code })} />}
											<span className="label-code">{label.code}</span>
											<span className="price">{label.price !== null && <Money amount={label.price} currency={label.currency} />}</span>
										</li>
									),
								)}
							</ol>
						))}
					</section>
				</>
			)}
		</>
	);
}
