// Writes the types of the API client from the OpenAPI document of a served build, so that a script that reads a field nobody sends does not compile.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureNode, isMain, root } from "./bootstrap.mjs";

export const typesFile = join(root, "scripts/api/types.d.ts");

/** The types of the canonical paths (`/api/v1/…`; the literal ones are the same handlers) as a TypeScript module. */
export async function typesOf(document) {
	// The generator prints through the compiler's old API, which the project's own TypeScript no longer has.
	const hooks = registerHooks({
		resolve: (specifier, context, next) => next(specifier === "typescript" ? "typescript-5" : specifier, context),
	});
	const { default: generate, astToString } = await import("openapi-typescript");
	hooks.deregister();
	const paths = Object.fromEntries(
		Object.entries(document.paths)
			.filter(([path]) => path.startsWith("/api/v1/"))
			.map(([path, methods]) => [path, Object.fromEntries(Object.entries(methods).map(([method, spec]) => [method, oneRefusal(spec)]))]),
	);
	const text = astToString(await generate({ ...document, paths }, { alphabetize: true }));
	return `// Written by \`npm run api-types\` from the OpenAPI document. Not by hand.\n\n${text}`;
}

/** All refusals have one shape: said once for each operation, not for each status. */
function oneRefusal({ responses, ...spec }) {
	const answers = Object.entries(responses).filter(([status]) => Number(status) < 400);
	const [, refusal] = Object.entries(responses).find(([status]) => Number(status) >= 400) ?? [];
	return { ...spec, responses: { ...Object.fromEntries(answers), ...(refusal && { default: refusal }) } };
}

/** The OpenAPI document as the built worker gives it. */
async function documentOfBuild() {
	const { build } = await import("./build.mjs");
	const { migrate } = await import("./migrate.mjs");
	const { serve } = await import("./serve.mjs");
	const { openState } = await import("./state.mjs");
	if (build({ onlyIfChanged: true }) !== 0) throw new Error("The build failed; see above.");
	const dir = mkdtempSync(join(tmpdir(), "storekeep-"));
	try {
		const stateDir = openState({ dir });
		await migrate(stateDir);
		const server = await serve({ stateDir, quiet: true, crons: false });
		try {
			return await (await fetch(`${server.url}/api/openapi.json`)).json();
		} finally {
			await server.stop();
		}
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}

if (isMain(import.meta)) {
	await ensureNode();
	writeFileSync(typesFile, await typesOf(await documentOfBuild()));
	console.log("scripts/api/types.d.ts is what the API promises.");
	process.exit(0);
}
