import { z } from "zod";
import { AnyId, Page } from "#app/platform/input.ts";
import { Email, Name, Password } from "./input.ts";
import { approvableActs } from "./permissions.ts";
import { isWeakPin } from "./rules.ts";

/** What is typed about tills and the people at them. Browser-safe. */

/** `storeId` chooses among an owner's stores; a store's own login has only one. */
export const StartDeviceLogin = z.object({
	email: z.string().trim().toLowerCase().min(1).max(254),
	password: z.string().min(1).max(256),
	storeId: AnyId.optional(),
});
/** `to` sends the code elsewhere: outside production, or to RESEND_TEST_TO. */
export const SendDeviceCode = z.object({ storeId: AnyId.optional(), to: Email.optional() });
export const SixDigits = z
	.string()
	.trim()
	.transform((text) => text.replace(/\s/g, ""))
	.pipe(z.string().regex(/^\d{6}$/, "six digits"));
export const VerifyDeviceCode = z.object({ code: SixDigits, name: Name.optional() });

export const EnrolDevice = z.object({ storeId: AnyId, name: Name.optional() });
export const RenameDevice = z.object({ deviceId: AnyId, name: Name });
export const OneDevice = z.object({ deviceId: AnyId });

/** A PIN as it is typed; whether it is long enough, the store says. */
export const Pin = z.string().regex(/^(\d{4}|\d{6})$/, "four or six digits");
/** One that is chosen: what everybody tries first is refused. */
export const NewPin = Pin.refine((pin) => !isWeakPin(pin), "one of the first PINs anybody would try");
export const EmployeeLogIn = z.object({ slug: z.string().trim().toLowerCase().min(1).max(60), pin: Pin });

/** Owners have a password; at the till they may have a PIN beside it. */
export const EmployeeRole = z.enum(["manager", "agent", "employee"]);
const Stores = z.array(AnyId).min(1, "at least one store").max(200);
const Slug = z
	.string()
	.trim()
	.toLowerCase()
	.regex(/^[a-z0-9][a-z0-9-]{0,47}$/, "letters, digits and dashes");

/** `userId` gives a PIN to somebody who is here already; without it the employee comes with a user of their own. */
export const AddEmployee = z
	.object({
		name: Name.optional(),
		userId: AnyId.optional(),
		role: EmployeeRole.default("employee"),
		storeIds: Stores,
		slug: Slug.optional(),
		pin: NewPin.optional(),
	})
	.refine(({ name, userId }) => (name === undefined) !== (userId === undefined), { path: ["name"], message: "a name, or a userId" });
export const EditEmployee = z.object({
	employeeId: AnyId,
	name: Name.optional(),
	role: EmployeeRole.optional(),
	storeIds: Stores.optional(),
	slug: Slug.optional(),
	state: z.enum(["active", "disabled"]).optional(),
	version: z.int().positive().optional(),
});
export const SetPin = z.object({ employeeId: AnyId, pin: NewPin });
export const OneEmployee = z.object({ employeeId: AnyId });
export const ListEmployees = z.object({ ...Page, storeId: AnyId.optional() });

/** How a store's tills sign in and lock. `email: null` takes the store's own login away. */
export const EditStoreDoor = z.object({
	storeId: AnyId,
	email: Email.nullable().optional(),
	password: Password.optional(),
	pinLength: z.union([z.literal(4), z.literal(6)]).optional(),
	lockMinutes: z.int().min(0).max(240).optional(),
	version: z.int().min(0).optional(),
});
export const OneStore = z.object({ storeId: AnyId });
export const ConfirmTotp = z.object({ storeId: AnyId, code: SixDigits });

export const ApprovableAct = z.enum(approvableActs);
export const ListApprovers = z.object({ act: ApprovableAct });
/** Without a slug the PIN may be that of anybody in the store who may do the act. */
export const GiveApproval = z.object({ act: ApprovableAct, pin: Pin, slug: z.string().trim().toLowerCase().min(1).max(60).optional() });
