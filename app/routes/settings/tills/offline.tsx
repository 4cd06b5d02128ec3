import { CloudOff } from "lucide";
import { redirect, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { explainGap } from "#app/sales/offline/explain-gap.server.ts";
import { heldSales, listOversold, notedSales, tillQueues } from "#app/sales/offline/queries.server.ts";
import { acceptHeldSale, refuseHeldSale } from "#app/sales/offline/settle-held-sale.server.ts";
import { settleOversold } from "#app/sales/offline/settle-oversold.server.ts";
import { field, form, numberField, page } from "../../door.server.ts";
import { useSaidOnce } from "../../said-once.ts";
import { SettingsTabs } from "../settings-tabs.tsx";
import type { Route } from "./+types/offline.ts";
import { HeldSales } from "./held-sales.tsx";
import { NotedSales } from "./noted-sales.tsx";
import { Oversold } from "./oversold.tsx";
import { Queues } from "./queues.tsx";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (asker) => {
		const { permissions } = await asker.principal();
		const tenant = together(asker);
		const [queues, held, oversold, noted] = await Promise.all([
			tillQueues(tenant, {}),
			heldSales(tenant, { limit: 100 }),
			listOversold(tenant, { limit: 100 }),
			notedSales(tenant, {}),
		]);
		return {
			queues,
			held: held.items,
			oversold: oversold.items,
			noted,
			more: held.nextCursor !== null || oversold.nextCursor !== null,
			commandId: newId(asker.now),
			mayDecide: permissions.has("devices:settle"),
			mayCorrect: permissions.has("stock:write"),
		};
	});
}

const intents = ["accept", "refuse", "explain", "counted", "taken", "corrected"] as const;

export async function action(args: Route.ActionArgs) {
	return form(args, async (tenant, fields) => {
		const intent = intents.find((each) => each === field(fields, "intent")) ?? refuse("invalid", "validation_failed");
		const about = field(fields, "about") ?? "";
		const key = { key: `${field(fields, "commandId")} ${about}` };
		const reason = field(fields, "reason") ?? "";
		if (intent === "accept") await acceptHeldSale(tenant, { id: about, reason }, key);
		else if (intent === "refuse") await refuseHeldSale(tenant, { id: about, reason }, key);
		else if (intent === "explain") {
			const [deviceId = "", seq = "", until = seq] = about.split(" ");
			await explainGap(tenant, { deviceId, seq, until, reason }, key);
		} else {
			const counted = numberField(fields, "counted");
			await settleOversold(tenant, { id: about, outcome: intent, counted, fromStoreId: field(fields, "fromStoreId"), reason }, key);
		}
		return redirect(`/settings/tills/offline?saved=${intent}`, 303);
	});
}

/** What tills sold with the network away, as far as somebody has to look at it: held sales, missing numbers, pieces no shelf had. */
export default function OfflineTills({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("tillQueues");
	const asked = new URLSearchParams(useLocation().search).get("saved");
	const saved = intents.find((intent) => intent === asked);
	useSaidOnce(saved && t(`saved.${saved}`), "saved");
	const { queues, held, oversold, noted, commandId, mayDecide, mayCorrect } = loaderData;
	const forms = { commandId, answered: actionData };
	return (
		<>
			<PageHeader title={t("title")} crumbs={[{ label: t("tills"), to: "/settings/tills" }]} />
			<SettingsTabs />
			<section className="section">
				<p className="quiet-text">{t("about")}</p>
			</section>
			{queues.length === 0 && held.length === 0 && oversold.length === 0 ? (
				<Empty icon={CloudOff} title={t("none")}>
					{t("noneNext")}
				</Empty>
			) : (
				<>
					{oversold.length > 0 && <Oversold goods={oversold} forms={forms} mayCorrect={mayCorrect} />}
					{held.length > 0 && <HeldSales sales={held} forms={forms} mayDecide={mayDecide} />}
					<Queues queues={queues} forms={forms} mayDecide={mayDecide} />
					{noted.length > 0 && <NotedSales sales={noted} />}
				</>
			)}
			{loaderData.more && <p className="quiet-text above-table">{t("more")}</p>}
		</>
	);
}
