import { realpathSync } from "node:fs";
import { cloudflare } from "@cloudflare/vite-plugin";
import { reactRouter } from "@react-router/dev/vite";
import compile from "icu-minify/compile";
import { defineConfig, type Plugin } from "vite";
import { localBindings } from "./scripts/state.mjs";

/**
 * What pages have in common travels together: left alone, each drawing and each small module is a file of its own, and a page is a hundred of them. First
 * what stands at the doors too, then the frame of the office, then what many pages use. Each brings what it imports.
 */
const shared = [
	{
		name: "ground",
		test: /vite\/preload-helper|app\/components\/(door|field|button|notice|password-field|error-state|toaster|icon|logo|words|shell|shelf-bar|before-scripts|preferences)\.tsx?$/,
		priority: 3,
	},
	{ name: "frame", test: /app\/components\/(app-shell|page-header)\.tsx$/, priority: 2 },
	{ name: "parts", test: /app\/components\//, minShareCount: 8, priority: 1 },
	{ name: "small", test: /\/app\/.+\.ts$/, minShareCount: 8, maxModuleSize: 1500, priority: 1 },
	{ name: "drawings", test: /\/lucide\//, minShareCount: 3, priority: 1 },
];

/**
 * What a page fetches once it is alive shares nearly all it imports with the page itself, and looking up for each whether it is here already costs a phone
 * more than what is missing: of it only its styles are named ahead, which are not asked about here.
 */
const stylesAlone = (_: string, scripts: string[], { hostType }: { hostType: "html" | "js" }) => (hostType === "js" ? [] : scripts);

/** What browsers are sent of others, besides React and its router: made ready before the first page in `npm run dev`, or finding one of them reloads a page that is in use. */
const readyForBrowsers = ["d3-scale", "d3-shape", "idb", "lucide", "use-intl/core", "use-intl/react", "uuid"];

type Words = { [key: string]: Words | string };
type CompiledWords = { [key: string]: CompiledWords | ReturnType<typeof compile> };

/**
 * Sentences are parsed when the shop is built, not by each browser and each worker that says them; so the parser is not sent either. Only
 * the build does this: in `npm run dev` and in tests sentences are parsed when they are said, and a value one forgot is reported.
 */
function compiledWords(): Plugin {
	const compiled = (words: Words): CompiledWords =>
		Object.fromEntries(Object.entries(words).map(([key, word]) => [key, typeof word === "string" ? compile(word) : compiled(word)]));
	return {
		name: "compiled-words",
		apply: "build",
		enforce: "pre",
		config: () => ({ resolve: { alias: [{ find: /^use-intl\/format-message$/, replacement: "use-intl/format-message/format-only" }] } }),
		transform: {
			// But for refusals, whose slots `useProblemWords` fills with whatever came along.
			filter: { id: /\/messages\/\w+\/(?!\w*errors\.)\w+\.json$/i },
			handler: (json) => ({ code: JSON.stringify(compiled(JSON.parse(json))), map: null }),
		},
	};
}

/**
 * React's renderer for workers makes bytes of each attribute and each word as it meets them; the one for Node, which writes the same page, keeps
 * text until it is sent, and a page costs the worker an eighth less. It needs what `nodejs_compat` gives; only what is built has that at hand.
 */
function rendererThatKeepsText(): Plugin {
	return {
		name: "renderer-that-keeps-text",
		apply: "build",
		config: () => ({ resolve: { alias: [{ find: /^react-dom\/server$/, replacement: "react-dom/server.node" }] } }),
	};
}

export default defineConfig(({ command }) => {
	// `npm run dev` names its state folder. Only then the worker is local: a build never holds a setting or a secret.
	const stateDir = command === "serve" ? process.env.STOREKEEP_DEV_STATE : undefined;
	const local = stateDir && {
		persistState: { path: stateDir },
		config: {
			vars: localBindings(stateDir, { url: process.env.STOREKEEP_DEV_URL ?? "", env: JSON.parse(process.env.STOREKEEP_DEV_ENV ?? "{}") }),
		},
	};
	return {
		// What is installed may be a link to where several copies of the sources find it.
		server: { fs: { allow: [".", realpathSync("node_modules")] } },
		optimizeDeps: { include: readyForBrowsers },
		environments: {
			client: {
				build: { modulePreload: { resolveDependencies: stylesAlone }, rolldownOptions: { output: { codeSplitting: { groups: shared } } } },
			},
		},
		plugins: [compiledWords(), rendererThatKeepsText(), cloudflare({ viteEnvironment: { name: "ssr" }, ...local }), reactRouter()],
	};
});
