export const TIME_ZONE = "Europe/Copenhagen";

export type StoreKey = "norrebro" | "aarhus" | "web";

/** How a store trades. Hours are local, [opens, closes) by weekday from Sunday; null is closed. */
export type StorePace = {
	key: StoreKey;
	/** Sales on an ordinary weekday in the middle of the period. */
	salesPerDay: number;
	hours: ([number, number] | null)[];
	weekdays: number[];
	/** Share of the catalog it carries. */
	carries: number;
};

const WEEK: [number, number] = [10, 18];

export const PACES: StorePace[] = [
	{
		key: "norrebro",
		salesPerDay: 14.5,
		hours: [[11, 15], WEEK, WEEK, WEEK, WEEK, [10, 19], [10, 16]],
		weekdays: [0.3, 0.8, 0.86, 0.92, 1.02, 1.22, 1.6],
		carries: 0.86,
	},
	{
		key: "aarhus",
		salesPerDay: 10.9,
		hours: [null, WEEK, WEEK, WEEK, WEEK, [10, 19], [10, 16]],
		weekdays: [0, 0.82, 0.84, 0.94, 1, 1.24, 1.66],
		carries: 0.74,
	},
	{
		key: "web",
		salesPerDay: 8.6,
		hours: Array.from({ length: 7 }, () => [0, 24]),
		weekdays: [1.18, 1.06, 0.96, 0.92, 0.94, 0.9, 0.98],
		carries: 0.94,
	},
];
