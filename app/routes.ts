import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

/** The pages of Storekeep. */
export default [
	layout("routes/back-office.tsx", [
		index("routes/insights/home.tsx"),
		route("products", "routes/catalog/products.tsx"),
		route("products/new", "routes/catalog/new-product.tsx"),
		route("products/:productId", "routes/catalog/product.tsx"),
		route("products/:productId/edit", "routes/catalog/edit-product.tsx"),
		route("settings", "routes/settings/settings.tsx"),
		route("operations", "routes/settings/operations.tsx"),
		route("operations/events", "routes/settings/events.tsx"),
	]),
	// The till fills the screen; nothing of the back office stands around it.
	route("counter", "routes/counter/counter.tsx"),
	route("counter/search", "routes/counter/search.ts"),
	route("sign-in", "routes/sign-in/sign-in.tsx"),
	route("register", "routes/sign-in/register.tsx"),
	route("sign-out", "routes/sign-in/sign-out.ts"),
	route("preferences", "routes/preferences.tsx"),
	route("api/docs", "routes/docs.tsx"),
] satisfies RouteConfig;
