/** The two regressions the pooled forecast is made of. Small, dense and deterministic: a dozen weights, some ten thousand rows. */

/** One past window: what was known, what then happened, and how much it counts. */
export type Observation = { x: Float64Array; y: number; weight: number };

export function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
	return sum;
}

/** Weights, none below zero, of the weighted least squares, drawn gently to the plain average of the features. Coordinate descent. */
export function nonNegativeRidge(rows: Observation[], ridge = 1e-3, rounds = 400): Float64Array {
	const size = rows[0]?.x.length ?? 0;
	const { matrix, target } = normalEquations(rows, size);
	let trace = 0;
	for (let at = 0; at < size; at += 1) trace += matrix[at * size + at] ?? 0;
	const pull = (ridge * trace) / size;
	const weights = new Float64Array(size).fill(1 / size);
	for (let round = 0; round < rounds; round += 1) {
		for (let i = 0; i < size; i += 1) {
			let rest = (target[i] ?? 0) + pull / size;
			for (let j = 0; j < size; j += 1) if (j !== i) rest -= (matrix[i * size + j] ?? 0) * (weights[j] ?? 0);
			weights[i] = Math.max(0, rest / ((matrix[i * size + i] ?? 0) + pull + 1e-12));
		}
	}
	return weights;
}

/** Both matrices lie in one array, row by row: `matrix[i * size + j]`. */
function normalEquations(rows: Observation[], size: number): { matrix: Float64Array; target: Float64Array } {
	const matrix = new Float64Array(size * size);
	const target = new Float64Array(size);
	for (const { x, y, weight } of rows) {
		for (let i = 0; i < size; i += 1) {
			const part = weight * (x[i] ?? 0);
			target[i] = (target[i] ?? 0) + part * y;
			for (let j = 0; j <= i; j += 1) matrix[i * size + j] = (matrix[i * size + j] ?? 0) + part * (x[j] ?? 0);
		}
	}
	mirror(matrix, size);
	return { matrix, target };
}

function mirror(matrix: Float64Array, size: number): void {
	for (let i = 0; i < size; i += 1) for (let j = i + 1; j < size; j += 1) matrix[i * size + j] = matrix[j * size + i] ?? 0;
}

/**
 * exp(beta · x), fitted to counts by Newton's steps and drawn to `start`. `weightOf(row, rate)` is how much a row counts at the rate expected of it, so
 * that a busy series does not outvote a thousand slow ones.
 */
export function poissonRidge(
	rows: readonly { x: Float64Array; y: number }[],
	start: Float64Array,
	weightOf: (row: number, rate: number) => number,
	steps = 15,
): Float64Array {
	const size = start.length;
	const beta = Float64Array.from(start);
	const pull = 5e-4 * rows.length + 1;
	for (let step = 0; step < steps; step += 1) {
		const matrix = new Float64Array(size * size);
		const slope = new Float64Array(size);
		rows.forEach(({ x, y }, row) => {
			const rate = Math.exp(Math.min(12, dot(beta, x)));
			const weight = weightOf(row, rate);
			const off = (y - rate) * weight;
			const curve = rate * weight;
			for (let i = 0; i < size; i += 1) {
				const xi = x[i] ?? 0;
				slope[i] = (slope[i] ?? 0) + off * xi;
				for (let j = 0; j <= i; j += 1) matrix[i * size + j] = (matrix[i * size + j] ?? 0) + curve * xi * (x[j] ?? 0);
			}
		});
		mirror(matrix, size);
		// The first weight is the constant: nothing draws it.
		matrix[0] = (matrix[0] ?? 0) + 1e-6;
		for (let i = 1; i < size; i += 1) {
			matrix[i * size + i] = (matrix[i * size + i] ?? 0) + pull;
			slope[i] = (slope[i] ?? 0) - pull * ((beta[i] ?? 0) - (start[i] ?? 0));
		}
		const change = solve(matrix, slope);
		let farthest = 0;
		for (let i = 0; i < size; i += 1) {
			const bounded = Math.max(-1, Math.min(1, change[i] ?? 0));
			beta[i] = (beta[i] ?? 0) + bounded;
			farthest = Math.max(farthest, Math.abs(bounded));
		}
		if (farthest < 1e-4) break;
	}
	return beta;
}

/** Gaussian elimination with pivots. Leaves its arguments changed. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
	const size = right.length;
	const at = (row: number, column: number) => matrix[row * size + column] ?? 0;
	for (let i = 0; i < size; i += 1) {
		let pivot = i;
		for (let row = i + 1; row < size; row += 1) if (Math.abs(at(row, i)) > Math.abs(at(pivot, i))) pivot = row;
		if (pivot !== i) {
			for (let column = 0; column < size; column += 1) {
				const held = at(i, column);
				matrix[i * size + column] = at(pivot, column);
				matrix[pivot * size + column] = held;
			}
			const held = right[i] ?? 0;
			right[i] = right[pivot] ?? 0;
			right[pivot] = held;
		}
		for (let row = i + 1; row < size; row += 1) {
			const factor = at(row, i) / at(i, i);
			for (let column = i; column < size; column += 1) matrix[row * size + column] = at(row, column) - factor * at(i, column);
			right[row] = (right[row] ?? 0) - factor * (right[i] ?? 0);
		}
	}
	const answer = new Float64Array(size);
	for (let i = size - 1; i >= 0; i -= 1) {
		let rest = right[i] ?? 0;
		for (let column = i + 1; column < size; column += 1) rest -= at(i, column) * (answer[column] ?? 0);
		answer[i] = rest / at(i, i);
	}
	return answer;
}
