import { useTranslations } from "use-intl/react";
import { atOnce, mostCounted } from "#app/channels/rules.ts";
import type { RangeOfReceipts } from "#app/channels/receipts.server.ts";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useTimeWords } from "#app/components/when.tsx";
import { hour, wallClock } from "#app/platform/time.ts";
import type { Refused } from "../../door.server.ts";
import { Part } from "../act-form.tsx";
import { PlainForm } from "../plain-form.tsx";

type Props = {
	data: {
		range: RangeOfReceipts | null;
		connection: { storeId: string };
		stores: { id: string; name: string; timeZone: string }[];
		now: number;
		commandId: string;
	};
	answered: Refused | undefined;
};

/** Works on all again that was told in a while: first how many that are, then doing it, then how far it is. */
export function ReplayRange({ data: { range, connection, stores, now, commandId }, answered }: Props) {
	const t = useTranslations("channels.range");
	const store = stores.find(({ id }) => id === connection.storeId);
	const zone = store?.timeZone ?? "UTC";
	const [from, until] = [range?.from ?? now - hour, range?.until ?? now];
	return (
		<Part id="range" title={t("title")} about={t("about")}>
			<PlainForm intent="range" commandId={commandId} answered={answered}>
				{({ typed, busy }) => (
					<>
						<input type="hidden" name="storeId" value={store?.id ?? ""} />
						<div className="two">
							<TextField
								label={t("from")}
								name="from"
								type="datetime-local"
								required
								defaultValue={typed("from") ?? wallClock(from, zone)}
							/>
							<TextField
								label={t("until")}
								name="until"
								type="datetime-local"
								required
								hint={t("zone", { zone })}
								defaultValue={typed("until") ?? wallClock(until, zone)}
							/>
						</div>
						<div className="submit">
							<Button type="submit" busy={busy}>
								{t("count")}
							</Button>
						</div>
					</>
				)}
			</PlainForm>
			{range && <Counted range={range} commandId={commandId} answered={answered} />}
		</Part>
	);
}

function Counted({ range, commandId, answered }: { range: RangeOfReceipts; commandId: string; answered: Refused | undefined }) {
	const t = useTranslations("channels.range");
	const time = useTimeWords();
	const { from, until, all, waiting, poisoned } = range;
	const settled = all - waiting;
	const when = { from: time.full(from), until: time.full(until) };
	return (
		<>
			<Notice tone="info">
				{all === 0 ? t("none", when) : t(all >= mostCounted ? "manyCame" : "came", { ...when, count: all })}{" "}
				{waiting > 0 && t("waiting", { count: waiting, all })} {poisoned > 0 && t("poisoned", { count: poisoned })}
			</Notice>
			{settled > 0 && (
				<PlainForm intent="replayRange" commandId={commandId} answered={answered}>
					{({ busy }) => (
						<>
							<input type="hidden" name="from" value={from} />
							<input type="hidden" name="until" value={until} />
							<p className="quiet-text">{t(settled > atOnce ? "wouldFirst" : "would", { count: Math.min(settled, atOnce) })}</p>
							<div className="submit">
								<Button type="submit" busy={busy}>
									{t("replay", { count: Math.min(settled, atOnce) })}
								</Button>
							</div>
						</>
					)}
				</PlainForm>
			)}
		</>
	);
}
