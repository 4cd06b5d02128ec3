import { z } from "zod";
import { DevMint, devMint } from "#app/identity/dev-mint.server.ts";
import { IssueServiceToken } from "#app/identity/key-input.ts";
import { issueServiceToken, type ServiceToken, serviceAudience } from "#app/identity/service-tokens.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint } from "./endpoint.ts";

const TokenBody = z
	.object({
		token: z.string(),
		tokenId: z.string(),
		name: z.string(),
		audience: z.literal(serviceAudience),
		scopes: z.array(z.string()),
		expiresAt: z.iso.datetime(),
	})
	.meta({ id: "ServiceToken" });

function tokenBody({ token, tokenId, name, scopes, expiresAt }: ServiceToken): z.output<typeof TokenBody> {
	return { token, tokenId, name, audience: serviceAudience, scopes, expiresAt: isoInstant(expiresAt) };
}

/** Tokens of services, shown as `Authorization: Bearer` or `X-Service-Token`. */
export function mountServiceTokens(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/service-tokens",
			tag: "API keys",
			summary: "A token for a service, for a day at most",
			description:
				"HS256. Reading a vendor's catalog takes `catalog:sync` and `catalog:sync:<vendor>`. It cannot be revoked: what must be is an API key.",
			body: IssueServiceToken,
			answers: { 201: TokenBody },
			refusals: [409, 415],
		},
		async (call) => ({ status: 201, body: tokenBody(await issueServiceToken(await call.tenant(), call.body, { key: call.key })) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/dev-mint",
			tag: "Auth",
			open: true,
			keyless: true,
			summary: "A service's token without a password; 404 in a production",
			body: DevMint,
			answers: { 200: TokenBody },
			refusals: [401, 404, 415],
		},
		async (call) => ({ body: tokenBody(await devMint(call.scope, call.body)) }),
	);
}
