import { MousePointerClick } from "lucide";
import { useEffect } from "react";
import { Form, useLocation, useNavigate, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { previewProducts } from "#app/catalog/preview-products.server.ts";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { localeOf } from "#app/i18n.ts";
import { Refusal } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { together } from "#app/platform/together.server.ts";
import { field, form, page, type Refused } from "../door.server.ts";
import { Outcome } from "../outcome.tsx";
import type { Route } from "./+types/change-products.ts";
import { lastingQuery } from "./asked.ts";
import { categoryOptions } from "./category-options.ts";
import { pageChange, typedChange } from "./change-input.server.ts";
import { NotChangedList } from "./not-changed.tsx";
import { PriceFields } from "./price-fields.tsx";
import { changeAll, selectedIds } from "./selected.server.ts";
import "#app/styles/catalog.css";

export const handle = "catalog";

/** How many products are shown as they are now and will be. */
const previewed = 50;

/** `?do=` what, `ids=` or `all=1` with a list's filter: to which products. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		requirePermission(await asker.principal(), "catalog:write");
		const { searchParams } = url;
		const ids = await selectedIds(asker, request, searchParams).catch((error: unknown) => {
			if (error instanceof Refusal && error.code === "nothing_selected") return [];
			throw error;
		});
		const tenant = together(asker);
		const [products, { categories, vendors }] = await Promise.all([
			previewProducts(tenant, { productIds: ids.slice(0, previewed) }),
			catalogFilters(tenant, {}),
		]);
		return {
			what: pageChange(searchParams.get("do")),
			typed: { change: searchParams.get("change") ?? "", rounding: searchParams.get("rounding") ?? "none" },
			back: `/products?${[lastingQuery(searchParams), "view=all"].filter(Boolean).join("&")}`,
			count: ids.length,
			commandId: newId(),
			...{ products, categories, vendors },
		};
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { searchParams } = new URL(request.url);
		const locale = localeOf(request);
		const change = typedChange(searchParams.get("do"), fields, locale);
		const ids = await selectedIds(tenant, request, searchParams);
		return changeAll({ tenant, locale, key: field(fields, "commandId")?.slice(0, 40) }, ids, change);
	});
}

/** One change to several products that needs more than a press: what exactly, and what will become of them. */
export default function ChangeProducts({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("products.change");
	const list = useTranslations("products");
	const navigate = useNavigate();
	const { what, count, back } = loaderData;
	const done = actionData?.ok ? actionData : undefined;
	const isWhole = done !== undefined && done.refused.length === 0;

	// The toast says what was done, and can take it back; there is nothing left to do here.
	useEffect(() => {
		if (isWhole) navigate(back, { replace: true });
	}, [isWhole, back, navigate]);

	return (
		<>
			<PageHeader title={what ? t(what) : list("title")} meta={t("about", { count })} crumbs={[{ label: list("title"), to: back }]} />
			<Outcome answer={actionData} action="/products" said={actionData?.ok === false && "change" in actionData.problems} />
			{done && <NotChangedList refused={done.refused} />}
			{done ? (
				<div className="section">
					<ButtonLink to={back} kind="primary">
						{t("back")}
					</ButtonLink>
				</div>
			) : count === 0 || !what ? (
				<Empty icon={MousePointerClick} title={t("nothing")} act={<ButtonLink to={back}>{t("back")}</ButtonLink>}>
					{t("nothingLead")}
				</Empty>
			) : (
				<ChangeForm data={loaderData} refused={actionData?.ok === false ? actionData : undefined} />
			)}
		</>
	);
}

type FormProps = { data: Route.ComponentProps["loaderData"]; refused: Refused | undefined };

function ChangeForm({ data, refused }: FormProps) {
	const t = useTranslations("products.change");
	const common = useTranslations("common");
	const { pathname, search } = useLocation();
	const busy = useNavigation().state === "submitting";
	const { what, count, products, categories, vendors, typed, back, commandId } = data;
	const rule = refused?.problems.change?.[0]?.rule;
	const problems = rule === undefined ? [] : [t(rule === "sign_missing" ? rule : "not_an_amount")];
	const [first] = products;
	return (
		<Form method="post" action={pathname + search} className="form section change-products" noValidate>
			<input type="hidden" name="commandId" value={commandId} />
			{what === "price" && <PriceFields products={products} count={count} typed={{ ...typed, ...refused?.values }} problems={problems} />}
			{what === "category" && (
				<SelectField label={t("category")} name="categoryId" defaultValue={first?.categoryId ?? ""} autoFocus>
					<option value="">{t("none")}</option>
					{categoryOptions(categories).map(({ value, label }) => (
						<option key={value} value={value}>
							{label}
						</option>
					))}
				</SelectField>
			)}
			{what === "vendor" && (
				<>
					<TextField
						label={t("vendorName")}
						hint={t("vendorHint")}
						name="vendorName"
						defaultValue={first?.vendor ?? ""}
						maxLength={120}
						list="vendors"
						autoComplete="off"
						autoFocus
					/>
					<datalist id="vendors">
						{vendors.map((vendor) => (
							<option key={vendor} value={vendor} />
						))}
					</datalist>
				</>
			)}
			{what !== "price" && <p className="meta">{products.map(({ name }) => name).join(", ") + (count > products.length ? " …" : "")}</p>}
			<div className="submit">
				<Button type="submit" kind="primary" busy={busy} keyName="mod+s">
					{t("verb", { count })}
				</Button>
				<ButtonLink to={back} kind="quiet">
					{common("cancel")}
				</ButtonLink>
			</div>
		</Form>
	);
}
