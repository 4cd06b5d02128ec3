import { Mail } from "lucide";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { When } from "#app/components/when.tsx";
import type { Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { OrderData } from "./purchase-order.tsx";

/** The request came back: from where, why, and once more to an address that is right. Nothing where it arrived. */
export function MailAgain({ data: { returned, terms, commandId }, refused }: { data: OrderData; refused: Refused | undefined }) {
	const t = useTranslations("purchasing.again");
	const send = useTranslations("purchasing.send");
	const sent = useRefused(refused, ["to", "message"], { "to.missing": "required", "to.invalid_format": "email" });
	const busy = useNavigation().formData?.get("intent") === "mail-again";
	if (!returned) return null;
	// Another address the vendor has been given since is the likely one.
	const likely = terms.email && terms.email !== returned.to ? terms.email : returned.to;
	return (
		<section className="section">
			<Form method="post" className="form" ref={sent.form} noValidate>
				<input type="hidden" name="commandId" value={commandId} />
				<Notice tone="bad">
					<b>{t("title")}</b> · <When at={returned.at} />
					<p>
						{t("came", { to: returned.to })} {returned.reason && t("why", { reason: returned.reason })}
					</p>
				</Notice>
				<TextField
					label={send("to")}
					name="to"
					type="email"
					autoComplete="off"
					maxLength={254}
					defaultValue={sent.typed("to") ?? likely}
					problems={sent.at("to")}
				/>
				<div className="act-row">
					<Button type="submit" name="intent" value="mail-again" kind="primary" icon={Mail} busy={busy}>
						{t("verb")}
					</Button>
				</div>
			</Form>
		</section>
	);
}
