import { Store } from "lucide";
import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { beginShopify, isShopifyReady } from "#app/channels/connect-shopify.server.ts";
import { connectProkip } from "#app/channels/connect-prokip.server.ts";
import { connectTalk } from "#app/channels/connect-talk.server.ts";
import { beginWoocommerce, connectWoocommerce } from "#app/channels/connect-woocommerce.server.ts";
import { listConnections } from "#app/channels/queries.server.ts";
import { StatusBadge } from "#app/components/badge.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { When } from "#app/components/when.tsx";
import { newId } from "#app/platform/ids.ts";
import { field, form, page } from "../../door.server.ts";
import { Part } from "../act-form.tsx";
import { SettingsTabs } from "../settings-tabs.tsx";
import type { Route } from "./+types/channels.ts";
import { ConnectProkip } from "./connect-prokip.tsx";
import { ConnectShopify } from "./connect-shopify.tsx";
import { ConnectTalk } from "./connect-talk.tsx";
import { ConnectWoocommerce, woocommerceSaid } from "./connect-woocommerce.tsx";
import { TroubleWords } from "./channel-words.tsx";

export const handle = "channels";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const connections = await listConnections(tenant, {});
		const { permissions, stores } = await tenant.principal();
		return {
			connections,
			stores,
			mayConnect: permissions.has("channels:write"),
			commandId: newId(tenant.now),
			isShopifyReady: isShopifyReady(tenant.scope.cfg),
			woocommerce: woocommerceSaid(args.url.searchParams),
		};
	});
}

export async function action(args: Route.ActionArgs) {
	return form(args, async (tenant, fields) => {
		const intent = field(fields, "intent");
		if (intent === "shopify" || intent === "woocommerce") {
			const begin = intent === "shopify" ? beginShopify : beginWoocommerce;
			const { authUrl } = await begin(tenant, { storeUrl: field(fields, "storeUrl") ?? "", storeId: field(fields, "storeId") });
			// A form may lead nowhere but to us (form-action): without scripts, they go on by a link.
			return args.request.headers.get("Sec-Fetch-Mode") === "navigate" ? { ok: true as const, intent, authUrl } : redirect(authUrl, 303);
		}
		if (intent?.startsWith("prokip")) {
			const { connectionId } = await connectProkip(tenant, prokipIn(fields), { key: field(fields, "commandId") });
			return redirect(`/settings/channels/${connectionId}?said=connected`, 303);
		}
		if (intent === "talk") {
			const wanted = Object.fromEntries(talkFields.map((name) => [name, field(fields, name) || undefined]));
			const { connectionId } = await connectTalk(tenant, wanted, { key: field(fields, "commandId") });
			return redirect(`/settings/channels/${connectionId}?said=talk`, 303);
		}
		const wanted = {
			storeUrl: field(fields, "storeUrl") ?? "",
			consumerKey: field(fields, "consumerKey") ?? "",
			consumerSecret: field(fields, "consumerSecret") ?? "",
			storeId: field(fields, "storeId"),
		};
		const { connectionId } = await connectWoocommerce(tenant, wanted, { key: field(fields, "commandId") });
		return redirect(`/settings/channels/${connectionId}?said=connected`, 303);
	});
}

const talkFields = ["platform", "accountId", "wabaId", "accessToken", "appSecret", "storeId"];

/** A token, or what gets one. */
function prokipIn(fields: FormData) {
	const where = { locationId: field(fields, "locationId"), storeId: field(fields, "storeId") };
	if (field(fields, "intent") === "prokip") return { token: field(fields, "token"), ...where };
	const [clientId, clientSecret] = [field(fields, "clientId"), field(fields, "clientSecret")];
	return { clientId, clientSecret, username: field(fields, "username"), password: field(fields, "password"), ...where };
}

/** Shops elsewhere: which are connected, how each is doing, and how another one is. */
export default function Channels({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("channels");
	const { connections, mayConnect } = loaderData;
	const refused = actionData?.ok === false ? actionData : undefined;
	const led = actionData?.ok ? actionData : undefined;
	const authUrlOf = (intent: "shopify" | "woocommerce") => (led?.intent === intent ? led.authUrl : undefined);
	const forms = { stores: loaderData.stores, commandId: loaderData.commandId, answered: refused };
	return (
		<>
			<PageHeader title={t("title")} />
			<SettingsTabs />
			{connections.length === 0 ? (
				<Empty icon={Store} title={t("none")}>
					{t("noneNext")}
				</Empty>
			) : (
				<Table
					label={t("title")}
					folds
					head={
						<>
							<Column fold="subject">{t("shop")}</Column>
							<Column>{t("state")}</Column>
							<Column>{t("heard")}</Column>
							<Column number>{t("orders")}</Column>
						</>
					}
				>
					{connections.map(({ id, name, storeUrl, state, trouble, heardAt, pulledAt, orderCount }) => (
						<Row key={id}>
							<Cell fold="subject">
								<RowLink to={`/settings/channels/${id}`}>{name}</RowLink> <small>{storeUrl.replace("https://", "")}</small>
							</Cell>
							<Cell fold="line">
								<StatusBadge kind="connection" word={state} /> {trouble && <TroubleWords reason={trouble.reason} />}
							</Cell>
							<Cell fold="line">{(heardAt ?? pulledAt) === null ? t("neverHeard") : <When at={heardAt ?? pulledAt ?? 0} />}</Cell>
							<Cell number fold="figure">
								<Quantity value={orderCount} />
							</Cell>
						</Row>
					))}
				</Table>
			)}
			{mayConnect && (
				<Part id="connect" title={t("connectTitle")} about={t("connectAbout")}>
					<ConnectShopify {...forms} authUrl={authUrlOf("shopify")} isReady={loaderData.isShopifyReady} />
					<ConnectWoocommerce {...forms} authUrl={authUrlOf("woocommerce")} said={loaderData.woocommerce} />
					<ConnectProkip {...forms} />
					<ConnectTalk {...forms} />
				</Part>
			)}
		</>
	);
}
