import { Hono } from "hono";
import { addPerson, type MetaAccount, type MetaPerson, state, threadOf, write } from "./meta.ts";
import { phoneScript, phoneStyle } from "./meta-phone-look.ts";

/** A phone in the browser: whoever opens it is the customer of an account, writes to it, and sees what comes back. */
export function phonePages(accounts: MetaAccount[], send: (account: MetaAccount) => void): Hono {
	const app = new Hono();
	const names = { whatsapp: "WhatsApp", instagram: "Instagram", messenger: "Messenger" };
	const found = (accountId: string, personId: string) => {
		const account = accounts.find(({ id }) => id === accountId);
		const person = account?.people.get(personId);
		return account && person ? { account, person } : null;
	};
	const shell = (
		title: string,
		inner: string,
	) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<title>${escaped(title)}</title><style>${phoneStyle}</style></head><body><main class="phone">${inner}</main></body></html>`;

	app.get("/phone", (c) => {
		const lists = accounts.map((account) => {
			const people = [...account.people.values()]
				.map((person) => ({ person, last: threadOf(account, person.id).at(-1) }))
				.sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0))
				.map(
					({ person, last }) =>
						`<li><a href="/phone/${account.id}/${encodeURIComponent(person.id)}">${face(person)}<span><b>${escaped(person.name)}</b><small>${escaped(last?.text || (last ? last.type : ""))}</small></span></a></li>`,
				);
			return `<section><h2><i class="${account.platform}"></i>${names[account.platform]} <small>${escaped(account.name)}</small></h2><ul>${people.join("")}</ul>
<form method="post" action="/phone/${account.id}" class="new"><label>Be somebody new<input name="name" required maxlength="60" placeholder="A name"></label><button>Begin</button></form></section>`;
		});
		return c.html(
			shell(
				"Phone",
				`<header><h1>Be a customer</h1><p>Pick who you are and write. The shop’s inbox answers.</p></header><div class="lists">${lists.join("")}</div>`,
			),
		);
	});
	app.post("/phone/:account", async (c) => {
		const account = accounts.find(({ id }) => id === c.req.param("account"));
		const name = String((await c.req.formData()).get("name") ?? "")
			.trim()
			.slice(0, 60);
		if (!account || name === "") return c.redirect("/phone", 303);
		const { id } = addPerson(account, name);
		return c.redirect(`/phone/${account.id}/${encodeURIComponent(id)}`, 303);
	});
	app.get("/phone/:account/:person", async (c) => {
		const here = found(c.req.param("account"), c.req.param("person"));
		if (!here) return c.redirect("/phone", 303);
		const { account, person } = here;
		await seen(account, person);
		send(account);
		return c.html(
			shell(
				person.name,
				`<header class="chat"><a href="/phone" aria-label="Everybody">‹</a>${face(person)}<div><h1>${escaped(account.name)}</h1><p>You are ${escaped(person.name)} on ${names[account.platform]}</p></div>${switches(account, person)}</header>
<ol id="lines" aria-live="polite" tabindex="0" aria-label="Messages">${linesOf(account, person)}</ol>
<form method="post" enctype="multipart/form-data" id="write"><label class="file" title="A picture"><span class="hidden">A picture</span><input type="file" name="file" accept="image/*"><b aria-hidden="true">+</b></label>
<label class="text"><span class="hidden">Message</span><input name="text" maxlength="1000" autocomplete="off" placeholder="Message" autofocus></label><button aria-label="Send">➤</button></form><script>${phoneScript}</script>`,
			),
		);
	});
	app.get("/phone/:account/:person/lines", async (c) => {
		const here = found(c.req.param("account"), c.req.param("person"));
		if (!here) return c.text("", 404);
		await seen(here.account, here.person);
		send(here.account);
		return c.html(linesOf(here.account, here.person));
	});
	app.post("/phone/:account/:person", async (c) => {
		const here = found(c.req.param("account"), c.req.param("person"));
		if (!here) return c.redirect("/phone", 303);
		const { account, person } = here;
		const form = await c.req.formData();
		const text = String(form.get("text") ?? "").trim();
		const file = form.get("file");
		// A phone that was off tells what was written so long ago (ms) only now.
		const at = account.clock() - (Number(form.get("ago")) || 0);
		if (file instanceof File && file.size > 0 && file.size <= 5_000_000)
			await write(account, person, { text, type: "image", file: { mime: file.type, bytes: new Uint8Array(await file.arrayBuffer()) } });
		else if (text !== "") await write(account, person, { text, at });
		send(account);
		return c.redirect(`/phone/${account.id}/${encodeURIComponent(person.id)}`, 303);
	});
	/** Whoever blocks the business hears nothing of it any more; where they report it, the platform takes no more from it. Again, and it is as before. */
	app.post("/phone/:account/:person/:act{block|report}", (c) => {
		const here = found(c.req.param("account"), c.req.param("person"));
		if (!here) return c.redirect("/phone", 303);
		if (c.req.param("act") === "block") here.person.blocked = !here.person.blocked;
		else here.person.reported = !here.person.reported;
		return c.redirect(`/phone/${here.account.id}/${encodeURIComponent(here.person.id)}`, 303);
	});
	app.get("/phone-file/:account/:id", (c) => {
		const file = accounts.find(({ id }) => id === c.req.param("account"))?.files.get(c.req.param("id"));
		return file ? c.body(new Uint8Array(file.bytes).buffer, 200, { "Content-Type": file.mime }) : c.notFound();
	});
	return app;
}

/** What a customer can do about a business that writes to them. */
function switches({ id, platform }: MetaAccount, { id: personId, blocked, reported }: MetaPerson): string {
	const one = (act: string, word: string) =>
		`<form method="post" action="/phone/${id}/${encodeURIComponent(personId)}/${act}"><button>${word}</button></form>`;
	const report = platform === "whatsapp" ? one("report", reported ? "Unreport" : "Report") : "";
	return report + one("block", blocked ? "Unblock" : "Block");
}

/** Whoever looks has read. */
async function seen(account: MetaAccount, person: MetaPerson): Promise<void> {
	for (const line of threadOf(account, person.id))
		if (line.from === "business" && (line.state === "sent" || line.state === "delivered")) await state(account, person, line, "read");
}

function linesOf(account: MetaAccount, person: MetaPerson): string {
	return threadOf(account, person.id)
		.filter(({ state }) => state !== "failed")
		.map(({ id, from, text, type, media, at, reaction }) => {
			const file = media === null ? undefined : account.files.get(media);
			const picture = file?.mime.startsWith("image/") ? `<img src="/phone-file/${account.id}/${media}" alt="A picture">` : "";
			const words = text || (picture === "" ? `(${type})` : "");
			const ticks = from === "customer" ? "✓✓" : "";
			const time = new Date(at).toISOString().slice(11, 16);
			return `<li id="${escaped(id)}" class="${from}"><div>${picture}${words ? `<p>${escaped(words)}</p>` : ""}<small>${time} ${ticks}</small>${reaction ? `<em>${escaped(reaction)}</em>` : ""}</div></li>`;
		})
		.join("");
}

function face({ name }: MetaPerson): string {
	const letters = name
		.split(/\s+/)
		.map((word) => word[0] ?? "")
		.slice(0, 2)
		.join("");
	return `<span class="face" aria-hidden="true">${escaped(letters.toUpperCase())}</span>`;
}

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
