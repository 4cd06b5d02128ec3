import { expect, it } from "vitest";
import { isSameSite, publicUrl } from "#app/platform/public-url.ts";

it.each([
	["moscot.com", "https://moscot.com/"],
	["https://MOSCOT.com/collections/all", "https://moscot.com/collections/all"],
	["https://shop.co.uk.", "https://shop.co.uk./"],
	["https://bücher.example", "https://xn--bcher-kva.example/"],
	["  https://a-b.example/x?y=1  ", "https://a-b.example/x?y=1"],
])("%s is an address to call", (typed, href) => {
	const judged = publicUrl(typed);
	expect("url" in judged && judged.url.href).toBe(href);
});

it.each([
	["", "not_an_address"],
	["https://", "not_an_address"],
	["http://moscot.com", "not_https"],
	["ftp://moscot.com", "not_https"],
	["file:///etc/passwd", "not_https"],
	["javascript:alert(1)", "not_https"],
	["gopher://x.example", "not_https"],
	...[
		"localhost",
		"https://localhost",
		"https://127.0.0.1",
		"https://127.1",
		"https://2130706433",
		"https://0x7f000001",
		"https://0177.0.0.1",
		"https://0x7f.1",
		"https://169.254.169.254/latest/meta-data",
		"https://10.0.0.1",
		"https://192.168.1.1",
		"https://172.16.0.1",
		"https://8.8.8.8",
		"https://[::1]",
		"https://[::ffff:127.0.0.1]",
		"https://[fd00::1]",
		"https://1.1",
		"https://１２７.０.０.１",
		"https://127。0。0。1",
		"https://intranet",
		"https://printer.local",
		"https://db.internal",
		"https://router.home.arpa",
		"https://x.localhost",
		"https://foo.localhost.",
		"https://a.workers.dev",
		"https://a.pages.dev",
		"https://127.0.0.1.nip.io",
		"https://localtest.me",
		"https://user@moscot.com",
		"https://moscot.com:pass@evil.example",
		"https://moscot.com:8443",
		"https://moscot.com@127.0.0.1",
		"https://shop.storekeep.example",
		"https://storekeep.example",
	].map((typed) => [typed, "not_public"]),
])("%s is none: %s", (typed, problem) => {
	expect(publicUrl(typed, ["storekeep.example"])).toEqual({ problem });
});

it("a shop is one site with and without www, and with names under it, and with no other", () => {
	expect([
		isSameSite("moscot.com", "www.moscot.com"),
		isSameSite("moscot.com", "shop.moscot.com"),
		isSameSite("www.moscot.com", "moscot.com"),
	]).toEqual([true, true, true]);
	expect([
		isSameSite("moscot.com", "notmoscot.com"),
		isSameSite("moscot.com", "moscot.com.evil.example"),
		isSameSite("a.co.uk", "b.co.uk"),
	]).toEqual([false, false, false]);
});
