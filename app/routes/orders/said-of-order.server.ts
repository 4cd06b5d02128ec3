import type { Viewer } from "#app/identity/viewer.server.ts";
import { goodsByCode } from "#app/orders/goods-by-code.server.ts";
import type { OrderSheet } from "#app/orders/order-sheet.server.ts";
import { refuseField, refuseInput } from "#app/platform/errors.ts";
import { parseAmount } from "#app/platform/money.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { typedMoney } from "../counter/typed-money.server.ts";
import { field, numberField } from "../door.server.ts";

/** Reads what the form of an order says. Amounts are read in the reader's language; what is wrong in them is left to the command. */

type Asked = { tenant: Tenant<Viewer>; request: Request; storeId: string };

/** The lines, by product or before scripts by code. @throws Refusal `validation_failed` on `code.N` for codes nobody knows, and where there is no line */
export async function linesSaid(fields: FormData, { tenant, request, storeId }: Asked) {
	const money = typedMoney(request, await tenant.principal(), storeId);
	const typed = [...fields.keys()].flatMap((name) => {
		const row = /^(?:code|product)\.(\d{1,3})$/.exec(name)?.[1];
		if (row === undefined) return [];
		const said = (part: string) => field(fields, `${part}.${row}`)?.trim();
		const line = { lineId: said("line"), quantity: numberField(fields, `quantity.${row}`) ?? 1, unitPrice: money(fields, `price.${row}`) };
		const [productId, code, label] = [said("product"), said("code"), said("name")];
		if (!productId && !code && !label) return [];
		return [{ row, productId, code, name: label, sku: said("sku") ?? "", custom: said("kind") === "custom", ...line }];
	});
	if (typed.length === 0) refuseField("code.0", "required", "at least one product");
	const codes = typed.flatMap(({ code }) => code ?? []);
	const goods = codes.length > 0 ? await goodsByCode(tenant, { codes }) : new Map<string, string>();
	const unknown = typed.filter(({ code }) => code !== undefined && !goods.has(code));
	if (unknown.length > 0) refuseInput(unknown.map(({ row }) => ({ field: `code.${row}`, rule: "unknownCode", message: "no product" })));
	return typed.map(({ row: _, code, productId, name, sku, custom, ...line }) => {
		const known = productId ?? (code && goods.get(code));
		return known ? { productId: known, ...line } : { name, sku, custom, ...line };
	});
}

/** Who it is for, where it goes (null: it is fetched), and what sending it costs. */
export async function buyerSaid(fields: FormData, { tenant, request, storeId }: Asked) {
	const money = typedMoney(request, await tenant.principal(), storeId);
	const said = (name: string) => field(fields, name)?.trim() ?? "";
	const customer = {
		name: said("name"),
		email: said("email"),
		phone: said("phone"),
		...(said("customerId") && { id: said("customerId") }),
	};
	const address = { line1: said("street"), line2: said("more"), postcode: said("postcode"), city: said("city") };
	const isSent = Object.values(address).some((part) => part !== "");
	return {
		customer,
		shippingAddress: isSent ? { name: customer.name, ...address, country: said("country").toUpperCase() } : null,
		shipping: money(fields, "shipping") ?? 0,
	};
}

type SaidLine = Awaited<ReturnType<typeof linesSaid>>[number];

/** The lines an order is to have, keeping what the form does not show of those that stay; null where nothing was changed of them. */
export function linesChanged(said: SaidLine[], { lines, loose, currency }: OrderSheet) {
	const before = new Map([...lines, ...loose].map((line) => [line.id, line]));
	const isAsBefore = ({ lineId, quantity, unitPrice }: SaidLine) => {
		const line = before.get(lineId ?? "");
		return line?.quantity === quantity && unitPrice !== undefined && parseAmount(unitPrice, currency) === line.unitPrice;
	};
	if (said.length === before.size && said.every(isAsBefore)) return null;
	return said.map(({ lineId, ...line }) => {
		const known = before.get(lineId ?? "");
		return known ? { ...line, taxRate: known.taxRate / 100 } : line;
	});
}

/** What of its buyer and address was changed: what was left alone is not said again. */
export function buyerChanged({ customer, shippingAddress }: Omit<Awaited<ReturnType<typeof buyerSaid>>, "shipping">, order: OrderSheet) {
	const isSame = customer.name === order.customerName && customer.email === order.customerEmail && customer.phone === order.customerPhone;
	const before = order.shippingAddress;
	const parts = ["line1", "line2", "postcode", "city", "country"] as const;
	const isThere = parts.every((part) => (shippingAddress?.[part] ?? "") === (before?.[part] ?? ""));
	return {
		...(!(isSame && (customer.id ?? "") === (order.customerId ?? "")) && { customer }),
		...(!isThere && { shippingAddress: shippingAddress && { ...before, ...shippingAddress, name: before?.name || customer.name } }),
	};
}
