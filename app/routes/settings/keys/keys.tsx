import { KeyRound } from "lucide";
import { redirect, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Column, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { listKeys, makeKey, revokeKey, rotateKey } from "#app/identity/keys.server.ts";
import { keyScopes } from "#app/identity/permissions.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { field, form, numberField, page } from "../../door.server.ts";
import { useSaidOnce } from "../../said-once.ts";
import { SettingsTabs } from "../settings-tabs.tsx";
import type { Route } from "./+types/keys.ts";
import { KeyRow, KeyShown } from "./key-parts.tsx";
import { MakeKeyForm } from "./make-key-form.tsx";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => ({ keys: await listKeys(tenant, {}), scopes: keyScopes, commandId: newId(tenant.now) }));
}

/** A key is told by the answer that made it and by nothing else: no address, cookie or page after it holds it. */
export async function action(args: Route.ActionArgs) {
	return form(args, async (tenant, fields) => {
		const intent = field(fields, "intent");
		const keyId = field(fields, "keyId");
		const key = { key: `${field(fields, "commandId")} ${keyId ?? ""}` };
		if (intent === "make") {
			const wanted = { name: field(fields, "name") ?? "", scopes: fields.getAll("scopes"), days: numberField(fields, "days") };
			const made = await makeKey(tenant, wanted, key);
			return { ok: true as const, name: wanted.name, ...made };
		}
		if (intent === "rotate") {
			const made = await rotateKey(tenant, { keyId, graceHours: numberField(fields, "graceHours") }, key);
			return { ok: true as const, name: field(fields, "name") ?? "", ...made };
		}
		if (intent !== "revoke") refuse("invalid", "validation_failed");
		await revokeKey(tenant, { keyId }, key);
		return redirect("/settings/keys?saved=revoke", 303);
	});
}

export default function Keys({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("apiKeys");
	const { keys, commandId } = loaderData;
	const saved = new URLSearchParams(useLocation().search).get("saved");
	useSaidOnce(saved === "revoke" ? t("revoked") : undefined, "saved");
	const answered = actionData?.ok === false ? actionData : undefined;
	return (
		<>
			<PageHeader title={t("title")} />
			<SettingsTabs />
			<section className="section">
				<p className="quiet-text">
					{t.rich("about", {
						docs: (words) => (
							<a href="/api/docs" className="link">
								{words}
							</a>
						),
					})}
				</p>
			</section>
			{actionData?.ok && <KeyShown made={actionData} />}
			{keys.length === 0 ? (
				<Empty icon={KeyRound} title={t("none")}>
					{t("noneNext")}
				</Empty>
			) : (
				<Table
					label={t("title")}
					folds
					head={
						<>
							<Column fold="subject">{t("name")}</Column>
							<Column>{t("may")}</Column>
							<Column>{t("lastUsed")}</Column>
							<Column>{t("ends")}</Column>
							<Column hidden>{t("edit")}</Column>
						</>
					}
				>
					{keys.map((key) => (
						<KeyRow key={key.id} apiKey={key} forms={{ commandId, answered }} />
					))}
				</Table>
			)}
			<MakeKeyForm key={keys.length} commandId={commandId} scopes={loaderData.scopes} answered={answered} isFirst={keys.length === 0} />
		</>
	);
}
