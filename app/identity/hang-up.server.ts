import { hangUp } from "#app/platform/news.server.ts";
import type { Reaction } from "#app/platform/reactions.server.ts";
import {
	DeviceRevoked,
	EmployeeEdited,
	EmployeeLoggedOut,
	KeyRevoked,
	LoggedOut,
	PasswordChanged,
	PinSet,
	SessionRevoked,
	UserEdited,
	UserRemoved,
} from "./events.server.ts";

/**
 * Whose sessions may have ended, or whose role changed, proves again who they are before they hear more: all their sockets are closed, and
 * those that still have a session come back. So with everybody at a till that was revoked. A session that simply runs out is noticed by the object itself.
 */
export const hangUpReaction: Reaction = {
	name: "identity.hang-up",
	on: [
		LoggedOut,
		SessionRevoked,
		PasswordChanged,
		UserEdited,
		UserRemoved,
		EmployeeLoggedOut,
		EmployeeEdited,
		PinSet,
		DeviceRevoked,
		KeyRevoked,
	],
	run: (tenant, event) => hangUp(tenant.scope, tenant.businessId, event.subjectId),
};
