import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";
import { useRefusedShop } from "./channel-words.tsx";
import { ConnectWay } from "./connect-way.tsx";
import { StoreField } from "./store-field.tsx";

type Props = { stores: { id: string; name: string }[]; commandId: string; answered: Refused | undefined };

/** Connects a shop by the two halves of a key made there. */
export function ConnectWoocommerce({ stores, commandId, answered }: Props) {
	const t = useTranslations("channels.connect");
	const refused = useRefusedShop(answered);
	return (
		<ConnectWay id="woocommerce" title={t("title")} about={t("about")} isOpen={answered?.values.intent === "connect"}>
			<PlainForm
				intent="connect"
				commandId={commandId}
				answered={refused}
				fields={["storeUrl", "consumerKey", "consumerSecret", "storeId"]}
			>
				{({ at, typed, busy }) => (
					<>
						<TextField
							label={t("storeUrl")}
							name="storeUrl"
							required
							inputMode="url"
							autoCapitalize="off"
							spellCheck={false}
							placeholder="https://"
							defaultValue={typed("storeUrl")}
							problems={at("storeUrl")}
						/>
						<TextField
							label={t("consumerKey")}
							name="consumerKey"
							required
							mono
							autoComplete="off"
							spellCheck={false}
							hint={t("keyHint")}
							defaultValue={typed("consumerKey")}
							problems={at("consumerKey")}
						/>
						<PasswordField
							label={t("consumerSecret")}
							name="consumerSecret"
							required
							autoComplete="new-password"
							problems={at("consumerSecret")}
						/>
						<StoreField kind="shop" stores={stores} at={at} typed={typed} />
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
