import { RotateCcw } from "lucide";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import type { Comparable, Comparison } from "#app/catalog/vendors/compare-snapshots.server.ts";
import type { VendorFacts } from "#app/catalog/vendors/queries.server.ts";
import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { useMay } from "#app/components/shell.ts";
import { useTimeWords } from "#app/components/when.tsx";

/** Which two readings are held against each other. */
export function ChooseSnapshots({ compared: { snapshots, current, from, to } }: { compared: Comparison }) {
	const t = useTranslations("vendors.changes");
	const nameOf = useSnapshotName();
	const options = snapshots.map((one) => (
		<option key={one.hash} value={one.hash}>
			{nameOf(one, current)}
		</option>
	));
	return (
		<Form key={`${from.hash} ${to.hash}`} method="get" className="section form compare" aria-label={t("choose")} preventScrollReset>
			<SelectField label={t("from")} name="from" defaultValue={from.hash}>
				{options}
			</SelectField>
			<SelectField label={t("to")} name="to" defaultValue={to.hash}>
				{options}
			</SelectField>
			<Button type="submit">{t("compare")}</Button>
		</Form>
	);
}

function useSnapshotName() {
	const t = useTranslations("vendors.changes");
	const { day, time } = useTimeWords();
	return ({ hash, takenAt, items, waits }: Comparable, current: string | null) => {
		const about = t("snapshot", { when: `${day(takenAt)} ${time(takenAt)}`, items });
		if (waits) return `${about} · ${t("waits")}`;
		return hash === current ? `${about} · ${t("current")}` : about;
	};
}

/** The older of the two made the catalog again, in one act. */
export function Restore({
	vendor,
	compared: { from, to, current },
	commandId,
}: {
	vendor: VendorFacts;
	compared: Comparison;
	commandId: string;
}) {
	const t = useTranslations("vendors.changes");
	const maySync = useMay()("catalog:sync");
	const nameOf = useSnapshotName();
	const busy = useNavigation().formData?.get("intent") === "restore";
	const older = [from, to].find(({ hash, waits }) => hash !== current && !waits);
	if (!maySync || !older || vendor.running) return null;
	return (
		<Form method="post" action={`/vendors/${vendor.slug}/changes`} className="section restore">
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="hash" value={older.hash} />
			<p className="meta grow">{t("restoreAbout", { snapshot: nameOf(older, current) })}</p>
			<Button type="submit" name="intent" value="restore" icon={RotateCcw} busy={busy}>
				{t("restore")}
			</Button>
		</Form>
	);
}
