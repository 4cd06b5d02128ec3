import { expect, it } from "vitest";
import { mannersOf } from "#app/catalog/vendors/adapters/robots.ts";

const list = "/products.json?limit=250&page=1";
const says = (robots: string, path = list) => mannersOf(robots, "StorekeepCatalog").allows(path);

it.each([
	["", true],
	["User-agent: *\nDisallow:", true],
	["User-agent: *\nDisallow: /", false],
	["User-agent: *\nDisallow: /products.json", false],
	["User-agent: *\nDisallow: /*?*page=", false],
	["User-agent: *\nDisallow: /*.json$", true],
	["User-agent: *\nDisallow: /*.json", false],
	["User-agent: *\nDisallow: /\nAllow: /products.json", true],
	["User-agent: *\nDisallow: /products\nAllow: /products", true],
	["User-agent: Other\nDisallow: /", true],
	["User-agent: storekeepcatalog\nDisallow: /\n\nUser-agent: *\nAllow: /", false],
	["User-agent: *\nDisallow: /\n\nUser-agent: StorekeepCatalog\nDisallow: /cart", true],
	["User-agent: a\nUser-agent: *\nDisallow: /", false],
	["user-agent : *\r\ndisallow : /products.json # not for robots\r\n", false],
	["Sitemap: https://x.example/s.xml\nUser-agent: *\nCrawl-delay: 10\nDisallow: /cart", true],
	["Disallow: /", true],
])("%j allows the list: %s", (robots, allowed) => expect(says(robots)).toBe(allowed));

it("a rule ends where it says", () => {
	expect(says("User-agent: *\nDisallow: /fish$", "/fish")).toBe(false);
	expect(says("User-agent: *\nDisallow: /fish$", "/fish/salmon")).toBe(true);
	expect(says("User-agent: *\nDisallow: /*.php$", "/a.php")).toBe(false);
	expect(says("User-agent: *\nDisallow: /*.php$", "/a.php?x")).toBe(true);
	expect(says(`User-agent: *\nDisallow: /${"*a".repeat(500)}b`, `/${"a".repeat(5000)}`)).toBe(true);
});

it("asks for a delay where it asks", () => {
	expect(mannersOf("User-agent: *\nCrawl-delay: 7.5", "StorekeepCatalog").delay).toBe(7.5);
	expect(mannersOf("User-agent: other\nCrawl-delay: 7", "StorekeepCatalog").delay).toBeNull();
});
