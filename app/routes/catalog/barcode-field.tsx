import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { gtinCheckDigit, isGtin, normalBarcode } from "#app/catalog/rules.ts";
import { TextField } from "#app/components/field.tsx";

type Props = { label: string; name: string; defaultValue: string; problems?: string[] | undefined; hint?: ReactNode; aside?: ReactNode };

/** A barcode, which tells whether its check digit is right. Shops print labels of their own, so a wrong one is said and not refused. */
export function BarcodeField({ defaultValue, hint, ...props }: Props) {
	const t = useTranslations("productForm");
	const [code, setCode] = useState(defaultValue);

	function tell(typed: string): string {
		const barcode = normalBarcode(typed);
		if (barcode === "") return t("barcodeHint");
		if (isGtin(barcode)) return t("barcodeRight");
		// As many digits as a GTIN has before its last: that one was left out.
		if (/^(\d{7}|\d{11,12})$/.test(barcode)) return t("barcodeMissing", { digit: gtinCheckDigit(barcode) });
		if (/^(\d{8}|\d{13,14})$/.test(barcode)) return t("barcodeWrong", { digit: gtinCheckDigit(barcode.slice(0, -1)) });
		return t("barcodeOwn");
	}
	return (
		<TextField
			{...props}
			mono
			optional
			defaultValue={defaultValue}
			inputMode="numeric"
			autoComplete="off"
			spellCheck={false}
			maxLength={64}
			hint={hint ?? tell(code)}
			onChange={(event) => setCode(event.target.value)}
		/>
	);
}
