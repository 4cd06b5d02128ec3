/** The GS1 check digit of a body of digits: weights 3, 1, 3, … from the right. */
export function gtinCheckDigit(body: string): number {
	const sum = [...body].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
	return (10 - (sum % 10)) % 10;
}

/** An EAN-13 from a seven-digit company prefix (570–579 is Denmark) and an item number up to 99,999. */
export function ean13(companyPrefix: string, item: number): string {
	const body = companyPrefix + String(item).padStart(5, "0");
	return body + gtinCheckDigit(body);
}

/** Whether thirteen digits carry their right check digit. */
export function isEan13(barcode: string): boolean {
	return /^\d{13}$/.test(barcode) && gtinCheckDigit(barcode.slice(0, 12)) === Number(barcode[12]);
}
