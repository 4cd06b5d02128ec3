import { z } from "zod";
import { dropCannedFile, findCanned, keepCannedFile } from "#app/inbox/canned-files.server.ts";
import { InboxSettings, KeepCanned, KeepLabel, SetAvailable, SetSealing } from "#app/inbox/input.ts";
import { inboxDesk, keepCanned, keepLabel, removeCanned, removeLabel, setInbox } from "#app/inbox/keep-settings.server.ts";
import { setSealing } from "#app/inbox/set-sealing.server.ts";
import { setAvailable } from "#app/inbox/set-available.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { type Api, endpoint, versionOf } from "./endpoint.ts";
import { CannedBody, CannedFileAnswer, DeskBody, InboxBody, LabelBody, SealingBody, sealingBody } from "./inbox-bodies.ts";

const tag = "Inbox";
const Removed = z.object({ removed: z.string() });

/** How the inbox is set up. */
export function mountInboxDesk(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			...{ method: "get", path: "/inbox", tag, summary: "Who gets new chats, canned answers, labels, and who is there" },
			answers: { 200: DeskBody },
		},
		async (call) => {
			const { sealing, ...desk } = await inboxDesk(await call.tenant(), {});
			return { body: { ...desk, sealing: sealingBody(sealing) } };
		},
	);
	endpoint(
		api,
		base,
		{
			...{ method: "put", path: "/inbox/sealing", tag, summary: "Say whether what is said is sealed" },
			description:
				"What is said from here on is sealed (or not) at once; what was said before is gone through, and GET /inbox tells how far. While it is sealed, `q` of GET /chats finds names and numbers only. The platforms at the other end read what goes through them.",
			body: SetSealing,
			answers: { 200: SealingBody },
			refusals: [400, 415],
		},
		async (call) => ({ body: sealingBody(await setSealing(await call.tenant(), call.body, { key: call.key })) }),
	);
	endpoint(
		api,
		base,
		{
			...{ method: "put", path: "/inbox", tag, summary: "Say who gets new chats", versioned: true },
			body: InboxSettings,
			answers: { 200: InboxBody },
			refusals: [400, 409, 415],
		},
		async (call) => {
			const body = await setInbox(await call.tenant(), { ...call.body, ...versionOf(call) }, { key: call.key });
			return { body, version: body.version };
		},
	);
	endpoint(
		api,
		base,
		{
			...{ method: "put", path: "/inbox/availability", tag, summary: "Say whether somebody takes new chats" },
			description:
				"Whoever comes is given the oldest that wait, as far as they have room; with `handBack`, whoever goes gives theirs back.",
			body: SetAvailable,
			answers: { 200: z.object({ isAvailable: z.boolean(), given: z.int(), handedBack: z.int() }) },
			refusals: [400, 404, 415],
		},
		async (call) => ({ body: await setAvailable(await call.tenant(), call.body, { key: call.key }) }),
	);
	for (const method of ["post", "put"] as const) {
		const isNew = method === "post";
		const [status, of] = isNew ? [201, ""] : [200, "/{id}"];
		endpoint(
			api,
			base,
			{
				...{ method, path: `/inbox/labels${of}`, tag, summary: isNew ? "Make a label" : "Name and colour a label anew" },
				body: KeepLabel.omit({ labelId: true }),
				answers: { [status]: LabelBody },
				refusals: [400, 404, 409, 415],
			},
			async (call) => ({
				status,
				body: await keepLabel(await call.tenant(), { ...call.body, labelId: isNew ? undefined : call.params.id }, { key: call.key }),
			}),
		);
		endpoint(
			api,
			base,
			{
				...{
					method,
					path: `/inbox/canned${of}`,
					tag,
					summary: isNew ? "Write a canned answer" : "Write a canned answer anew",
					versioned: !isNew,
				},
				body: KeepCanned.omit({ cannedId: true }),
				answers: { [status]: CannedBody },
				refusals: [400, 404, 409, 415],
			},
			async (call) => {
				const wish = { ...call.body, ...versionOf(call), cannedId: isNew ? undefined : call.params.id };
				const body = await keepCanned(await call.tenant(), wish, { key: call.key });
				return { status, body, version: body.version };
			},
		);
	}
	endpoint(
		api,
		base,
		{
			...{ method: "delete", path: "/inbox/labels/{id}", tag, summary: "Take a label off every chat, and away" },
			answers: { 200: Removed },
			refusals: [404],
		},
		async (call) => ({ body: await removeLabel(await call.tenant(), { labelId: call.params.id }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			...{ method: "delete", path: "/inbox/canned/{id}", tag, summary: "Take a canned answer away" },
			answers: { 200: Removed },
			refusals: [404],
		},
		async (call) => ({ body: await removeCanned(await call.tenant(), { cannedId: call.params.id }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			...{
				method: "put",
				path: "/inbox/canned/{id}/file",
				tag,
				summary: "Put a file to a canned answer, instead of the one it had",
				keyless: true,
			},
			description: "A form with the file in `file`, at most 16 MiB. What it is, its bytes say. Each chat it is sent in is given a copy.",
			file: ["multipart/form-data"],
			answers: { 200: CannedFileAnswer },
			refusals: [400, 404, 413, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			const cannedId = call.params.id ?? "";
			await findCanned(tenant, { cannedId });
			const form = await call.c.req.formData().catch(() => null);
			const file = form?.get("file");
			if (!(file instanceof File) || file.size === 0) return refuse("invalid", "file_missing", { field: "file" });
			const bytes = new Uint8Array(await file.arrayBuffer());
			return { body: await keepCannedFile(tenant, bytes, { cannedId, name: file.name, mime: file.type }) };
		},
	);
	endpoint(
		api,
		base,
		{
			...{ method: "delete", path: "/inbox/canned/{id}/file", tag, summary: "Take the file of a canned answer away" },
			answers: { 200: CannedFileAnswer },
			refusals: [404],
		},
		async (call) => ({ body: await dropCannedFile(await call.tenant(), { cannedId: call.params.id }, { key: call.key }) }),
	);
}
