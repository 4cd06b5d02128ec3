/** The accounts people write to in the demo, which exist nowhere: a stand-in answers for them on this machine. */
export const TALK = {
	whatsapp: {
		platform: "whatsapp",
		name: "Lund & Lys",
		url: "https://graph.facebook.example/5550106540352",
		accountId: "5550106540352",
		wabaId: "5550102290129",
		accessToken: "whatsapp-token-of-the-demo",
		appSecret: "whatsapp-app-secret-of-the-demo",
		verifyToken: "lund-og-lys-whatsapp",
		webhookToken: "demo-whatsapp-5550106540352",
	},
	instagram: {
		platform: "instagram",
		name: "lundoglys",
		url: "https://graph.instagram.example/5550178414000",
		accountId: "5550178414000",
		wabaId: "",
		accessToken: "instagram-token-of-the-demo",
		appSecret: "instagram-app-secret-of-the-demo",
		verifyToken: "lund-og-lys-instagram",
		webhookToken: "demo-instagram-5550178414000",
	},
	messenger: {
		platform: "messenger",
		name: "Lund & Lys Messenger",
		url: "https://graph.facebook.example/5550100000000",
		accountId: "5550100000000",
		wabaId: "",
		accessToken: "messenger-token-of-the-demo",
		appSecret: "messenger-app-secret-of-the-demo",
		verifyToken: "lund-og-lys-messenger",
		webhookToken: "demo-messenger-5550100000000",
	},
} as const;

/** Who wrote, how many hours ago they began, and what was said: `-` by the business, with minutes between the lines. */
export type DemoTalk = { on: keyof typeof TALK; name: string; hours: number; lines: string[] };

export const DEMO_TALKS: DemoTalk[] = [
	{
		on: "whatsapp",
		name: "Mette Krogh",
		hours: 0.4,
		lines: ["Hej! Har I Nordlys i sort, str. 48?", "Jeg kan hente den i dag, hvis den er der 😊"],
	},
	{
		on: "whatsapp",
		name: "Jonas Bagge",
		hours: 1.2,
		lines: ["Hvornår er mine glas klar?", "- Hej Jonas. De er slebet og klar i morgen fra kl. 10.", "Perfekt, tak 👍"],
	},
	{
		on: "whatsapp",
		name: "Amira Haddad",
		hours: 3,
		lines: ["Kan I rette et stel, der er blevet skævt?", "- Ja, kom forbi. Det tager fem minutter.", "Skal jeg betale for det?"],
	},
	{
		on: "whatsapp",
		name: "Peter Sand",
		hours: 7,
		lines: [
			"Do you have sunglasses with prescription lenses?",
			"- Yes, most of our frames can take them.",
			"Great, what would −2.5 on both sides cost?",
		],
	},
	{
		on: "whatsapp",
		name: "Birgit Holm",
		hours: 26,
		lines: ["Jeg har glemt mine briller hos jer i går.", "- Vi har dem bag disken i Aarhus."],
	},
	{ on: "whatsapp", name: "Oliver Friis", hours: 50, lines: ["Er der åbent på søndag?", "- Ja, 11 til 15.", "Tak"] },
	{ on: "whatsapp", name: "Sofie Dahl", hours: 74, lines: ["Jeg vil gerne bytte min ordre til en anden farve", "Ordren er fra i går"] },
	{ on: "whatsapp", name: "Karim Aziz", hours: 220, lines: ["Tak for hjælpen sidst!", "- Selv tak, Karim. Hils hjemme."] },
	{ on: "instagram", name: "Ida Winther", hours: 0.8, lines: ["OMG hvad hedder det runde stel fra jeres story?", "Findes det i klar?"] },
	{ on: "instagram", name: "Noah Lind", hours: 5, lines: ["Sender I til Sverige?", "- Ja, på to-tre dage."] },
	{
		on: "instagram",
		name: "Freja Bech",
		hours: 30,
		lines: ["Jeg elsker mine nye 😍", "- De klæder dig virkelig godt.", "Må I gerne dele billedet"],
	},
	{ on: "instagram", name: "Emil Toft", hours: 120, lines: ["Hvad koster en synsprøve?"] },
	{
		on: "messenger",
		name: "Lis Brandt",
		hours: 2,
		lines: ["Kan I sende glas til en brille, jeg har?", "- Ja, kom forbi med den, så måler vi."],
	},
	{ on: "messenger", name: "Viggo Bang", hours: 40, lines: ["Har I åbent mellem jul og nytår?"] },
];
