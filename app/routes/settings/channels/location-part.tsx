import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Part } from "../act-form.tsx";
import { PlainForm } from "../plain-form.tsx";
import { TroubleWords } from "./channel-words.tsx";
import type { Places } from "./location-part.server.ts";

type Props = {
	/** `places`: asked of the shop, once somebody wants to choose. */
	data: { places: Places | null; commandId: string };
	answered: Parameters<typeof PlainForm>[0]["answered"];
};

/** At which of a shop's locations levels are set. The shop is asked only for whoever wants to choose. */
export function LocationPart({ data: { places, commandId }, answered }: Props) {
	const t = useTranslations("channels.location");
	const [only, ...others] = places?.items ?? [];
	const chosen = places?.items.find(({ isChosen }) => isChosen)?.id;
	return (
		<Part id="location" title={t("title")} about={t("about")}>
			{places === null && (
				<p>
					<ButtonLink to="?locations#location">{t("choose")}</ButtonLink>
				</p>
			)}
			{places?.trouble && (
				<Notice tone="warn">
					<TroubleWords reason={places.trouble} />
				</Notice>
			)}
			{only && chosen && others.length === 0 && <p>{t("one", { name: only.name })}</p>}
			{only && (others.length > 0 || !chosen) && (
				<PlainForm intent="location" commandId={commandId} answered={answered} fields={["locationId"]}>
					{({ at, typed, busy }) => (
						<>
							<SelectField
								label={t("field")}
								name="locationId"
								hint={t("hint")}
								defaultValue={typed("locationId") ?? chosen ?? ""}
								problems={at("locationId")}
							>
								{!chosen && <option value="">{t("closed")}</option>}
								{places?.items.map(({ id, name }) => (
									<option key={id} value={id}>
										{name}
									</option>
								))}
							</SelectField>
							<div className="submit">
								<Button type="submit" kind="primary" busy={busy}>
									{t("save")}
								</Button>
							</div>
						</>
					)}
				</PlainForm>
			)}
		</Part>
	);
}
