import { z } from "zod";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { editTillSettings, tillSettings } from "#app/sales/edit-settings.server.ts";
import { BasketToPark, EditTillSettings, ParkBasket, StoreTills } from "#app/sales/input.ts";
import { parkBasket, type ParkedBasket, parkedBaskets, resumeBasket } from "#app/sales/parked.server.ts";
import type { TillSettings } from "#app/sales/settings.server.ts";
import { type Api, endpoint, versionOf } from "./endpoint.ts";
import { Decimal } from "./shapes.ts";

const ParkedBody = z
	.object({
		id: z.string(),
		storeId: z.string(),
		name: z.string(),
		units: z.int(),
		total: Decimal.describe("When it was put aside"),
		currency: z.string(),
		actorName: z.string(),
		at: z.iso.datetime(),
	})
	.meta({ id: "ParkedBasket" });

const SettingsBody = z
	.object({
		legalName: z.string(),
		address: z.string(),
		vatNumber: z.string(),
		phone: z.string(),
		receiptText: z.string(),
		paper: z.enum(["80mm", "a4"]),
		taxIncluded: z.boolean().nullable().describe("Null: as the business has it"),
		employeeDiscount: z.number().describe("Percent"),
		agentDiscount: z.number().describe("Percent"),
		leaseUnits: z.int().describe("Pieces of a product each till keeps for the time it may be alone; 0 is none"),
		leaseHours: z.int(),
		beyondLease: z.enum(["warn", "refuse"]),
		version: z.int(),
	})
	.meta({ id: "TillSettings" });

/** Baskets put aside, and how a store's counter works. */
export function mountCounter(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/parked-baskets",
			tag: "Counter",
			summary: "Baskets that wait in a store, oldest first",
			query: StoreTills,
			answers: { 200: z.object({ items: z.array(ParkedBody), nextCursor: z.null() }) },
			refusals: [400],
		},
		async (call) => {
			const baskets = await parkedBaskets(await call.tenant(), { storeId: call.query.storeId ?? "" });
			return { body: { items: baskets.map(parkedBody), nextCursor: null } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/parked-baskets",
			tag: "Counter",
			summary: "Put a basket aside",
			body: ParkBasket,
			answers: { 201: ParkedBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ status: 201, body: parkedBody(await parkBasket(await call.tenant(), call.body, { key: call.key })) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/parked-baskets/{id}/resume",
			tag: "Counter",
			summary: "Take a basket up again",
			description: "One till gets it: 409 basket_taken names who was quicker.",
			answers: { 200: z.object({ id: z.string(), storeId: z.string(), name: z.string(), basket: BasketToPark }) },
			refusals: [404, 409],
		},
		async (call) => ({ body: await resumeBasket(await call.tenant(), { basketId: call.params.id ?? "" }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/stores/{id}/till-settings",
			tag: "Counter",
			summary: "How a store's counter works, and what its receipts say",
			answers: { 200: SettingsBody },
		},
		async (call) => {
			const { store: _, ...settings } = await tillSettings(await call.tenant(), { storeId: call.params.id ?? "" });
			return { body: settingsBody(settings), version: settings.version };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/stores/{id}/till-settings",
			tag: "Counter",
			summary: "Change how a store's counter works",
			body: EditTillSettings.omit({ storeId: true }),
			versioned: true,
			answers: { 200: SettingsBody },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			const wanted = { ...call.body, ...versionOf(call), storeId: call.params.id };
			const settings = await editTillSettings(await call.tenant(), wanted, { key: call.key });
			return { body: settingsBody(settings), version: settings.version };
		},
	);
}

function parkedBody({ total, at, ...basket }: ParkedBasket): z.output<typeof ParkedBody> {
	return { ...basket, total: decimalString(total, basket.currency), at: isoInstant(at) };
}

function settingsBody(settings: TillSettings): z.output<typeof SettingsBody> {
	const { taxIncluded, employeeDiscount, agentDiscount, ...rest } = settings;
	return {
		...rest,
		taxIncluded: taxIncluded === null ? null : taxIncluded === 1,
		employeeDiscount: employeeDiscount / 100,
		agentDiscount: agentDiscount / 100,
	};
}
