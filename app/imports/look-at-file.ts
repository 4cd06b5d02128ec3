import { refuse } from "#app/platform/errors.ts";
import { columnsOf } from "./columns.ts";
import { type DecimalStyle, decimalVotes, delimiterOf, isDeclaration } from "./dialect.ts";
import { decoderOf, encodingOf, isOtherFile, sizeIn } from "./encoding.ts";
import { csvReader, isBlank, mostColumns } from "./reader.ts";
import { largestFile } from "./rules.ts";

/** Enough to see how a file writes. */
const beginning = 256 * 1024;
const longestHeader = 200;

export type Look = ReturnType<typeof lookAtFile>;

/**
 * How a file is written and what its columns are, before anything of it is kept. `delimiter`: what somebody says it is; `usual`: how numbers
 * are taken where the file writes none that would tell.
 * @throws Refusal `import_empty`, `import_too_large`, `import_not_csv`, `import_too_wide`
 */
export function lookAtFile(bytes: Uint8Array, { delimiter: said, usual }: { delimiter?: string | undefined; usual: DecimalStyle }) {
	if (bytes.length > largestFile) refuse("too_large", "import_too_large", { limitMiB: largestFile / 1024 / 1024 });
	if (isOtherFile(bytes)) refuse("unsupported_media", "import_not_csv");
	const { encoding, start, isGuess } = encodingOf(bytes);
	// What is cut through at the end of the beginning is no letter; the reader of the whole file meets it whole.
	const text = decoderOf(encoding).decode(bytes.subarray(start, start + beginning));
	const delimiter = said ?? delimiterOf(text);
	const all = csvReader(delimiter, sizeIn(encoding), start);
	const records = all.feed(text);
	if (bytes.length <= start + beginning && !all.isOpen()) records.push(...all.finish());
	const headerAt = records.findIndex((record) => !isBlank(record) && !isDeclaration(record));
	const header = records[headerAt];
	if (!header) {
		if (text.trim() === "") refuse("invalid", "import_empty");
		const columns = text.split(delimiter).length;
		if (columns > mostColumns) refuse("invalid", "import_too_wide", { columns, limit: mostColumns });
		refuse("invalid", "import_not_csv");
	}
	if (header.beyond > 0) refuse("invalid", "import_too_wide", { columns: header.cells.length + header.beyond, limit: mostColumns });
	if (header.cells.some((cell) => cell.includes("\0"))) refuse("unsupported_media", "import_not_csv");
	const headers = header.cells.map((cell) => cell.replace(/\s+/g, " ").trim().slice(0, longestHeader));
	const { format, mapping, twins } = columnsOf(headers);
	const amounts = mapping.flatMap((target, column) => (target === "price" || target === "cost" ? [column] : []));
	const rows = records.slice(headerAt + 1);
	const votes = decimalVotes(rows.flatMap(({ cells }) => amounts.map((column) => cells[column] ?? "")));
	const decimals: DecimalStyle =
		format !== "other" ? "point" : votes.point === votes.comma ? usual : votes.comma > votes.point ? "comma" : "point";
	return {
		...{ encoding, encodingIsGuess: isGuess, delimiter, decimals, format, headers, mapping, twins },
		firstByte: header.end,
		firstRow: headerAt + 2,
	};
}
