import type { StoreKey } from "./stores.ts";

/**
 * A stretch without stock, in days before today, both ends included. `lastOne`: on how many
 * days before it somebody surely buys one, so that it begins when it should.
 */
export type Drought = { storeKey: StoreKey; sku: string; from: number; to: number; lastOne: number };

const EVERYWHERE: StoreKey[] = ["norrebro", "aarhus", "web"];
const VILMA = ["VO-VIL-DKH-51", "VO-VIL-DKH-53", "VO-VIL-BLK-51", "VO-VIL-BLK-53", "VO-VIL-ROS-51", "VO-VIL-ROS-53"];

/** Two of the best sellers were gone from Aarhus for ten days; a few things are gone today, one whole style everywhere. */
export const DROUGHTS: Drought[] = [
	{ storeKey: "aarhus", sku: "MF-KNU-BLK-49", from: 34, to: 25, lastOne: 2 },
	{ storeKey: "aarhus", sku: "MF-TOR-BLK-52", from: 35, to: 26, lastOne: 2 },
	{ storeKey: "norrebro", sku: "AB-AGN-GLD-46", from: 2, to: 0, lastOne: 2 },
	{ storeKey: "norrebro", sku: "KL-DAG-M200-30", from: 1, to: 0, lastOne: 2 },
	{ storeKey: "aarhus", sku: "MF-PER-BOR-50", from: 4, to: 0, lastOne: 2 },
	{ storeKey: "web", sku: "MF-SKA-HAV-49", from: 3, to: 0, lastOne: 2 },
	...VILMA.flatMap((sku, place) =>
		EVERYWHERE.map((storeKey, store) => ({ storeKey, sku, from: 5 + place * 4 + store * 2, to: 0, lastOne: 1 })),
	),
];

/** A vendor who has not delivered for a while, which is why so much of it runs low. */
export const LATE = { vendor: "Vester Optics", except: "Lenses", sinceDaysBack: 9 };
