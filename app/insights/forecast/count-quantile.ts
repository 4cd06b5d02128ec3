/**
 * The smallest count that is reached with chance `chance`, for a count of mean `mean` and variance `variance`: negative binomial, or Poisson where the
 * variance is not above the mean. Above a mean of 500 its gamma approximation (Wilson and Hilferty). Nothing is drawn by lot.
 */
export function countQuantile(mean: number, variance: number, chance: number): number {
	if (!(mean > 0)) return 0;
	if (mean > 500) {
		const shape = mean ** 2 / Math.max(variance, mean);
		return mean * (1 - 1 / (9 * shape) + normalQuantile(chance) / (3 * Math.sqrt(shape))) ** 3;
	}
	const poisson = variance < mean * 1.0001;
	const size = poisson ? Number.POSITIVE_INFINITY : mean ** 2 / (variance - mean);
	const share = poisson ? 0 : mean / (size + mean);
	let each = poisson ? Math.exp(-mean) : Math.exp(size * Math.log(size / (size + mean)));
	let count = 0;
	let sum = each;
	const most = mean + 40 * Math.sqrt(Math.max(variance, mean)) + 50;
	while (sum < chance && count < most) {
		count += 1;
		each *= poisson ? mean / count : (share * (size + count - 1)) / count;
		sum += each;
	}
	return count;
}

/** Inverse of the normal distribution's integral, to nine digits (P. J. Acklam's rational approximation). */
export function normalQuantile(chance: number): number {
	if (chance > 0.97575) return -normalQuantile(1 - chance);
	if (chance < 0.02425) {
		const q = Math.sqrt(-2 * Math.log(chance));
		return (
			(((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q +
				2.938163982698783) /
			((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
		);
	}
	const q = chance - 0.5;
	const r = q * q;
	return (
		((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r - 30.66479806614716) * r +
			2.506628277459239) *
			q) /
		(((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r - 13.28068155288572) * r + 1)
	);
}
