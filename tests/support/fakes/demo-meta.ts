import { DEMO_TALKS, TALK } from "../../../demo/talk.ts";
import { addPerson, type MetaAccount, metaAccount, write, writeThere } from "./meta.ts";
import { fakeMeta } from "./meta-graph.ts";

const hour = 3_600_000;
const between = 90_000;

/** The demo's accounts: the people who write to them, and a phone to be one of them. `begin(origin)`: what they wrote so far is told there. */
export function demoMeta() {
	const accounts = Object.values(TALK).map(({ platform, accountId: id, wabaId, name, accessToken: token, appSecret }) =>
		metaAccount(platform, { id, wabaId, name, token, appSecret, templates: [...templates] }),
	);
	const busy = new Set<MetaAccount>();
	/** One after the other, as they were told. */
	async function send(account: MetaAccount): Promise<void> {
		if (busy.has(account)) return;
		busy.add(account);
		try {
			for (let next = account.deliveries.shift(); next; next = account.deliveries.shift())
				await fetch(next.url, { method: "POST", headers: next.headers, body: next.body })
					.then((response) => response.arrayBuffer())
					.catch(() => {});
		} finally {
			busy.delete(account);
		}
	}
	const app = fakeMeta(accounts, {
		greet: (url) => fetch(url).then((response) => response.text()),
		send: (account) => void send(account),
	});
	async function begin(origin: string): Promise<void> {
		const now = Date.now();
		for (const account of accounts) {
			const { webhookToken } = TALK[account.platform];
			account.address = `${origin}/connections/webhook/${account.platform}?c=${webhookToken}`;
			account.subscribed = true;
		}
		for (const [n, { on, name, hours, lines }] of DEMO_TALKS.entries()) {
			const account = accounts.find(({ platform }) => platform === on);
			if (!account) continue;
			const person = addPerson(account, name);
			for (const [at, line] of lines.entries()) {
				// The same names each time it starts: what is known already comes as news of nothing.
				const when = { at: now - hours * hour + at * between, id: `${on === "whatsapp" ? "wamid." : "m_"}demo.${n}.${at}` };
				if (line.startsWith("- ")) await writeThere(account, person, line.slice(2), when);
				else await write(account, person, { text: line, ...when });
			}
		}
		await Promise.all(accounts.map(send));
	}
	return { app, begin };
}

const templates = [
	{
		name: "order_ready",
		language: "da",
		status: "APPROVED",
		category: "UTILITY",
		body: "Hej {{1}}. Din ordre {{2}} er klar til afhentning.",
	},
	{
		name: "order_ready",
		language: "en",
		status: "APPROVED",
		category: "UTILITY",
		body: "Hello {{1}}. Your order {{2}} is ready to be picked up.",
	},
	{ name: "eye_test", language: "da", status: "APPROVED", category: "UTILITY", body: "Hej {{1}}. Vi minder om din synsprøve {{2}}." },
	{ name: "spring_sale", language: "da", status: "PAUSED", category: "MARKETING", body: "Forårets stel er her." },
];
