import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuseField } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { applyCount } from "#app/stock/apply-count.server.ts";
import { cancelCount } from "#app/stock/cancel-count.server.ts";
import { countProduct } from "#app/stock/count-product.server.ts";
import { field, numberField } from "../door.server.ts";

type Act = { tenant: Tenant<Viewer>; countId: string; fields: FormData };

/** What was done, as `counts.said` names it. */
type Said = "counted" | "applied" | "cancelled";

/** Does what a form of the count's page asks for. @throws Refusal as the command it names */
export async function actOn(act: Act): Promise<Said> {
	const intent = field(act.fields, "intent") ?? "";
	const known = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
	return known ? known(act) : refuseField("intent", "unknown", "an act of this page");
}

const acts: Record<string, (act: Act) => Promise<Said>> = {
	async scan({ tenant, countId, fields }) {
		await countProduct(tenant, { countId, code: field(fields, "code") ?? "", add: 1 }, keyOf(fields));
		return "counted";
	},
	/** An empty quantity is no quantity: not counted after all. */
	async put({ tenant, countId, fields }) {
		const quantity = fields.get("quantity") === "" ? null : numberField(fields, "quantity");
		await countProduct(tenant, { countId, productId: field(fields, "productId"), quantity });
		return "counted";
	},
	async apply({ tenant, countId, fields }) {
		await applyCount(tenant, { countId, uncounted: field(fields, "uncounted") }, keyOf(fields));
		return "applied";
	},
	async cancel({ tenant, countId, fields }) {
		await cancelCount(tenant, { countId }, keyOf(fields));
		return "cancelled";
	},
};

function keyOf(fields: FormData): { key: string | undefined } {
	return { key: field(fields, "commandId")?.slice(0, 64) };
}
