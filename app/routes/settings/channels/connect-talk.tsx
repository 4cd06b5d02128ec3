import { useMessages, useTranslations } from "use-intl/react";
import { talkPlatforms } from "#app/channels/rules.ts";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";
import { ConnectWay } from "./connect-way.tsx";
import { StoreField } from "./store-field.tsx";

type Props = { stores: { id: string; name: string }[]; commandId: string; answered: Refused | undefined };
const fields = ["platform", "accountId", "wabaId", "accessToken", "appSecret", "storeId"];

/** Connects an account people write to, by its token. */
export function ConnectTalk({ stores, commandId, answered }: Props) {
	const t = useTranslations("channels.talk");
	const refused = useRefusedAccount(answered);
	return (
		<ConnectWay id="talk" title={t("title")} about={t("about")} isOpen={answered?.values.intent === "talk"}>
			<PlainForm intent="talk" commandId={commandId} answered={refused} fields={fields}>
				{({ at, typed, busy }) => (
					<>
						<SelectField label={t("platform")} name="platform" defaultValue={typed("platform")} problems={at("platform")}>
							{talkPlatforms.map((platform) => (
								<option key={platform} value={platform}>
									{t(`names.${platform}`)}
								</option>
							))}
						</SelectField>
						<TextField
							label={t("accountId")}
							name="accountId"
							required
							mono
							inputMode="numeric"
							autoComplete="off"
							hint={t("accountHint")}
							defaultValue={typed("accountId")}
							problems={at("accountId")}
						/>
						<TextField
							label={t("wabaId")}
							name="wabaId"
							optional
							mono
							inputMode="numeric"
							autoComplete="off"
							hint={t("wabaHint")}
							defaultValue={typed("wabaId")}
							problems={at("wabaId")}
						/>
						<PasswordField
							label={t("accessToken")}
							name="accessToken"
							required
							autoComplete="new-password"
							hint={t("tokenHint")}
							problems={at("accessToken")}
						/>
						<PasswordField
							label={t("appSecret")}
							name="appSecret"
							required
							autoComplete="new-password"
							hint={t("secretHint")}
							problems={at("appSecret")}
						/>
						<StoreField kind="talk" stores={stores} at={at} typed={typed} />
						<div className="submit">
							<Button type="submit" kind="primary" busy={busy}>
								{t("do")}
							</Button>
						</div>
					</>
				)}
			</PlainForm>
		</ConnectWay>
	);
}

/** What the platform said, beside the field it is about. */
function useRefusedAccount(answered: Refused | undefined): Refused | undefined {
	const { trouble, talk } = useMessages().channels;
	if (answered?.code !== "shop_not_connected" || answered.values.intent !== "talk") return answered;
	const rule = String(answered.details.reason);
	const words: Record<string, string> = { ...trouble, ...talk.trouble };
	const about = rule === "not_an_account" ? "accountId" : rule === "business_account_missing" ? "wabaId" : "accessToken";
	return { ...answered, problems: { [about]: [{ field: about, rule, message: words[rule] ?? trouble.refused }] } };
}
