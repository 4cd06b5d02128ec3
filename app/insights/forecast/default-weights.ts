import type { Spread } from "./law.ts";
import type { Weights } from "./model.ts";

/**
 * What a shop without a past of its own begins with: weights learnt on the order lines of a British gift shop (Online Retail, UCI, CC BY 4.0; customers
 * dealt into four stores), drawn half-way to each series' own mean, because they do not hold for every kind of shop.
 */
export const defaultWeights: Weights = {
	linear: [0.11, 0, 0, 0, 0.5, 0, 0.4, 0, 0, 0.05, 0, 0, 0, 0],
	logLinear: [-0.014, -0.04, 0.17, 0.19, 0.11, 0.96, -1, 1, 0.06, 0, 0, 0, 0, -0.03, -0.013, 0.13, 1.06],
};

/** How far off those were, one for each of the model's chances. */
export const defaultSpreads: Spread[] = [
	{ lumps: 1.5, spread: 0 },
	{ lumps: 1, spread: 0.1 },
	{ lumps: 1.5, spread: 0.3 },
	{ lumps: 2.2, spread: 0.1 },
	{ lumps: 2.2, spread: 0.1 },
	{ lumps: 2.2, spread: 0.1 },
];
