import { defineEvent } from "#app/platform/events.server.ts";

export const BusinessRegistered = defineEvent<{ name: string; storeId: string }>("identity.business_registered");
export const LoggedIn = defineEvent<{ sessionId: string }>("identity.logged_in");
export const LoggedOut = defineEvent<{ sessionId: string }>("identity.logged_out");
export const PasswordChanged = defineEvent<{ sessionsEnded: "others" }>("identity.password_changed");
export const SessionRevoked = defineEvent<{ sessionId: string }>("identity.session_revoked");
export const UserAdded = defineEvent<{ name: string; role: string }>("identity.user_added");
export const UserEdited = defineEvent<{ before: object; after: object }>("identity.user_edited");
export const UserRemoved = defineEvent<{ name: string }>("identity.user_removed");
export const SettingsEdited = defineEvent<{ before: object; after: object }>("identity.settings_edited");
export const StoreAdded = defineEvent<{ name: string; kind: string }>("identity.store_added");
