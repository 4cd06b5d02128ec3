import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";
import { StoreChoices } from "./store-choices.tsx";

type Props = {
	commandId: string;
	stores: { id: string; name: string }[];
	/** Who is here already and has no PIN. */
	people: { id: string; name: string }[];
	answered: Refused | undefined;
};

/** Somebody new at the tills, or a person who is here already. */
export function AddEmployeeForm({ commandId, stores, people, answered }: Props) {
	const t = useTranslations("tills.employees");
	const roles = useTranslations("settings.roles");
	return (
		<PlainForm intent="add" commandId={commandId} answered={answered} fields={["name", "userId", "role", "storeIds", "pin"]}>
			{({ at, typed, busy }) => (
				<>
					<div className="two">
						<TextField
							label={t("name")}
							hint={people.length > 0 ? t("nameHint") : undefined}
							name="name"
							autoComplete="off"
							defaultValue={typed("name")}
							problems={at("name")}
						/>
						<SelectField
							label={t("role")}
							hint={t("roleHint")}
							name="role"
							defaultValue={typed("role") ?? "employee"}
							problems={at("role")}
						>
							{(["employee", "agent", "manager"] as const).map((role) => (
								<option key={role} value={role}>
									{roles(role)}
								</option>
							))}
						</SelectField>
					</div>
					{people.length > 0 && (
						<SelectField
							label={t("person")}
							hint={t("personHint")}
							name="userId"
							optional
							defaultValue={typed("userId") ?? ""}
							problems={at("userId")}
						>
							<option value="">{t("somebodyNew")}</option>
							{people.map(({ id, name }) => (
								<option key={id} value={id}>
									{name}
								</option>
							))}
						</SelectField>
					)}
					<StoreChoices stores={stores} chosen={stores.length === 1 ? stores.map(({ id }) => id) : []} problems={at("storeIds")} />
					<div className="two">
						<PinField label={t("firstPin")} problems={at("pin")} />
					</div>
					<div className="submit">
						<Button type="submit" kind="primary" busy={busy}>
							{t("add")}
						</Button>
					</div>
				</>
			)}
		</PlainForm>
	);
}

/** A PIN that is being chosen: shown, so that it can be handed over. */
export function PinField({ label, problems }: { label: string; problems: string[] }) {
	const t = useTranslations("tills.employees");
	return (
		<TextField
			label={label}
			hint={t("pinHint")}
			name="pin"
			inputMode="numeric"
			autoComplete="off"
			maxLength={6}
			pattern="[0-9]{4}|[0-9]{6}"
			mono
			problems={problems}
		/>
	);
}
