import { field, numberField } from "../../door.server.ts";

/** An empty cap is none. */
export function settingsIn(fields: FormData) {
	return {
		takeOrders: fields.has("takeOrders"),
		pushStock: fields.has("pushStock"),
		sendSales: fields.has("sendSales"),
		stockAuthority: field(fields, "stockAuthority") === "erp" ? "erp" : "self",
		buffer: numberField(fields, "buffer") ?? 0,
		cap: numberField(fields, "cap") ?? null,
	};
}
