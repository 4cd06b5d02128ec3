import { ArrowLeftRight } from "lucide";
import { Form, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { draftTransfer } from "#app/stock/draft-transfer.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { field, form, page } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/new-transfer.ts";

export const handle = "stockroom";

export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		requirePermission(viewer, "stock:transfer");
		const { stores } = viewer;
		const from = chosenStore(request, stores) ?? stores[0];
		return { stores: stores.map(({ id, name }) => ({ id, name })), fromStoreId: from?.id ?? "", commandId: newId() };
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const input = { fromStoreId: field(fields, "fromStoreId"), toStoreId: field(fields, "toStoreId"), note: field(fields, "note") };
		const { id } = await draftTransfer(tenant, input, { key: field(fields, "commandId")?.slice(0, 64) });
		return redirect(`/stock/transfers/${id}`, 303);
	});
}

/** From where to where; what goes along is put on it on the next page. */
export default function NewTransfer({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("transfers");
	const stock = useTranslations("stock");
	const common = useTranslations("common");
	const { stores, fromStoreId, commandId } = loaderData;
	const refused = useRefused(actionData, ["fromStoreId", "toStoreId", "note"]);
	const busy = useNavigation().formMethod === "POST";
	const from = refused.typed("fromStoreId") ?? fromStoreId;
	const problem = (name: string, words: string) => (refused.at(name).length > 0 ? [words] : undefined);
	return (
		<>
			<PageHeader
				title={t("new")}
				crumbs={[
					{ label: stock("title"), to: "/stock" },
					{ label: t("title"), to: "/stock/transfers" },
				]}
			/>
			{stores.length < 2 ? (
				<Empty icon={ArrowLeftRight} title={t("oneStore")} act={<ButtonLink to="/settings">{t("toSettings")}</ButtonLink>}>
					{t("oneStoreNext")}
				</Empty>
			) : (
				<Form method="post" className="section form" ref={refused.form}>
					<input type="hidden" name="commandId" value={commandId} />
					{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
					<div className="two">
						<StoreSelect
							name="fromStoreId"
							label={t("draft.from")}
							stores={stores}
							chosen={from}
							problems={problem("fromStoreId", t("draft.choose"))}
						/>
						<StoreSelect
							name="toStoreId"
							label={t("draft.to")}
							stores={stores}
							chosen={refused.typed("toStoreId") ?? stores.find(({ id }) => id !== from)?.id ?? ""}
							problems={problem("toStoreId", t("draft.same"))}
						/>
					</div>
					<TextField
						label={t("draft.note")}
						name="note"
						optional
						maxLength={500}
						hint={t("draft.noteHint")}
						defaultValue={refused.typed("note")}
						problems={problem("note", t("problems.note"))}
					/>
					<div className="submit">
						<ButtonLink to="/stock/transfers" kind="quiet">
							{common("cancel")}
						</ButtonLink>
						<Button type="submit" kind="primary" busy={busy}>
							{t("draft.create")}
						</Button>
					</div>
				</Form>
			)}
		</>
	);
}

type SelectProps = {
	name: string;
	label: string;
	stores: { id: string; name: string }[];
	chosen: string;
	problems: string[] | undefined;
};

function StoreSelect({ name, label, stores, chosen, problems }: SelectProps) {
	return (
		<SelectField label={label} name={name} defaultValue={chosen} problems={problems}>
			{stores.map((store) => (
				<option key={store.id} value={store.id}>
					{store.name}
				</option>
			))}
		</SelectField>
	);
}
