import {
	Activity,
	ArrowLeftRight,
	BellRing,
	Building2,
	ChartColumn,
	ClipboardCheck,
	Download,
	FileCode,
	Grid3x3,
	FileUp,
	House,
	IdCard,
	KeyRound,
	MessageCircle,
	MessageSquareText,
	type IconNode,
	MonitorSmartphone,
	Package,
	Palette,
	Plus,
	ScanBarcode,
	ScrollText,
	Settings,
	ShieldCheck,
	ShoppingCart,
	Store,
	TabletSmartphone,
	Truck,
	UserPlus,
	UserRound,
	Users,
	Warehouse,
	Glasses,
	History,
} from "lucide";
import type { Words } from "#app/i18n.ts";
import type { Permission } from "./shell.ts";

/** Where one can jump, parts of pages included, and what can be begun from anywhere. Names, and by what else they are found, stand in the catalogs. */

type Jump<Word extends string> = {
	word: Word;
	to: string;
	icon: IconNode;
	needs?: Permission /** Shown before anything is typed. */;
	first?: true;
};

export const pages: readonly Jump<keyof Words["palette"]["pages"]>[] = [
	{ word: "home", to: "/", icon: House, first: true },
	{ word: "inbox", to: "/inbox", icon: MessageCircle, needs: "inbox:read", first: true },
	{ word: "orders", to: "/orders", icon: Package, needs: "sales:read", first: true },
	{ word: "customers", to: "/customers", icon: Users, needs: "customers:read" },
	{ word: "counter", to: "/counter", icon: ScanBarcode, needs: "sales:write", first: true },
	{ word: "products", to: "/products", icon: Glasses, needs: "catalog:read", first: true },
	{ word: "styles", to: "/styles", icon: Grid3x3, needs: "catalog:read" },
	{ word: "vendors", to: "/vendors", icon: Truck, needs: "catalog:read" },
	{ word: "purchasing", to: "/purchasing", icon: ShoppingCart, needs: "purchasing:read" },
	{ word: "stock", to: "/stock", icon: Warehouse, needs: "stock:read", first: true },
	{ word: "transfers", to: "/stock/transfers", icon: ArrowLeftRight, needs: "stock:read" },
	{ word: "counts", to: "/stock/counts", icon: ClipboardCheck, needs: "stock:read" },
	{ word: "movements", to: "/stock/movements", icon: History, needs: "stock:read" },
	{ word: "reorderPoints", to: "/stock/reorder-points", icon: BellRing, needs: "stock:read" },
	{ word: "insights", to: "/insights", icon: ChartColumn, needs: "insights:read" },
	{ word: "import", to: "/products/import", icon: FileUp, needs: "catalog:write" },
	{ word: "export", to: "/export", icon: Download },
	{ word: "operations", to: "/operations", icon: Activity, needs: "operations:read" },
	{ word: "events", to: "/operations/events", icon: ScrollText, needs: "audit:read" },
	{ word: "settings", to: "/settings", icon: Settings },
	{ word: "profile", to: "/settings#profile", icon: UserRound },
	{ word: "password", to: "/settings#password", icon: KeyRound },
	{ word: "look", to: "/settings#look", icon: Palette },
	{ word: "sessions", to: "/settings#sessions", icon: MonitorSmartphone },
	{ word: "business", to: "/settings#business", icon: Building2, needs: "settings:write" },
	{ word: "stores", to: "/settings#stores", icon: Store, needs: "settings:read" },
	{ word: "people", to: "/settings#people", icon: Users, needs: "users:read" },
	{ word: "employees", to: "/settings/employees", icon: IdCard, needs: "employees:read" },
	{ word: "tills", to: "/settings/tills", icon: TabletSmartphone, needs: "devices:read" },
	{ word: "channels", to: "/settings/channels", icon: Store, needs: "channels:read" },
	{ word: "inboxSettings", to: "/settings/inbox", icon: MessageSquareText, needs: "inbox:settings" },
	{ word: "keys", to: "/settings/keys", icon: KeyRound, needs: "keys:write" },
	{ word: "permissions", to: "/settings/permissions", icon: ShieldCheck, needs: "users:read" },
	{ word: "api", to: "/api/docs", icon: FileCode },
];

export const beginnings: readonly Jump<
	"newProduct" | "newCustomer" | "newStyle" | "newVendor" | "newPurchaseOrder" | "newTransfer" | "startCount" | "invite" | "addStore"
>[] = [
	{ word: "newProduct", to: "/products/new", icon: Plus, needs: "catalog:write", first: true },
	{ word: "newCustomer", to: "/customers/new", icon: UserPlus, needs: "customers:write" },
	{ word: "newStyle", to: "/styles/new", icon: Grid3x3, needs: "catalog:write" },
	{ word: "newVendor", to: "/vendors/new", icon: Truck, needs: "catalog:write" },
	{ word: "newPurchaseOrder", to: "/purchasing/orders/new", icon: ShoppingCart, needs: "purchasing:write" },
	{ word: "newTransfer", to: "/stock/transfers/new", icon: ArrowLeftRight, needs: "stock:transfer", first: true },
	{ word: "startCount", to: "/stock/counts/new", icon: ClipboardCheck, needs: "stock:count", first: true },
	{ word: "invite", to: "/settings#people", icon: UserPlus, needs: "users:write" },
	{ word: "addStore", to: "/settings#stores", icon: Store, needs: "settings:write" },
];
