import {
	Activity,
	ChartColumn,
	Glasses,
	House,
	MessageCircle,
	type IconNode,
	Package,
	ScanBarcode,
	Settings,
	ShoppingCart,
	Truck,
	Users,
	Warehouse,
} from "lucide";
import { type Permission, useMay } from "./shell.ts";

export type Place = {
	/** Its word: `nav.<word>`. */
	word:
		| "home"
		| "inbox"
		| "orders"
		| "customers"
		| "counter"
		| "products"
		| "vendors"
		| "purchasing"
		| "stock"
		| "insights"
		| "operations"
		| "settings";
	to: string;
	icon: IconNode;
	/** Second key after `g`. */
	go: string;
	/** Sidebar group; the settings live with the person. */
	group: 1 | 2 | 3;
	/** In the phone's bottom bar; the rest is under More. */
	onBar: boolean;
	/** Who may not is not shown the way. */
	needs?: Permission;
	/** Pages that belong to it and have addresses of their own. */
	also?: readonly string[];
};

/** Where one can go. A page that gets its place adds one line here. */
const places: readonly Place[] = [
	{ word: "home", to: "/", icon: House, go: "h", group: 1, onBar: true },
	{ word: "inbox", to: "/inbox", icon: MessageCircle, go: "i", group: 1, onBar: true, needs: "inbox:read" },
	{ word: "orders", to: "/orders", icon: Package, go: "o", group: 1, onBar: false, needs: "sales:read" },
	{ word: "customers", to: "/customers", icon: Users, go: "k", group: 1, onBar: false, needs: "customers:read" },
	{ word: "counter", to: "/counter", icon: ScanBarcode, go: "c", group: 1, onBar: true, needs: "sales:write" },
	{
		word: "products",
		to: "/products",
		icon: Glasses,
		go: "p",
		group: 2,
		onBar: true,
		needs: "catalog:read",
		also: ["/styles", "/categories"],
	},
	{ word: "vendors", to: "/vendors", icon: Truck, go: "v", group: 2, onBar: false, needs: "catalog:read" },
	{ word: "purchasing", to: "/purchasing", icon: ShoppingCart, go: "u", group: 2, onBar: false, needs: "purchasing:read" },
	{ word: "stock", to: "/stock", icon: Warehouse, go: "s", group: 2, onBar: false, needs: "stock:read" },
	{ word: "insights", to: "/insights", icon: ChartColumn, go: "b", group: 3, onBar: false, needs: "insights:read" },
	{ word: "operations", to: "/operations", icon: Activity, go: "x", group: 3, onBar: false, needs: "operations:read" },
	{ word: "settings", to: "/settings", icon: Settings, go: ",", group: 3, onBar: false },
];

/** The places this person may go. */
export function usePlaces(): readonly Place[] {
	const may = useMay();
	return places.filter(({ needs }) => may(needs));
}

/** Whether a page is this place, or belongs to it. */
export function isAt({ to, also = [] }: Place, pathname: string): boolean {
	return [to, ...also].some((path) => pathname === path || (path !== "/" && pathname.startsWith(`${path}/`)));
}
