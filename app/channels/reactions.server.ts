import { sql } from "drizzle-orm";
import { z } from "zod";
import { ProductAdded, ProductEdited, ProductsAdded, ProductsEdited } from "#app/catalog/events.server.ts";
import {
	OrderArchived,
	OrderCancelled,
	OrderCompleted,
	OrderEdited,
	OrderLineMatched,
	OrderPaid,
	OrderPlaced,
	OrderRefunded,
	OrderReserved,
	OrderShipped,
	ShortfallSettled,
	ShortfallsFilled,
} from "#app/orders/events.server.ts";
import { managersToTell, whoMay } from "#app/identity/recipients.server.ts";
import { answer, command, query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { mailNeeds, sendMail } from "#app/platform/mail/mail.server.ts";
import { keyOf, type Reaction } from "#app/platform/reactions.server.ts";
import {
	CountApplied,
	DriftRepaired,
	GoodsReceived,
	ReservationExpired,
	ShelvesAdjusted,
	StockAdjusted,
	StockReceived,
	TransferBroughtBack,
	TransferReceived,
	TransferSent,
} from "#app/stock/events.server.ts";
import { adapters } from "./adapters/registry.server.ts";
import { connectionAsk } from "./connection.server.ts";
import { answeredWithin } from "./data-requests.server.ts";
import { ConnectionBroke, ConnectionEnding, ConnectionUnreachable, DataRequested, ListingLinked, ListingMade } from "./events.server.ts";
import { OneConnection } from "./input.ts";
import { matchWaiting } from "./match-waiting.server.ts";
import { connectionMail, dataRequestMail, endingMail } from "./mails.server.ts";
import { markSold } from "./booked-sales.server.ts";
import { tellsOfConnections } from "./news.server.ts";
import { maySetAgain } from "./listings.server.ts";
import { shopPlatforms } from "./rules.ts";
import { troubleReasons } from "./trouble.ts";
import { wake, wokenAt } from "./wake.server.ts";

/** Where a level can be set at all. */
const settable = JSON.stringify(shopPlatforms.filter((platform) => adapters[platform].capabilities.canSetStock));

/** `since`: when the first of them changed, ms UTC; it may have been told late. */
const Changed = z.object({ productIds: z.array(AnyId).max(1000), since: z.int() });

/** Something may have to be set wherever these are sold; what, the shelf says then. However often that is said, it is set once. */
const markChanged = command<typeof Changed, { connections: string[] }>({
	name: "channels.mark-changed",
	needs: "channels:write",
	input: Changed,
	async run({ work, now }, { productIds, since }) {
		const { businessId } = work;
		const wanted = JSON.stringify(productIds);
		const theirs = sql`SELECT DISTINCT l.connectionId FROM json_each(${wanted}) AS w
			CROSS JOIN listings AS l INDEXED BY listings_of_product ON l.businessId = ${businessId} AND l.productId = w.value AND l.productId IS NOT NULL`;
		const where = sql`(SELECT id FROM connections WHERE businessId = ${businessId} AND platform IN (SELECT value FROM json_each(${settable})))`;
		work.add(sql`UPDATE listings INDEXED BY listings_of_product SET changedAt = COALESCE(changedAt, CAST(${since} AS INTEGER)), changes = changes + 1
			WHERE businessId = ${businessId} AND productId IS NOT NULL AND productId IN (SELECT value FROM json_each(${wanted})) AND ${maySetAgain} AND connectionId IN ${where}`);
		work.add(sql`UPDATE connections SET wakeAt = ${wokenAt(now)}
			WHERE businessId = ${businessId} AND state = 'active' AND id IN (${theirs}) AND id IN ${where}`);
		return answer<{ connections: string[] }>(
			sql`json_object('connections', json((SELECT json_group_array(c.id) FROM connections AS c WHERE c.businessId = ${businessId} AND c.state = 'active' AND c.id IN (${theirs}) AND c.id IN ${where})))`,
		);
	},
});

/** Who is told of a connection: those who may do something about it, and how it stands. */
const toTell = query({
	name: "channels.recipients",
	needs: "users:read",
	input: OneConnection,
	async run({ db }, { connectionId }) {
		return db.read({ people: managersToTell(db.businessId), connection: connectionAsk(db.businessId, connectionId) });
	},
});
/** Who may do something about it, how it stands, and whose clock its day is told by. */
const toWarn = query({
	name: "channels.to-warn",
	needs: "users:read",
	input: OneConnection.extend({ may: z.enum(["channels:write", "customers:erase"]) }),
	async run({ db }, { connectionId, may }) {
		return db.read({
			people: whoMay(db.businessId, may),
			connection: connectionAsk(db.businessId, connectionId),
			clock: first<{ timeZone: string }>(sql`SELECT timeZone FROM businesses WHERE businessId = ${db.businessId}`),
		});
	},
});
const News = z.object({ reason: z.enum(troubleReasons) });
const Ends = z.object({ expiresAt: z.int(), days: z.int() });
const mails = "channels.mail-trouble";
const Asked = z.object({ people: z.int(), orders: z.int() });
const endMails = "channels.mail-ending";
const askedMails = "channels.mail-data-request";

/** A line that was found to be no product of ours changed no shelf but those it names beside. */
const About = z.object({ productId: AnyId.nullish(), productIds: z.array(AnyId).default([]) });
const leaving = new Set<string>([OrderCompleted.type, OrderShipped.type]);
/** Products of one command. */
const chunk = 1000;

export const channelReactions: Reaction[] = [
	tellsOfConnections,
	{
		name: "channels.mark-changed",
		on: [
			StockReceived,
			StockAdjusted,
			ShelvesAdjusted,
			GoodsReceived,
			CountApplied,
			DriftRepaired,
			TransferSent,
			TransferReceived,
			TransferBroughtBack,
			ReservationExpired,
			OrderCompleted,
			OrderRefunded,
			OrderPlaced,
			OrderPaid,
			OrderCancelled,
			OrderArchived,
			OrderEdited,
			OrderReserved,
			OrderLineMatched,
			ShortfallSettled,
			ShortfallsFilled,
		],
		together: true,
		async run(tenant, ...events) {
			const changed = events.flatMap(({ data }) => {
				const { productId, productIds } = About.parse(data);
				return productId ? [productId] : productIds;
			});
			const productIds = [...new Set(changed)];
			const since = Math.min(...events.map(({ at }) => at));
			const woken = new Set<string>();
			for (let from = 0; from < productIds.length; from += chunk)
				for (const id of (await markChanged(tenant, { productIds: productIds.slice(from, from + chunk), since })).connections)
					woken.add(id);
			for (const id of woken) await wake(tenant, id);
		},
	},
	{
		name: "channels.mark-sold",
		on: [OrderCompleted, OrderShipped, OrderRefunded, OrderLineMatched],
		together: true,
		async run(tenant, ...events) {
			const left = events.filter(({ type }) => leaving.has(type)).map(({ subjectId }) => subjectId);
			const { connections } = await markSold(tenant, { orderIds: events.map(({ subjectId }) => subjectId), left });
			for (const id of connections) await wake(tenant, id);
		},
	},
	{
		name: "channels.match-waiting",
		on: [ListingLinked, ListingMade, ProductAdded, ProductsAdded, ProductEdited, ProductsEdited],
		together: true,
		async run(tenant) {
			await matchWaiting(tenant);
		},
	},
	{
		name: mails,
		on: [ConnectionBroke, ConnectionUnreachable],
		async run(tenant, event) {
			// A notice, not the act: it stands on the connection's page and at home, too.
			if (mailNeeds(tenant.scope.cfg).length > 0) return;
			const { people, connection } = await toTell(tenant, { connectionId: event.subjectId });
			// Somebody was quicker.
			if (!connection?.trouble) return;
			const news = { kind: event.type === ConnectionBroke.type ? ("broke" as const) : ("unreachable" as const), ...News.parse(event.data) };
			for (const person of people)
				await sendMail(tenant, connectionMail(tenant.scope.cfg, person, connection, news), {
					key: `${keyOf(event, mails)}:${person.id}`,
					purpose: `connection_${news.kind}`,
				});
		},
	},
	{
		name: endMails,
		on: [ConnectionEnding],
		async run(tenant, event) {
			const { cfg } = tenant.scope;
			// A notice, not the act: it stands on the connection's page and at home, too.
			if (mailNeeds(cfg).length > 0) return;
			const { people, connection, clock } = await toWarn(tenant, { connectionId: event.subjectId, may: "channels:write" });
			const ends = Ends.parse(event.data);
			// Somebody was quicker, or what broke meanwhile is said as that.
			if (!connection || connection.expiresAt !== ends.expiresAt || !["active", "paused"].includes(connection.state)) return;
			const named = { ...connection, timeZone: clock?.timeZone ?? "UTC" };
			for (const person of people)
				await sendMail(tenant, endingMail(cfg, person, named, ends), {
					key: `${keyOf(event, endMails)}:${person.id}`,
					purpose: "connection_ending",
				});
		},
	},
	{
		name: askedMails,
		on: [DataRequested],
		async run(tenant, event) {
			const { cfg } = tenant.scope;
			// It waits on the connection's page and at home, too.
			if (mailNeeds(cfg).length > 0) return;
			const { people, connection, clock } = await toWarn(tenant, { connectionId: event.subjectId, may: "customers:erase" });
			if (!connection) return;
			const held = { ...Asked.parse(event.data), dueAt: event.at + answeredWithin };
			for (const person of people)
				await sendMail(tenant, dataRequestMail(cfg, person, { ...connection, timeZone: clock?.timeZone ?? "UTC" }, held), {
					key: `${keyOf(event, askedMails)}:${person.id}`,
					purpose: "data_request",
				});
		},
	},
];
