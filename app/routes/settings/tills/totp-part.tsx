import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import type { StoreDoor } from "#app/identity/store-doors.server.ts";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";

type Props = {
	door: StoreDoor;
	/** While it is being set up: what the app reads, as text and as a picture. */
	draft: { secret: string; picture: string } | null;
	forms: { commandId: string; answered: Refused | undefined };
};

/** Codes from an authenticator app instead of a mail: off, being set up, or on. */
export function TotpPart({ door, draft, forms }: Props) {
	const t = useTranslations("tills.door");
	return (
		<section className="section settings" aria-labelledby="totp">
			<div>
				<h2 id="totp">{t("totp")}</h2>
				<p>{t("totpAbout")}</p>
			</div>
			<div className="stack" key={door.version}>
				{door.totp === "off" && (
					<PlainForm {...forms} intent="totp">
						{({ busy }) => (
							<div className="submit">
								<Button type="submit" busy={busy}>
									{t("totpBegin")}
								</Button>
							</div>
						)}
					</PlainForm>
				)}
				{draft && (
					<>
						<p>{t("totpScan")}</p>
						<img className="qr" src={draft.picture} alt={t("totpPicture")} width={200} height={200} />
						<p className="mono">{draft.secret}</p>
						<PlainForm {...forms} intent="totpConfirm" fields={["code"]}>
							{({ at, busy }) => (
								<>
									<TextField
										label={t("totpCode")}
										name="code"
										inputMode="numeric"
										autoComplete="one-time-code"
										maxLength={6}
										mono
										problems={at("code")}
									/>
									<div className="submit">
										<Button type="submit" kind="primary" busy={busy}>
											{t("totpConfirm")}
										</Button>
									</div>
								</>
							)}
						</PlainForm>
					</>
				)}
				{door.totp === "on" && <p>{t("totpOn")}</p>}
				{door.totp !== "off" && (
					<PlainForm {...forms} intent="totpRemove">
						{({ busy }) => (
							<div className="submit">
								<Button type="submit" kind={door.totp === "on" ? "danger" : "quiet"} busy={busy}>
									{door.totp === "on" ? t("totpRemove") : t("totpCancel")}
								</Button>
							</div>
						)}
					</PlainForm>
				)}
			</div>
		</section>
	);
}
