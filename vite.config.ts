import { cloudflare } from "@cloudflare/vite-plugin";
import { reactRouter } from "@react-router/dev/vite";
import { defineConfig } from "vite";
import { configuredByEnvironment, localBindings } from "./scripts/state.mjs";

/**
 * What pages have in common travels together: left alone, each drawing and each small component is a file of its own, and a page is a
 * hundred of them. First what stands at the doors too,
 * then the frame of the office, then what many pages use. Each brings what it imports.
 */
const shared = [
	{
		name: "ground",
		test: /vite\/preload-helper|app\/components\/(door|field|button|notice|password-field|error-state|toaster|icon|logo|words|shell|shelf-bar|before-scripts|preferences)\.tsx?$/,
		priority: 3,
	},
	{ name: "frame", test: /app\/components\/(app-shell|page-header)\.tsx$/, priority: 2 },
	{ name: "parts", test: /(app\/components|lucide-react)\//, minShareCount: 8, priority: 1 },
];

export default defineConfig(({ command }) => {
	// `npm run dev` names its state folder. Only then the worker is local: a build never holds a setting or a secret.
	const stateDir = command === "serve" ? process.env.STOREKEEP_DEV_STATE : undefined;
	const local = stateDir && {
		persistState: { path: stateDir },
		config: { vars: localBindings(stateDir, { url: process.env.STOREKEEP_DEV_URL ?? "", env: configuredByEnvironment() }) },
	};
	return {
		environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: shared } } } } } },
		plugins: [cloudflare({ viteEnvironment: { name: "ssr" }, ...local }), reactRouter()],
	};
});
