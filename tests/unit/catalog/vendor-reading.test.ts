import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributesOf } from "#app/catalog/vendors/reading/attributes.ts";
import { canonical, withoutVersion } from "#app/catalog/vendors/reading/canonical.ts";
import { plainText } from "#app/catalog/vendors/reading/plain-text.ts";
import { priceOf } from "#app/catalog/vendors/reading/prices.ts";
import { readCatalog } from "#app/catalog/vendors/reading/read-catalog.ts";
import { sizeInText, sizeOf } from "#app/catalog/vendors/reading/sizes.ts";
import { elementsOf } from "#app/catalog/vendors/reading/split-json.ts";
import { barcodesOf, type VendorItem } from "#app/catalog/vendors/reading/vendor-item.ts";
import { isShrunken, nextSync, searchWords, slugOf } from "#app/catalog/vendors/rules.ts";
import { calendarDay, day, hourOfDay } from "#app/platform/time.ts";
import { catalogOf, product } from "../../support/vendors/catalogs.ts";

const as = { vendor: "MOSCOT", currency: "USD", url: "https://moscot.com" };

/** The bytes in pieces of so many, as a network cuts them. */
function stream(text: string, size = 7): ReadableStream<Uint8Array> {
	const bytes = new TextEncoder().encode(text);
	let at = 0;
	return new ReadableStream({
		pull(controller) {
			if (at >= bytes.length) return controller.close();
			controller.enqueue(bytes.subarray(at, at + size));
			at += size;
		},
	});
}
async function read(text: string, format: "json" | "csv" = "json", beside: Record<string, unknown> = {}) {
	const items: VendorItem[] = [];
	let unreadable = 0;
	for await (const part of readCatalog(stream(text), format, as, beside)) {
		items.push(...part.items);
		unreadable += part.unreadable;
	}
	return { items, unreadable };
}
const refusal = (code: string) => expect.objectContaining({ name: "Refusal", code });

describe("sizes", () => {
	it.each([
		["46-24-145", { caliber: "46", bridge: "24", temple: "145" }],
		["46□24 145", { caliber: "46", bridge: "24", temple: "145" }],
		["46 / 24 / 145", { caliber: "46", bridge: "24", temple: "145" }],
		["49x20", { caliber: "49", bridge: "20" }],
		["46", { caliber: "46" }],
		["46 mm", { caliber: "46" }],
	])("%s is a size", (text, size) => expect(sizeOf(text)).toEqual(size));

	it.each(["35", "65", "46-11-145", "46-24-161", "46-24-14", "One size", "146", "", "4624145"])("%s is none", (text) =>
		expect(sizeOf(text)).toBeNull(),
	);

	it("a description says bridge and temple only where it says one of each", () => {
		expect(sizeInText("Lens 46. Bridge: 24mm, temple length 145 mm", "46")).toEqual({ bridge: "24", temple: "145" });
		expect(sizeInText("Bridge 22 or bridge 24", "46")).toEqual({});
		expect(sizeInText("44□22 140, 46□24 145, 49-24-150", "46")).toEqual({ bridge: "24", temple: "145" });
	});
});

describe("prices", () => {
	it.each<[unknown, string, number | null, string]>([
		["340.00", "USD", 34000, "USD"],
		[340, "USD", 34000, "USD"],
		["$1,299.00", "USD", 129900, "USD"],
		["$340", "CAD", 34000, "CAD"],
		["1.299,00 kr.", "DKK", 129900, "DKK"],
		["kr 1.299,-", "DKK", 129900, "DKK"],
		["EUR 210", "USD", 21000, "EUR"],
		["210,50 €", "DKK", 21050, "EUR"],
		["1.299", "DKK", 129900, "DKK"],
		["34000", "JPY", 34000, "JPY"],
		["19.999", "USD", 1999900, "USD"],
		["", "USD", null, ""],
		["On request", "USD", null, ""],
		[null, "USD", null, ""],
		["-5.00", "USD", null, ""],
		[{ amount: 5 }, "USD", null, ""],
	])("%j in %s", (text, own, amount, currency) => {
		expect(priceOf(text, own)).toEqual(amount === null ? null : { amount, currency });
	});
});

describe("what is told of an item", () => {
	const title = { title: "THE LEMTOSH", vendor: "MOSCOT", kind: "Eyeglasses", tags: [], description: "" };
	it("is named as we name it, in any of the vendors' languages", () => {
		const options = [
			{ name: "Farve", value: "Sort (0200)" },
			{ name: "Eye Size", value: "46-24-145" },
			{ name: "Lens Tint", value: "G-15" },
		];
		expect(attributesOf({ ...title, options })).toEqual({
			colour: "Sort",
			colourCode: "0200",
			size: "46-24-145",
			lens: "G-15",
			model: "LEMTOSH",
			usage: "optical",
			caliber: "46",
			bridge: "24",
			temple: "145",
		});
	});
	it("comes from tags and description where the options leave it out", () => {
		const options = [{ name: "Variant", value: "49" }];
		const description = "<table><tr><td>Temple</td><td>145&nbsp;mm</td></tr></table>";
		expect(attributesOf({ ...title, options, tags: ["bridge:24", "sale:summer", "material_Acetate"], description })).toMatchObject({
			size: "49",
			caliber: "49",
			bridge: "24",
			temple: "145",
			material: "Acetate",
		});
	});
	it("is for the sun where title or kind say so", () => {
		expect(attributesOf({ ...title, title: "MOSCOT LEMTOSH SUN", kind: "Sunglasses", options: [] })).toMatchObject({
			model: "LEMTOSH",
			usage: "sun",
		});
	});
	it("is plain text, whatever it was", () => {
		expect(plainText('<p>A &amp; B&#39;s <b>caf&eacute;</b></p><script>alert("x")</script>\n\tC')).toBe("A & B's café C");
		expect(plainText("5 < 6 and 7 > 2")).toBe("5 < 6 and 7 > 2");
	});
});

describe("barcodes", () => {
	it.each([
		["4006381333931", null, "04006381333931", false],
		["036000291452", null, "00036000291452", false],
		["96385074", null, "00000096385074", false],
		["1234567890123", null, null, true],
		["2000000000008", null, null, true],
		[undefined, "9781427860828", "09781427860828", false],
		[undefined, "LEM-0200-46", null, false],
		[undefined, "12345678", null, false],
	])("%s (SKU %s)", (barcode, sku, gtin, unverified) => {
		expect(barcodesOf(barcode, sku)).toMatchObject({ gtin, unverified });
	});
});

describe("canonical JSON", () => {
	it("is the same for the same thing in another order, saved again, moved, with its picture saved again", () => {
		const one = product(1);
		const again = JSON.parse(
			JSON.stringify({ ...Object.fromEntries(Object.entries(product(1, { updated: "2027-01-01T00:00:00Z" })).reverse()) }),
		);
		again.variants = again.variants.map((variant: object) => ({ ...variant, position: 99 }));
		expect(canonical(again)).toBe(canonical(one));
		expect(canonical(product(1, { price: "350.00" }))).not.toBe(canonical(one));
	});
	it("takes only the version out of a picture's address", () => {
		expect(withoutVersion("https://a.example/b.jpg?v=1")).toBe("https://a.example/b.jpg");
		expect(withoutVersion("https://a.example/b.jpg?w=2&v=1&h=3")).toBe("https://a.example/b.jpg?w=2&h=3");
		expect(withoutVersion("https://a.example/b.jpg?v=1&h=3#x")).toBe("https://a.example/b.jpg?h=3#x");
	});
});

describe("a storefront's list", () => {
	it("is one item a variant, in white space of one kind", async () => {
		const [first] = [product(1, { variants: 2 })];
		first.variants[0]!.sku = " LEM-0200\n-46 ";
		first.variants[1]!.sku = "";
		const { items } = await read(catalogOf([first]));
		expect(items).toHaveLength(2);
		expect(items[0]).toMatchObject({
			catalogId: "40000000010000",
			styleId: "8800000000001",
			styleTitle: "THE MODEL 1",
			title: "THE MODEL 1 Black 44",
			sku: "LEM-0200 -46",
			price: 34000,
			currency: "USD",
			available: true,
			url: "https://moscot.com/products/model-1",
			imageUrl: "https://cdn.shop.example/1.jpg",
			attributes: { model: "MODEL 1", colour: "Black", size: "44", caliber: "44", bridge: "24", temple: "145" },
			oddities: [],
		});
		expect(items[1]).toMatchObject({ sku: null, oddities: ["no_sku"] });
		expect(items[0]?.payload).not.toMatch(/body_html|alert|updated_at|position/);
	});
	it("knows a product without options, whose SKU is its GTIN, and prices in words", async () => {
		const book = {
			id: 1,
			title: "Dramacon, Volume 2",
			handle: "d2",
			tags: "a, b",
			options: [{ name: "Title", values: ["Default Title"] }],
			variants: [{ id: 2, title: "Default Title", option1: "Default Title", sku: "9781427860828", price: "EUR 7,99" }],
		};
		const { items } = await read(catalogOf([book]));
		expect(items[0]).toMatchObject({
			title: "Dramacon, Volume 2",
			gtin: "09781427860828",
			price: 799,
			currency: "EUR",
			oddities: ["other_currency"],
		});
	});
	it("counts what is no item, and leaves the rest", async () => {
		const odd = { ...product(2), variants: [{ title: "no id" }, product(2).variants[0]] };
		expect(await read(catalogOf([product(1), odd, { id: 9, title: "No variants" }, { some: "thing" }]))).toMatchObject({ unreadable: 3 });
	});
});

describe("the form suppliers exchange", () => {
	const item = {
		catalogId: "LEMTOSH-BLACK",
		brand: "MOSCOT",
		model: "LEMTOSH",
		name: "LEMTOSH BLACK",
		category: "Frames",
		tags: ["Icon"],
		source: { url: "https://moscot.com/products/lemtosh", lastSyncISO: "2024-01-01T00:00:00.000Z" },
		price: { amount: 295, currency: "USD" },
		variants: [
			{
				id: "L46",
				sku: "L46",
				sizeLabel: "46-24-145",
				usage: "optical",
				color: { name: "Black", finish: "gloss" },
				barcode: "1234567890123",
			},
			{ id: "L49", sku: "L49", color: { name: "Black" }, measurements: { lensWidth: 49, bridge: 24, temple: 145 } },
		],
	};
	it("is one item a variant, its unverified barcode kept and said to be so", async () => {
		const { items } = await read(JSON.stringify([item]));
		expect(items.map(({ catalogId }) => catalogId)).toEqual(["LEMTOSH-BLACK/L46", "LEMTOSH-BLACK/L49"]);
		expect(items[0]).toMatchObject({
			barcode: "1234567890123",
			gtin: null,
			oddities: ["unverified_barcode"],
			price: 29500,
			kind: "Frames",
		});
		expect(items[1]?.attributes).toMatchObject({ model: "LEMTOSH", colour: "Black", caliber: "49", bridge: "24", temple: "145" });
	});
	it("may be a file of one item, and is the same item after they looked again", async () => {
		const [one] = (await read(JSON.stringify(item))).items;
		const [again] = (await read(JSON.stringify({ ...item, source: { ...item.source, lastSyncISO: "2026-01-01T00:00:00.000Z" } }))).items;
		expect(one?.payload).toBe(again?.payload);
	});
});

describe("a table", () => {
	it("of Shopify's columns is one item a row, what a row leaves out taken from its handle's first", async () => {
		const csv = [
			"Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Variant Barcode,Image Src",
			'lemtosh,"THE LEMTOSH, ""new""",MOSCOT,Eyeglasses,Color,Black,Size,46,L-46,340.00,4006381333931,https://c.example/1.jpg?v=3',
			"lemtosh,,,,,Black,,49,L-49,340.00,,",
			"lemtosh,,,,,,,,,,,https://c.example/2.jpg",
		].join("\r\n");
		const { items } = await read(`\uFEFF${csv}`, "csv");
		expect(items.map(({ catalogId, title, sku, gtin }) => [catalogId, title, sku, gtin])).toEqual([
			["lemtosh/Black/46", 'THE LEMTOSH, "new" Black 46', "L-46", "04006381333931"],
			["lemtosh/Black/49", 'THE LEMTOSH, "new" Black 49', "L-49", null],
		]);
	});
	it("of common columns is read with any of three marks", async () => {
		const { items } = await read("Varenr;EAN;Navn;Farve;Størrelse;Pris;Valuta\nA-1;;Knud;Sort;46-21-145;1.299,00;DKK\n", "csv");
		expect(items[0]).toMatchObject({
			catalogId: "A-1",
			title: "Knud Sort 46-21-145",
			price: 129900,
			currency: "DKK",
			attributes: { colour: "Sort", caliber: "46" },
		});
	});
	it("that never ends its quotes, or names nothing, is refused", async () => {
		await expect(read('SKU,Title\nA,"b', "csv")).rejects.toEqual(refusal("source_broken"));
		await expect(read("one,two\n1,2\n", "csv")).rejects.toEqual(refusal("source_without_list"));
		await expect(read("", "csv")).rejects.toEqual(refusal("source_without_list"));
	});
});

describe("a text that arrives in pieces", () => {
	const elements = async (text: string, size: number) => {
		const found: string[] = [];
		async function* pieces() {
			for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
		}
		for await (const element of elementsOf(pieces())) found.push(element);
		return found;
	};
	it("gives the same elements however it is cut", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
				fc.dictionary(fc.string(), fc.jsonValue()),
				fc.integer({ min: 1, max: 50 }),
				async (list, beside, size) => {
					const { products: _, items: __, ...rest } = beside;
					for (const text of [
						JSON.stringify(list),
						JSON.stringify({ ...rest, products: list }),
						JSON.stringify({ items: list, ...rest }, null, 2),
					])
						expect((await elements(text, size)).map((element) => JSON.parse(element))).toEqual(JSON.parse(JSON.stringify(list)));
				},
			),
			{ numRuns: 40 },
		);
	});
	it("is refused wherever it breaks off", async () => {
		const text = catalogOf([product(1, { variants: 2 }), product(2, { variants: 1 })], { source: "x" });
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: text.length - 1 }), async (at) => {
				await expect(elements(text.slice(0, at), 100)).rejects.toEqual(refusal("source_broken"));
			}),
		);
	});
	it.each(['{"products":[{}{}]}', '{"products":[{},]}', '{"products":[1]}', "[{}] x", "<html>", '{"products":[{"a":1]}', '{"a" 1}'])(
		"%s is no list",
		async (text) => {
			await expect(read(text)).rejects.toEqual(refusal("source_broken"));
		},
	);
	it("without a list in it is refused as that", async () => {
		await expect(read('{"error":"not found"}')).rejects.toEqual(refusal("source_without_list"));
	});
	it("in no UTF-8 is refused", async () => {
		const bytes = new Blob([Uint8Array.from([0x5b, 0xff, 0xfe, 0x5d])]).stream();
		await expect(readCatalog(bytes, "json", as).next()).rejects.toEqual(refusal("source_broken"));
	});
	it("collects what stands beside the list", async () => {
		const beside = {};
		await read(catalogOf([product(1)], { complete: false, source: "https://moscot.com" }), "json", beside);
		expect(beside).toEqual({ complete: false, source: "https://moscot.com" });
	});
});

describe("rules", () => {
	it("a catalog below seven tenths of what it was is not believed", () => {
		expect([isShrunken(70, 100), isShrunken(69, 100), isShrunken(0, 0), isShrunken(0, 1)]).toEqual([false, true, false, true]);
	});
	it("a vendor's address is its name", () => {
		expect([slugOf("Marlow & Finch"), slugOf("Ærø Øjne ApS"), slugOf("***")]).toEqual(["marlow-finch", "aero-ojne-aps", ""]);
	});
	it("a search is of folded words", () => expect(searchWords("  Crème  NOIR\n46 ")).toEqual(["creme", "noir", "46"]));
	it("is read at night by the business's clock, once a day or a week, each vendor at a minute of its own", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
				fc.uuid(),
				fc.constantFrom("Europe/Copenhagen", "America/New_York", "Asia/Tokyo"),
				(now, id, zone) => {
					const daily = nextSync("daily", id, now, zone) ?? 0;
					expect(daily).toBeGreaterThan(now);
					expect(daily - now).toBeLessThanOrEqual(day + 3_600_000);
					expect([2, 3, 4]).toContain(hourOfDay(daily, zone));
					expect(calendarDay(nextSync("daily", id, daily, zone) ?? 0, zone)).not.toBe(calendarDay(daily, zone));
					expect((nextSync("weekly", id, now, zone) ?? 0) - now).toBeGreaterThan(6 * day);
				},
			),
		);
		expect(nextSync("off", "x", 0, "UTC")).toBeNull();
		// Of the two o'clock there is twice, the first; where there is none, three.
		const id = [..."abcdefghij"].find((each) => hourOfDay(nextSync("daily", each, 0, "UTC") ?? 0, "UTC") === 2) ?? "";
		const after = (from: string) => hourOfDay(nextSync("daily", id, Date.parse(from), "Europe/Copenhagen") ?? 0, "Europe/Copenhagen");
		const again = nextSync("daily", id, Date.parse("2029-10-27T22:30:00Z"), "Europe/Copenhagen") ?? 0;
		expect((nextSync("daily", id, again, "Europe/Copenhagen") ?? 0) - again).toBe(day + 3_600_000);
		expect(after("2029-03-24T12:00:00Z")).toBe(3);
	});
});

describe("what others write otherwise", () => {
	const variant = (over: object) => ({ id: 1, title: "Black", option1: "Black", price: "340.00", sku: "A-1", ...over });
	const style = (over: object, variants: object[] = [variant({})]) =>
		JSON.stringify({ products: [{ id: 7, title: "LEMTOSH", variants, ...over }] });

	it.each([
		["true", true],
		["FALSE", false],
		[1, true],
		["0", false],
		["In stock", true],
		["perhaps", null],
		[null, null],
	])("available %j drops no variant", async (available, read_) => {
		const { items, unreadable } = await read(style({}, [variant({ available })]));
		expect(items).toMatchObject([{ sku: "A-1", available: read_ }]);
		expect(unreadable).toBe(0);
	});

	it("options and pictures by their names alone, numbers among tags, and ids as text are read as they are meant", async () => {
		const plain = await read(style({ options: [{ name: "Color" }], images: [{ src: "https://cdn.example/a.jpg" }], tags: ["46"] }));
		const other = await read(style({ options: ["Color"], images: ["https://cdn.example/a.jpg"], tags: [46] }, [variant({ id: "1" })]));
		expect(other).toEqual(plain);
		expect(other.items).toMatchObject([{ imageUrl: "https://cdn.example/a.jpg", attributes: { colour: "Black" } }]);
		// What is no words at all says nothing, and drops nobody.
		for (const tags of [46, true, { icon: true }, null]) expect((await read(style({ tags }))).items).toHaveLength(1);
	});

	it("measures as text are measures", async () => {
		const item = {
			catalogId: "x",
			model: "MILTZEN",
			variants: [{ id: "a", measurements: { lensWidth: "46", bridge: "24 mm", temple: "x" } }],
		};
		const { items } = await read(JSON.stringify([item]));
		expect(items).toMatchObject([{ attributes: { caliber: "46", bridge: "24" } }]);
	});
});
