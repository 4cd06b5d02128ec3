import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { outstanding } from "#app/purchasing/rules.ts";
import type { OrderData } from "./purchase-order.tsx";

/** Gives up what has not come, or calls the whole off while nothing has. */
export function CloseOrder({ data: { order, commandId }, mayCancel }: { data: OrderData; mayCancel: boolean }) {
	const t = useTranslations("purchasing.close");
	const left = order.lines.reduce((sum, line) => sum + outstanding(line), 0);
	return (
		<details className="section ruled">
			<summary className="link">{t("title")}</summary>
			<Form method="post" className="form">
				<input type="hidden" name="commandId" value={commandId} />
				<p className="meta">{t("about", { count: left })}</p>
				<TextField label={t("note")} name="note" optional maxLength={500} />
				<div className="act-row">
					{mayCancel && (
						<Button type="submit" name="intent" value="cancel" kind="danger">
							{t("cancel")}
						</Button>
					)}
					<Button type="submit" name="intent" value="close">
						{t("verb")}
					</Button>
				</div>
			</Form>
		</details>
	);
}
