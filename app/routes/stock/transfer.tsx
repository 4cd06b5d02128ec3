import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { StatusBadge } from "#app/components/badge.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { newId, endOfId } from "#app/platform/ids.ts";
import { transferActs } from "#app/stock/rules.ts";
import { transferSheet } from "#app/stock/transfers.server.ts";
import { Said } from "../catalog/said.tsx";
import { form, page } from "../door.server.ts";
import type { Route } from "./+types/transfer.ts";
import { useRefusalWords } from "./refusal-words.ts";
import { actOn } from "./transfer-acts.server.ts";
import { TransferDraft } from "./transfer-draft.tsx";
import { TransferFacts } from "./transfer-facts.tsx";
import { TransferLines } from "./transfer-lines.tsx";
import { TransferReceive } from "./transfer-receive.tsx";
import { CloseShort } from "./transfer-close.tsx";
import "#app/styles/stock.css";

export const handle = "stockroom";

export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const sheet = await transferSheet(tenant, { transferId: params.transferId });
		const { permissions } = await tenant.principal();
		const writes = permissions.has("stock:write");
		return {
			...sheet,
			lines: sheet.lines.map((line) => ({ ...line, cost: writes ? line.cost : null })),
			may: { move: permissions.has("stock:transfer"), close: writes },
			commandId: newId(),
		};
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { transferId } = params;
		const said = await actOn({ tenant, fields, transferId });
		if (fields.has("live")) return { ok: true as const };
		return redirect(`/stock/transfers/${transferId}?said=${said}`, 303);
	});
}

/** After a refusal the page shows what made it one. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus === 409 || defaultShouldRevalidate;
}

export default function TransferPage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("transfers");
	const stock = useTranslations("stock");
	const said = useTranslations("transfers.said");
	const { transfer, from, to, may } = loaderData;
	const refusal = useRefusalWords("transfer");
	const refused = actionData && !actionData.ok ? actionData : undefined;
	const acts = transferActs[transfer.status];
	return (
		<>
			<PageHeader
				title={t("one", { id: endOfId(transfer.id) })}
				ownHeading
				crumbs={[
					{ label: stock("title"), to: "/stock" },
					{ label: t("title"), to: "/stock/transfers" },
				]}
			/>
			<Said
				words={{
					put: said("put"),
					sent: said("sent"),
					received: said("received"),
					returned: said("returned"),
					closed: said("closed"),
					cancelled: said("cancelled"),
				}}
			/>
			<div className="columns">
				<div>
					<div className="section row wrap">
						<h1>{t("route", { from: from.name, to: to.name })}</h1>
						<StatusBadge kind="transfer" word={transfer.status} />
					</div>
					{refused && (
						<div className="section">
							<Notice tone="bad">{refused.problems.lines ? t("problems.lines") : refusal(refused)}</Notice>
						</div>
					)}
					{transfer.status === "draft" && may.move ? (
						<TransferDraft data={loaderData} />
					) : acts.includes("receive") && may.move ? (
						<TransferReceive key={transfer.version} data={loaderData} />
					) : (
						<TransferLines data={loaderData} />
					)}
					{acts.includes("close") && may.close && <CloseShort data={loaderData} />}
				</div>
				<TransferFacts data={loaderData} />
			</div>
		</>
	);
}

export type TransferData = Route.ComponentProps["loaderData"];
