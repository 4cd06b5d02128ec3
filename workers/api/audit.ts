import { z } from "zod";
import type { Finding } from "#app/audit/chain.server.ts";
import { ListEvents, ListSeals, VerifyEvents } from "#app/audit/input.ts";
import { chainState, listEvents, listSeals } from "#app/audit/queries.server.ts";
import { sealEvents } from "#app/audit/seal-events.server.ts";
import { verifyEvents } from "#app/audit/verify-events.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { orNull, pageBody } from "./shapes.ts";

const EventBody = z
	.object({
		id: z.string(),
		seq: z.int().nullable().describe("Its number in the order things were written down, by which it is sealed"),
		type: z.string(),
		subjectType: z.string(),
		subjectId: z.string(),
		storeId: z.string().nullable(),
		actorKind: z.string(),
		actorId: z.string(),
		actorName: z.string(),
		requestId: z.string(),
		ip: z.string().nullable(),
		at: z.iso.datetime(),
		deviceId: z.string().nullable().describe("The till it was done at"),
		deviceName: z.string().nullable(),
		data: z.record(z.string(), z.unknown()),
	})
	.meta({ id: "Event" });
const SealBody = z
	.object({
		number: z.int(),
		previous: z.string().describe("The hash of the seal before; empty for the first"),
		fromSeq: z.int(),
		toSeq: z.int(),
		root: z.string().describe("SHA-256 of the leaves, a line each"),
		hash: z.string().describe("SHA-256 of this seal’s own words"),
		sealedAt: z.iso.datetime(),
		leaves: z.array(z.string()).describe("The hash of each event from fromSeq to toSeq"),
	})
	.meta({ id: "AuditSeal" });
const LastSealBody = z.object({ number: z.int(), hash: z.string(), toSeq: z.int(), sealedAt: z.iso.datetime() }).meta({ id: "LastSeal" });
const FindingBody = z
	.object({
		what: z.enum([
			"event_changed",
			"event_inserted",
			"event_missing",
			"seal_changed",
			"seal_missing",
			"seal_unlinked",
			"anchor_missing",
			"anchor_differs",
		]),
		seq: z.int().nullable().optional(),
		seal: z.int().optional(),
		id: z.string().optional(),
		type: z.string().optional(),
		at: z.iso.datetime().optional(),
	})
	.meta({ id: "AuditFinding" });
const CheckBody = z.object({
	checkedTo: z.int().describe("The last seal that was held against its events"),
	events: z.int(),
	findings: z.array(FindingBody),
});

const tag = "Audit";

/** The log: read, sealed and checked. */
export function mountAudit(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/audit",
			tag,
			summary: "What happened, newest first: by who, what, to what, when and from where",
			description:
				"A page may be shorter than `limit`, even empty, where what is asked for is rare; as long as there is a `nextCursor`, go on.",
			query: ListEvents,
			answers: { 200: pageBody(EventBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listEvents(await call.tenant(), call.query);
			return { body: { items: items.map((event) => ({ ...event, at: isoInstant(event.at) })), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/audit/chain",
			tag,
			summary: "The last seal, what waits for the next, and what the last check found",
			answers: {
				200: z.object({
					last: orNull(LastSealBody),
					waiting: z.int(),
					check: orNull(CheckBody.extend({ startedAt: z.iso.datetime(), finishedAt: z.iso.datetime().nullable() })),
				}),
			},
		},
		async (call) => {
			const { last, waiting, check } = await chainState(await call.tenant(), {});
			return {
				body: {
					last: last && { ...last, sealedAt: isoInstant(last.sealedAt) },
					waiting,
					check: check && {
						...check,
						findings: check.findings.map(findingBody),
						startedAt: isoInstant(check.startedAt),
						finishedAt: check.finishedAt === null ? null : isoInstant(check.finishedAt),
					},
				},
			};
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/audit/seals",
			tag,
			summary: "The seals, in their order",
			query: ListSeals,
			answers: { 200: pageBody(SealBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listSeals(await call.tenant(), call.query);
			const body = items.map((seal) => ({ ...seal, leaves: seal.leaves.split("\n"), sealedAt: isoInstant(seal.sealedAt) }));
			return { body: { items: body, nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/audit/seals",
			tag,
			summary: "Seal what waits, at most five hundred events; a job does so every hour",
			answers: { 200: z.object({ sealed: z.int(), more: z.boolean() }) },
		},
		async (call) => ({ body: await sealEvents(await call.tenant(), {}, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/audit/verify",
			tag,
			summary: "Work the chain out again, and name what was changed, is missing or was put in",
			description:
				"With `anchor`, a seal that was written down elsewhere, a chain that was cut off or made anew is told apart too. A long chain is not finished by one call: go on with `anew` false.",
			body: VerifyEvents,
			answers: { 200: CheckBody.extend({ finished: z.boolean(), checkedAt: z.iso.datetime() }) },
			refusals: [400, 413, 415],
		},
		async (call) => {
			const check = await verifyEvents(await call.tenant(), call.body, { key: call.key });
			return { body: { ...check, findings: check.findings.map(findingBody), checkedAt: isoInstant(check.checkedAt) } };
		},
	);
}

function findingBody(finding: Finding): z.output<typeof FindingBody> {
	return "at" in finding ? { ...finding, at: isoInstant(finding.at) } : finding;
}
