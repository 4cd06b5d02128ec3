import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";
import { ConnectWay } from "./connect-way.tsx";
import { StoreField } from "./store-field.tsx";

type Props = {
	stores: { id: string; name: string }[];
	commandId: string;
	answered: Refused | undefined;
	/** Where they agree, for a browser that cannot be led there by a form. */
	authUrl: string | undefined;
	isReady: boolean;
};

/** Sets out to a shop at Shopify, where its merchant agrees. */
export function ConnectShopify({ stores, commandId, answered, authUrl, isReady }: Props) {
	const t = useTranslations("channels.shopify");
	return (
		<ConnectWay id="shopify" title={t("title")} about={t("about")} isOpen={authUrl !== undefined || answered?.values.intent === "shopify"}>
			{authUrl && (
				<Notice tone="info">
					<a href={authUrl}>{t("goOn", { shop: new URL(authUrl).host })}</a>
				</Notice>
			)}
			{!isReady ? (
				<Notice tone="info">{t("notReady")}</Notice>
			) : (
				<PlainForm intent="shopify" commandId={commandId} answered={answered} fields={["storeUrl", "storeId"]}>
					{({ at, typed, busy }) => (
						<>
							<TextField
								label={t("storeUrl")}
								name="storeUrl"
								required
								autoCapitalize="off"
								spellCheck={false}
								hint={t("hint")}
								defaultValue={typed("storeUrl")}
								problems={at("storeUrl")}
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
			)}
		</ConnectWay>
	);
}
