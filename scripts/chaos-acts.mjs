// What `npm run chaos` does to a shop while it is killed again and again. An act is sent under a key of its own, and may be sent again: it must answer the same.

/** How many products stand in the matrix of each shop; all of them are saved at once, with one price. */
const variants = 12;
/** Rows of a product file: more than one piece, so that a kill falls between two. */
const fileRows = 700;

/** Gives a new shop what the acts need: a second store, and a style whose products nothing else touches. */
export async function furnish(shop, call) {
	const made = async (method, path, body) => {
		const answer = await call(method, path, { token: shop.token, body });
		if (answer === null || answer.status >= 300) throw new Error(`${method} ${path} answered ${JSON.stringify(answer)}`);
		return answer.body;
	};
	const { id: otherStoreId } = await made("POST", "/api/stores", { name: "Across the street" });
	const { id: styleId } = await made("POST", "/api/v1/styles", { name: "Matrix" });
	const productIds = [];
	for (let n = 0; n < variants; n++) {
		const attributes = { colour: `Colour ${n % 4}`, size: String(44 + Math.floor(n / 4)) };
		const body = { storeId: shop.storeId, name: `Matrix ${n}`, price: "1.00", initialStock: 10, attributes };
		productIds.push((await made("POST", "/api/products", body)).id);
	}
	await made("POST", `/api/v1/styles/${styleId}/products`, { productIds });
	return { ...shop, otherStoreId, styleId };
}

/** @returns a function that thinks of the next act of a shop, of the nth kind where one is named; undefined where there is nothing to do it to, or no answer to what it had to ask first */
export function actor({ call, random, pick, next }) {
	const upTo = (most) => 1 + Math.floor(random() * most);
	const kinds = [
		[
			0.5,
			(shop) => ({
				...{ method: "POST", path: "/api/sales", body: { storeId: shop.storeId, productId: pick(shop.products), quantity: upTo(2) } },
				learned: ({ sale }) => shop.sales.push(sale.id),
			}),
		],
		[
			0.6,
			(shop) => ({
				...{ method: "POST", path: `/api/products/${pick(shop.products)}/receive` },
				body: { storeId: shop.storeId, quantity: upTo(5) },
			}),
		],
		[
			0.67,
			(shop) => ({
				...{ method: "PATCH", path: `/api/products/${pick(shop.products)}/stock` },
				body: { storeId: shop.storeId, delta: -1, reason: "damage" },
			}),
		],
		[0.77, saveMatrix],
		[
			0.84,
			(shop) => ({
				...{ method: "POST", path: "/api/v1/transfers" },
				body: {
					...{ fromStoreId: shop.storeId, toStoreId: shop.otherStoreId, send: true },
					lines: shop.products.slice(2, 2 + upTo(3)).map((productId) => ({ productId, quantity: upTo(4) })),
				},
				learned: ({ id }) => shop.transfers.push(id),
			}),
		],
		[0.9, (shop) => onTransfer(shop, "receive", {})],
		[0.92, (shop) => onTransfer(shop, "close", { reason: "lost" })],
		[
			1,
			(shop) => {
				const sale = shop.sales.at(-upTo(5));
				return sale && { method: "POST", path: `/api/sales/${sale}/refund`, body: { restock: true } };
			},
		],
	];

	/** Every price of the matrix becomes the same other one, and every shelf one more: all of it, or nothing. */
	async function saveMatrix(shop) {
		const path = `/api/v1/styles/${shop.styleId}/matrix`;
		const there = await call("GET", `${path}?storeId=${shop.storeId}`, { token: shop.token });
		if (there === null) return undefined;
		const value = `${upTo(900)}.00`;
		const cells = there.body.variants.flatMap(({ id: productId, price, onHand }) => [
			{ productId, fact: "price", was: price, value },
			{ productId, fact: "onHand", was: onHand, value: onHand + 1 },
		]);
		return { method: "PUT", path, body: { storeId: shop.storeId, cells } };
	}

	function onTransfer(shop, verb, body) {
		const id = shop.transfers.at(-upTo(6));
		return id && { method: "POST", path: `/api/v1/transfers/${id}/${verb}`, body };
	}

	return async function act(shop, nth) {
		const chance = random();
		const [, think] = kinds[nth ?? -1] ?? kinds.find(([most]) => chance < most) ?? kinds[0];
		const thought = await think(shop);
		return thought && { ...thought, shop, key: `act-${next()}` };
	};
}

/** Product files on their way in, one a shop, that kills fall into; and what is left to do of them when all is quiet. */
export function importer({ call, next }) {
	const ask = (shop, method, path, body) => call(method, path, { token: shop.token, ...(body && { body }) });
	const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

	/** Does what comes next of a file; true once it is in. Whatever a kill cut off is asked for again. */
	async function step(shop) {
		shop.file ??= fileOf(next());
		if (!shop.file.id) {
			const sent = await call("POST", "/api/v1/imports", { token: shop.token, key: shop.file.key, body: shop.file.body });
			shop.file.id = sent?.body.id;
			return false;
		}
		const path = `/api/v1/imports/${shop.file.id}`;
		const state = (await ask(shop, "GET", path))?.body.state;
		if (state === "ready") await ask(shop, "POST", `${path}/start`, {});
		else if (state !== "done") await ask(shop, "POST", `${path}/resume`, {});
		return state === "done";
	}

	return {
		async goOn(shop, running) {
			while (running() && !(await step(shop))) await wait(60);
		},
		/** @returns what is wrong with the file once it is in */
		async finish(shop) {
			for (let turns = 0; turns < 600; turns++) {
				if (await step(shop)) {
					const { body } = await ask(shop, "GET", `/api/v1/imports/${shop.file.id}`);
					const { created, updated, wrong } = body.counts;
					return created === fileRows && updated + wrong === 0 ? [] : [`a file of ${fileRows} rows: ${JSON.stringify(body.counts)}`];
				}
				await wait(200);
			}
			return ["a file that a kill fell into never came in"];
		},
	};
}

function fileOf(serial) {
	const rows = Array.from({ length: fileRows }, (_, n) => `FILE-${serial}-${n},Read ${n},12.50,${1 + (n % 3)}`);
	return { key: `file-${serial}`, body: { csv: ["SKU,Name,Price,Quantity", ...rows].join("\n"), fileName: "kills.csv" } };
}
