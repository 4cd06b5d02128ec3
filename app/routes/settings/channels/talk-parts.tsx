import { useTranslations } from "use-intl/react";
import type { ConnectionSheet } from "#app/channels/queries.server.ts";
import { endsSoonWithin } from "#app/channels/rules.ts";
import { Copy } from "#app/components/copy.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { StatTile, StatTiles } from "#app/components/stat-tile.tsx";
import { When } from "#app/components/when.tsx";

/** How an account people write to is doing, and until when its token is good. */
export function TalkTiles({ sheet: { connection, lag, waiting, poisoned }, now }: { sheet: ConnectionSheet; now: number }) {
	const t = useTranslations("channels");
	const { heardAt, expiresAt, state } = connection;
	const seconds = (ms: number) => t("seconds", { seconds: Math.max(0.1, Math.round(ms / 100) / 10) });
	const endsSoon = expiresAt !== null && expiresAt - now <= endsSoonWithin && state === "active";
	return (
		<>
			{endsSoon && (
				<section className="section">
					<Notice tone="warn">
						{t("talk.endsSoon")} <When at={expiresAt} />
					</Notice>
				</section>
			)}
			<StatTiles label={t("how")}>
				<StatTile label={t("heard")} figure={heardAt === null ? t("neverHeard") : <When at={heardAt} />} />
				<StatTile
					label={t("lag")}
					figure={lag === null ? "–" : seconds(lag.p95)}
					compared={lag && t("lagOf", { count: lag.count, median: seconds(lag.median) })}
				/>
				<StatTile label={t("talk.ends")} figure={expiresAt === null ? t("talk.never") : <When at={expiresAt} />} />
				<StatTile
					label={t("poisoned")}
					figure={<Quantity value={poisoned} />}
					compared={t("waiting", { count: waiting })}
					{...(poisoned > 0 && { to: "?show=poisoned" })}
				/>
			</StatTiles>
		</>
	);
}

/** What is typed into the platform's own settings, so that it tells us. */
export function TalkAddress({ address }: { address: { address: string; verifyToken: string } }) {
	const t = useTranslations("channels.talk");
	return (
		<section className="section" aria-labelledby="address">
			<header>
				<h2 id="address">{t("addressTitle")}</h2>
			</header>
			<p className="quiet-text">{t("addressAbout")}</p>
			<p className="breaks">
				<Copy text={address.address} label={t("address")} />
			</p>
			<p className="breaks">
				<Copy text={address.verifyToken} label={t("verifyToken")} />
			</p>
		</section>
	);
}
