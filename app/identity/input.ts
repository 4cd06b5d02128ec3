import { z } from "zod";
import { AnyId, line, Page } from "#app/platform/input.ts";
import { isCurrency } from "#app/platform/money.ts";
import { canonicalZone } from "#app/platform/time.ts";

/** What people may type about themselves. The same objects serve forms, API and the OpenAPI document. */

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());
const Username = z
	.string()
	.trim()
	.toLowerCase()
	.regex(/^[a-z0-9][a-z0-9._-]{2,31}$/, "3 to 32 letters, digits, dots, dashes or underscores");

const common = new Set(
	"password passw0rd 12345678 123456789 1234567890 qwertyui qwerty123 iloveyou 11111111 00000000 password1 password123 admin123 adminadmin letmein1 welcome1 sunshine princess football baseball superman trustno1 abcd1234 1q2w3e4r asdfghjk kodeord1 kodeord123 hemmelig velkommen danmark1 sommer2026 sommer2025".split(
		" ",
	),
);

/** At least 8 characters, no composition rules, long ones welcome; what everybody tries first is refused. */
export const Password = z
	.string()
	.min(8, "at least 8 characters")
	.max(256, "at most 256 characters")
	.refine((text) => !common.has(text.toLowerCase()), "one of the first passwords anybody would try")
	.refine((text) => new Set(text).size >= 4, "at least 4 different characters");

export const Currency = z.string().trim().toUpperCase().refine(isCurrency, "an ISO 4217 currency code");
export const Name = line(120)
	.min(1, "not empty")
	.regex(/^$|[^\s\p{Cf}]/u, "not empty");

const Language = z.enum(["en", "da"]);

/** An IANA time zone in whatever case, as Intl spells it. */
const TimeZone = z
	.string()
	.trim()
	.max(64)
	.transform((zone, context) => {
		const known = canonicalZone(zone);
		if (known === null) context.addIssue({ code: "custom", message: "an IANA time zone, such as Europe/Copenhagen" });
		return known ?? z.NEVER;
	});

const NewBusiness = z.object({
	name: Name.optional(),
	businessName: Name.optional(),
	storeName: Name.optional(),
	currency: Currency.optional(),
	timeZone: TimeZone.optional(),
	locale: Language.optional(),
});

export const Register = NewBusiness.extend({ email: Email.optional(), username: Username.optional(), password: Password }).refine(
	(input) => input.email || input.username,
	{ path: ["email"], message: "an e-mail or a user name" },
);

/** By somebody whom Google has named: no password, and the e-mail is theirs. */
export const RegisterWithGoogle = NewBusiness;

export const LogIn = z
	.object({
		email: z.string().trim().toLowerCase().max(254).optional().describe("An empty one counts as not given"),
		username: z.string().trim().toLowerCase().max(254).optional(),
		password: z.string().min(1).max(256),
	})
	.refine((input) => input.email || input.username, { path: ["email"], message: "an e-mail or a user name" });

export const ChangePassword = z.object({ currentPassword: z.string().min(1).max(256), newPassword: Password });
/** What Google says about somebody who just signed in there. Only the account's id stays the same for ever. */
export const GoogleIdentity = z.object({
	accountId: z.string().min(1).max(255),
	email: Email,
	emailVerified: z.boolean(),
	name: z.string().max(120),
	picture: z.string().max(500).nullable(),
	/** The Workspace domain; null for everybody else. */
	hd: z.string().max(253).nullable(),
});
export type GoogleIdentity = z.output<typeof GoogleIdentity>;

/** The token of a mailed link, as it stands in its address. */
const LinkToken = z.string().min(1).max(300);
export const AskReset = z.object({ email: Email });
export const ResetPassword = z.object({ token: LinkToken, newPassword: Password });
export const VerifyEmail = z.object({ token: LinkToken });
/** The new address, and the password that says who asks for it. */
export const AskEmailChange = z.object({ email: Email, currentPassword: z.string().min(1).max(256) });
export const ChangeEmail = z.object({ token: LinkToken });
export const AskVerification = z.object({ locale: Language.optional() });
export const RevokeSession = z.object({ sessionId: AnyId });
export const EditProfile = z.object({ name: Name });

export const RoleName = z.enum(["owner", "manager", "agent", "employee"]);
export const AddUser = z.object({ email: Email, name: Name, role: RoleName, password: Password, username: Username.optional() });
export const InviteUser = z.object({ email: Email, role: RoleName, name: Name.optional() });
export const OneInvite = z.object({ inviteId: AnyId });
export const ListInvites = z.object(Page);
export const AcceptInvite = z.object({ token: LinkToken, name: Name, password: Password });
export const AcceptInviteWithGoogle = AcceptInvite.omit({ password: true });
/** PUT sends the whole, PATCH a part; `version` (or If-Match) refuses to write over somebody else's change. */
export const EditUser = z.object({
	userId: AnyId,
	name: Name.optional(),
	role: RoleName.optional(),
	version: z.int().positive().optional(),
});
export const ReplaceUser = EditUser.required({ name: true, role: true });
export const RemoveUser = z.object({ userId: AnyId, version: z.int().positive().optional() });
export const ListUsers = z.object({ ...Page, role: RoleName.optional() });
export const OneUser = z.object({ userId: AnyId });

/** Percent, as people say it, with up to two decimals; kept in basis points. */
export const TaxRate = z.number().min(0).max(100).multipleOf(0.01);

export const EditSettings = z.object({
	name: Name.optional(),
	locale: Language.optional(),
	currency: Currency.optional().describe("What sums over all stores are in, and a new store begins with; stores keep theirs"),
	timeZone: TimeZone.optional(),
	taxIncluded: z.boolean().optional(),
	taxRate: TaxRate.optional(),
	version: z.int().positive().optional(),
});

export const AddStore = z.object({
	name: Name,
	kind: z.enum(["shop", "web"]).default("shop"),
	currency: Currency.optional(),
	timeZone: TimeZone.optional(),
});

/** `version` (or If-Match) refuses to write over somebody else's change. PUT sends the whole. */
export const EditStore = z.object({
	storeId: AnyId,
	name: Name.optional(),
	timeZone: TimeZone.optional().describe("Days that are over stay as they were counted"),
	currency: Currency.optional().describe("Only until it has sold, or priced goods stand on its shelves"),
	version: z.int().positive().optional(),
});
export const ReplaceStore = EditStore.required({ name: true, timeZone: true, currency: true });
export const OneStore = z.object({ storeId: AnyId });
