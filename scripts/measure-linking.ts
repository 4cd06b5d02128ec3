// How many of a vendor's items are linked to the right product without asking, against a labelled file or our own sets of labelled pairs.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { measureLinks } from "#app/catalog/vendors/linking/measure.ts";
import { freshEyes } from "../tests/support/linking/fresh-eyes.ts";
import { givenNames } from "../tests/support/linking/given-names.ts";
import { labelled } from "../tests/support/linking/labelled.ts";
import { otherHands } from "../tests/support/linking/other-hands.ts";
import { spelled } from "../tests/support/linking/spelled.ts";
import { tints } from "../tests/support/linking/tints.ts";

const text = z.string().nullish();
const listing = z.object({
	id: z.string(),
	vendor: text,
	name: z.string(),
	sku: text,
	barcode: text,
	kind: text,
	model: text,
	colour: text,
	size: text,
	lens: text,
});
const file = z.object({
	items: z.array(listing),
	products: z.array(listing),
	labels: z.array(z.object({ itemId: z.string(), productId: z.string().nullable(), trap: z.string().optional() })),
});

const path = process.argv[2];
const sets = path
	? { [path]: file.parse(JSON.parse(readFileSync(path, "utf8"))) }
	: {
			labelled: labelled(),
			otherHands: otherHands(),
			spelled: spelled(),
			freshEyes: freshEyes(),
			givenNames: givenNames(),
			tints: tints(),
		};
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
for (const [name, { items, products, labels }] of Object.entries(sets)) {
	const started = performance.now();
	const measured = measureLinks(items, products, labels);
	for (const [trap, { pairs, right, wrong, review }] of measured.byTrap)
		console.log(
			`${(trap || "all").padEnd(46)} ${String(pairs).padStart(5)} pairs  ${String(right).padStart(5)} right  ${String(wrong).padStart(4)} wrong  ${String(review).padStart(5)} to look at`,
		);
	for (const { itemId, linkedTo, trap, reasons } of measured.wrong)
		console.log(`wrong: ${itemId} → ${linkedTo} (${trap}): ${reasons.join(", ")}`);
	console.log(
		`${name}: ${measured.pairs} pairs: precision ${percent(measured.precision)}, recall ${percent(measured.recall)}, ${measured.offered} more offered for a look, in ${Math.round(performance.now() - started)} ms\n`,
	);
	if (measured.precision < 0.99 || measured.recall < 0.9) process.exitCode = 1;
}
