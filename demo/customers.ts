import { z } from "zod";
import { addCustomerIn } from "#app/customers/write-customer.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";

/** Who buys in the demo: sixty people, made up. */

export type LoadedCustomer = { id: string; name: string; email: string };

const first =
	"Agnes Aksel Alma Anders Asta Birgit Carl Clara Ditte Ebbe Elias Ella Emma Erik Esther Freja Frida Gustav Hanne Helge Ida Inger Isak Jens Johanne Kaj Karla Kirsten Lars Laura Liv Lone Mads Magne Maja Malthe Marie Mathilde Merete Mikkel Nanna Niels Nora Oda Olga Otto Per Ragna Rasmus Rikke Saga Signe Sonja Svend Thea Thyra Ulla Villads Vibeke Åse".split(
		" ",
	);
const last = "Bech Brandt Dahl Dam Friis Gram Hald Holm Iversen Juhl Kjær Krog Lind Munk Møller Nygaard Ravn Skov Toft Østergaard".split(
	" ",
);
const towns = [
	["2200", "København N"],
	["8000", "Aarhus C"],
	["2100", "København Ø"],
	["8200", "Aarhus N"],
	["2000", "Frederiksberg"],
	["5000", "Odense C"],
] as const;
const notes = [
	"Left eye −1.25, right eye −1.50.",
	"Likes light frames. Bring the Hafnia ones.",
	"Collects in Aarhus.",
	"Asks for a call, not a mail.",
];

/** Writes them down before the first sale. */
export async function loadCustomers(tenant: Tenant<Viewer>): Promise<LoadedCustomer[]> {
	const loaded: LoadedCustomer[] = [];
	const load = command({
		name: "demo.load-customers",
		needs: "settings:write",
		input: z.object({}),
		async run({ db, work }) {
			await db.read({});
			loaded.length = 0;
			for (const [index, given] of first.entries()) {
				const family = last[(index * 7) % last.length] ?? "";
				const name = `${given} ${family}`;
				// Not everybody gives an address for mail, nor a number.
				const email = index % 6 === 5 ? null : `${ascii(given)}.${ascii(family)}@post.example`;
				const phone = email === null || index % 3 === 0 ? `+4520${String(110_000 + index * 7919).slice(-6)}` : null;
				const [postcode, city] = towns[index % towns.length] ?? towns[0];
				const id = await addCustomerIn(work, {
					name,
					email,
					phone,
					...(index % 2 === 0 && { postcode, city, country: "DK" }),
					...(index % 9 === 4 && { note: notes[index % notes.length] ?? "" }),
					...(email !== null && index % 4 !== 3 && { mailConsentAt: work.now }),
				});
				loaded.push({ id, name, email: email ?? "" });
			}
			return known({ done: true });
		},
	});
	await load(tenant, {});
	return loaded;
}

function ascii(name: string): string {
	const spelt: Record<string, string> = { æ: "ae", ø: "oe", å: "aa" };
	return name.toLowerCase().replace(/[æøå]/g, (letter) => spelt[letter] ?? letter);
}

/** Whose a sale was, if anybody's: every seventh names somebody, and a few come more often than the rest. */
export function buyerOf(index: number, customers: readonly LoadedCustomer[]): LoadedCustomer | null {
	if (index % 7 !== 0) return null;
	const turn = index / 7;
	return customers[turn % 4 === 0 ? (turn / 4) % 12 : (turn * 7) % customers.length] ?? null;
}
