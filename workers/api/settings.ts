import { z } from "zod";
import { discardLetter } from "#app/audit/discard.server.ts";
import { ListLetters } from "#app/audit/input.ts";
import { listLetters } from "#app/audit/queries.server.ts";
import { replayLetter } from "#app/audit/replay.server.ts";
import { changePassword } from "#app/identity/change-password.server.ts";
import { editSettings } from "#app/identity/edit-settings.server.ts";
import { ChangePassword, EditSettings } from "#app/identity/input.ts";
import { ownSessions, settings } from "#app/identity/queries.server.ts";
import { revokeSession } from "#app/identity/revoke-session.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint, versionOf } from "./endpoint.ts";
import { pageBody, StoreBody } from "./shapes.ts";

const SettingsBody = z
	.object({
		name: z.string(),
		slug: z.string(),
		currency: z.string(),
		timeZone: z.string(),
		locale: z.enum(["en", "da"]),
		taxIncluded: z.boolean(),
		taxRate: z.number(),
		version: z.int(),
		stores: z.array(StoreBody),
	})
	.meta({ id: "Settings" });
const SessionBody = z.object({
	id: z.string(),
	createdAt: z.iso.datetime(),
	seenAt: z.iso.datetime(),
	expiresAt: z.iso.datetime(),
	ip: z.string().nullable(),
	userAgent: z.string(),
	isThis: z.boolean(),
});
const LetterBody = z
	.object({
		id: z.string(),
		eventId: z.string(),
		eventType: z.string(),
		error: z.string(),
		deliveries: z.int(),
		state: z.enum(["dead", "replayed", "discarded"]),
		diedAt: z.iso.datetime(),
		settledAt: z.iso.datetime().nullable(),
	})
	.meta({ id: "DeadLetter" });

/** Settings of the business, one's own sessions and password, and what the queue gave up on. */
export function mountSettings(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{ method: "get", path: "/settings", tag: "Settings", summary: "The business's settings and stores", answers: { 200: SettingsBody } },
		async (call) => {
			const body = await settings(await call.tenant(), {});
			return { body, version: body.version };
		},
	);
	for (const method of ["put", "patch"] as const) {
		endpoint(
			api,
			base,
			{
				method,
				path: "/settings",
				tag: "Settings",
				summary: "Change settings; what is not named stays",
				body: EditSettings,
				answers: { 200: z.object({ version: z.int() }) },
				versioned: true,
				refusals: [400, 409, 413, 415],
			},
			async (call) => ({
				body: await editSettings(await call.tenant(), { ...call.body, ...versionOf(call) }, { key: call.key }),
			}),
		);
	}
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/password",
			tag: "Auth",
			summary: "Change one's password; ends the other sessions",
			body: ChangePassword,
			answers: { 200: z.object({ changed: z.literal(true) }) },
			refusals: [400, 413, 415],
		},
		async (call) => ({
			body: await changePassword(await call.tenant(), call.body, { key: call.key }),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/auth/sessions",
			tag: "Auth",
			summary: "One's own sessions",
			answers: { 200: z.object({ items: z.array(SessionBody) }) },
		},
		async (call) => {
			const sessions = await ownSessions(await call.tenant(), {});
			return {
				body: {
					items: sessions.map((session) => ({
						...session,
						createdAt: isoInstant(session.createdAt),
						seenAt: isoInstant(session.seenAt),
						expiresAt: isoInstant(session.expiresAt),
					})),
				},
			};
		},
	);
	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/auth/sessions/{id}",
			tag: "Auth",
			summary: "End one of one's own sessions",
			answers: { 200: z.object({ revoked: z.string() }) },
			refusals: [404],
		},
		async (call) => ({
			body: await revokeSession(await call.tenant(), { sessionId: call.params.id }, { key: call.key }),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/dead-letters",
			tag: "Operations",
			summary: "Events whose reactions kept failing",
			query: ListLetters,
			answers: { 200: pageBody(LetterBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listLetters(await call.tenant(), call.query);
			return {
				body: {
					items: items.map((letter) => ({
						...letter,
						diedAt: isoInstant(letter.diedAt),
						settledAt: letter.settledAt === null ? null : isoInstant(letter.settledAt),
					})),
					nextCursor,
				},
			};
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/dead-letters/{id}/replay",
			tag: "Operations",
			summary: "Send a dead letter again",
			answers: { 200: z.object({ replayed: z.string() }) },
			refusals: [404, 409],
		},
		async (call) => ({
			body: await replayLetter(await call.tenant(), { letterId: call.params.id }, { key: call.key }),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/dead-letters/{id}/discard",
			tag: "Operations",
			summary: "Let a dead letter rest",
			answers: { 200: z.object({ discarded: z.string() }) },
			refusals: [404, 409],
		},
		async (call) => ({
			body: await discardLetter(await call.tenant(), { letterId: call.params.id }, { key: call.key }),
		}),
	);
}
