import { Link, redirect } from "react-router";
import { useMessages, useTranslations } from "use-intl/react";
import { adapterOf } from "#app/channels/adapters/registry.server.ts";
import { listBookedSales, retrySales } from "#app/channels/booked-sales.server.ts";
import { disconnect, editConnection, pauseConnections, resumeConnections } from "#app/channels/change-connection.server.ts";
import { talkAddress } from "#app/channels/connect-talk.server.ts";
import { answerDataRequest, listDataRequests } from "#app/channels/data-requests.server.ts";
import { readConnection } from "#app/channels/connection.server.ts";
import { connectionSheet } from "#app/channels/queries.server.ts";
import { listReceipts, oneReceipt, rangeOfReceipts, replayReceipts } from "#app/channels/receipts.server.ts";
import { followsBooks, isShopPlatform } from "#app/channels/rules.ts";
import { seeToOrder } from "#app/channels/see-to-order.server.ts";
import { settleConflict } from "#app/channels/settle-conflict.server.ts";
import { dryRun } from "#app/channels/dry-run.server.ts";
import { StatusBadge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { When } from "#app/components/when.tsx";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { instantOfWall, minute } from "#app/platform/time.ts";
import { together } from "#app/platform/together.server.ts";
import { Said } from "../../catalog/said.tsx";
import { field, form, numberField, page } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";
import type { Route } from "./+types/channel.ts";
import { settingsIn } from "./channel-settings.server.ts";
import { Settings } from "./channel-settings.tsx";
import { BookLimits, BookTiles, Sales } from "./book-parts.tsx";
import { ChannelTiles, Receipts } from "./channel-parts.tsx";
import { TroubleWords } from "./channel-words.tsx";
import { placesOf } from "./location-part.server.ts";
import { LocationPart } from "./location-part.tsx";
import { Conflicts, OrdersToLookAt } from "./look-parts.tsx";
import { DataRequests } from "./data-requests.tsx";
import { ReplayRange } from "./replay-range.tsx";
import { TalkAddress, TalkTiles } from "./talk-parts.tsx";
import { useGlances } from "./use-glances.ts";

export const handle = "channels";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (asker) => {
		const { permissions, stores } = await asker.principal();
		const tenant = together(asker);
		const { connectionId } = args.params;
		const state = args.url.searchParams.get("show") === "poisoned" ? ("poisoned" as const) : undefined;
		const cursor = args.url.searchParams.get("cursor") ?? undefined;
		const asked = rangeIn(args.url.searchParams);
		const [sheet, receipts, requests, range] = await Promise.all([
			connectionSheet(tenant, { connectionId }),
			listReceipts(tenant, { connectionId, state, limit: 25, cursor }),
			permissions.has("customers:read") ? listDataRequests(tenant, { connectionId }) : [],
			asked && rangeOfReceipts(tenant, { connectionId, ...asked }),
		]);
		const isParked = args.url.searchParams.get("sales") === "parked";
		const sales = sheet.can.bookSales
			? await listBookedSales(tenant, { connectionId, limit: 25, cursor, ...(isParked && { state: "parked" as const }) })
			: { items: [], nextCursor: null };
		const { platform, storeUrl } = sheet.connection;
		const visit = isShopPlatform(platform) ? adapterOf(platform).visit(asker.scope.cfg, storeUrl) : null;
		const maySee = sheet.can.talk && permissions.has("channels:write") && sheet.connection.state !== "disconnected";
		const address = maySee ? await talkAddress(asker, connectionId) : null;
		const mayWrite = permissions.has("channels:write");
		const places = args.url.searchParams.has("locations") && mayWrite ? await placesOf(asker, connectionId) : null;
		return {
			...sheet,
			places,
			visit,
			address,
			now: asker.now,
			receipts,
			sales,
			salesState: isParked ? ("parked" as const) : null,
			state: state ?? null,
			range,
			requests,
			mayAnswer: permissions.has("customers:erase"),
			stores,
			mayWrite,
			commandId: newId(asker.now),
		};
	});
}

export async function action(args: Route.ActionArgs) {
	const { connectionId } = args.params;
	return form(args, async (tenant, fields) => {
		const intent = field(fields, "intent");
		const receiptId = field(fields, "receiptId") ?? "";
		const orderId = field(fields, "orderId");
		const [variantId, platformOrderId] = [field(fields, "variantId") ?? "", field(fields, "platformOrderId") ?? ""];
		const requestId = field(fields, "requestId") ?? "";
		const about = requestId || orderId || receiptId || variantId || platformOrderId;
		const key = { key: `${field(fields, "commandId")} ${intent} ${about}`.slice(0, 200) };
		if (intent === "dry") {
			const receipt = await oneReceipt(tenant, { connectionId, receiptId });
			return { ok: true as const, receiptId, would: await dryRun(tenant, await readConnection(tenant, { connectionId }), receipt) };
		}
		if (intent === "replay") await replayReceipts(tenant, { connectionId, receiptId }, key);
		else if (intent === "replayRange") {
			const [from, until] = [numberField(fields, "from"), numberField(fields, "until")];
			await replayReceipts(tenant, { connectionId, from, until }, key);
			return redirect(`/settings/channels/${connectionId}?from=${from}&until=${until}&said=replayRange#range`, 303);
		} else if (intent === "range") {
			const storeId = field(fields, "storeId");
			const zone = (await tenant.principal()).stores.find(({ id }) => id === storeId)?.timeZone ?? "UTC";
			const [from, until] = ["from", "until"].map((name) => instantOfWall(field(fields, name) ?? "", zone));
			if (typeof from !== "number" || typeof until !== "number" || until < from) return refuse("invalid", "range_invalid");
			// The whole minute that is named last.
			return redirect(`/settings/channels/${connectionId}?from=${from}&until=${until + minute - 1}#range`, 303);
		} else if (intent === "retry") await retrySales(tenant, { connectionId, orderId }, key);
		else if (intent === "retryAll") await retrySales(tenant, { connectionId }, key);
		else if (intent === "ours" || intent === "theirs") {
			const at = numberField(fields, "at") ?? 0;
			await settleConflict(tenant, { connectionId, variantId, right: intent, at }, key);
		} else if (intent === "location") await editConnection(tenant, { connectionId, locationId: field(fields, "locationId") ?? "" }, key);
		else if (intent === "answered") await answerDataRequest(tenant, { connectionId, requestId }, key);
		else if (intent === "seen") await seeToOrder(tenant, { connectionId, platformOrderId }, key);
		else if (intent === "pause") await pauseConnections(tenant, { connectionId }, key);
		else if (intent === "resume") await resumeConnections(tenant, { connectionId }, key);
		else if (intent === "disconnect") await disconnect(tenant, { connectionId }, key);
		else if (intent === "edit") {
			const wanted = { name: field(fields, "name"), storeId: field(fields, "storeId"), settings: settingsIn(fields) };
			await editConnection(tenant, { connectionId, version: numberField(fields, "version"), ...wanted }, key);
		} else refuse("invalid", "validation_failed");
		return redirect(`/settings/channels/${connectionId}?said=${intent}`, 303);
	});
}

/** Which range of what was told somebody asks about. */
function rangeIn(query: URLSearchParams): { from: number; until: number } | null {
	const [from, until] = [Number(query.get("from") ?? Number.NaN), Number(query.get("until") ?? Number.NaN)];
	return Number.isSafeInteger(from) && Number.isSafeInteger(until) && until >= from ? { from, until } : null;
}

const saids = [
	"connected",
	"talk",
	"replay",
	"replayRange",
	"retry",
	"retryAll",
	"pause",
	"resume",
	"disconnect",
	"edit",
	"ours",
	"theirs",
	"seen",
	"answered",
	"location",
] as const;

/** One connection: how it is doing, what it told us, and what may be done about it. */
export default function Channel({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("channels");
	const { connection, can, mayWrite, commandId } = loaderData;
	const { state, trouble, otherVersion } = connection;
	const names: Record<string, string> = useMessages().channels.talk.names;
	const answered = actionData?.ok === false ? actionData : undefined;
	const would = actionData?.ok ? actionData : undefined;
	useGlances(loaderData.reading !== null || (loaderData.range?.waiting ?? 0) > 0);
	const shown = { commandId, answered, mayWrite: mayWrite && state !== "disconnected" };
	return (
		<>
			<PageHeader title={connection.name} crumbs={[{ label: t("title"), to: "/settings/channels" }]}>
				{mayWrite && (state === "active" || state === "paused") && (
					<PlainForm intent={state === "active" ? "pause" : "resume"} commandId={commandId} answered={answered} look="bare">
						{({ busy }) => (
							<Button type="submit" busy={busy}>
								{t(state === "active" ? "pause" : "resume")}
							</Button>
						)}
					</PlainForm>
				)}
			</PageHeader>
			<Said words={Object.fromEntries(saids.map((word) => [word, t(`done.${word}`)]))} />
			<section className="section">
				<p className="row wrap">
					<StatusBadge kind="connection" word={state} />
					{can.talk && (
						<span>
							{names[connection.platform]} <span className="mono quiet-text">{new URL(connection.storeUrl).pathname.slice(1)}</span>
						</span>
					)}
					{!can.talk && loaderData.visit === null && <span className="mono quiet-text">{connection.storeUrl.replace("https://", "")}</span>}
					{loaderData.visit !== null && (
						<a href={loaderData.visit} className="link" rel="noreferrer" target="_blank">
							{connection.storeUrl.replace("https://", "")}
						</a>
					)}
					{!can.talk && (
						<Link to={`/settings/channels/${connection.id}/history`} className="link">
							{t("runs.title")}
						</Link>
					)}
				</p>
				{trouble && (
					<Notice tone={state === "broken" ? "bad" : "warn"}>
						<TroubleWords reason={trouble.reason} isTalk={can.talk} /> {state === "broken" && t("brokenNext")}
					</Notice>
				)}
				{otherVersion && (
					<Notice tone="warn">
						{t("otherVersion", otherVersion)} <When at={otherVersion.since} />.
					</Notice>
				)}
			</section>
			{can.bookSales && <BookLimits settings={connection.settings} />}
			{can.talk && <TalkTiles sheet={loaderData} now={loaderData.now} />}
			{can.bookSales && <BookTiles sheet={loaderData} />}
			{!can.talk && !can.bookSales && <ChannelTiles sheet={loaderData} />}
			{loaderData.address && <TalkAddress address={loaderData.address} />}
			<DataRequests requests={loaderData.requests} {...shown} mayWrite={loaderData.mayAnswer} />
			<OrdersToLookAt orders={loaderData.orders} {...shown} />
			<Conflicts
				conflicts={loaderData.conflicts}
				settled={can.setStock ? "set" : can.bookSales && followsBooks(connection.settings) ? "followed" : "shown"}
				{...shown}
			/>
			{can.bookSales && <Sales data={loaderData} answered={answered} />}
			{can.tellUs && <Receipts data={loaderData} answered={answered} would={would} />}
			{can.tellUs && mayWrite && state !== "disconnected" && <ReplayRange data={loaderData} answered={answered} />}
			{mayWrite && state !== "disconnected" && connection.locationId !== null && can.setStock && (
				<LocationPart data={loaderData} answered={answered} />
			)}
			{mayWrite && state !== "disconnected" && <Settings data={loaderData} answered={answered} />}
		</>
	);
}
