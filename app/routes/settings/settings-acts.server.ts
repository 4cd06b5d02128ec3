import type { Locale } from "#app/i18n.ts";
import { addStore } from "#app/identity/add-store.server.ts";
import { addUser } from "#app/identity/add-user.server.ts";
import { askEmailChange } from "#app/identity/ask-email-change.server.ts";
import { askReset } from "#app/identity/ask-reset.server.ts";
import { askVerification } from "#app/identity/ask-verification.server.ts";
import { changePassword } from "#app/identity/change-password.server.ts";
import { editProfile } from "#app/identity/edit-profile.server.ts";
import { editSettings } from "#app/identity/edit-settings.server.ts";
import { editUser } from "#app/identity/edit-user.server.ts";
import { inviteUser } from "#app/identity/invite-user.server.ts";
import { unlinkGoogle } from "#app/identity/link-google.server.ts";
import { removeUser } from "#app/identity/remove-user.server.ts";
import { resendInvite } from "#app/identity/resend-invite.server.ts";
import { revokeInvite } from "#app/identity/revoke-invite.server.ts";
import { revokeSession } from "#app/identity/revoke-session.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { CommandOptions } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { typedDecimal } from "#app/platform/typed-amount.ts";
import { field, numberField } from "../door.server.ts";
import type { Intent } from "./intents.ts";

type Options = CommandOptions & { locale: Locale };
type Act = (tenant: Tenant<Viewer>, fields: FormData, options: Options) => Promise<unknown>;

/** A percentage as typed, or the text itself where it is none, so that the rule names it. */
function percentOf(text: string, language: Locale): number | string {
	const typed = typedDecimal(text, language);
	return "decimal" in typed ? Number(typed.decimal) : text;
}

/** Each small form of the settings page and the command it calls. */
const acts: Record<Intent, Act> = {
	profile: (tenant, fields, options) => editProfile(tenant, { name: field(fields, "name") ?? "" }, options),
	email: (tenant, fields, options) =>
		askEmailChange(tenant, { email: field(fields, "email") ?? "", currentPassword: field(fields, "currentPassword") ?? "" }, options),
	password: (tenant, fields, options) =>
		changePassword(
			tenant,
			{ currentPassword: field(fields, "currentPassword") ?? "", newPassword: field(fields, "newPassword") ?? "" },
			options,
		),
	verification: (tenant, _fields, options) => askVerification(tenant, { locale: options.locale }, options),
	// Whoever signs in with Google only chooses a first password as others choose a new one.
	setPassword: async (tenant, _fields, { locale }) => askReset(tenant.scope, { email: (await tenant.principal()).user.email }, { locale }),
	googleUnlink: (tenant, _fields, options) => unlinkGoogle(tenant, {}, options),
	session: (tenant, fields, options) => revokeSession(tenant, { sessionId: field(fields, "sessionId") }, options),
	business: (tenant, fields, options) =>
		editSettings(
			tenant,
			{
				name: field(fields, "name") ?? "",
				timeZone: field(fields, "timeZone"),
				locale: field(fields, "locale"),
				currency: field(fields, "currency"),
				taxIncluded: fields.has("taxIncluded"),
				taxRate: percentOf(field(fields, "taxRate") ?? "", options.locale),
				version: numberField(fields, "version"),
			},
			options,
		),
	store: (tenant, fields, options) =>
		addStore(
			tenant,
			{
				name: field(fields, "name") ?? "",
				kind: field(fields, "kind"),
				currency: field(fields, "currency"),
				timeZone: field(fields, "timeZone"),
			},
			options,
		),
	invite: (tenant, fields, options) =>
		inviteUser(tenant, { email: field(fields, "email") ?? "", name: field(fields, "name"), role: field(fields, "role") }, options),
	inviteResend: (tenant, fields, options) => resendInvite(tenant, { inviteId: field(fields, "inviteId") }, options),
	inviteRevoke: (tenant, fields, options) => revokeInvite(tenant, { inviteId: field(fields, "inviteId") }, options),
	person: (tenant, fields, options) =>
		addUser(
			tenant,
			{
				name: field(fields, "name") ?? "",
				email: field(fields, "email") ?? "",
				role: field(fields, "role"),
				password: field(fields, "password") ?? "",
			},
			options,
		),
	role: (tenant, fields, options) =>
		editUser(tenant, { userId: field(fields, "userId"), role: field(fields, "role"), version: numberField(fields, "version") }, options),
	removal: (tenant, fields, options) => removeUser(tenant, { userId: field(fields, "userId") }, options),
};

/** Does what one of the forms asks for. Its id, and whom it is about, make a second press the same act. @throws Refusal whatever its command refuses */
export async function actOn(tenant: Tenant<Viewer>, fields: FormData, locale: Locale): Promise<Intent> {
	const intent = field(fields, "intent");
	if (!isIntent(intent)) refuse("invalid", "validation_failed");
	const commandId = field(fields, "commandId");
	const about = field(fields, "sessionId") ?? field(fields, "userId") ?? field(fields, "inviteId") ?? "";
	await acts[intent](tenant, fields, { key: commandId ? `${commandId} ${about}` : null, locale });
	return intent;
}

function isIntent(value: string | undefined): value is Intent {
	return value !== undefined && Object.hasOwn(acts, value);
}
