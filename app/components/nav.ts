import { Activity, Glasses, House, type LucideIcon, ScanBarcode, Settings } from "lucide-react";

type Place = {
	/** Its word: `nav.<word>`. */
	word: "home" | "counter" | "products" | "operations" | "settings";
	to: string;
	icon: LucideIcon;
	/** Second key after `g`. */
	go: string;
	/** Sidebar group; the settings live with the person. */
	group: 1 | 2 | 3;
	/** In the phone's bottom bar; the rest is under More. */
	onBar: boolean;
};

/** Where one can go. A page that gets its place adds one line here. */
export const places: readonly Place[] = [
	{ word: "home", to: "/", icon: House, go: "h", group: 1, onBar: true },
	{ word: "counter", to: "/counter", icon: ScanBarcode, go: "c", group: 1, onBar: true },
	{ word: "products", to: "/products", icon: Glasses, go: "p", group: 2, onBar: true },
	{ word: "operations", to: "/operations", icon: Activity, go: "o", group: 3, onBar: false },
	{ word: "settings", to: "/settings", icon: Settings, go: "s", group: 3, onBar: false },
];
