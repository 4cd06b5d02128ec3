import { Form, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { SelectField, TextArea, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { goodsByCode } from "#app/orders/goods-by-code.server.ts";
import { placeOrder } from "#app/orders/place-order.server.ts";
import { refuseField, refuseInput } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { field, form, numberField, page } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/new-order.ts";
import "#app/styles/orders.css";

export const handle = "ordering";

/** Lines a form has; a longer order is changed afterwards, or sent by a program. */
const rows = Array.from({ length: 8 }, (_, index) => index);
const shownAtOnce = 3;

export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		requirePermission(viewer, "sales:write");
		const { stores } = viewer;
		return {
			stores: stores.map(({ id, name }) => ({ id, name })),
			storeId: (chosenStore(request, stores) ?? stores[0])?.id ?? "",
			commandId: newId(),
		};
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const typed = rows.flatMap((row) => {
			const code = field(fields, `code.${row}`)?.trim();
			return code === undefined ? [] : [{ row, code }];
		});
		if (typed.length === 0) refuseField("code.0", "required", "at least one product");
		const goods = await goodsByCode(tenant, { codes: typed.map(({ code }) => code) });
		const unknown = typed.filter(({ code }) => !goods.has(code));
		if (unknown.length > 0) refuseInput(unknown.map(({ row }) => ({ field: `code.${row}`, rule: "unknownCode", message: "no product" })));
		const address = { line1: field(fields, "street") ?? "", postcode: field(fields, "postcode") ?? "", city: field(fields, "city") ?? "" };
		const isSent = Object.values(address).some((part) => part !== "");
		const name = field(fields, "name") ?? "";
		const { id } = await placeOrder(
			tenant,
			{
				storeId: field(fields, "storeId"),
				customer: { name, email: field(fields, "email") ?? "", phone: field(fields, "phone") ?? "" },
				lines: typed.map(({ row, code }) => ({
					productId: goods.get(code),
					quantity: numberField(fields, `quantity.${row}`) ?? 1,
					unitPrice: field(fields, `price.${row}`)?.replace(",", "."),
				})),
				shipping: field(fields, "shipping")?.replace(",", ".") ?? 0,
				note: field(fields, "note") ?? "",
				...(isSent && { shippingAddress: { name, ...address } }),
				...(fields.has("paid") && { paid: {} }),
			},
			{ key: field(fields, "commandId")?.slice(0, 64) },
		);
		return redirect(`/orders/${id}?said=placed`, 303);
	});
}

/** An order for somebody who is not here. */
export default function NewOrder({ loaderData: { stores, storeId, commandId }, actionData }: Route.ComponentProps) {
	const t = useTranslations("desk");
	const orders = useTranslations("orders");
	const common = useTranslations("common");
	const lineFields = rows.flatMap((row) => [`code.${row}`]);
	const refused = useRefused(actionData, ["storeId", "name", "email", "shipping", ...lineFields]);
	const busy = useNavigation().formMethod === "POST";
	const at = (name: string) => ({ name, defaultValue: refused.typed(name), problems: refused.at(name) });
	const line = (row: number) => (
		<div key={row} className="order-row">
			<TextField
				label={t("codeOf", { line: row + 1 })}
				mono
				maxLength={100}
				autoComplete="off"
				name={`code.${row}`}
				defaultValue={refused.typed(`code.${row}`)}
				problems={actionData?.problems[`code.${row}`]?.map(({ rule }) => t(rule === "unknownCode" ? "unknownCode" : "oneLine"))}
			/>
			<TextField label={t("quantityOf", { line: row + 1 })} inputMode="numeric" maxLength={6} optional {...at(`quantity.${row}`)} />
			<TextField label={t("priceOf", { line: row + 1 })} inputMode="decimal" maxLength={20} optional {...at(`price.${row}`)} />
		</div>
	);
	return (
		<>
			<PageHeader title={t("title")} crumbs={[{ label: orders("title"), to: "/orders" }]} />
			<Form method="post" className="section form" ref={refused.form} noValidate>
				<input type="hidden" name="commandId" value={commandId} />
				<p>{t("lead")}</p>
				{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
				<fieldset className="order-rows">
					<legend className="label">{t("goods")}</legend>
					{rows.slice(0, shownAtOnce).map(line)}
					<details open={rows.slice(shownAtOnce).some((row) => refused.typed(`code.${row}`))}>
						<summary>{t("moreLines")}</summary>
						{rows.slice(shownAtOnce).map(line)}
					</details>
					<p className="meta">{t("priceHint")}</p>
				</fieldset>
				<div className="two">
					<TextField label={t("name")} maxLength={120} autoComplete="off" {...at("name")} />
					<TextField label={t("email")} type="email" maxLength={254} optional autoComplete="off" {...at("email")} />
				</div>
				<div className="two">
					<TextField label={t("phone")} type="tel" maxLength={40} optional autoComplete="off" {...at("phone")} />
					<TextField label={t("street")} maxLength={200} optional autoComplete="off" {...at("street")} />
				</div>
				<div className="two">
					<TextField label={t("postcode")} maxLength={20} optional autoComplete="off" {...at("postcode")} />
					<TextField label={t("city")} maxLength={100} optional autoComplete="off" {...at("city")} />
				</div>
				<div className="two">
					<SelectField label={t("store")} name="storeId" defaultValue={refused.typed("storeId") ?? storeId}>
						{stores.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</SelectField>
					<TextField label={t("shipping")} inputMode="decimal" maxLength={20} optional {...at("shipping")} />
				</div>
				<TextArea label={t("note")} maxLength={2000} optional {...at("note")} />
				<label className="check">
					<input type="checkbox" name="paid" />
					<span>{t("paidAlready")}</span>
				</label>
				<div className="submit">
					<ButtonLink to="/orders" kind="quiet">
						{common("cancel")}
					</ButtonLink>
					<Button type="submit" kind="primary" busy={busy}>
						{t("take")}
					</Button>
				</div>
			</Form>
		</>
	);
}
