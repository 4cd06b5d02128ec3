import { Mails, ScrollText } from "lucide";
import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { discardLetter } from "#app/audit/discard.server.ts";
import { operations } from "#app/audit/queries.server.ts";
import { replayLetter } from "#app/audit/replay.server.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { mostTries } from "#app/platform/delivery.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { stockDrift } from "#app/stock/check-drift.server.ts";
import { repairDrift } from "#app/stock/repair-drift.server.ts";
import { field, form, numberField, page } from "../door.server.ts";
import { Said } from "../catalog/said.tsx";
import type { Route } from "./+types/operations.ts";
import { DriftPanel } from "./drift-panel.tsx";
import { Jobs, Letters, OutboxPanel, Retries } from "./operations-parts.tsx";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const { permissions } = await tenant.principal();
		return {
			...(await operations(tenant, {})),
			commandId: newId(tenant.now),
			mostTries,
			maySettle: permissions.has("operations:write"),
			mayRepair: permissions.has("stock:write"),
			mayAudit: permissions.has("audit:read"),
		};
	});
}

export async function action(args: Route.ActionArgs) {
	return form(args, async (tenant, fields) => {
		const intent = field(fields, "intent");
		const letterId = field(fields, "letterId");
		const options = { key: `${field(fields, "commandId")} ${letterId}` };
		if (intent === "check") return { ok: true as const, drifted: await stockDrift(tenant, {}), repaired: false };
		if (intent === "repair") {
			const [productId, storeId] = [field(fields, "productId"), field(fields, "storeId")];
			const key = `${field(fields, "commandId")} ${productId} ${storeId}`;
			await repairDrift(tenant, { productId, storeId, quantity: numberField(fields, "quantity") }, { key });
			return { ok: true as const, drifted: await stockDrift(tenant, {}), repaired: true };
		}
		if (intent === "replay") await replayLetter(tenant, { letterId }, options);
		else if (intent === "discard") await discardLetter(tenant, { letterId }, options);
		else refuse("invalid", "validation_failed");
		return redirect(`/operations?said=${intent}`, 303);
	});
}

export default function Operations({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("operations");
	const words = useProblemWords();
	const { outbox, retries, mostTries, letters, jobs, commandId, maySettle, mayRepair, mayAudit } = loaderData;
	const checked = actionData?.ok ? actionData : undefined;
	return (
		<>
			<PageHeader title={t("title")}>
				<ButtonLink to="/outbox" kind="quiet" icon={Mails}>
					{t("toMail")}
				</ButtonLink>
				{mayAudit && (
					<ButtonLink to="/operations/events" icon={ScrollText}>
						{t("toEvents")}
					</ButtonLink>
				)}
			</PageHeader>
			<Said words={{ replay: t("saved.replay"), discard: t("saved.discard") }} />
			{actionData && !actionData.ok && (
				<div className="section">
					<Notice tone="bad">{words.refusal(actionData.code, actionData.details)}</Notice>
				</div>
			)}
			<div className="columns">
				<div>
					<Retries retries={retries} mostTries={mostTries} />
					<Letters letters={letters} commandId={commandId} maySettle={maySettle} />
					<Jobs jobs={jobs} />
				</div>
				<aside aria-label={t("outbox")}>
					<OutboxPanel {...outbox} />
					<DriftPanel checked={checked} commandId={commandId} mayRepair={mayRepair} />
				</aside>
			</div>
		</>
	);
}
