/** What a shop's robots.txt says to us (RFC 9309): the group that names us, else the one for everybody. Pure. */

export type Manners = {
	/** Whether we may ask for a path (with its query). */
	allows(path: string): boolean;
	/** Seconds between two requests, where it asks for some. */
	delay: number | null;
};

type Group = { agents: string[]; rules: { allow: boolean; path: string }[]; delay: number | null };

export function mannersOf(robots: string, agent: string): Manners {
	const groups = groupsIn(robots);
	const named = groups.filter(({ agents }) => agents.some((one) => one !== "*" && one !== "" && agent.toLowerCase().startsWith(one)));
	const ours = named.length > 0 ? named : groups.filter(({ agents }) => agents.includes("*"));
	const rules = ours.flatMap((group) => group.rules);
	const delays = ours.flatMap(({ delay }) => delay ?? []);
	return {
		delay: delays.length > 0 ? Math.max(...delays) : null,
		allows(path) {
			// The longest rule that fits counts; of two equally long ones, the one that allows.
			let [best, allowed] = [-1, true];
			for (const rule of rules) {
				if (rule.path.length < best || !fits(rule.path, path)) continue;
				if (rule.path.length > best || rule.allow) [best, allowed] = [rule.path.length, rule.allow];
			}
			return allowed;
		},
	};
}

function groupsIn(robots: string): Group[] {
	const groups: Group[] = [];
	let current: Group | null = null;
	let inAgents = false;
	for (const line of robots.slice(0, 500_000).split(/\r\n?|\n/)) {
		const [, field = "", value = ""] = /^\s*([\w-]+)\s*:\s*([^#]*)/.exec(line.replace(/^\uFEFF/, "")) ?? [];
		const said = value.trim();
		const name = field.toLowerCase();
		if (name === "user-agent") {
			if (!current || !inAgents) {
				current = { agents: [], rules: [], delay: null };
				groups.push(current);
			}
			current.agents.push(said.toLowerCase());
			inAgents = true;
			continue;
		}
		if (name === "") continue;
		inAgents = false;
		if (!current) continue;
		if ((name === "allow" || name === "disallow") && said !== "") current.rules.push({ allow: name === "allow", path: said });
		else if (name === "crawl-delay" && /^\d+(\.\d+)?$/.test(said)) current.delay = Number(said);
	}
	return groups;
}

/** `*` stands for anything, `$` at the end for the end. Goes through once: a rule cannot make us search for long. */
function fits(rule: string, path: string): boolean {
	const isWhole = rule.endsWith("$");
	const parts = (isWhole ? rule.slice(0, -1) : rule).split("*");
	let at = 0;
	for (const [n, part] of parts.entries()) {
		if (n === 0) {
			if (!path.startsWith(part)) return false;
			at = part.length;
			continue;
		}
		const isLast = n === parts.length - 1;
		const found = isLast && isWhole ? path.length - part.length : path.indexOf(part, at);
		if (found < at || (isLast && isWhole && !path.endsWith(part))) return false;
		at = found + part.length;
	}
	return !isWhole || parts.length > 1 || path.length === at;
}
