import { z } from "zod";
import { isoInstant, day } from "#app/platform/time.ts";
import type { Link } from "../contract.ts";
import type { ErpSale } from "../sales-book.ts";
import { PlatformTrouble } from "../trouble.ts";
import { askProkip, listOf } from "./prokip-call.server.ts";

/**
 * Sales in Prokip. It knows no keys: a sale whose telling nobody answered is found again by the number we write on it. What it cannot do it says inside
 * a 200.
 */

const AnyId = z.union([z.string(), z.number()]).transform(String);
const Line = z.object({ id: AnyId, variation_id: AnyId, quantity: z.coerce.number(), unit_price_inc_tax: z.coerce.string() });
const Sell = z.object({
	id: AnyId,
	sell_lines: z.array(Line).optional(),
	products: z.array(Line).optional(),
});

/** A sale as Prokip has it. `unitPrice` is given back as it came. */
type SoldThere = { id: string; lines: { id: string; variantId: string; quantity: number; unitPrice: string }[] };

function soldThere({ id, sell_lines, products }: z.output<typeof Sell>): SoldThere {
	return {
		id,
		// Some versions call them products.
		lines: (sell_lines ?? products ?? []).map((line) => ({
			id: line.id,
			variantId: line.variation_id,
			quantity: line.quantity,
			unitPrice: line.unit_price_inc_tax,
		})),
	};
}

/** As others write them too, from other tills: of theirs nothing else is read. */
const Numbered = z.object({ id: AnyId, invoice_no: z.unknown() });

/** The sale with our number on it, of the days around (its clock is not UTC); null where there is none. */
export async function findProkipSale(link: Link, { ref, at }: Pick<ErpSale, "ref" | "at">): Promise<{ id: string } | null> {
	const query = new URLSearchParams({
		location_id: link.credentials.locationId ?? "",
		start_date: isoInstant(at - 1 * day).slice(0, 10),
		end_date: isoInstant(at + 1 * day).slice(0, 10),
		per_page: "-1",
	});
	const { data } = await askProkip(link, `sell?${query}`, listOf(z.unknown()));
	const found = data.map((row) => Numbered.safeParse(row).data).find((row) => row?.invoice_no === ref);
	return found ? { id: found.id } : null;
}

const Answers = z.tuple([
	z.union([z.object({ id: AnyId }), z.object({ original: z.object({ error: z.object({ message: z.string() }) }) })]),
]);

/**
 * Writes a sale down. Prices are what was paid for a piece, tax in it: which of its tax rates is ours, nobody can know.
 * @throws PlatformTrouble `refused` with what it says
 */
export async function sellInProkip(link: Link, sale: ErpSale): Promise<{ id: string }> {
	const { locationId, contactId, timeZone = "UTC" } = link.credentials;
	const amount = (minor: number) => (minor / 10 ** sale.decimals).toFixed(4);
	const total = sale.lines.reduce((sum, line) => sum + line.total, 0);
	const answers = await askProkip(link, "sell", Answers, {
		sells: [
			{
				location_id: Number(locationId),
				contact_id: Number(contactId),
				transaction_date: localTime(sale.at, timeZone),
				invoice_no: sale.ref,
				status: "final",
				sale_note: sale.note,
				products: sale.lines.map(({ productId, variantId, quantity, total: paid }) => ({
					product_id: Number(productId),
					variation_id: Number(variantId),
					quantity,
					unit_price: amount(paid / quantity),
				})),
				payments: [{ amount: amount(total), method: "other", note: sale.note }],
			},
		],
	});
	const [answer] = answers;
	if ("original" in answer) throw new PlatformTrouble("refused", "refused", { status: 200, said: answer.original.error.message });
	return { id: answer.id };
}

/** Gives pieces back. Each number is of all that came back of a variant so far: the one document of a sale is written anew each time. */
export async function giveBackInProkip(link: Link, saleId: string, returned: { variantId: string; quantity: number }[]): Promise<void> {
	const { data } = await askProkip(link, `sell/${encodeURIComponent(saleId)}`, z.object({ data: z.union([Sell, z.array(Sell)]) }));
	const [sold] = [data].flat().map(soldThere);
	const products = returned.map(({ variantId, quantity }) => {
		const line = sold?.lines.find((each) => each.variantId === variantId);
		if (!line) throw new PlatformTrouble("refused", "refused", { said: `variation ${variantId} is not in sale ${saleId}` });
		return { sell_line_id: Number(line.id), quantity, unit_price_inc_tax: line.unitPrice };
	});
	await askProkip(link, "sell-return", z.object({ id: AnyId }), {
		transaction_id: Number(saleId),
		transaction_date: localTime(link.now, link.credentials.timeZone ?? "UTC"),
		products,
	});
}

/** "Y-m-d H:i:s" of the business's own clock. */
function localTime(at: number, timeZone: string): string {
	const parts = new Intl.DateTimeFormat("en-CA", {
		timeZone,
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit",
		hourCycle: "h23",
	}).formatToParts(at);
	const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
	return `${of("year")}-${of("month")}-${of("day")} ${of("hour")}:${of("minute")}:${of("second")}`;
}
