export type Toast = {
	id: number;
	text: string;
	/** Errors stay until dismissed. */
	tone?: "bad";
	undo?: Undo;
	/** Where what it tells of can be seen. */
	link?: { label: string; to: string };
};

/** How to take it back: a function, or a form to send. The label is "Undo" unless said otherwise. */
export type Undo = { label?: string } & ({ run: () => void } | { action: string; fields: Record<string, string> });

/** One and the same on the server and in the browser, or a page that comes alive would be drawn again for it. */
const none: readonly Toast[] = [];
let toasts = none;
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]) {
	toasts = next;
	for (const listener of listeners) listener();
}

/** Shows one line at the bottom left; three at most, the oldest gives way. */
export function showToast(toast: Omit<Toast, "id">): void {
	lastId += 1;
	set([...toasts.slice(-2), { ...toast, id: lastId }]);
}

export function dismissToast(id: number): void {
	set(toasts.filter((toast) => toast.id !== id));
}

export const toastStore = {
	subscribe(listener: () => void) {
		listeners.add(listener);
		return () => listeners.delete(listener);
	},
	now: () => toasts,
	onServer: () => none,
};
