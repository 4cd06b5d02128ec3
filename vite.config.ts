import { cloudflare } from "@cloudflare/vite-plugin";
import { reactRouter } from "@react-router/dev/vite";
import { defineConfig } from "vite";
import { configuredByEnvironment, localBindings } from "./scripts/state.mjs";

export default defineConfig(({ command }) => {
	// `npm run dev` names its state folder. Only then the worker is local: a build never holds a setting or a secret.
	const stateDir = command === "serve" ? process.env.STOREKEEP_DEV_STATE : undefined;
	const local = stateDir && {
		persistState: { path: stateDir },
		config: { vars: localBindings(stateDir, { url: process.env.STOREKEEP_DEV_URL ?? "", env: configuredByEnvironment() }) },
	};
	return { plugins: [cloudflare({ viteEnvironment: { name: "ssr" }, ...local }), reactRouter()] };
});
