import { useMessages, useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";
import { useRefusedShop } from "./channel-words.tsx";
import { ConnectWay } from "./connect-way.tsx";
import { StoreField } from "./store-field.tsx";

const errors = ["access_denied", "invalid_state", "keys_missing", "not_connected"] as const;
/** `reason`: a word of `channels.trouble`. */
export type WoocommerceSaid = { error: (typeof errors)[number]; reason: string | null } | null;

/** What the address says came of a trip to a shop. */
export function woocommerceSaid(query: URLSearchParams): WoocommerceSaid {
	const error = errors.find((code) => code === query.get("woocommerce_error"));
	return error ? { error, reason: query.get("reason") } : null;
}

type Props = {
	stores: { id: string; name: string }[];
	commandId: string;
	answered: Refused | undefined;
	/** Where its owner lets us in, for a browser that cannot be led there by a form. */
	authUrl: string | undefined;
	said: WoocommerceSaid;
};

/** Sets out to a shop, where its owner lets us in; or connects it by the two halves of a key made there. */
export function ConnectWoocommerce({ stores, commandId, answered, authUrl, said }: Props) {
	const t = useTranslations("channels.connect");
	const trouble: Record<string, string> = useMessages().channels.trouble;
	const refused = useRefusedShop(answered);
	const intent = answered?.values.intent;
	const cannotCome = intent === "woocommerce" && ["keys_cannot_come", "keys_not_handed"].includes(answered?.code ?? "");
	const isOpen = authUrl !== undefined || said !== null || intent === "woocommerce" || intent === "connect";
	const address = (typed: string | undefined, problems: string[]) => (
		<TextField
			label={t("storeUrl")}
			name="storeUrl"
			required
			inputMode="url"
			autoCapitalize="off"
			spellCheck={false}
			placeholder="https://"
			defaultValue={typed}
			problems={problems}
		/>
	);
	return (
		<ConnectWay id="woocommerce" title={t("title")} about={t("about")} isOpen={isOpen}>
			{said && !answered && (
				<Notice tone="bad">
					{t(`back.${said.error}`)} {said.reason && trouble[said.reason]}
				</Notice>
			)}
			{authUrl && (
				<Notice tone="info">
					<a href={authUrl}>{t("goOn", { shop: new URL(authUrl).host })}</a>
				</Notice>
			)}
			<PlainForm intent="woocommerce" commandId={commandId} answered={refused} fields={["storeUrl", "storeId"]}>
				{({ at, typed, busy }) => (
					<>
						{address(typed("storeUrl"), at("storeUrl"))}
						<StoreField kind="shop" stores={stores} at={at} typed={typed} />
						<div className="submit">
							<Button type="submit" kind="primary" busy={busy}>
								{t("go")}
							</Button>
						</div>
					</>
				)}
			</PlainForm>
			<details className="other-way" open={intent === "connect" || cannotCome || undefined}>
				<summary>{t("byKeys")}</summary>
				<p className="quiet-text">{t("keysAbout")}</p>
				<PlainForm
					intent="connect"
					commandId={commandId}
					answered={refused}
					fields={["storeUrl", "consumerKey", "consumerSecret", "storeId"]}
				>
					{({ at, typed, busy }) => (
						<>
							{address(typed("storeUrl"), at("storeUrl"))}
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
			</details>
		</ConnectWay>
	);
}
