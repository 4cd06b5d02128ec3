import { defineEvent } from "#app/platform/events.server.ts";

export const BusinessRegistered = defineEvent<{ name: string; storeId: string }>("identity.business_registered");
export const LoggedIn = defineEvent<{ sessionId: string }>("identity.logged_in");
export const LoggedOut = defineEvent<{ sessionId: string }>("identity.logged_out", { relayed: true });
export const PasswordChanged = defineEvent<{ sessionsEnded: "others" | "all" }>("identity.password_changed", { relayed: true });
/** A link is only ever named: whoever reads events must not be able to open it. */
export const VerificationAsked = defineEvent<{ linkId: string }>("identity.verification_asked", { relayed: true });
export const EmailVerified = defineEvent<{ email: string }>("identity.email_verified");
export const ResetAsked = defineEvent<{ linkId: string }>("identity.reset_asked", { relayed: true });
export const GoogleLinked = defineEvent<{ email: string }>("identity.google_linked");
export const GoogleUnlinked = defineEvent<{ name: string }>("identity.google_unlinked");
export const UserInvited = defineEvent<{ email: string; role: string; sends: number }>("identity.user_invited", { relayed: true });
export const InviteRevoked = defineEvent<{ email: string }>("identity.invite_revoked");
export const InviteAccepted = defineEvent<{ email: string; role: string; userId: string }>("identity.invite_accepted");
export const SessionRevoked = defineEvent<{ sessionId: string }>("identity.session_revoked", { relayed: true });
export const UserAdded = defineEvent<{ name: string; role: string }>("identity.user_added");
export const UserEdited = defineEvent<{ before: object; after: object }>("identity.user_edited", { relayed: true });
/** Their other sessions stay: it is the same person, who proved both the password and the new address. */
export const EmailChangeAsked = defineEvent<{ linkId: string }>("identity.email_change_asked", { relayed: true });
export const EmailChanged = defineEvent<{ before: { email: string | null }; after: { email: string } }>("identity.email_changed", {
	relayed: true,
});
export const UserRemoved = defineEvent<{ name: string }>("identity.user_removed", { relayed: true });
export const SettingsEdited = defineEvent<{ before: object; after: object }>("identity.settings_edited");
export const StoreEdited = defineEvent<{ before: object; after: object }>("identity.store_edited");
export const StoreAdded = defineEvent<{ name: string; kind: string }>("identity.store_added");

/** A code is only ever named, as a link is. */
export const DeviceCodeAsked = defineEvent<{ loginId: string; sends: number }>("identity.device_code_asked", { relayed: true });
export const DeviceLoginStarted = defineEvent<{ email: string }>("identity.device_login_started");
/** Somebody tried a wrong password, or a wrong code, to make a device a till; what was typed is nowhere. */
export const DeviceLoginRefused = defineEvent<{ email: string }>("identity.device_login_refused");
export const DeviceCodeRefused = defineEvent<{ left: number }>("identity.device_code_refused");
export const DeviceEnrolled = defineEvent<{ name: string; by: "login" | "owner" }>("identity.device_enrolled", { relayed: true });
export const DeviceRenamed = defineEvent<{ before: object; after: object }>("identity.device_renamed");
export const DeviceRevoked = defineEvent<{ name: string }>("identity.device_revoked", { relayed: true });
export const StoreDoorEdited = defineEvent<{ before: object; after: object }>("identity.store_door_edited");
export const EmployeeAdded = defineEvent<{ name: string; role: string; employeeId: string }>("identity.employee_added");
export const EmployeeEdited = defineEvent<{ before: object; after: object }>("identity.employee_edited", { relayed: true });
export const PinSet = defineEvent<{ name: string }>("identity.pin_set", { relayed: true });
export const PinRefused = defineEvent<{ name: string; tries: number }>("identity.pin_refused");
export const PinUnlocked = defineEvent<{ name: string }>("identity.pin_unlocked");
export const EmployeeLoggedIn = defineEvent<{ sessionId: string }>("identity.employee_logged_in");
export const EmployeeLoggedOut = defineEvent<{ sessionId: string }>("identity.employee_logged_out", { relayed: true });
export const KeyMade = defineEvent<{ name: string; scopes: string[] }>("identity.key_made");
export const KeyRotated = defineEvent<{ name: string; successor: string }>("identity.key_rotated");
export const KeyRevoked = defineEvent<{ name: string }>("identity.key_revoked", { relayed: true });
export const ServiceTokenIssued = defineEvent<{ name: string; scopes: string[]; minutes: number }>("identity.service_token_issued");
export const ActApproved = defineEvent<{ act: string; askedBy: string }>("identity.act_approved");
