import { refuse } from "#app/platform/errors.ts";

/**
 * Cuts the one long list of a JSON text into its elements while it arrives, so that a catalog of any size costs the memory of one product. The list
 * is the text itself, or stands under `products` or `items`; what else stands beside it is collected. A text that breaks off, or is no JSON in what
 * holds the list together, is refused; an element is given as text, and its reader parses it.
 */

const lists = new Set(["products", "items"]);
/** One product with its two thousand variants is some two million characters. */
const mostOfOne = 32 * 1024 * 1024;
const mostBeside = 8 * 1024 * 1024;

type State = "start" | "key" | "colon" | "value" | "afterValue" | "element" | "inElement" | "afterElement" | "end";

export type Beside = Record<string, unknown>;

/** @throws Refusal `invalid / source_broken` with how many elements came before, and `too_large / source_item_too_large` */
export async function* elementsOf(chunks: AsyncIterable<string>, beside: Beside = {}): AsyncGenerator<string> {
	const splitter = splitElements(beside);
	for await (const chunk of chunks) yield* splitter.take(chunk);
	yield* splitter.end();
}

/** The same by hand: `take` each piece of text, then `end`. */
export function splitElements(beside: Beside) {
	let state: State = "start";
	let hasComma = false;
	let isWrapped = false;
	let foundList = false;
	let depth = 0;
	let inString = false;
	let escaped = false;
	let text = "";
	let key = "";
	let given = 0;

	const broken = (why: string): never => refuse("invalid", "source_broken", { elements: given, why });

	/** Takes characters of a value until it is whole; returns where it ended, or -1 when it goes on in the next chunk. */
	function whole(chunk: string, from: number): number {
		for (let at = from; at < chunk.length; at++) {
			const code = chunk.charCodeAt(at);
			if (inString) {
				if (escaped) escaped = false;
				else if (code === 92) escaped = true;
				else if (code === 34) {
					inString = false;
					if (depth === 0) return at + 1;
				} else if (code < 32) broken("control");
				continue;
			}
			if (code === 34) inString = true;
			else if (code === 123 || code === 91) depth += 1;
			else if (code === 125 || code === 93) {
				if (depth === 0) return at;
				depth -= 1;
				if (depth === 0) return at + 1;
			} else if (code === 44 && depth === 0) return at;
			else if (depth === 0 && isSpace(code) && at > from) return at;
		}
		return -1;
	}

	function* take(chunk: string): Generator<string> {
		let at = 0;
		while (at < chunk.length) {
			if (state === "value" && text !== "") at = value(chunk, at);
			else if (state === "key" && text !== "") at = keyText(chunk, at);
			else if (state === "inElement") {
				const end = whole(chunk, at);
				text += chunk.slice(at, end === -1 ? chunk.length : end);
				if (text.length > mostOfOne) refuse("too_large", "source_item_too_large", { elements: given });
				if (end === -1) return;
				at = end;
				given += 1;
				state = "afterElement";
				const element = text;
				text = "";
				yield element;
			} else {
				const code = chunk.charCodeAt(at);
				if (isSpace(code) || (state === "start" && code === 0xfeff)) at += 1;
				else at = step(chunk, at, code);
			}
		}
	}

	/** One mark between values. */
	function step(chunk: string, at: number, code: number): number {
		switch (state) {
			case "start":
				if (code === 91) {
					foundList = true;
					state = "element";
				} else if (code === 123) {
					isWrapped = true;
					state = "key";
				} else broken("start");
				return at + 1;
			case "key":
				if (code === 125 && !hasComma) {
					state = "end";
					return at + 1;
				}
				if (code !== 34) broken("key");
				return keyText(chunk, at);
			case "colon":
				if (code !== 58) broken("colon");
				state = "value";
				return at + 1;
			case "value":
				if (code === 91 && lists.has(key) && !foundList) {
					foundList = true;
					hasComma = false;
					state = "element";
					return at + 1;
				}
				return value(chunk, at);
			case "afterValue":
				if (code === 44) {
					hasComma = true;
					state = "key";
				} else if (code === 125) state = "end";
				else broken("value");
				return at + 1;
			case "element":
				if (code === 93 && !hasComma) {
					state = isWrapped ? "afterValue" : "end";
					return at + 1;
				}
				if (code !== 123) broken("element");
				hasComma = false;
				state = "inElement";
				return at;
			case "afterElement":
				if (code === 44) {
					hasComma = true;
					state = "element";
				} else if (code === 93) {
					hasComma = false;
					state = isWrapped ? "afterValue" : "end";
				} else broken("element");
				return at + 1;
			default:
				return broken("after the end");
		}
	}

	function keyText(chunk: string, at: number): number {
		const end = whole(chunk, at);
		text += chunk.slice(at, end === -1 ? chunk.length : end);
		if (text.length > 1000) broken("key");
		if (end === -1) return chunk.length;
		key = String(parsed(text));
		text = "";
		hasComma = false;
		state = "colon";
		return end;
	}

	function value(chunk: string, at: number): number {
		const end = whole(chunk, at);
		text += chunk.slice(at, end === -1 ? chunk.length : end);
		if (text.length > mostBeside) refuse("too_large", "source_item_too_large", { elements: given });
		if (end === -1) return chunk.length;
		beside[key] = parsed(text);
		text = "";
		state = "afterValue";
		return end;
	}

	function parsed(json: string): unknown {
		try {
			return JSON.parse(json);
		} catch {
			return broken("json");
		}
	}

	function* end(): Generator<string> {
		if (state !== "end") broken("half");
		// A file that holds one item and nothing around it.
		if (!foundList && ("variants" in beside || "catalogId" in beside)) yield JSON.stringify(beside);
		else if (!foundList) refuse("invalid", "source_without_list");
	}

	return { take, end };
}

const isSpace = (code: number) => code === 32 || code === 10 || code === 13 || code === 9;
