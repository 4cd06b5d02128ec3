import { afterEach, expect, it, vi } from "vitest";
import { UNSAFE_ErrorResponseImpl as Refused } from "react-router";
import { clientAction, clientLoader } from "../../../app/routes/till-doors/approvals.ts";
import * as desk from "../../../app/routes/counter/offline-desk.ts";

/** Whether the till counts as alone: only where nobody answers, and not where the answer is no. */

vi.mock("../../../app/routes/counter/offline-desk.ts");
afterEach(() => vi.resetAllMocks());

const doors = (error: unknown) => {
	const unheard = vi.fn();
	vi.mocked(desk.deskNow).mockReturnValue({ unheard } as never);
	const fails = () => Promise.reject(error);
	return { unheard, load: () => clientLoader({ serverLoader: fails } as never), act: () => clientAction({ serverAction: fails } as never) };
};

it.each([new Refused(403, "", { code: "forbidden" }), new Refused(503, "", null), new Response(null, { status: 302 })])(
	"is handed on what the server says (%#)",
	async (said) => {
		const { unheard, load, act } = doors(said);
		await expect(load()).rejects.toBe(said);
		await expect(act()).rejects.toBe(said);
		expect(unheard).not.toHaveBeenCalled();
	},
);

it("goes on alone where nobody answers", async () => {
	const { unheard, load, act } = doors(new TypeError("Failed to fetch"));
	expect(await load()).toEqual({ people: null });
	expect(await act()).toMatchObject({ data: { ok: false, code: "unreachable" } });
	expect(unheard).toHaveBeenCalledTimes(2);
});
