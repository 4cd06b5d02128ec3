import fc from "fast-check";
import { expect, it } from "vitest";
import {
	changedParticulars,
	doubtsOf,
	fillFrom,
	nobody,
	type Particulars,
	peopleExpression,
	phoneOf,
	unfill,
} from "#app/customers/rules.ts";
import { sortKeyOf } from "#app/platform/sort-key.ts";

it.each([
	["20 12 34 56", "Europe/Copenhagen", "+4520123456"],
	["+45 20-12-34-56", "Europe/London", "+4520123456"],
	["0045 20123456", "Europe/Copenhagen", "+4520123456"],
	["07911 123456", "Europe/London", "+447911123456"],
	["+44 (0)7911 123456", "Europe/Copenhagen", "+447911123456"],
	["20123456", "Asia/Tokyo", "20123456"],
	["112", "Europe/Copenhagen", null],
	["call me", "Europe/Copenhagen", null],
	["+0 123456", "Europe/Copenhagen", null],
	["12345678901234567890", "Europe/Copenhagen", null],
])("keeps the number %s of somebody in %s as %s", (typed, zone, kept) => {
	expect(phoneOf(typed, zone)).toBe(kept);
});

it("keeps a number that is kept already as it is", () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[1-9]\d{6,13}$/), (digits) => {
			expect(phoneOf(`+${digits}`, "Europe/Copenhagen")).toBe(`+${digits}`);
		}),
	);
});

it("orders Danish names as Danes do, and foreign ones by their letters", () => {
	const names = ["Åse", "Zoe", "Ærø", "Élise", "anna", "Østen", "Eva"];
	expect(names.sort((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))).toEqual(["anna", "Élise", "Eva", "Zoe", "Ærø", "Østen", "Åse"]);
});

it("quotes what was typed, and reads a row of digits as a number", () => {
	expect(peopleExpression("a-b", 'mette "OR"')).toBe('scope : "ab" AND {name email phone place} : ("mette" * AND """OR""" *)');
	expect(peopleExpression("a-b", "0045 20 12")).toBe('scope : "ab" AND {phone place} : ("452012" *)');
	expect(peopleExpression("a-b", "07911")).toContain('"7911" *');
	expect(peopleExpression("a-b", " - ")).toBeNull();
});

const mette: Particulars = { ...nobody, name: "Mette Holm", email: "mette@post.example" };

it("fills only what is missing, and gives back only what still stands as it was taken", () => {
	const gone = { ...nobody, name: "M. Holm", phone: "+4520123456", city: "Aarhus", mailConsentAt: 5 };
	const { after, filled } = fillFrom(mette, gone);
	expect(filled).toEqual(["phone", "city"]);
	expect(after).toEqual({ ...mette, phone: "+4520123456", city: "Aarhus" });
	expect(unfill({ ...after, city: "Odense" }, gone, filled)).toEqual({ ...mette, city: "Odense" });
	expect(unfill(after, gone, filled)).toEqual(mette);
});

it("takes consent along only with the mailbox it was given for", () => {
	const agreed = { ...nobody, email: "other@post.example", mailConsentAt: 5 };
	expect(fillFrom(mette, agreed).filled).toEqual([]);
	expect(fillFrom({ ...mette, email: null }, agreed).filled).toEqual(["email", "mailConsentAt"]);
	expect(fillFrom(mette, { ...agreed, email: mette.email }).filled).toEqual(["mailConsentAt"]);
});

it.each([
	["the same person with less known of them", { name: "Mette Holm" }, []],
	["a shortened name", { name: "M Holm" }, []],
	["nothing but a number", { phone: "+4520123456" }, []],
	["another name", { name: "Bo Friis" }, ["other_name"]],
	["another mailbox", { name: "Mette Holm", email: "m@work.example" }, ["other_email"]],
])("says of %s what speaks against being one", (_, gone, doubts) => {
	expect(doubtsOf({ ...mette, connections: [] }, { ...nobody, ...gone, connections: [] })).toEqual(doubts);
});

it("doubts that one web shop knows one person twice", () => {
	expect(doubtsOf({ ...mette, connections: ["shop"] }, { ...mette, connections: ["shop", "chat"] })).toEqual(["same_connection"]);
});

it("gives back exactly what it took, whoever they are", () => {
	const text = fc.constantFrom("", "a", "b");
	const maybe = fc.constantFrom(null, "x", "y");
	const anybody = fc
		.record({ name: text, email: maybe, phone: maybe, street: text, city: text, note: text })
		.map((said) => ({ ...nobody, ...said }));
	fc.assert(
		fc.property(anybody, anybody, (kept, gone) => {
			const { after, filled } = fillFrom(kept, gone);
			expect(changedParticulars(kept, after)).toEqual(filled);
			expect(unfill(after, gone, filled)).toEqual(kept);
		}),
	);
});
