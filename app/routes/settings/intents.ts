/** The small forms of the settings page. Each has its own words for what was saved: `settings.saved.<intent>`. */
export const intents = [
	"profile",
	"email",
	"verification",
	"password",
	"setPassword",
	"googleUnlink",
	"session",
	"business",
	"store",
	"invite",
	"inviteResend",
	"inviteRevoke",
	"person",
	"role",
	"removal",
] as const;
export type Intent = (typeof intents)[number];
