import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { permissions } from "#app/identity/permissions.ts";
import { inviteState, linkState } from "#app/identity/rules.ts";
import { permissionWords } from "#app/routes/settings/permission-words.ts";

it.each(["en", "da"])("every permission has its words in %s, and no words are left over", (locale) => {
	const { can } = JSON.parse(readFileSync(join(import.meta.dirname, `../../../messages/${locale}/permissions.json`), "utf8"));
	expect(permissions.filter((permission) => permissionWords(can, permission) === permission)).toEqual([]);
	const worded = Object.entries(can).flatMap(([what, acts]) => Object.keys(acts as object).map((how) => `${what}:${how}`));
	expect(worded.filter((permission) => !permissions.some((known) => known === permission))).toEqual([]);
});

it.each([
	["open until it runs out", { expiresAt: 10, closedAt: null }, 9, "open"],
	["expired at that very instant", { expiresAt: 10, closedAt: null }, 10, "expired"],
	["used, in time or later", { expiresAt: 10, closedAt: 5 }, 20, "used"],
])("a link is %s", (_, link, now, state) => expect(linkState(link, now)).toBe(state));

it.each([
	["open", 10, 9, "open"],
	["open", 10, 10, "expired"],
	["accepted", 10, 20, "accepted"],
	["revoked", 10, 5, "revoked"],
] as const)("an invite that is %s until %i is at %i %s", (state, expiresAt, now, shown) =>
	expect(inviteState({ state, expiresAt }, now)).toBe(shown),
);
