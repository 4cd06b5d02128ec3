import { connect, createServer } from "node:net";

export const host = "127.0.0.1";

/** The wanted port from the environment, or 5173. */
export const wantedPort = () => Number(process.env.PORT || 5173);

/** Throws when anything answers on the port or it cannot be had. */
export async function assertPortFree(port) {
	if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error("PORT must be a whole number from 1 to 65535.");
	// Asking as well as binding: one may bind beside a server on ::1, and then `localhost` leads to the other one.
	if ((await answers(port, host)) || (await answers(port, "::1"))) throw portTaken(port);
	await new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", (error) => reject(error.code === "EACCES" ? new Error(`Port ${port} needs more rights.`) : portTaken(port)));
		server.listen(port, host, () => server.close(resolve));
	});
}

export const portTaken = (port) =>
	new Error(`Port ${port} is taken: something already answers there. Stop it, or choose another port, for instance PORT=${port + 1}.`);

function answers(port, address) {
	return new Promise((resolve) => {
		const socket = connect({ port, host: address, timeout: 1000 });
		const done = (answer) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once("connect", () => done(true));
		socket.once("error", () => done(false));
		socket.once("timeout", () => done(false));
	});
}

export function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject).listen(0, host, () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}
