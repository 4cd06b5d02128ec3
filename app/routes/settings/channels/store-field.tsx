import { useTranslations } from "use-intl/react";
import { SelectField } from "#app/components/field.tsx";
import { useShell } from "#app/components/shell.ts";

/** What a connection's store is to it: goods leave its shelf, its books are kept there, or its conversations are of it. */
type Kind = "shop" | "books" | "talk";
type Props = {
	kind: Kind;
	stores: { id: string; name: string }[];
	/** Which it is already. Without it, the store somebody stands in. */
	storeId?: string;
	at(field: string): string[];
	typed(field: string): string | undefined;
};

/** Which store of ours a connection is of; not asked where there is only one. */
export function StoreField({ kind, stores, storeId, at, typed }: Props) {
	const t = useTranslations("channels.store");
	const { store } = useShell();
	if (stores.length < 2) return null;
	return (
		<SelectField
			label={t(kind)}
			name="storeId"
			defaultValue={typed("storeId") ?? storeId ?? store?.id ?? stores[0]?.id}
			hint={t(`${kind}Hint`)}
			problems={at("storeId")}
		>
			{stores.map(({ id, name }) => (
				<option key={id} value={id}>
					{name}
				</option>
			))}
		</SelectField>
	);
}
