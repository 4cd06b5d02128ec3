/** The kinds of refusal there are, and the HTTP status a door answers each with. This table is the only place that knows. */
const statusOf = {
	invalid: 400,
	unauthenticated: 401,
	forbidden: 403,
	not_found: 404,
	method_not_allowed: 405,
	conflict: 409,
	too_large: 413,
	unsupported_media: 415,
	upgrade_required: 426,
	too_many: 429,
	unavailable: 503,
} as const;

type RefusalKind = keyof typeof statusOf;
export type RefusalDetails = Record<string, unknown>;

/** What a rule says when it will not: never caught by a room, translated once by each door. */
export class Refusal extends Error {
	readonly kind: RefusalKind;
	/** snake_case word; `messages/*` holds its sentence under `errors.<code>`. */
	readonly code: string;
	readonly details: RefusalDetails | undefined;

	constructor(kind: RefusalKind, code: string, details?: RefusalDetails) {
		super(code);
		this.name = "Refusal";
		this.kind = kind;
		this.code = code;
		this.details = details;
	}

	get status(): number {
		return statusOf[this.kind];
	}
}

/**
 * Refuses. `details` may hold what the caller needs to do better: `field`, `allowed` (also the methods of an address), `available`, `current`, `retryAfter` (seconds).
 * @throws Refusal always
 */
export function refuse(kind: RefusalKind, code: string, details?: RefusalDetails): never {
	throw new Refusal(kind, code, details);
}

/** One broken rule of an input: where, which rule, and what it demands. */
export type FieldIssue = { field: string; rule: string; message: string };

/** @throws Refusal `invalid / validation_failed` naming every field and rule */
export function refuseInput(issues: FieldIssue[]): never {
	refuse("invalid", "validation_failed", { issues });
}

/** @throws Refusal `invalid / validation_failed` for one field */
export function refuseField(field: string, rule: string, message: string, more?: RefusalDetails): never {
	refuse("invalid", "validation_failed", { issues: [{ field, rule, message }], ...more });
}
