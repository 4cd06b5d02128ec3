import type { Ask, Answer } from "./traffic.ts";

/** A till, and somebody with a PIN who may be at it. */
export type Till = { cookie: string; slug: string };
export const pin = "7391";

/** Twice as many as ask at once: nobody's guesses are counted while another of theirs is being judged. */
const count = 32;

/** Makes tills of the owner's first store, each with somebody of its own. @throws Error on any refusal */
export async function enrolTills(send: (ask: Ask) => Promise<Answer>, token: string): Promise<Till[]> {
	const headers = { Authorization: `Bearer ${token}` };
	const post = (path: string, body: object) => send({ method: "POST", path: `/api/v1${path}`, headers, body: JSON.stringify(body) });
	const me: { store: { id: string } } = JSON.parse((await send({ method: "GET", path: "/api/v1/auth/me", headers })).text);
	const tills: Till[] = [];
	for (let n = 0; n < count; n++) {
		const { text } = await post("/employees", { name: `Person ${n}`, storeIds: [me.store.id], pin });
		const made: { stores: { slug: string }[] } = JSON.parse(text);
		const enrolled = await post("/devices", { storeId: me.store.id });
		const cookie = enrolled.headers["set-cookie"]?.find((line) => line.startsWith("__Host-STORE_SESS="))?.split(";")[0];
		tills.push({ cookie: cookie ?? "", slug: made.stores[0]?.slug ?? "" });
	}
	return tills;
}
