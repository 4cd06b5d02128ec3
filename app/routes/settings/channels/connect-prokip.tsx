import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";
import { useRefusedShop } from "./channel-words.tsx";
import { ConnectWay } from "./connect-way.tsx";
import { StoreField } from "./store-field.tsx";

type Props = { stores: { id: string; name: string }[]; commandId: string; answered: Refused | undefined };

/** Connects a location of a Prokip account: by a token, or by a login that gets one. */
export function ConnectProkip({ stores, commandId, answered }: Props) {
	const t = useTranslations("channels.prokip");
	const refused = useRefusedProkip(answered);
	return (
		<ConnectWay id="prokip" title={t("title")} about={t("about")} isOpen={intents.some((intent) => answered?.values.intent === intent)}>
			<PlainForm intent="prokip" commandId={commandId} answered={refused} fields={["token", "locationId", "storeId"]}>
				{({ at, typed, busy }) => (
					<>
						<PasswordField label={t("token")} name="token" required autoComplete="new-password" problems={at("token")} />
						<Where stores={stores} answered={refused} at={at} typed={typed} />
						<div className="submit">
							<Button type="submit" kind="primary" busy={busy}>
								{t("do")}
							</Button>
						</div>
					</>
				)}
			</PlainForm>
			<details className="other-way" open={refused?.values.intent === "prokipLogin"}>
				<summary>{t("byLogin")}</summary>
				<p className="quiet-text">{t("loginAbout")}</p>
				<PlainForm intent="prokipLogin" commandId={commandId} answered={refused} fields={loginFields}>
					{({ at, typed, busy }) => (
						<>
							<TextField
								label={t("clientId")}
								name="clientId"
								required
								mono
								autoComplete="off"
								defaultValue={typed("clientId")}
								problems={at("clientId")}
							/>
							<PasswordField
								label={t("clientSecret")}
								name="clientSecret"
								required
								autoComplete="new-password"
								problems={at("clientSecret")}
							/>
							<TextField
								label={t("username")}
								name="username"
								required
								autoComplete="off"
								autoCapitalize="off"
								defaultValue={typed("username")}
								problems={at("username")}
							/>
							<PasswordField label={t("password")} name="password" required autoComplete="new-password" problems={at("password")} />
							<Where stores={stores} answered={refused} at={at} typed={typed} />
							<div className="submit">
								<Button type="submit" kind="primary" busy={busy}>
									{t("do")}
								</Button>
							</div>
						</>
					)}
				</PlainForm>
			</details>
		</ConnectWay>
	);
}

const intents = ["prokip", "prokipLogin"];
const loginFields = ["clientId", "clientSecret", "username", "password", "locationId", "storeId"];

type WhereProps = Pick<Props, "stores" | "answered"> & { at(field: string): string[]; typed(field: string): string | undefined };

/** Which location of theirs is which store of ours. Theirs are known once they have answered. */
function Where({ stores, answered, at, typed }: WhereProps) {
	const t = useTranslations("channels.prokip");
	const locations = locationsIn(answered?.details.locations);
	return (
		<>
			{locations.length > 0 && (
				<SelectField label={t("location")} name="locationId" defaultValue={typed("locationId")} problems={at("locationId")}>
					{locations.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
				</SelectField>
			)}
			<StoreField kind="books" stores={stores} at={at} typed={typed} />
		</>
	);
}

function locationsIn(said: unknown): { id: string; name: string }[] {
	if (!Array.isArray(said)) return [];
	return said.flatMap((each: unknown) => {
		const isOne = typeof each === "object" && each !== null && "id" in each && "name" in each;
		return isOne ? [{ id: String(each.id), name: String(each.name) }] : [];
	});
}

/** What Prokip said, beside the field it is about. */
function useRefusedProkip(answered: Refused | undefined): Refused | undefined {
	const t = useTranslations("channels.prokip");
	const refused = useRefusedShop(answered);
	if (!answered || !refused) return undefined;
	const intent = answered.values.intent;
	if (!intents.some((each) => each === intent)) return refused;
	const secret = intent === "prokip" ? "token" : "password";
	const beside = (field: string, rule: string, message: string) => ({ ...answered, problems: { [field]: [{ field, rule, message }] } });
	if (answered.code === "location_needed") return beside("locationId", "several", t("several"));
	if (answered.code === "shop_not_connected") {
		const [problem] = Object.values(refused.problems).flat();
		return beside(secret, problem?.rule ?? "refused", problem?.rule === "keys_refused" ? t("refused") : (problem?.message ?? t("refused")));
	}
	const missing = answered.problems.password;
	return missing
		? { ...refused, problems: { ...refused.problems, password: [{ field: "password", rule: "required", message: "" }] } }
		: refused;
}
