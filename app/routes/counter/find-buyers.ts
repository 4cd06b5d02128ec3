import type { FoundCustomer } from "#app/customers/queries.server.ts";
import type { Buyer } from "./basket.ts";

/** Who answers to what is typed; nobody where no answer came. */
export async function findBuyers(q: string, signal: AbortSignal): Promise<FoundCustomer[]> {
	try {
		const response = await fetch(`/counter/customers?${new URLSearchParams({ q })}`, { signal, headers: { Accept: "application/json" } });
		if (!response.ok || !response.headers.get("Content-Type")?.includes("json")) return [];
		return await response.json();
	} catch {
		return [];
	}
}

type Answer = {
	id: string;
	name: string;
	email: string | null;
	phone: string | null;
	code?: string;
	details: { customerId: string; name: string; issues?: { field: string; rule: string }[] };
};
type Added = { buyer: Buyer | null } | { problem: { field: string; rule: string } };

/** Writes somebody down, or names whoever has that e-mail already. `buyer` null: no answer came, and what was typed will do. */
export async function addBuyer(said: { name: string; email: string; phone: string }, key: string): Promise<Added> {
	try {
		const response = await fetch("/api/v1/customers", {
			method: "POST",
			headers: { "Content-Type": "application/json", "Idempotency-Key": `${key}:${JSON.stringify(said).length}` },
			body: JSON.stringify(said),
		});
		const answer: Answer = await response.json();
		if (response.ok)
			return { buyer: { id: answer.id, name: answer.name || answer.email || answer.phone || "", email: answer.email ?? "" } };
		if (answer.code === "customer_known") return { buyer: { id: answer.details.customerId, name: answer.details.name, email: said.email } };
		const issue = answer.details?.issues?.[0];
		if (issue) return { problem: { field: issue.field, rule: issue.field === "email" ? "email" : issue.rule } };
		return { buyer: null };
	} catch {
		return { buyer: null };
	}
}
