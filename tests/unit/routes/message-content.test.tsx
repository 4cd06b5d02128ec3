import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl/react";
import { expect, it } from "vitest";
import { talkAdapterOf } from "#app/channels/adapters/registry.server.ts";
import type { TalkPlatform } from "#app/channels/rules.ts";
import type { TalkBody } from "#app/channels/talk.ts";
import { Body } from "#app/inbox/heard.ts";
import type { Shown } from "#app/inbox/rules.ts";
import { Content } from "#app/routes/inbox/content.tsx";
import en from "../../../messages/en/every.ts";

const accountId = "17841400000000001";

/** What a platform says of one message, as its adapter gives it to the inbox and the inbox keeps it. */
function told(platform: TalkPlatform, item: object): TalkBody {
	const whatsapp = () => {
		const value = {
			metadata: { phone_number_id: accountId },
			messages: [{ id: "wamid.1", from: "4520304050", timestamp: "1793000000", ...item }],
		};
		return { object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value }] }] };
	};
	const messaging = () => ({
		object: platform === "instagram" ? "instagram" : "page",
		entry: [{ id: accountId, messaging: [{ sender: { id: "77" }, recipient: { id: accountId }, timestamp: 1_793_000_000_000, ...item }] }],
	});
	const body = JSON.stringify(platform === "whatsapp" ? whatsapp() : messaging());
	const [said] = talkAdapterOf(platform).translate("messages", body, { accountId });
	if (said?.kind !== "message") throw new Error(`heard ${said?.kind}`);
	return Body.parse(said.message.body);
}

/** As somebody sees it, once its files are here. */
function shown({ kind, as, text, details, media }: TalkBody): string {
	const files = media.map((_, i) => ({ id: `f${i}`, mime: "image/png", name: "", bytes: 9, state: "ready", why: null }));
	const message = {
		id: "m",
		sender: "CUSTOMER",
		kind,
		as,
		text,
		details,
		media: files,
		isDeleted: false,
		isForwarded: false,
		isLocked: false,
		replyTo: null,
	};
	return renderToStaticMarkup(
		<IntlProvider locale="en-GB" messages={en} timeZone="UTC" now={new Date(0)}>
			<Content message={message as unknown as Shown} />
		</IntlProvider>,
	);
}
const words = (markup: string) =>
	markup
		.replace(/<[^>]*>/g, " ")
		.replaceAll("&amp;", "&")
		.replace(/\s+/g, " ")
		.trim();
const links = (markup: string) => [...markup.matchAll(/<a [^>]*href="([^"]*)"[^>]*>/g)].map(([tag, to]) => [to, tag.includes("noopener")]);

const flow = JSON.stringify({ flow_token: "unused-77", size: "46", colours: ["black", "blue"], address: { city: "Aarhus" }, fits: true });
const place = { latitude: 55.67, longitude: 12.56, name: "Lund & Lys", address: "Torvet 1" };
const map = "https://www.openstreetmap.org/?mlat=55.67&amp;mlon=12.56#map=17/55.67/12.56";
const post = { type: "share", payload: { url: "https://lookaside.example/p/1", title: "New frames" } };

it.each<[string, TalkPlatform, object, string, [string, boolean][]]>([
	[
		"an advertisement that led here, over what was written",
		"whatsapp",
		{
			type: "text",
			text: { body: "Is it in stock?" },
			referral: { source_url: "https://fb.example/ad", source_type: "ad", headline: "Spring frames", body: "Two for one" },
		},
		"Came from: Spring frames Two for one Open Is it in stock?",
		[["https://fb.example/ad", true]],
	],
	[
		"an advertisement of Messenger's",
		"messenger",
		{ message: { mid: "m1", text: "Hi", referral: { source: "ADS", ad_id: "6", ads_context_data: { ad_title: "Frames from 500" } } } },
		"Came from: Frames from 500 Hi",
		[],
	],
	[
		"a link of ours",
		"messenger",
		{ referral: { ref: "window-poster", source: "SHORTLINK", type: "OPEN_THREAD" } },
		"Came from: window-poster",
		[],
	],
	[
		"what was pressed, by somebody an advertisement led here",
		"messenger",
		{ postback: { mid: "m1", title: "Get started", payload: "START", referral: { source: "ADS", ref: "spring" } } },
		"Came from: spring Pressed a button Get started",
		[],
	],
	[
		"a post",
		"instagram",
		{ message: { mid: "m1", attachments: [post] } },
		"Shared a post New frames lookaside.example",
		[
			["/media/f0", false],
			["https://lookaside.example/p/1", true],
		],
	],
	[
		"a reel, with a word to it",
		"instagram",
		{
			message: {
				mid: "m1",
				text: "These!",
				attachments: [{ type: "ig_reel", payload: { url: "https://lookaside.example/r/1", title: "Unboxing" } }],
			},
		},
		"Shared a reel Unboxing lookaside.example These!",
		[
			["/media/f0", false],
			["https://lookaside.example/r/1", true],
		],
	],
	[
		"a page, by its address where it was sent without a word",
		"messenger",
		{ message: { mid: "m1", attachments: [{ type: "fallback", title: "Round frames", url: "https://frames.example/round?a=1" }] } },
		"Round frames frames.example",
		[["https://frames.example/round?a=1", true]],
	],
	[
		"what leads nowhere on the web, without a way there",
		"messenger",
		{ message: { mid: "m1", attachments: [{ type: "fallback", title: "Press me", url: "javascript:alert(1)" }] } },
		"Press me",
		[],
	],
	[
		"an answer to a story",
		"instagram",
		{ message: { mid: "m1", text: "How much?", reply_to: { story: { id: "9", url: "https://lookaside.example/s/9" } } } },
		"Answered your story Open How much?",
		[["https://lookaside.example/s/9", true]],
	],
	[
		"a story they were named in",
		"instagram",
		{ message: { mid: "m1", attachments: [{ type: "story_mention", payload: { url: "https://lookaside.example/s/8" } }] } },
		"Mentioned you in a story lookaside.example",
		[
			["/media/f0", false],
			["https://lookaside.example/s/8", true],
		],
	],
	[
		"what a form was filled in with",
		"whatsapp",
		{ type: "interactive", interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: flow } } },
		"Filled in a form size 46 colours black, blue address {&quot;city&quot;:&quot;Aarhus&quot;} fits true Sent",
		[],
	],
	[
		"what was chosen from a list",
		"whatsapp",
		{ type: "interactive", interactive: { type: "list_reply", list_reply: { id: "r1", title: "Red", description: "46 mm" } } },
		"Chose from a list 46 mm Red",
		[],
	],
	["what was pressed", "whatsapp", { type: "button", button: { payload: "YES", text: "Yes please" } }, "Pressed a button Yes please", []],
	[
		"people, by number and mail",
		"whatsapp",
		{
			type: "contacts",
			contacts: [{ name: { formatted_name: "Bo Lind" }, phones: [{ phone: "+45 20 30" }], emails: [{ email: "bo@example.com" }] }],
		},
		"Bo Lind +45 20 30 bo@example.com",
		[
			["tel:+452030", false],
			["mailto:bo%40example.com", false],
		],
	],
	[
		"a basket",
		"whatsapp",
		{
			type: "order",
			order: {
				catalog_id: "1",
				text: "By Friday?",
				product_items: [{ product_retailer_id: "LEM-46", quantity: 2, item_price: 1800, currency: "DKK" }],
			},
		},
		"Order of 2 pieces 2 × LEM-46, 1800 DKK By Friday?",
		[],
	],
	["a place", "whatsapp", { type: "location", location: place }, "Lund & Lys Torvet 1 Map", [[map, true]]],
	[
		"what WhatsApp did not pass on, and why",
		"whatsapp",
		{
			type: "unsupported",
			errors: [{ code: 131_051, title: "Message type unknown", error_data: { details: "Polls are not supported." } }],
		},
		"A kind of message this channel does not pass on. Polls are not supported.",
		[],
	],
	[
		"what Instagram did not pass on",
		"instagram",
		{ message: { mid: "m1", is_unsupported: true } },
		"A kind of message this channel does not pass on.",
		[],
	],
	["a kind nobody knows", "whatsapp", { type: "hologram", hologram: {} }, "A message of the kind “hologram”, which has no words", []],
])("shows %s", (_, platform, item, says, leads) => {
	const markup = shown(told(platform, item));
	expect(words(markup)).toBe(says);
	expect(links(markup)).toEqual(leads);
});
