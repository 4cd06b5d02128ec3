import { z } from "zod";
import { addUser } from "#app/identity/add-user.server.ts";
import { editUser } from "#app/identity/edit-user.server.ts";
import { AddUser, EditUser, ListUsers, ReplaceUser } from "#app/identity/input.ts";
import { listUsers, oneUser, type UserFacts } from "#app/identity/queries.server.ts";
import { removeUser } from "#app/identity/remove-user.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, type Call, demand, endpoint, versionOf } from "./endpoint.ts";
import { pageBody, UserBody } from "./shapes.ts";

const PersonBody = UserBody.extend({ version: z.int(), createdAt: z.iso.datetime() }).meta({ id: "Person" });

function personBody(user: UserFacts): z.output<typeof PersonBody> {
	return { ...user, createdAt: isoInstant(user.createdAt) };
}

/** People of the business. */
export function mountUsers(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/users",
			tag: "Users",
			summary: "People of the business, by name",
			query: ListUsers,
			answers: { 200: pageBody(PersonBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listUsers(await call.tenant(), call.query);
			return { body: { items: items.map(personBody), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/users",
			tag: "Users",
			summary: "Add a person",
			body: AddUser,
			answers: { 201: PersonBody },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			const user = await addUser(await call.tenant(), call.body, { key: call.key });
			return { status: 201, body: personBody(user), version: user.version };
		},
	);
	endpoint(
		api,
		base,
		{ method: "get", path: "/users/{id}", tag: "Users", summary: "One person", answers: { 200: PersonBody }, refusals: [404] },
		async (call) => {
			const user = await oneUser(await call.tenant(), { userId: call.params.id ?? "" });
			return { body: personBody(user), version: user.version };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "put",
			path: "/users/{id}",
			tag: "Users",
			summary: "Replace a person's name and role",
			body: ReplaceUser.omit({ userId: true }),
			answers: { 200: PersonBody },
			versioned: true,
			refusals: [400, 404, 409, 413, 415],
		},
		(call) => edited(call, ReplaceUser),
	);
	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/users/{id}",
			tag: "Users",
			summary: "Change a person's name or role",
			body: EditUser.omit({ userId: true }),
			answers: { 200: PersonBody },
			versioned: true,
			refusals: [400, 404, 409, 413, 415],
		},
		(call) => edited(call, EditUser),
	);
	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/users/{id}",
			tag: "Users",
			summary: "Remove a person: sessions end, names are free again",
			answers: { 200: z.object({ removed: z.string() }) },
			versioned: true,
			refusals: [404, 409],
		},
		async (call) => ({
			body: await removeUser(await call.tenant(), { ...versionOf(call), userId: call.params.id }, { key: call.key }),
		}),
	);
}

/** PUT demands the whole: its stricter object judges first, once it is known who asks. */
async function edited(call: Call, input: typeof EditUser | typeof ReplaceUser) {
	const tenant = await call.tenant();
	const wanted = { ...call.body, userId: call.params.id, ...versionOf(call) };
	await demand(tenant, editUser.spec.needs, input, wanted);
	const user = await editUser(tenant, wanted, { key: call.key });
	return { body: personBody(user), version: user.version };
}
