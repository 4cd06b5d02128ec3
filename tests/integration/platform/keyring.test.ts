import { expect, it } from "vitest";
import type { Config } from "#app/platform/config.server.ts";
import { isSealedWithOldKey, open, seal } from "#app/platform/keyring.server.ts";

const key = (letter: string): string => btoa(letter.repeat(32));
const ring: Config["ENCRYPTION_KEYS"] = [["k1", key("a")]];
const place = { businessId: "b1", table: "connections", rowId: "r1", column: "token" };

it("opens what it sealed, and never writes the same text twice the same way", async () => {
	const [one, two] = [await seal(ring, place, "shpat_secret"), await seal(ring, place, "shpat_secret")];
	expect(one).not.toBe(two);
	expect(one).not.toContain("shpat");
	expect(await open(ring, place, one)).toBe("shpat_secret");
});

it("does not open in another business, table, row or column, nor when a character was changed", async () => {
	const sealed = await seal(ring, place, "secret");
	for (const elsewhere of [{ businessId: "b2" }, { table: "stores" }, { rowId: "r2" }, { column: "refresh" }]) {
		await expect(open(ring, { ...place, ...elsewhere }, sealed)).rejects.toThrow();
	}
	const at = sealed.length - 3;
	await expect(open(ring, place, sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1))).rejects.toThrow();
});

it("opens with an older key of the ring, says it is old, and not with a key that is gone", async () => {
	const old = await seal(ring, place, "secret");
	const rotated: Config["ENCRYPTION_KEYS"] = [
		["k2", key("b")],
		["k1", key("a")],
	];
	expect(await open(rotated, place, old)).toBe("secret");
	expect(isSealedWithOldKey(rotated, old)).toBe(true);
	await expect(open([["k2", key("b")]], place, old)).rejects.toThrow("unknown key");
});
