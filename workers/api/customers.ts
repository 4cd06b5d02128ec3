import { z } from "zod";
import { addCustomer } from "#app/customers/add-customer.server.ts";
import { archiveCustomer, restoreCustomer } from "#app/customers/archive-customer.server.ts";
import { addContactPoint } from "#app/customers/contact-points.server.ts";
import type { Customer } from "#app/customers/customer.server.ts";
import { editCustomer } from "#app/customers/edit-customer.server.ts";
import { eraseCustomer } from "#app/customers/erase-customer.server.ts";
import { AddContactPoint, AddCustomer, EditCustomer, ListCustomers, MergeCustomers, UndoMerge } from "#app/customers/input.ts";
import { mergeCustomers } from "#app/customers/merge-customers.server.ts";
import { customerSheet, listCustomers } from "#app/customers/queries.server.ts";
import { nobody } from "#app/customers/rules.ts";
import { undoMerge } from "#app/customers/undo-merge.server.ts";
import { customerRecord } from "#app/orders/customer-record.server.ts";
import { ordersOfCustomer } from "#app/orders/customer-orders.server.ts";
import { Page } from "#app/platform/input.ts";
import { CustomerBody, customerBody, ListedBody, listedBody, RecordBody, SheetBody, sheetBody } from "./customer-bodies.ts";
import { type Api, type Call, endpoint, versionOf } from "./endpoint.ts";
import { OrderBody, orderBody } from "./order-bodies.ts";
import { pageBody } from "./shapes.ts";

const tag = "Customers";

/** People who buy. */
export function mountCustomers(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/customers",
			tag,
			summary: "Customers, by name or by who bought last",
			query: ListCustomers,
			answers: { 200: pageBody(ListedBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listCustomers(await call.tenant(), call.query);
			return { body: { items: items.map(listedBody), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/customers",
			tag,
			summary: "Write a customer down",
			description: "409 `customer_known` names who has that e-mail already; `evenSo` writes down a second person with one mailbox.",
			body: AddCustomer,
			answers: { 201: CustomerBody },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			const customer = await addCustomer(await call.tenant(), call.body, { key: call.key });
			return { status: 201, body: customerBody(customer), version: customer.version };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/customers/{id}",
			tag,
			summary: "One customer, what they bought in all, and how channels know them",
			answers: { 200: SheetBody },
			refusals: [404],
		},
		async (call) => {
			const sheet = await customerSheet(await call.tenant(), { customerId: call.params.id ?? "" });
			return { body: sheetBody(sheet), version: sheet.version };
		},
	);
	for (const method of ["put", "patch"] as const) {
		endpoint(
			api,
			base,
			{
				method,
				path: "/customers/{id}",
				tag,
				summary: method === "put" ? "Replace what is known of a customer" : "Change what is known of a customer",
				body: EditCustomer.omit({ customerId: true }),
				answers: { 200: CustomerBody },
				versioned: true,
				refusals: [400, 404, 409, 413, 415],
			},
			async (call) => {
				// What a replacement leaves out is not known any more.
				const { mailConsentAt: _, ...none } = nobody;
				const whole = method === "put" ? { ...none, mailConsent: false } : {};
				return changed(await editCustomer(await call.tenant(), { ...whole, ...wish(call) }, { key: call.key }));
			},
		);
	}
	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/customers/{id}",
			tag,
			summary: "Put a customer away",
			description: "They are in no list any more and can be restored. To forget a person for good: POST /customers/{id}/erase.",
			answers: { 200: CustomerBody },
			versioned: true,
			refusals: [404, 409],
		},
		async (call) => changed(await archiveCustomer(await call.tenant(), wish(call), { key: call.key })),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/customers/{id}/restore",
			tag,
			summary: "Bring back a customer who was put away",
			answers: { 200: CustomerBody },
			versioned: true,
			refusals: [404, 409],
		},
		async (call) => changed(await restoreCustomer(await call.tenant(), wish(call), { key: call.key })),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/customers/{id}/erase",
			tag,
			summary: "Forget a customer for good",
			description:
				"Names, ways to reach them, notes and what the log says of them go, on their orders and receipts too. Figures, receipt numbers and who sold stay, as the law on bookkeeping wants them. There is no way back.",
			answers: { 200: z.object({ erased: z.string() }) },
			versioned: true,
			refusals: [404, 409],
		},
		async (call) => ({ body: await eraseCustomer(await call.tenant(), wish(call), { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/customers/{id}/merge",
			tag,
			summary: "Say that two are one person",
			description: "409 `merge_looks_wrong` names in `doubts` what speaks against it; `evenSo` merges them all the same.",
			body: MergeCustomers.omit({ customerId: true }),
			answers: { 200: z.object({ mergeId: z.string(), customer: CustomerBody }) },
			refusals: [400, 404, 409, 415],
		},
		async (call) => {
			const { mergeId, customer } = await mergeCustomers(
				await call.tenant(),
				{ ...call.body, customerId: call.params.id },
				{ key: call.key },
			);
			return { body: { mergeId, customer: customerBody(customer) } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/customers/{id}/part",
			tag,
			summary: "Take a merge back",
			body: UndoMerge.omit({ customerId: true }),
			answers: { 200: CustomerBody },
			refusals: [400, 404, 409, 415],
		},
		async (call) => ({
			body: customerBody(await undoMerge(await call.tenant(), { ...call.body, customerId: call.params.id }, { key: call.key })),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/customers/{id}/contact-points",
			tag,
			summary: "Say under which identity a connection knows a customer",
			body: AddContactPoint.omit({ customerId: true }),
			answers: { 201: z.object({ contactPointId: z.string(), customerId: z.string() }) },
			refusals: [400, 404, 409, 415],
		},
		async (call) => ({
			status: 201,
			body: await addContactPoint(await call.tenant(), { ...call.body, customerId: call.params.id }, { key: call.key }),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/customers/{id}/orders",
			tag,
			summary: "What a customer bought, newest first",
			query: z.object(Page),
			answers: { 200: pageBody(OrderBody) },
			refusals: [400, 404],
		},
		async (call) => {
			const { items, nextCursor } = await ordersOfCustomer(await call.tenant(), { ...call.query, customerId: call.params.id ?? "" });
			return { body: { items: items.map(orderBody), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/customers/{id}/record",
			tag,
			summary: "Everything that is known of one person, to hand to them",
			answers: { 200: RecordBody },
			refusals: [404],
		},
		async (call) => {
			const record = await customerRecord(await call.tenant(), { customerId: call.params.id ?? "" });
			const { exportedAt: _, ...sameAs } = record;
			return { body: { ...record, customer: sheetBody(record.sheet), sheet: undefined }, sameAs };
		},
	);
}

function wish(call: Call): Record<string, unknown> {
	return { ...call.body, ...versionOf(call), customerId: call.params.id };
}

function changed(customer: Customer) {
	return { body: customerBody(customer), version: customer.version };
}
