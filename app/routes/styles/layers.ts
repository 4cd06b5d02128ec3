import { type MatrixFact, matrixFacts } from "#app/stock/matrix-values.ts";

const ofShelf: readonly MatrixFact[] = ["onHand", "reorderPoint"];

/** Whether a fact is of a shelf in one store, not of the product everywhere. */
export function isOfShelf(fact: MatrixFact): boolean {
	return ofShelf.includes(fact);
}

/** Which facts somebody is shown: none of a shelf without a store, what goods cost only to whoever sets it. */
export function layersFor({ shelf, money }: { shelf: boolean; money: boolean }): MatrixFact[] {
	const order: readonly MatrixFact[] = ["onHand", "price", "sku", "reorderPoint", "barcode", "cost", "status"];
	return order.filter((fact) => matrixFacts.includes(fact) && (shelf || !isOfShelf(fact)) && (money || fact !== "cost"));
}
